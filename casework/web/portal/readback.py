"""A draft read back for checking: each step with its facts in words and a way to change them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup, escape

from casework.queries.drafts import DraftView
from casework.queries.rights import RightRow
from casework.web import filters
from casework.web.portal import acts
from forms import steps
from forms.intake import CLAIMS, PARTY_KINDS, SCENES
from workflows import competence
from workflows.competence import UnknownRegion

Row = tuple[str, Any, tuple[str, str] | None]


@dataclass(frozen=True, slots=True)
class Section:
    """One step read back."""

    title: str
    rows: tuple[Row, ...]


def handler(draft: DraftView) -> str:
    """The bureau that will handle what happened at the place named; nothing while none is named."""
    return bureau_of(str(draft.values("act").get("place_region") or ""))


def bureau_of(region: str) -> str:
    """The name of the bureau for a place."""
    if not region:
        return ""
    try:
        return competence.bureau(competence.bureau_for(region)).name
    except UnknownRegion:
        return ""


def sections(draft: DraftView, rights: Sequence[RightRow]) -> tuple[Section, ...]:
    """Everything that will be submitted, step by step."""
    ways = {
        step.key: (
            _("更改"),
            url_for("portal.fill", draft_id=draft.public_id, step_key=step.key),
        )
        for step in steps.FILLED
    }
    parts = {
        "right": _holder(draft.values("right"), rights),
        "respondent": _person(draft.values("respondent")),
        "act": _act(draft.values("act")),
        "evidence": _evidence(draft),
    }
    return tuple(
        Section(_(step.title), tuple((label, value, ways[step.key]) for label, value in parts[step.key]))
        for step in steps.FILLED
    )


def _holder(values: dict[str, Any], rights: Sequence[RightRow]) -> list[tuple[str, Any]]:
    right = next((row.line for row in rights if row.public_id == values.get("right_id")), "")
    return [(_("被侵犯的权利"), right), *_person(values, _("投诉人"))]


def _person(values: dict[str, Any], title: str = "") -> list[tuple[str, Any]]:
    kind = next((_(label) for value, label in PARTY_KINDS if value == values.get("kind")), "")
    rows = [
        (title or _("被投诉人"), _with_meta(values.get("name", ""), kind)),
        (_("统一社会信用代码"), values.get("uscc")),
        (_("法定代表人、负责人或者经营者"), values.get("legal_representative")),
        (_("地址"), values.get("address")),
    ]
    if title:
        rows.append((_("联系人"), values.get("contact_name")))
    return [*rows, (_("电话"), values.get("phone"))]


def _act(values: dict[str, Any]) -> list[tuple[str, Any]]:
    violation = str(values.get("violation", ""))
    region = str(values.get("place_region", ""))
    scenes = "、".join(_(label) for value, label in SCENES if value in (values.get("scenes") or ()))
    where = values.get("place", "")
    handled = _("由%(bureau)s办理", bureau=bureau_of(region))
    place = f"{competence.full_name(region)}　{where}"
    amount = values.get("amount_fen")
    links = values.get("links") or ()
    return [
        (_("对方做了什么"), _with_meta(acts.words(violation), acts.basis(violation))),
        (_("经过"), filters.lines(values.get("complaint_facts"))),
        (_("发现日期"), filters.date_text(values.get("found_on"))),
        (_("发生地点"), _with_meta(place, handled)),
        (_("在哪里发现"), scenes),
        (_("涉及的商品"), values.get("goods")),
        (_("您知道的金额"), filters.money(amount) if amount is not None else ""),
        (_("网页链接"), _("%(n)d条", n=len(links)) if links else ""),
    ]


def _evidence(draft: DraftView) -> list[tuple[str, Any]]:
    values = draft.values("evidence")
    files = Markup("").join(
        Markup('<p>{}　<span class="meta">{}，{} {}</span></p>').format(
            file.name, filters.filesize(file.size), _("指纹"), filters.fingerprint(file.sha256)
        )
        for file in draft.files
    )
    hidden = _("对我的身份保密") if values.get("confidential") else _("不需要保密")
    return [(_("证据"), files), (_("请求"), "；".join(claims(values.get("claims")))), (_("身份保密"), hidden)]


def claims(chosen: Sequence[str] | None) -> tuple[str, ...]:
    """What was asked for, in words."""
    return tuple(_(row[1]) for row in CLAIMS if row[0] in (chosen or ()))


def _with_meta(value: str, meta: str) -> Any:
    if not meta:
        return value
    return Markup('{}<br><span class="meta">{}</span>').format(escape(value), meta)
