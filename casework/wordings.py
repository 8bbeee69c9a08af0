"""Which wording of a kind holds on a day: the office's own once approved, else the one of the house's files.

Reads only; who writes and approves wordings is casework.services.wordings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

import documents
from casework.db import db
from casework.models import Wording, WordingText
from documents import wordings
from documents.errors import PaperError

KEY = "wording"


@dataclass(frozen=True, slots=True)
class Held:
    """A wording with where it comes from; `public_id` and `since` are empty for the house's own."""

    wording: documents.Wording
    public_id: str = ""
    since: date | None = None


def in_force(kind: str, on: date) -> Held:
    """The wording in which a paper begun on this day is issued."""
    found = db.session.execute(
        select(Wording.text, Wording.public_id, Wording.valid_from)
        .where(Wording.kind == kind, Wording.status == "approved", Wording.valid_from <= on)
        .order_by(Wording.valid_from.desc(), Wording.decided_at.desc(), Wording.id.desc())
        .limit(1)
    ).first()
    if found is None:
        return Held(wordings.base(kind))
    return Held(wordings.whole(found.text), found.public_id, found.valid_from)


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
