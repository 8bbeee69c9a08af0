"""Which stretches of a text are proposed for masking, under which rule, and with what instead.

One round over one text: `workflows.redaction` repeats it until nothing is proposed any more. Proposals
carry positions of the original text; overlapping ones become one, the heavier deciding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from workflows import clauses, names, traces
from workflows.masking import MaskRules
from workflows.subject import REPORTERS, Subject
from workflows.traces import Folded
from workflows.vocabulary import PartyKind

RULE_OF_TRACE = {
    "resident_id": "CERTIFICATE",
    "certificate": "CERTIFICATE",
    "mobile": "CONTACT",
    "phone": "CONTACT",
    "email": "CONTACT",
    "contact": "CONTACT",
    "plate": "PLATE",
    "bank_card": "ACCOUNT",
    "account": "ACCOUNT",
    "long_number": "LONG_NUMBER",
}
_CLAUSE, _WORD = 2, 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """One stretch that shall not be published, and what stands there instead."""

    start: int
    end: int
    rule: str
    replacement: str
    weight: int = _WORD


class Search:
    """One text with everything that is known about who may stand in it."""

    def __init__(self, text: str, subject: Subject, rules: MaskRules, on: date | None) -> None:
        self.folded: Folded = traces.fold(text)
        self.subject, self.rules, self.on = subject, rules, on
        self.codes = frozenset({subject.uscc.upper()}) if subject.uscc else frozenset()
        self.parts = clauses.Clauses(self.folded.text)
        self.kept = self._kept()
        self.traces = traces.find(self.folded, known_codes=self.codes)
        # What stays public must not count as a hint at somebody else.
        letters = list(self.folded.text)
        for start, end in (
            *self.kept,
            *traces.kept_codes(self.folded, known_codes=self.codes),
            *traces.days(self.folded),
        ):
            letters[start:end] = "#" * (end - start)
        self.blanked = "".join(letters)

    def kept_names(self) -> tuple[str, ...]:
        party = self.subject
        masked = self.rules.mask_punished_person and party.kind == PartyKind.NATURAL
        own = "" if masked else party.name
        return tuple(n for n in (own, party.legal_representative, party.operator, *party.rights_holders) if n)

    def _kept(self) -> list[tuple[int, int]]:
        return [
            span
            for value in (*self.kept_names(), self.subject.premises)
            for span in self.places(value, kept=())
        ]

    def places(self, value: str, kept: tuple[tuple[int, int], ...] | None = None) -> list[tuple[int, int]]:
        """Where a value stands (folded positions), unless it is part of something kept."""
        finder = names.pattern(traces.fold(value).text)
        if finder is None:
            return []
        around = self.kept if kept is None else kept
        return [
            hit.span()
            for hit in finder.finditer(self.folded.text)
            if not any(start <= hit.start() and hit.end() <= end for start, end in around)
        ]

    def proposals(self) -> list[Proposal]:
        found = [
            *self._numbers(),
            *self._people(),
            *self._reporters(),
            *self._homes(),
            *self._minors(),
            *self._clauses(),
            *self._orders(),
        ]
        return _merged(found)

    def _propose(self, span: tuple[int, int], rule: str, text: str = "", *, weight: int = _WORD) -> Proposal:
        start, end = self.folded.span(*span)
        return Proposal(start, end, rule, text or self.rules.rule(rule, self.on).mask, weight)

    def _clause(self, position: int, rule: str) -> Proposal:
        start, end = self.parts.at(position)
        while start < end and self.folded.text[start].isspace():
            start += 1
        return self._propose((start, max(end, start + 1)), rule, weight=_CLAUSE)

    def _numbers(self) -> Iterator[Proposal]:
        for trace in self.traces:
            rule = RULE_OF_TRACE[trace.kind]
            yield Proposal(trace.start, trace.end, rule, self.rules.rule(rule, self.on).mask)

    def person_masks(self) -> dict[str, tuple[str, str]]:
        """Each name to mask with its rule and its mask; reporters are left to their clauses."""
        kept = self.kept_names()
        people = [p for p in self.subject.persons if names.MASKED not in p.name and p.name not in kept]
        young = names.minors(
            (p.name for p in people if p.minor(self.on)), self.rules.rule("MINOR", self.on).mask
        )
        known = [p.name for p in people if p.name not in young and p.role not in REPORTERS]
        hidden = {p.name for p in people if p.role in REPORTERS}
        likely = [
            n for n in names.likely(self.folded.text) if n not in hidden and not any(n in k for k in kept)
        ]
        adult = names.masked_names([*known, *(n for n in likely if n not in young)])
        masks = {name: ("PERSON_NAME", mask) for name, mask in adult.items()}
        if self.rules.mask_punished_person and self.subject.kind == PartyKind.NATURAL and self.subject.name:
            mask = self.subject.name[0] + self.rules.rule("PUNISHED_PERSON", self.on).mask
            masks[self.subject.name] = ("PUNISHED_PERSON", mask)
        return masks | {name: ("MINOR", mask) for name, mask in young.items()}

    def _people(self) -> Iterator[Proposal]:
        for name, (rule, mask) in self.person_masks().items():
            for span in self.places(name):
                yield self._propose(span, rule, mask)

    def _reporters(self) -> Iterator[Proposal]:
        text = self.folded.text
        kept = self.kept_names()
        for name in (p.name for p in self.subject.persons if p.role in REPORTERS):
            for start, _ in self.places(name, kept=() if name in kept else None):
                first, last = self.parts.at(start)
                if name not in kept or clauses.REPORTING.search(text, first, last):
                    yield self._clause(start, "REPORTER")
        about = {self.parts.at(hit.start()): hit.start() for hit in clauses.REPORTER_WORD.finditer(text)}
        for clause, position in about.items():
            if self._hint(*clause):
                yield self._clause(position, "REPORTER")
        for hit in clauses.REPORT_NUMBER.finditer(self.blanked):
            yield self._clause(hit.start(), "REPORTER")

    def _hint(self, first: int, last: int) -> bool:
        """Whether a clause about a reporter says anything by which the person could be known."""
        part = self.blanked[first:last]
        if clauses.IDENTITY_HINT.search(part) or names.likely(part):
            return True
        start, end = self.folded.span(first, last)
        return any(trace.start < end and start < trace.end for trace in self.traces)

    def home_values(self) -> tuple[str, ...]:
        return tuple(tail for home in self.subject.homes for tail in _tails(home, self.subject.premises))

    def _homes(self) -> Iterator[Proposal]:
        for value in self.home_values():
            for span in self.places(value):
                yield self._propose(span, "HOME_ADDRESS")
        for hit in clauses.HOME_LABEL.finditer(self.folded.text):
            if "#" not in self.blanked[hit.start(1) : hit.end(1)]:
                yield self._propose(hit.span(1), "HOME_ADDRESS")

    def birth_days(self) -> Iterator[tuple[int, int]]:
        for person in self.subject.persons:
            if person.birth_date and person.minor(self.on):
                yield from (hit.span() for hit in _day_pattern(person.birth_date).finditer(self.folded.text))

    def _minors(self) -> Iterator[Proposal]:
        for span in self.birth_days():
            yield self._propose(span, "MINOR_TRACE")
        young = [name for name, (rule, _) in self.person_masks().items() if rule == "MINOR"]
        text, word = self.folded.text, self.rules.rule("MINOR", self.on).mask
        hits = {self.parts.at(hit.start()): hit.start() for hit in clauses.SCHOOL.finditer(text)}
        told = self._sentences(
            hits.values() if young else (), lambda part: any(n in part for n in (word, *young))
        )
        for clause, position in hits.items():
            if position not in told:
                continue
            # Where the clause says which school, only that goes and what the child did stays.
            verbs = list(clauses.SCHOOLED.finditer(text, *clause))
            yield from (self._propose(verb.span(), "MINOR_TRACE") for verb in verbs)
            if not verbs:
                yield self._clause(position, "MINOR_TRACE")

    def _sentences(self, positions: Iterable[int], wanted: Callable[[str], object]) -> set[int]:
        """The positions whose sentence is wanted; each sentence is looked at once."""
        answers: dict[tuple[int, int], bool] = {}
        found = set()
        for position in positions:
            sentence = self.parts.sentence(position)
            if sentence not in answers:
                answers[sentence] = bool(wanted(self.folded.text[slice(*sentence)]))
            if answers[sentence]:
                found.add(position)
        return found

    def _clauses(self) -> Iterator[Proposal]:
        for hit in clauses.HEALTH.finditer(self.folded.text):
            yield self._clause(hit.start(), "HEALTH")
        for hit in clauses.SECRET.finditer(self.folded.text):
            yield self._propose(hit.span(1), "TRADE_SECRET", weight=_CLAUSE)

    def _orders(self) -> Iterator[Proposal]:
        hits = list(traces.ORDER_NUMBER.finditer(self.blanked))
        reported = self._sentences((hit.start() for hit in hits), clauses.REPORTING.search)
        for hit in hits:
            if hit.start() in reported:
                yield self._clause(hit.start(), "REPORTER")
            else:
                yield self._propose(hit.span(1), "ORDER_NUMBER")


def _tails(address: str, premises: str) -> Iterator[str]:
    """The address, and what is left of it when province, city and district are not written."""
    yield address
    for hit in re.finditer(r"[省市区县镇乡]|街道", address):
        tail = address[hit.end() :]
        if len(tail) >= 5 and tail not in premises:
            yield tail


def _day_pattern(day: date) -> re.Pattern[str]:
    year, month, number = day.year, day.month, day.day
    return re.compile(
        rf"(?<!\d){year} ?[年\-/.]? ?0?{month} ?[月\-/.]? ?0?{number}(?!\d) ?日?|(?<!\d){day:%Y%m%d}(?!\d)"
    )


def _merged(found: list[Proposal]) -> list[Proposal]:
    merged: list[Proposal] = []
    for item in sorted(found, key=lambda p: (p.start, -p.end, -p.weight)):
        last = merged[-1] if merged else None
        if last is None or item.start >= last.end:
            merged.append(item)
            continue
        heavier = (
            item if (item.weight, item.end - item.start) > (last.weight, last.end - last.start) else last
        )
        merged[-1] = replace(heavier, start=last.start, end=max(last.end, item.end))
    return merged
