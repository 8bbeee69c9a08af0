"""Which wording of a kind holds on a day: the office's own once approved, else the one of the house's files.

The same of the shared parts, which are named by their file. Reads only; who writes and approves wordings is
casework.services.wordings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, or_, select

import documents
from casework.db import db
from casework.models import Wording, WordingText
from documents import wordcheck, wordings
from documents.errors import PaperError
from documents.wordcheck import Checked

KEY = "wording"
PART = "_"


@dataclass(frozen=True, slots=True)
class Held:
    """A wording with where it comes from; `public_id` and `since` are empty for the house's own."""

    wording: documents.Wording
    public_id: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Every text of the office that holds on a day, by kind or part, over those of the house."""

    own: Mapping[str, Held]

    @property
    def parts(self) -> dict[str, str]:
        """The shared parts by file name."""
        return {name: self.text(name) for name in wordings.part_files()}

    @property
    def kinds(self) -> dict[str, str]:
        """The text of every kind."""
        return {kind: self.text(kind) for kind in documents.kinds()}

    def text(self, name: str) -> str:
        if name in self.own:
            return self.own[name].wording.text
        return wordings.part_files()[name] if is_part(name) else wordings.base(name).text


def is_part(name: str) -> bool:
    """Whether this names a shared part, and not a kind."""
    return name.startswith(PART)


def in_force(name: str, on: date, *, begun: datetime | None = None) -> Held:
    """The wording in which a paper begun on this day is issued, with the shared parts of that day.

    What is approved for the same day only after the paper was `begun` does not reach it. Of a shared part:
    its text, with the parts that it takes in itself.
    """
    which = [or_(Wording.kind == name, _of_parts())]
    if begun is not None:
        which.append(Wording.decided_at <= begun)
    found = _on(on, *which)
    own = found.own.get(name, Held(documents.Wording("")))
    return Held(wordings.whole(found.text(name), found.parts), own.public_id, own.since)


def on_day(on: date) -> Standing:
    """Every text that holds on a day."""
    return _on(on)


def whole(text: str, on: date) -> documents.Wording:
    """A text of a kind with the shared parts that hold with it on a day."""
    return wordings.whole(text, _on(on, _of_parts()).parts)


def uses(part: str, on: date) -> tuple[str, ...]:
    """The kinds whose papers take a shared part in."""
    found = _on(on)
    return wordings.uses(part, found.kinds, found.parts)


def checked(name: str, text: str, on: date) -> Checked:
    """What is wrong with a text that is to hold from a day, with all that is approved by then and later."""
    days = [on, *_changes(name, on)]
    faults: dict[wordcheck.Finding, None] = {}
    warnings: dict[wordcheck.Finding, None] = {}
    for day in days:
        found = _on(day)
        kinds = tuple(found.kinds.items()) if is_part(name) else ()
        one = _checked(name, text, kinds, tuple(found.parts.items()))
        faults |= dict.fromkeys(one.faults)
        warnings |= dict.fromkeys(one.warnings)
    return Checked(tuple(faults), tuple(warnings))


def of_paper(kind: str, data: dict[str, Any]) -> documents.Wording | None:
    """The very text that a paper was issued with; none for a paper issued before texts were kept.

    Raises PaperError where the text is gone or is no longer what was kept.
    """
    mark = data.get(KEY)
    if not mark:
        return None
    kept = db.session.get(WordingText, str(mark["sha256"]))
    found = wordings.kept(kept.text, kept.parts) if kept is not None else None
    if found is None or found.sha256 != mark["sha256"]:
        raise PaperError(f"《{documents.lookup(kind).title}》制作时所用的文书格式没有保存完好")
    return found


def _changes(name: str, on: date) -> list[date]:
    """The later days on which another approved text begins to hold, until one of the same name does."""
    query = select(Wording.kind, Wording.valid_from).where(
        Wording.status == "approved", Wording.valid_from > on
    )
    days: list[date] = []
    for kind, day in db.session.execute(query.order_by(Wording.valid_from)):
        if kind == name:
            break
        if day is not None:
            days.append(day)
    return sorted(set(days))


def _of_parts() -> ColumnElement[bool]:
    return Wording.kind.startswith(PART, autoescape=True)


def _on(day: date, *which: ColumnElement[bool]) -> Standing:
    """The newest approved text of each name that holds on a day."""
    query = select(Wording.kind, Wording.text, Wording.public_id, Wording.valid_from).where(
        Wording.status == "approved", Wording.valid_from <= day, *which
    )
    rows = db.session.execute(query.order_by(Wording.valid_from, Wording.decided_at, Wording.id)).all()
    known = {*documents.kinds(), *wordings.part_files()}
    return Standing(
        {
            row.kind: Held(documents.Wording(row.text), row.public_id, row.valid_from)
            for row in rows
            if row.kind in known
        }
    )


# One page asks for the same text several times: while it is written, previewed, submitted and reviewed.
@lru_cache(maxsize=8)
def _checked(
    name: str, text: str, kinds: tuple[tuple[str, str], ...], parts: tuple[tuple[str, str], ...]
) -> Checked:
    if is_part(name):
        return wordcheck.check_part(name, text, dict(kinds), dict(parts))
    return wordcheck.check(name, text, dict(parts))
