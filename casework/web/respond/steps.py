"""What a respondent does: state a defence, waive, ask for a hearing, take part in a mediation, sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework import clock
from casework.errors import Invalid, Stale
from casework.queries import party_case
from casework.queries.party_case import PartyCase
from casework.queries.party_steps import Proposal
from casework.services import mediation
from casework.services.transition import advance
from casework.web import forms_support
from casework.web.respond import entry
from casework.web.respond.blueprint import blueprint
from forms import respond as forms
from forms.intake import PartyStepForm, SignForm
from workflows.engine import Reason, Refused
from workflows.vocabulary import Action, PartyRole, Procedure

CONFLICT = 409


def _mark(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class LetterStep:
    """One step: where it is asked, with which form, in which words."""

    action: Action
    procedure: Procedure
    form: type[PartyStepForm]
    label: str
    press: str
    done: str
    lede: str = ""
    danger: bool = False


STEPS = {
    "defend": LetterStep(
        Action.STATE_DEFENCE,
        Procedure.PENALTY,
        forms.DefenceForm,
        _mark("陈述、申辩"),
        _mark("提交意见"),
        _mark("您的意见已收到，办案人员逐条复核后答复。"),
        _mark("您可以对事实、理由、依据和处罚内容提出意见。本局必须听取，不因申辩加重处罚。"),
    ),
    "request-hearing": LetterStep(
        Action.REQUEST_HEARING,
        Procedure.PENALTY,
        forms.RequestHearingForm,
        _mark("要求听证"),
        _mark("要求听证"),
        _mark("听证要求已收到，本局将通知您听证的时间和地点。"),
        _mark("听证由没有参加调查的人员主持，不收费用。"),
    ),
    "waive-statement": LetterStep(
        Action.WAIVE_STATEMENT,
        Procedure.PENALTY,
        forms.WaiveStatementForm,
        _mark("放弃陈述、申辩"),
        _mark("确认放弃"),
        _mark("已记录您放弃陈述、申辩。"),
        _mark("放弃以后不能再提出。不想放弃的，什么都不用做。"),
        danger=True,
    ),
    "waive-hearing": LetterStep(
        Action.WAIVE_HEARING,
        Procedure.PENALTY,
        forms.WaiveHearingForm,
        _mark("放弃听证"),
        _mark("确认放弃"),
        _mark("已记录您放弃听证。"),
        _mark("放弃以后不能再要求听证，不影响陈述、申辩。不想放弃的，什么都不用做。"),
        danger=True,
    ),
    "withdraw-hearing": LetterStep(
        Action.WITHDRAW_HEARING,
        Procedure.HEARING,
        forms.WithdrawHearingForm,
        _mark("撤回听证要求"),
        _mark("确认撤回"),
        _mark("听证要求已撤回。"),
        _mark("撤回以后视为放弃听证，案件继续办理。"),
        danger=True,
    ),
    "consent": LetterStep(
        Action.CONSENT,
        Procedure.MEDIATION,
        forms.ConsentForm,
        _mark("同意赔偿调解"),
        _mark("同意调解"),
        _mark("已记录您同意调解，调解员将与您约定时间。"),
        _mark("权利人请求就赔偿数额调解。调解双方自愿，调解中的话不作为处罚的证据。"),
    ),
    "refuse": LetterStep(
        Action.REFUSE_MEDIATION,
        Procedure.MEDIATION,
        forms.RefusalForm,
        _mark("不同意调解"),
        _mark("不同意调解"),
        _mark("已记录您不同意调解。"),
        _mark("不同意调解不影响案件处理，也不会因此加重处罚。"),
    ),
    "sign": LetterStep(
        Action.SIGN_AGREEMENT,
        Procedure.MEDIATION,
        SignForm,
        _mark("签署调解协议"),
        _mark("签署"),
        _mark("您已签署调解协议。"),
        danger=True,
    ),
}


@blueprint.route("/cases/<case_id>/<name>", methods=["GET", "POST"])
def take_step(case_id: str, name: str) -> Response | tuple[str, int]:
    """Put one step to the respondent, and take it."""
    step = STEPS.get(name)
    if step is None:
        abort(404)
    case = party_case.of(entry.actor(), case_id=case_id, role=PartyRole.RESPONDENT)
    proceeding = case.of(step.procedure)
    if proceeding is None:
        abort(404)
    form = forms_support.bind(step.form)
    if isinstance(form, forms.SaidForm):
        form.day = clock.today()
    if not forms_support.sent(form):
        form.version.data = form.version.data or str(proceeding.version)
        return _page(step, case, proceeding, form)
    try:
        _take(step, case, proceeding, form)
    except Refused as error:
        return _page(step, case, proceeding, form, refused=error.reasons)
    except Stale:
        newest = party_case.of(entry.actor(), case_id=case_id, role=PartyRole.RESPONDENT)
        now = newest.of(step.procedure) or proceeding
        form.version.data = str(now.version)
        return _page(step, newest, now, form, stale=True)
    except Invalid as error:
        forms_support.refuse(form, error)
        return _page(step, case, proceeding, form)
    flash(_(step.done), "done")
    return redirect(url_for("respond.show_case", case_id=case_id), 303)


def _take(step: LetterStep, case: PartyCase, proceeding: Proposal, form: Any) -> None:
    """Call the one service of the step."""
    base = {"actor": case.actor, "version": form.seen_version}
    if isinstance(form, SignForm):
        mediation.sign(proceeding_id=proceeding.id, name=form.name.data, **base)
    else:
        advance(proceeding.id, step.action, data=form.recorded(), **base)


def _page(
    step: LetterStep,
    case: PartyCase,
    proceeding: Proposal,
    form: PartyStepForm,
    *,
    refused: tuple[Reason, ...] = (),
    stale: bool = False,
) -> tuple[str, int]:
    offer = proceeding.offer(step.action)
    why = refused or (offer.reasons if offer else (Reason("closed", _("现在不能办理这一步。"), ""),))
    html, status = forms_support.page(
        "respond/step.html",
        form,
        step=step,
        case=case,
        proceeding=proceeding,
        fields=[field.name for field in form if field.name not in ("version", "form_token")],
        closed=bool(why),
        why=why,
        stale=stale,
        offer=offer,
    )
    return html, CONFLICT if why or stale else status
