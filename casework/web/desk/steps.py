"""The page of one step: the form with what is known, range and checks beside it, reasons of a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework.errors import Invalid, Stale
from casework.queries import case_page, fine_panel, lint_panel
from casework.queries.case_shapes import CasePage, ProceedingRow
from casework.services import penalty, provenance, writing
from casework.web import forms_support, policy
from casework.web.desk.blueprint import blueprint
from casework.web.desk.registry import DANGEROUS, PAGES, Attempt, StepPage
from casework.web.desk.sources import rows_of
from documents.errors import PaperError
from forms.desk_fields import DeskForm, RowsField
from workflows.engine import Plan, Reason, Refused, not_in_table
from workflows.procedures import PROCEDURES
from workflows.vocabulary import Action, Procedure

CONFLICT = 409
OWN = "desk.step"


@blueprint.route("/cases/<public_id>/proceedings/<proceeding_id>/<action>", methods=["GET", "POST"])
def step(public_id: str, proceeding_id: str, action: str) -> Response | tuple[str, int]:
    """Put one step to the officer, and take it."""
    wanted = Action(action) if action in {one.value for one in Action} else None
    if wanted is None or wanted not in PAGES:
        abort(404)
    entry = PAGES[wanted]
    if entry.where != OWN:
        return redirect(url_for(entry.where, public_id=public_id, proceeding_id=proceeding_id), 303)
    page = case_page.for_officer(policy.signed_in(), public_id)
    proceeding = page.proceeding(proceeding_id)
    form = forms_support.bind(entry.form, data=entry.known(page, proceeding))
    entry.arrange(form, page, proceeding)
    if request.method == "GET":
        form.version.data = str(proceeding.version)
        return show(entry, form, page, proceeding, wanted, closed=closed(page, proceeding, wanted))
    if "more" in request.form or "check" in request.form:
        add_row(form, request.form.get("more", ""))
        forms_support.unread(form)
        return show(entry, form, page, proceeding, wanted, status=200)
    if forms_support.sent(form):
        return attempt(entry, form, page, proceeding, wanted)
    return show(entry, form, page, proceeding, wanted)


def attempt(
    entry: StepPage, form: DeskForm, page: CasePage, proceeding: ProceedingRow, action: Action
) -> Response | tuple[str, int]:
    """Take the step; a refusal gives the page back with every reason and all that was typed."""
    note = form.note.data or ""
    asked = Attempt(proceeding.id, action, page.actor, form.seen_version, note, form.cleaned())
    try:
        plan = entry.call(asked)
    except Refused as error:
        return show(entry, form, page, proceeding, action, refused=error.reasons, status=CONFLICT)
    except Stale:
        return moved(entry, form, page, proceeding, action)
    except (Invalid, PaperError) as error:
        forms_support.refuse(form, error if isinstance(error, Invalid) else str(error))
        return show(entry, form, page, proceeding, action)
    flash(done(plan), "done")
    if entry.leaves:
        return redirect(url_for("desk.home"), 303)
    return redirect(url_for("desk.show_case", public_id=page.public_id), 303)


def moved(
    entry: StepPage, form: DeskForm, page: CasePage, proceeding: ProceedingRow, action: Action
) -> tuple[str, int]:
    """Give the form back over the newest state of the case, to be sent again by choice."""
    newest = case_page.for_officer(page.actor, page.public_id)
    now = newest.proceeding(proceeding.public_id)
    form.version.data = str(now.version)
    return show(
        entry, form, newest, now, action, closed=closed(newest, now, action), stale=True, status=CONFLICT
    )


def closed(page: CasePage, proceeding: ProceedingRow, action: Action) -> tuple[Reason, ...]:
    """Give the reasons why the step cannot be taken now; none where it can."""
    offer = page.offer(proceeding, action)
    if offer is not None:
        return offer.reasons
    table = PROCEDURES[proceeding.procedure]
    if table.find(proceeding.state, action) is None:
        return (not_in_table(proceeding.state, action),)
    return (Reason("not_yours", _("“%(step)s”不由您办理。", step=action.label)),)


def add_row(form: DeskForm, name: str) -> None:
    """Add an empty row to the field whose button was pressed."""
    for field in form:
        if isinstance(field, RowsField) and field.name == name:
            field.more()


def done(plan: Plan) -> str:
    """Say what was done and which papers are being made."""
    papers = "、".join(f"《{kind.label}》" for kind in plan.row.papers)
    words = _("%(step)s，已记入案件。", step=plan.step.action.label)
    return words + (_("%(papers)s正在制作。", papers=papers) if papers else "")


def said(form: DeskForm) -> dict[str, Any]:
    """Give what was typed; nothing before anything was sent."""
    return form.cleaned() if request.method == "POST" else {}


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the draft of a paper: its checks, and where its parts come from."""

    checks: lint_panel.LintPanel
    sources: list[dict[str, Any]]


def judged(form: DeskForm, page: CasePage, proceeding: ProceedingRow, action: Action) -> Beside | None:
    """Give the checks and the sources of the paper this step would issue, for what the form says."""
    if not lint_panel.wanted(page, proceeding, action):
        return None
    if proceeding.procedure == Procedure.WRITING:
        data = writing.foresee(proceeding_id=proceeding.id, action=action, actor=page.actor)
        return Beside(lint_panel.of_step(page, proceeding, action, data), [])
    data = penalty.foresee(proceeding_id=proceeding.id, action=action, actor=page.actor, values=said(form))
    traced = provenance.of_draft(proceeding_id=proceeding.id, action=action, actor=page.actor, data=data)
    checks = lint_panel.of_step(page, proceeding, action, data)
    return Beside(checks, rows_of(traced.sources, traced.data))


def show(
    entry: StepPage,
    form: DeskForm,
    page: CasePage,
    proceeding: ProceedingRow,
    action: Action,
    *,
    closed: tuple[Reason, ...] = (),
    refused: tuple[Reason, ...] = (),
    stale: bool = False,
    status: int | None = None,
) -> tuple[str, int]:
    """Write the page of the step."""
    panel: Any = None
    if entry.fine:
        panel = fine_panel.of_step(page, proceeding, action, said(form))
    row = PROCEDURES[proceeding.procedure].find(proceeding.state, action)
    beside = judged(form, page, proceeding, action)
    html, code = forms_support.page(
        "desk/step.html",
        form,
        case=page,
        proceeding=proceeding,
        action=action,
        entry=entry,
        row=row,
        panel=panel,
        judged=beside.checks if beside else None,
        sources=beside.sources if beside else (),
        closed=closed,
        refused=refused,
        stale=stale,
        danger=action in DANGEROUS,
    )
    return html, status or (CONFLICT if closed else code)
