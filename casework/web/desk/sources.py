"""Where the parts of a paper come from: beside a draft, and for a paper that was issued."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import abort, render_template
from flask_babel import gettext as _

from casework.queries import case_page
from casework.services import provenance
from casework.services.drafting.provenance import Source
from casework.web import policy
from casework.web.desk.blueprint import blueprint
from documents.naming import part_label
from workflows import money

WHEN = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d).*)?")
# Parts that are for programs: codes of kinds beside their labels, digests.
UNREAD = frozenset({"kind", "sha256"})
# A case keeps these of its people sealed (个人信息保护法 6, 51); the bureau's own telephone is public.
SEALED = frozenset({"phone", "delivery_phone", "id_number"})
PUBLIC = frozenset({"agency", "contact", "aid_handler"})
SHOWN_END, LEAST = 4, 8


@blueprint.get("/cases/<public_id>/papers/<paper_id>/sources")
def show_sources(public_id: str, paper_id: str) -> str:
    """Show who stated each part of an issued paper, and which evidence proves it."""
    page = case_page.for_officer(policy.signed_in(), public_id)
    if paper_id not in {paper.public_id for paper in page.papers}:
        abort(404)
    traced = provenance.of_issued(paper_id=paper_id, actor=page.actor)
    return render_template(
        "desk/sources.html",
        case=page,
        paper_id=paper_id,
        traced=traced,
        sources=rows_of(traced.sources, traced.data),
    )


def rows_of(sources: Mapping[str, Source], data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give each field with its words and where they come from; what is not filled in has neither."""
    return [
        {
            "label": source.label,
            "value": words(data.get(name), name),
            "told": source.told,
            "fixed": source.fixed,
        }
        for name, source in sources.items()
        if source.filled
    ]


def words(value: Any, name: str = "", *, of: str = "") -> str:
    """Write a value of a paper in a line or some lines, as people read it.

    `name` is its part of the field `of`, or the field itself where `of` is empty.
    """
    if isinstance(value, Mapping):
        told = (words(one, key, of=name or of) for key, one in value.items() if key not in UNREAD)
        # A part that is a sentence of its own brings its own stop.
        return "，".join(part for part in told if part).replace("。，", "。")
    if isinstance(value, list | tuple):
        return ("、" if of else "\n").join(words(one, name, of=of) for one in value)
    if isinstance(value, bool):
        return yes_or_no(value, name, of)
    if isinstance(value, int) and name.endswith("_fen"):
        return money.display(value)
    if name in SEALED and of not in PUBLIC:
        return ending(str(value or ""))
    return "" if value is None else moment(str(value))


def yes_or_no(value: bool, name: str, of: str) -> str:
    """Write yes or no; as a part of a field with what is asked, and not at all where that has no name."""
    said = _("是") if value else _("否")
    if not of:
        return said
    label = part_label(name, of=of)
    return "" if label == name else f"{label}：{said}"


def ending(number: str) -> str:
    """Give only the last figures of a telephone or identity number; nothing of a short one."""
    if not number:
        return ""
    return _("尾号%(end)s", end=number[-SHOWN_END:]) if len(number) >= LEAST else _("（略）")


def moment(text: str) -> str:
    """Write a day or a moment in Chinese; anything else as it stands."""
    found = WHEN.fullmatch(text)
    if found is None:
        return text
    day = f"{found[1]}年{int(found[2])}月{int(found[3])}日"
    return f"{day} {found[4]}" if found[4] else day
