"""Local parameters: what holds where, what waits for a second person, what was decided. One call a view."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.errors import Invalid
from casework.queries import local_rules as queries
from casework.queries.local_rules import Preview
from casework.services import local_rules as services
from casework.web import forms_support, policy
from casework.web.admin.blueprint import blueprint
from forms.desk_fields import offer
from forms.local_rules import AmountForm, ApproveForm, ProposalForm, RefuseForm, ShareForm
from workflows.engine import Reason, Refused
from workflows.rules.rows import LocalRule
from workflows.settling import PROPOSERS

CONFLICT = 409


@blueprint.get("/rules")
def show_rules() -> str:
    """List the parameters with what holds in each place, the proposals that wait, and the history."""
    return render_template("admin/rules.html", overview=queries.overview(policy.signed_in()))


@blueprint.route("/rules/<name>/propose", methods=["GET", "POST"])
@policy.only(*PROPOSERS)
def propose_rule(name: str) -> Response | tuple[str, int]:
    """Propose a value for one place, after a look at what it would change."""
    actor, kind = policy.signed_in(), queries.kind_of(name)
    form: ProposalForm = forms_support.bind(AmountForm if kind.unit == "fen" else ShareForm)
    offer(form.region, queries.places_for(actor, kind))
    preview: Preview | None = None
    refused: tuple[Reason, ...] = ()
    if forms_support.sent(form):
        values = form.cleaned()
        try:
            if "preview" in request.form:
                preview = queries.preview(actor, LocalRule(id=name, **values))
            else:
                made = services.propose(actor=actor, name=name, **values)
                said = "已提出，等待另一个人批准。" if made.fresh else "这份提议已经提出过，正在等待批准。"
                flash(said, "done")
                return redirect(url_for("admin.show_proposal", public_id=made.public_id), 303)
        except Invalid as error:
            forms_support.refuse(form, error)
        except Refused as error:
            refused = error.reasons
    html, status = forms_support.page(
        "admin/rules_propose.html", form, kind=kind, preview=preview, refused=refused
    )
    return html, CONFLICT if refused else status


@blueprint.get("/rules/proposals/<public_id>")
def show_proposal(public_id: str) -> tuple[str, int]:
    """Show one proposal with what it would change and what this reader may do about it."""
    return _proposal(public_id, ApproveForm(), RefuseForm())


@blueprint.post("/rules/proposals/<public_id>/approve")
def approve_proposal(public_id: str) -> Response | tuple[str, int]:
    """Let the rule hold."""
    form = forms_support.bind(ApproveForm)
    if not forms_support.sent(form):
        return _proposal(public_id, form, RefuseForm())
    try:
        done = services.approve(actor=policy.signed_in(), public_id=public_id, note=form.note.data or "")
    except (Refused, Invalid) as error:
        return _proposal(public_id, form, RefuseForm(), refused=_reasons(error))
    changed = f"{done.changed}件案件的结论随之改变。" if done.changed else ""
    flash(f"已批准，自施行日期起适用。{changed}", "done")
    return _back()


@blueprint.post("/rules/proposals/<public_id>/refuse")
def refuse_proposal(public_id: str) -> Response | tuple[str, int]:
    """End the proposal with a reason."""
    form = forms_support.bind(RefuseForm)
    if not forms_support.sent(form):
        return _proposal(public_id, ApproveForm(), form)
    try:
        services.refuse(actor=policy.signed_in(), public_id=public_id, **form.cleaned())
    except (Refused, Invalid) as error:
        return _proposal(public_id, ApproveForm(), form, refused=_reasons(error))
    flash("没有批准，理由已记入提议。", "done")
    return _back()


@blueprint.post("/rules/proposals/<public_id>/withdraw")
def withdraw_proposal(public_id: str) -> Response | tuple[str, int]:
    """Take one's own proposal back."""
    try:
        services.withdraw(actor=policy.signed_in(), public_id=public_id)
    except Refused as error:
        return _proposal(public_id, ApproveForm(), RefuseForm(), refused=error.reasons)
    flash("提议已撤回。", "done")
    return _back()


def _proposal(
    public_id: str, approve: ApproveForm, refuse: RefuseForm, *, refused: tuple[Reason, ...] = ()
) -> tuple[str, int]:
    """Write the page of a proposal; the form that was sent keeps what was typed."""
    page = queries.proposal(policy.signed_in(), public_id)
    html, status = forms_support.page(
        "admin/rules_proposal.html",
        refuse if refuse.summary() else approve,
        shown=page,
        approve=approve,
        refuse=refuse,
        refused=refused,
    )
    return html, CONFLICT if refused else status


def _reasons(error: Refused | Invalid) -> tuple[Reason, ...]:
    if isinstance(error, Refused):
        return error.reasons
    return tuple(Reason(field, f"{words}。") for field, words in error.fields.items())


def _back() -> Any:
    return redirect(url_for("admin.show_rules"), 303)
