"""The page of one case: what is known, what is owed by when, and what may be done next."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from casework.queries import case_page, written
from casework.queries.case_shapes import CasePage, PartyRow, StepOffer
from casework.web import forms_support, policy
from casework.web.desk.blueprint import blueprint
from casework.web.desk.registry import DANGEROUS, PAGES
from forms.contact import ContactForm
from workflows.vocabulary import FactKey, PartyKind, PartyRole, RightKind

LATEST_EVENTS = 12
OWN = "desk.step"
CLAIMS = {"stop": "责令停止侵权", "penalise": "依法处罚", "mediate": "就赔偿数额进行调解"}


@blueprint.get("/cases/<public_id>")
def show_case(public_id: str) -> str:
    """Show a case of this officer's bureau."""
    page_of = case_page.for_officer(policy.signed_in(), public_id)
    whole = request.args.get("log") == "all"
    return render_template(
        "desk/case.html",
        case=page_of,
        facts=facts_of(page_of),
        parties=parties_of(page_of),
        offers=[
            button(page_of, one)
            for one in page_of.offers
            if one.offer.action in PAGES and one.offer.action not in written.ON_DRAFT
        ],
        drafts=written.drafts(page_of),
        may_write=written.may_write(page_of),
        events=page_of.events if whole else page_of.events[:LATEST_EVENTS],
        whole=whole,
    )


def button(page_of: CasePage, one: StepOffer) -> dict[str, Any]:
    """Write an offer as the next-step panel draws it."""
    offer = one.offer
    where = PAGES[offer.action].where
    own: dict[str, Any] = {} if where != OWN else {"action": offer.action.value}
    return {
        "label": one.label,
        "open": offer.open,
        "reasons": offer.reasons,
        "note": offer.hint,
        "basis": offer.basis,
        "danger": offer.action in DANGEROUS,
        "href": url_for(where, public_id=page_of.public_id, proceeding_id=one.proceeding.public_id, **own),
    }


def facts_of(page_of: CasePage) -> list[dict[str, Any]]:
    """Give what is known of the act, in the order of a report; what is not known is left out."""
    known = page_of.values
    rows: list[dict[str, Any]] = []

    def add(key: FactKey, shape: str = "text", label: str = "") -> None:
        value = known.get(key)
        if value not in (None, "", [], {}):
            rows.append({"label": label or key.label, "value": value, "shape": shape})

    if FactKey.FACTS_FOUND in known:
        add(FactKey.FACTS_FOUND, "lines")
    else:
        add(FactKey.COMPLAINT_FACTS, "lines", "投诉的事实")
    claims = [CLAIMS.get(str(one), "") for one in known.get(FactKey.CLAIMS) or ()]
    if any(claims):
        rows.append({"label": "请求", "value": "、".join(filter(None, claims)), "shape": "text"})
    for key in (FactKey.PLACE, FactKey.GOODS):
        add(key)
    add(FactKey.FOUND_ON, "day")
    add(FactKey.MISSING_ITEMS, "list")
    add(FactKey.SUPPLIED, "lines")
    add(FactKey.CHECK_FINDINGS, "lines")
    add(FactKey.TURNOVER_FEN, "money")
    add(FactKey.GAINS_FEN, "money")
    add(FactKey.NATURE, "lines")
    add(FactKey.DISCRETION, "lines")
    add(FactKey.ORDERS, "lines")
    add(FactKey.PROPOSED_FINE_FEN, "money")
    add(FactKey.CONFISCATED_GOODS)
    opinion = known.get(FactKey.REVIEW_OPINION) or {}
    if opinion.get("text"):
        label = f"{FactKey.REVIEW_OPINION.label}：{opinion.get('result', '')}"
        rows.append({"label": label, "value": opinion["text"], "shape": "lines"})
    return rows


def parties_of(page_of: CasePage) -> list[dict[str, Any]]:
    """Give the parties and the rights with the words of their kinds."""
    rows: list[dict[str, Any]] = [
        {
            "label": "当事人" if party.role == PartyRole.RESPONDENT else PartyRole(party.role).label,
            "party": party,
            "kind": PartyKind(party.kind).label,
            "contact": contact_form(party) if page_of.may_call and party.has_phone else None,
        }
        for party in sorted(page_of.parties, key=lambda p: p.role != PartyRole.RESPONDENT)
    ]
    rows += [{"label": RightKind(right.kind).label, "right": right} for right in page_of.rights]
    return rows


def contact_form(party: PartyRow) -> ContactForm:
    """Make the small form of one party; several stand on the page, so each control has an id of its own."""
    form = forms_support.bind(ContactForm)
    form.purpose.id = f"purpose-{party.public_id}"
    return form
