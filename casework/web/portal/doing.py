"""What a complainant does in a running case: supply, add files, withdraw, sign an agreement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework import uploads
from casework.errors import Invalid, Stale, StorageError
from casework.queries import party_case
from casework.queries.party_case import PartyCase
from casework.queries.party_steps import Proposal
from casework.services import evidence, mediation, supply
from casework.services.transition import advance
from casework.web import forms_support, handing, policy
from casework.web.portal.blueprint import blueprint
from forms.intake import AddFilesForm, PartyStepForm, SignForm, SupplyForm, WithdrawForm
from workflows.engine import Reason, Refused
from workflows.vocabulary import Action, PartyRole, Procedure

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Asked:
    """A step that a complainant wants to take, with its form."""

    case: PartyCase
    proceeding: Proposal
    form: Any

    @property
    def base(self) -> dict[str, Any]:
        """What every service of a step needs."""
        return {
            "proceeding_id": self.proceeding.id,
            "actor": self.case.actor,
            "version": self.form.seen_version,
        }


@dataclass(frozen=True, slots=True)
class PartyStep:
    """One step: where it is asked, with which form, by which service, and what is said when it is done."""

    action: Action
    procedure: Procedure
    form: type[PartyStepForm]
    take: Callable[[Asked], object]
    template: str
    done: str


def _supply(asked: Asked) -> object:
    files = [(part.stream, part.filename) for part in asked.form.files.data or ()]
    return supply.supply(
        **asked.base, case_id=asked.case.public_id, supplied=asked.form.supplied.data, files=files
    )


def _withdraw(asked: Asked) -> object:
    base = asked.base
    return advance(
        base["proceeding_id"],
        Action.WITHDRAW,
        base["actor"],
        version=base["version"],
        note=asked.form.reason.data or "",
    )


def _sign(asked: Asked) -> object:
    return mediation.sign(**asked.base, name=asked.form.name.data)


STEPS = {
    "supply": PartyStep(
        Action.SUPPLY,
        Procedure.INTAKE,
        SupplyForm,
        _supply,
        "portal/supply.html",
        "补正材料已收到，核查期限重新起算。",
    ),
    "withdraw": PartyStep(
        Action.WITHDRAW, Procedure.INTAKE, WithdrawForm, _withdraw, "portal/withdraw.html", "投诉已撤回。"
    ),
    "sign": PartyStep(
        Action.SIGN_AGREEMENT,
        Procedure.MEDIATION,
        SignForm,
        _sign,
        "portal/sign.html",
        "您已签署调解协议。",
    ),
}


@blueprint.route("/complaints/<case_id>/<any(supply, withdraw, sign):name>", methods=["GET", "POST"])
def take_step(case_id: str, name: str) -> Response | tuple[str, int]:
    """Put one step to the complainant, and take it."""
    step = STEPS.get(name)
    if step is None:
        abort(404)
    case = party_case.of(policy.signed_in(), case_id=case_id, role=PartyRole.COMPLAINANT)
    proceeding = case.of(step.procedure)
    if proceeding is None:
        abort(404)
    form = _dress(forms_support.bind(step.form))
    if not forms_support.sent(form):
        if not form.version.data:
            form.version.data = str(proceeding.version)
        return _page(step, case, proceeding, form)
    try:
        step.take(Asked(case, proceeding, form))
    except Refused as error:
        return _page(step, case, proceeding, form, refused=error.reasons)
    except Stale:
        newest = party_case.of(case.actor, case_id=case_id, role=PartyRole.COMPLAINANT)
        proceeding = newest.of(step.procedure) or proceeding
        form.version.data = str(proceeding.version)
        return _page(step, newest, proceeding, form, stale=True)
    except Invalid as error:
        forms_support.refuse(form, error)
    except StorageError as error:
        forms_support.refuse(form, Invalid({"files": str(error)}))
    else:
        flash(_(step.done), "done")
        return redirect(url_for("portal.show_case", case_id=case_id), 303)
    return _page(step, case, proceeding, form)


def _dress(form: Any) -> Any:
    if "files" in form:
        form.files.accept = uploads.ACCEPT
        form.files.description = handing.limits()
    return form


def _page(
    step: PartyStep,
    case: PartyCase,
    proceeding: Proposal,
    form: PartyStepForm,
    *,
    refused: tuple[Reason, ...] = (),
    stale: bool = False,
) -> tuple[str, int]:
    offer = proceeding.offer(step.action)
    why = refused or (offer.reasons if offer else (Reason("closed", _("现在不需要办理这一步。"), ""),))
    html, status = forms_support.page(
        step.template,
        form,
        case=case,
        proceeding=proceeding,
        closed=bool(why),
        why=why,
        stale=stale,
        offer=offer,
    )
    return html, CONFLICT if why or stale else status


@blueprint.route("/complaints/<case_id>/files", methods=["GET", "POST"])
def add_files(case_id: str) -> Response | tuple[str, int]:
    """Hand in more files, of the holder's own accord."""
    case = party_case.of(policy.signed_in(), case_id=case_id, role=PartyRole.COMPLAINANT)
    form = _dress(forms_support.bind(AddFilesForm))
    if case.open and forms_support.sent(form):
        refused = handing.take(
            form.files.data,
            lambda stream, name: evidence.hand_in(
                actor=case.actor,
                case_id=case_id,
                stream=stream,
                name=name,
                kind=form.file_kind.data or "其他",
            ),
        )
        if not refused:
            flash(_("材料已收到，已交办案人员。"), "done")
            return redirect(url_for("portal.show_case", case_id=case_id) + "#files", 303)
        forms_support.refuse(form, Invalid({"files": "；".join(refused)}))
        case = party_case.of(case.actor, case_id=case_id, role=PartyRole.COMPLAINANT)
    return forms_support.page("portal/add_files.html", form, case=case)
