"""Makes one paper: story, layout, bytes. Imported only when a paper is made, because reportlab is heavy."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from documents import catalogue, typeface
from documents.layouts import cover, form_letter, letter, receipt, report, seal_strip, table, transcript
from documents.layouts import list as inventory
from documents.page import About, Place, place_of_seal
from documents.paint import paint
from documents.parts import Context
from documents.story import clean, story
from documents.wordings import Wording

LAYOUTS = {
    "letter": letter.compose,
    "form_letter": form_letter.compose,
    "table": table.compose,
    "transcript": transcript.compose,
    "list": inventory.compose,
    "receipt": receipt.compose,
    "report": report.compose,
    "cover": cover.compose,
    "seal_strip": seal_strip.compose,
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished paper, not signed: its bytes, how many pages, the digest, and where its seal stands."""

    bytes: bytes
    pages: int
    sha256: str
    seal: Place | None = None


def _context(kind: catalogue.Kind, data: Mapping[str, Any], *, draft: bool) -> Context:
    agency, verify = data["agency"], data.get("verify") or {}
    return Context(
        seal_name=clean(str(agency["seal_name"])).replace("\n", "") if kind.sealed else "",
        demo=bool(data["demo"]),
        draft=draft,
        verify_code=clean(str(verify.get("code") or "")),
        verify_url=clean(str(verify.get("url") or "")),
    )


def _about(kind: catalogue.Kind, data: Mapping[str, Any], *, draft: bool) -> About:
    number = clean(str(data.get("number") or ""))
    notes = [clean(str(data["case"]["reference"])), *typeface.substitutes()]
    return About(
        title=f"{kind.title} {number}".strip(),
        author=clean(str(data["agency"]["name"])),
        subject=kind.title,
        keywords="；".join(notes),
        demo=bool(data["demo"]),
        draft=draft,
        issued_on=_day(data.get("issued_on")),
        identifier=clean(str((data.get("verify") or {}).get("url") or "")),
    )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def render(
    kind: str, data: Mapping[str, Any], *, draft: bool = False, wording: Wording | None = None
) -> Rendered:
    """Make a paper from frozen facts; a draft is marked, carries no seal and may lack number and date."""
    row = catalogue.lookup(kind)
    blocks = story(kind, data, draft=draft, wording=wording)
    typeface.prepare()
    pages = LAYOUTS[row.layout](blocks, _context(row, data, draft=draft))
    content = paint(pages, _about(row, data, draft=draft))
    digest = hashlib.sha256(content).hexdigest()
    return Rendered(bytes=content, pages=len(pages), sha256=digest, seal=place_of_seal(pages))
