"""One published decision as a page: summary rows, the words of the public paper, and what was taken out.

The words are the lines frozen with the snapshot, so that a wording changed afterwards changes nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from flask_babel import gettext as _
from markupsafe import Markup

from casework.queries.disclosures import Hit
from casework.web import filters
from documents.errors import PaperError
from documents.story import Block, story
from workflows.snapshot import CARRIED

log = structlog.get_logger(__name__)

KIND = "redacted_decision"
OMITTED = "[略]"
SAME = (*CARRIED, "party")


@dataclass(frozen=True, slots=True)
class Cut:
    """One rule under which something was taken out, and the marks that stand in its place."""

    label: str
    marks: tuple[str, ...]
    count: int
    basis: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the paper: the word that says how it is set, and its cells."""

    word: str
    cells: tuple[Markup, ...]


def summary(hit: Hit, snapshot: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Give the rows of the summary in the order of the rule (公示规定第四条)."""
    party, violation = snapshot.get("party") or {}, snapshot.get("violation") or {}
    rows: list[tuple[str, Any]] = [
        (_("决定书文号"), Markup('<span class="ref" lang="zh-Hans-CN">{}</span>').format(hit.number)),
        (_("当事人"), _original(hit.party_name)),
    ]
    if party.get("uscc"):
        rows.append((_("统一社会信用代码"), Markup('<span class="ref">{}</span>').format(party["uscc"])))
    if party.get("legal_representative"):
        business = party.get("kind") == "individual_business"
        head = _("经营者") if business else _("法定代表人")
        rows.append((head, _original(party["legal_representative"])))
    return [
        *rows,
        (_("违法行为类型"), filters.translated(hit.violation)),
        (_("违反的规定"), _original("、".join(violation.get("articles_violated") or ()))),
        (_("处罚依据"), _original("、".join(violation.get("articles_penalty") or ()))),
        (_("处罚内容"), Markup('<span lang="zh-Hans-CN">{}</span>').format(filters.lines(hit.penalty_text))),
        (_("作出机关"), filters.translated(hit.agency)),
        (_("决定日期"), filters.day(hit.decided_on)),
        (_("公示日期"), filters.day(hit.published_at)),
    ]


def _original(text: str) -> Markup | str:
    """Mark what stays Chinese on an English page."""
    return Markup('<span lang="zh-Hans-CN">{}</span>').format(text) if text else ""


def text(snapshot: Mapping[str, Any]) -> tuple[Line, ...]:
    """Give the words of the public paper line by line, as they were frozen."""
    marks = {mark: place for place, cut in enumerate(cuts(snapshot), start=1) for mark in cut.marks}
    return tuple(
        Line(block.word, tuple(marked(cell, marks) for cell in cells))
        for block in frozen(snapshot)
        for cells in _paragraphs(block)
    )


def frozen(snapshot: Mapping[str, Any]) -> Sequence[Block]:
    """Give the lines kept with the snapshot.

    A snapshot made before lines were kept is laid out in the house's wording; none where that asks for more.
    """
    kept = snapshot.get("lines")
    if kept:
        return [Block(str(word), tuple(map(str, cells))) for word, cells in kept]
    try:
        return story(KIND, paper(snapshot))
    except PaperError as error:
        log.warning("public_text_unavailable", number=snapshot.get("number"), why=str(error))
        return ()


def _paragraphs(block: Block) -> Iterator[tuple[str, ...]]:
    """Give each paragraph of a running text its own line; other lines stay whole."""
    if block.word != "p":
        yield block.cells
        return
    for part in block.text.split("\n"):
        if part.strip():
            yield (part,)


def paper(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """Give the snapshot the names that the wording knows."""
    violation = dict(snapshot.get("violation") or {})
    for key in ("articles_violated", "articles_penalty"):
        violation[key] = "、".join(violation.get(key) or ())
    evidence = [{"no": no} | dict(item) for no, item in enumerate(snapshot.get("evidence") or (), start=1)]
    agency = dict(snapshot.get("agency") or {})
    given = {key: snapshot.get(key) for key in SAME} | {
        "agency": _known(agency | {"seal_name": agency.get("name")}),
        "case": {"reference": snapshot["number"], "title": violation.get("name", "")},
        "number": snapshot["number"],
        "issued_on": snapshot["decided_on"],
        "facts_found": snapshot.get("facts"),
        "evidence": evidence,
        "violation": _known(violation),
        "discretion": snapshot.get("reasons"),
    }
    # Whether this is a demonstration is said by the page around the paper.
    return _known(given) | {"statements": list(snapshot.get("statements") or []), "demo": False}


def _known(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}


def cuts(snapshot: Mapping[str, Any]) -> tuple[Cut, ...]:
    """Give what was taken out, rule by rule, in the order in which it first occurs."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for mask in snapshot.get("masks") or ():
        found.setdefault(str(mask["rule"]), []).append(mask)
    return tuple(
        Cut(
            label=str(each[0]["label"]),
            marks=tuple(dict.fromkeys(str(one["mask"]) for one in each if one.get("mask"))),
            count=len(each),
            basis=str(each[0]["basis"]),
            confidence=str(each[0].get("confidence") or ""),
        )
        for each in found.values()
    )


def marked(text: str, marks: Mapping[str, int]) -> Markup:
    """Set the marks of a text apart, each leading to the rule it stands for."""
    return Markup("").join(_pieces(text, marks))


def _pieces(text: str, marks: Mapping[str, int]) -> Iterator[Markup]:
    for part in _split(text, sorted(marks, key=len, reverse=True)):
        if part in marks:
            link = Markup('<a class="cut" href="#cut-{}">{}</a>')
            yield link.format(marks[part], part.strip("[]") if part == OMITTED else part)
        else:
            yield Markup("<br>").join(part.split("\n"))


def _split(text: str, marks: Sequence[str]) -> list[str]:
    return re.split(f"({'|'.join(map(re.escape, marks))})", text) if marks else [text]
