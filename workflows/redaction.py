"""The public view of a decision, by construction, and the scan that proves it.

Free text goes through `redact`, structured data through `public_view`, which copies named fields only;
`scan` then looks for anything personal that is left. Pure: no clock, no database, no document.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflows import names, snapshot, traces
from workflows.masking import MASKING, MaskRules
from workflows.masks import Proposal, Search
from workflows.subject import Person, Subject

__all__ = [
    "Finding",
    "Mask",
    "Person",
    "Redacted",
    "Subject",
    "canonical",
    "digest",
    "public_view",
    "redact",
    "scan",
]

_ROUNDS = 8
# Where two readings cover the same place, the more exact word comes first.
_KINDS = (
    *(
        "resident_id",
        "mobile",
        "email",
        "bank_card",
        "person_name",
        "home_address",
        "birth_date",
        "plate",
        "phone",
    ),
    *("certificate", "account", "contact", "long_number", "known_value"),
)
_OMITTED_TWICE = re.compile(r"\[略\](?:[，,；;、：:\s]*\[略\])+")


@dataclass(frozen=True, slots=True)
class Mask:
    """What was taken out of a text, under which rule; `at` counts in the text of its round."""

    rule: str
    label: str
    original: str
    mask: str
    at: int
    basis: str
    confidence: str

    def as_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Redacted:
    """The public text and every mask in it, in order."""

    text: str
    masks: tuple[Mask, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something personal that still stands in what shall be published."""

    kind: str
    value: str
    at: str

    def as_dict(self) -> dict[str, str]:
        return {"kind": self.kind, "value": self.value, "at": self.at}


def redact(
    text: str, subject: Subject | None = None, *, on: date | None = None, rules: MaskRules = MASKING
) -> Redacted:
    """Take out of a free text what may not be published; redacting the result again changes nothing."""
    party = subject or Subject()
    masks: list[Mask] = []
    for _ in range(_ROUNDS):
        found = Search(text, party, rules, on).proposals()
        changed, taken = _applied(text, found, rules, on)
        changed = _OMITTED_TWICE.sub("[略]", changed)
        if changed == text:
            break
        masks += taken
        text = changed
    return Redacted(text, tuple(masks))


def _applied(text: str, found: list[Proposal], rules: MaskRules, on: date | None) -> tuple[str, list[Mask]]:
    pieces, masks, last = [], [], 0
    for item in found:
        original = text[item.start : item.end]
        pieces += [text[last : item.start], item.replacement]
        last = item.end
        if original != item.replacement:
            rule = rules.rule(item.rule, on)
            masks.append(
                Mask(
                    item.rule, rule.label, original, item.replacement, item.start, rule.basis, rule.confidence
                )
            )
    return "".join([*pieces, text[last:]]), masks


def scan(
    value: Any,
    subject: Subject | None = None,
    known_values: Iterable[str] = (),
    *,
    on: date | None = None,
    rules: MaskRules = MASKING,
) -> tuple[Finding, ...]:
    """Everything personal left in a text or in plain data; `at` is an offset, after the path of a field.

    `known_values` are personal values known to the case; what is public of the party is never a finding.
    """
    party, known = subject or Subject(), tuple(dict.fromkeys(v.strip() for v in known_values))
    findings: list[Finding] = []
    for path, text in _texts(value, ""):
        findings += _scan_text(text, f"{path}:" if path else "", Search(text, party, rules, on), known)
    return tuple(findings)


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(str(key), f"{path or '$'}.{key}(key)")
            yield from _texts(item, f"{path or '$'}.{key}")
    elif isinstance(value, list | tuple | set | frozenset):
        for index, item in enumerate(value):
            yield from _texts(item, f"{path or '$'}[{index}]")


def _scan_text(text: str, path: str, search: Search, known: tuple[str, ...]) -> list[Finding]:
    found = [(trace.kind, trace.start, trace.end) for trace in search.traces]
    kept = search.kept_names()
    people = [p.name for p in search.subject.persons if names.MASKED not in p.name and p.name not in kept]
    masked = [name for name, (rule, _) in search.person_masks().items() if rule == "PUNISHED_PERSON"]
    wanted = [("person_name", name) for name in dict.fromkeys(people + masked)]
    wanted += [("home_address", home) for home in search.home_values()]
    for kind, value in wanted:
        found += [(kind, *search.folded.span(*span)) for span in search.places(value)]
    found += [("birth_date", *search.folded.span(*span)) for span in search.birth_days()]
    for value in known:
        found += [("known_value", *span) for span in _known_places(search, value)]
    whole: list[tuple[str, int, int]] = []
    for kind, start, end in sorted(found, key=_place):
        if not whole or end > whole[-1][2]:
            whole.append((kind, start, end))
    return [Finding(kind, text[start:end], f"{path}{start}") for kind, start, end in whole]


def _place(found: tuple[str, int, int]) -> tuple[int, int, int]:
    return found[1], -found[2], _KINDS.index(found[0])


def _known_places(search: Search, value: str) -> Iterator[tuple[int, int]]:
    plain = "".join(c for c in traces.fold(value).text if c not in " \n-")
    public = (*search.kept_names(), search.subject.uscc, search.subject.premises)
    if len(plain) < 2 or value in public:
        return
    gap = r"[ \n.\-]{0,3}" if any(c.isdigit() for c in plain) else r"[ \n]{0,2}"
    finder = re.compile(gap.join(re.escape(c) for c in plain), re.IGNORECASE)
    for hit in finder.finditer(search.folded.text):
        if not any(start <= hit.start() and hit.end() <= end for start, end in search.kept):
            yield search.folded.span(*hit.span())


def public_view(
    decision: Mapping[str, Any], subject: Subject, *, on: date, rules: MaskRules = MASKING
) -> dict[str, Any]:
    """The frozen public snapshot of a decision, see `workflows.snapshot` for its shape."""

    def clean(text: str) -> tuple[str, list[dict[str, Any]]]:
        done = redact(text, subject, on=on, rules=rules)
        return done.text, [
            {"rule": m.rule, "label": m.label, "mask": m.mask, "basis": m.basis, "confidence": m.confidence}
            for m in done.masks
        ]

    return snapshot.build(decision, subject, clean=clean, rules=rules, on=on)


def canonical(value: Any) -> str:
    """The one way plain data is written for a digest: sorted keys, no blanks, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: Any) -> str:
    """SHA-256 over the canonical JSON."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()
