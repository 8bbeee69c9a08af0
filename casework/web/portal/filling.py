"""How a step's form is filled: with what was kept, with what is known of the holder, with what is on offer.

What could not be kept as values is kept as it was typed, so that the page comes back as it was left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict

from casework import clock, uploads
from casework.queries import rights
from casework.queries.drafts import DraftView
from casework.queries.rights import RightRow
from casework.web import forms_support, handing
from casework.web.portal import acts
from forms import steps
from forms.fields import Option
from forms.intake import ActForm, EvidenceForm, RightForm, StepForm
from forms.steps import PARTIAL, REVISION, WizardStep
from workflows import competence
from workflows.vocabulary import RightKind

# What a page sends besides its fields.
_BUTTONS = frozenset({"csrf_token", "form_token", REVISION, "leave", "upload", "remove", "files"})
_TYPED = "typed"


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """The places of one county, with the bureau that handles what happens there."""

    label: str
    options: tuple[tuple[str, str], ...]


def filled(account_id: int, draft: DraftView, step: WizardStep) -> StepForm:
    """The form of a step as it was left; a first page about the holder starts with what is known."""
    kept = draft.values(step.key)
    offers = on_offer(account_id, draft, step)
    if kept.get(PARTIAL):
        form = step.form(MultiDict(_pairs(kept)), offers=offers)
        # Coming back is no mistake yet; the faults are said when the page is sent.
        for field in form:
            field.errors = field.process_errors = ()
    else:
        if step.key == "right" and not kept:
            kept = rights.particulars(account_id)
            kept |= {"right_id": request.args.get("right", "")}
        known = {k: v for k, v in step.form.known(kept).items() if k not in (REVISION, PARTIAL)}
        form = step.form(data=known, offers=offers)
    form.rev.data = steps.revision(draft.data, step.key)
    return dress(form)


def sent(account_id: int, draft: DraftView, step: WizardStep) -> StepForm:
    """The form of a step as it was sent, judged."""
    form = forms_support.bind(step.form, offers=on_offer(account_id, draft, step))
    dress(form)
    form.validate()
    return form


def _pairs(kept: Mapping[str, Any]) -> list[tuple[str, str]]:
    """A step kept as typed, as a browser would send it again."""
    pairs = [(name, text) for name, texts in (kept.get(_TYPED) or {}).items() for text in texts]
    return [*pairs, ("phone", kept["phone"])] if kept.get("phone") else pairs


def typed(form: StepForm) -> dict[str, Any]:
    """What was sent, to be kept as it was typed; the telephone stands apart, because it is sealed."""
    sent = {name: request.form.getlist(name) for name in request.form if name not in _BUTTONS}
    phone = (sent.pop("phone", None) or [""])[0]
    return {PARTIAL: True, _TYPED: sent} | ({"phone": phone[:60]} if phone else {})


def on_offer(account_id: int, draft: DraftView, step: WizardStep) -> dict[str, tuple[Option, ...]]:
    """What a step lets people choose from."""
    if step.form is RightForm:
        mine = rights.mine(account_id)
        return {"right_id": tuple(Option(row.public_id, row.line, _term(row)) for row in mine)}
    if step.form is ActForm:
        kind = kind_of(account_id, draft)
        chosen = str(draft.values("act").get("violation") or "")
        named = acts.offered(kind, clock.today(), chosen=chosen) if kind else ()
        where = tuple(Option(code, label) for group in places() for code, label in group.options)
        return {"violation": named, "place_region": where}
    return {}


def dress(form: StepForm) -> StepForm:
    """Bring what a form cannot know: the day, and what may be uploaded."""
    if isinstance(form, ActForm):
        form.today = clock.today()
    if isinstance(form, EvidenceForm):
        form.files.accept = uploads.ACCEPT
        form.files.description = handing.limits()
    return form


def _term(row: RightRow) -> str:
    if row.valid_to is None:
        return ""
    until = f"有效期至{row.valid_to.year}年{row.valid_to.month}月{row.valid_to.day}日"
    return f"{until}，已经过期" if row.expired else until


def kind_of(account_id: int, draft: DraftView) -> RightKind | None:
    """The kind of the right that was chosen; none while none was."""
    right_id = str(draft.values("right").get("right_id") or "")
    return next((row.kind for row in rights.mine(account_id) if row.public_id == right_id), None)


def places() -> tuple[PlaceGroup, ...]:
    """Counties with their towns; the heading says which bureau handles them."""
    found = []
    for county in competence.counties():
        bureau = competence.bureau(competence.bureau_for(county.code)).name
        towns = tuple((town.code, f"{county.name}{town.name}") for town in competence.towns(county.code))
        found.append(PlaceGroup(f"{county.name}：由{bureau}办理", ((county.code, county.name), *towns)))
    return tuple(found)
