"""The complaint wizard: begin, fill in step by step, leave and come back, check, submit.

Each page keeps what was typed before it says what is wrong with it. The steps are data in forms.steps.
"""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework import clock, uploads
from casework.errors import Invalid, NotFound, Stale
from casework.queries import drafts as queries
from casework.queries import rights
from casework.queries.drafts import DraftView
from casework.services import drafts, evidence, intake
from casework.web import forms_support, handing, policy
from casework.web.portal import filling, readback
from casework.web.portal.blueprint import blueprint
from casework.web.portal.home import account_of
from forms import steps
from forms.intake import CheckForm, StepForm
from forms.steps import WizardStep
from workflows.engine import Refused

CONFLICT = 409
# The query code is shown once, on the page after submitting; until then the session holds it.
RECEIPT = "receipt"


@blueprint.route("/complaints/new", methods=["GET", "POST"])
def new_complaint() -> Response | str:
    """Say what is needed and list drafts; begin only when asked to."""
    account_id = account_of(policy.signed_in())
    open_drafts = queries.mine(account_id)
    if request.method == "POST":
        empty = next((row.public_id for row in open_drafts if row.empty), None)
        draft_id = empty or drafts.start(account_id=account_id)
        return redirect(url_for("portal.fill", draft_id=draft_id, step_key=steps.STEPS[0].key), 303)
    return render_template(
        "portal/new.html",
        drafts=[row for row in open_drafts if not row.empty],
        rights=rights.mine(account_id),
    )


@blueprint.route(
    "/complaints/<draft_id>/<any(right, respondent, act, evidence, check):step_key>", methods=["GET", "POST"]
)
def fill(draft_id: str, step_key: str) -> Response | tuple[str, int]:
    """Show one step, and keep what was filled in."""
    step = steps.find(step_key)
    if step is None:
        abort(404)
    account_id = account_of(policy.signed_in())
    draft = queries.of(account_id, draft_id)
    if draft.submitted:
        return redirect(url_for("portal.show_case", case_id=draft.submitted), 303)
    if step is steps.CHECK:
        return check(account_id, draft)
    if request.method == "GET":
        return show(account_id, draft, step, filling.filled(account_id, draft, step))
    return keep(account_id, draft, step, filling.sent(account_id, draft, step))


def keep(account_id: int, draft: DraftView, step: WizardStep, form: StepForm) -> Response | tuple[str, int]:
    """Keep a step as far as it can be kept, then go where the button leads."""
    refused = _files(account_id, draft, form)
    wrong = bool(form.summary()) or bool(refused)
    filing = "upload" in request.form or "remove" in request.form
    # A press that only brings or takes a file does not say that the page is finished.
    values = filling.typed(form) if form.summary() or filing else form.cleaned()
    try:
        drafts.save(
            account_id=account_id, draft_id=draft.public_id, step=step.key, values=values, seen=form.seen
        )
    except Stale:
        newest = queries.of(account_id, draft.public_id)
        form.rev.data = steps.revision(newest.data, step.key)
        return show(account_id, newest, step, form, stale=True)
    if "leave" in request.form:
        flash(_("草稿已保存，可以随时从这里接着填。"), "done")
        return redirect(url_for("portal.home"), 303)
    if wrong or filing:
        newest = queries.of(account_id, draft.public_id)
        form.rev.data = steps.revision(newest.data, step.key)
        if filing and not refused:
            return redirect(_address(draft.public_id, step) + "#files", 303)
        return show(account_id, newest, step, form, refused=refused)
    done = steps.complete({**draft.data, step.key: values})
    return redirect(_address(draft.public_id, steps.CHECK if done else steps.after(step)), 303)


def _files(account_id: int, draft: DraftView, form: StepForm) -> tuple[str, ...]:
    """Take in the files that came with a page, or take one out; what was refused."""
    gone = request.form.get("remove", "")
    if gone:
        try:
            evidence.detach_from_draft(account_id=account_id, draft_id=draft.public_id, evidence_id=gone)
        except NotFound:
            # Taken out already, by another window or a second press.
            return ()
    if "files" not in form:
        return ()
    kind = str(form["file_kind"].data or "侵权证据")
    return handing.take(
        form["files"].data or (),
        lambda stream, name: evidence.attach_to_draft(
            account_id=account_id, draft_id=draft.public_id, stream=stream, name=name, kind=kind
        ),
    )


def check(account_id: int, draft: DraftView) -> Response | tuple[str, int]:
    """Read everything back, and submit it."""
    if not steps.complete(draft.data):
        flash(_("还有没填好的步骤，填好以后再核对提交。"), "warn")
        return redirect(_address(draft.public_id, steps.resume(draft.data)), 303)
    form = forms_support.bind(CheckForm)
    if not forms_support.sent(form):
        return show_check(account_id, draft, form)
    try:
        done = intake.submit(account_id=account_id, draft_id=draft.public_id, declared=True)
    except (Invalid, Refused) as error:
        forms_support.refuse(form, error)
        return show_check(account_id, draft, form)
    if done.query_code:
        session[RECEIPT] = {"case": done.case_id, "code": done.query_code}
    return redirect(url_for("portal.show_case", case_id=done.case_id), 303)


def show_check(account_id: int, draft: DraftView, form: CheckForm) -> tuple[str, int]:
    """Write the page that reads everything back."""
    return forms_support.page(
        "portal/check.html",
        form,
        draft=draft,
        tasks=_tasks(draft, steps.CHECK),
        sections=readback.sections(draft, rights.mine(account_id)),
        handler=readback.handler(draft),
    )


@blueprint.post("/complaints/<draft_id>/discard")
def discard(draft_id: str) -> Response:
    """Drop a draft."""
    drafts.discard(account_id=account_of(policy.signed_in()), draft_id=draft_id)
    flash(_("草稿已删除。"), "done")
    return redirect(url_for("portal.home"), 303)


def show(
    account_id: int,
    draft: DraftView,
    step: WizardStep,
    form: StepForm,
    *,
    stale: bool = False,
    refused: tuple[str, ...] = (),
) -> tuple[str, int]:
    """Write the page of a step."""
    before = steps.before(step)
    context: dict[str, Any] = {
        "draft": draft,
        "step": step,
        "number": steps.STEPS.index(step) + 1,
        "count": len(steps.STEPS),
        "tasks": _tasks(draft, step),
        "back": (before.title, _address(draft.public_id, before)) if before else None,
        "refused": refused,
        "stale": stale,
        "today": clock.today(),
        "handler": readback.handler(draft),
        "limits": handing.limits(),
        "accept": uploads.ACCEPT,
        "rights": rights.mine(account_id) if step.key == "right" else (),
        "groups": filling.places() if step.key == "act" else (),
        "act_kind": filling.kind_of(account_id, draft) if step.key == "act" else None,
    }
    html, status = forms_support.page(f"portal/step_{step.key}.html", form, **context)
    return html, CONFLICT if stale else 422 if refused else status


def _tasks(draft: DraftView, now: WizardStep) -> list[tuple[str, str | None, str]]:
    """The list of steps with how far each has come."""
    found: list[tuple[str, str | None, str]] = []
    for step in steps.STEPS:
        ready = step is not steps.CHECK or steps.complete(draft.data)
        done = steps.kept(draft.data, step.key)
        phase = "now" if step is now else "done" if done else "todo" if ready else "later"
        found.append((_(step.title), _address(draft.public_id, step) if ready else None, phase))
    return found


def _address(draft_id: str, step: WizardStep) -> str:
    return url_for("portal.fill", draft_id=draft_id, step_key=step.key)
