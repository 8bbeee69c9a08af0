"""One complaint as its complainant follows it: the receipt once, then now, next, by when, you can."""

from __future__ import annotations

from flask import redirect, render_template, session, url_for
from werkzeug.wrappers import Response

from casework.errors import NotFound
from casework.queries import drafts, owed, party_case
from casework.queries.party_case import PartyCase
from casework.web import policy
from casework.web.portal import acts, readback
from casework.web.portal.blueprint import blueprint
from casework.web.portal.home import account_of
from casework.web.portal.wizard import RECEIPT
from forms import steps
from workflows import competence
from workflows.vocabulary import DocumentKind, PartyRole, Procedure


@blueprint.get("/complaints/<case_id>")
def show_case(case_id: str) -> Response | str:
    """Show a complaint; the address of a draft leads to where it was left."""
    actor = policy.signed_in()
    try:
        case = party_case.of(actor, case_id=case_id, role=PartyRole.COMPLAINANT)
    except NotFound:
        return _draft(case_id)
    code = _code_once(case)
    return render_template(
        "portal/receipt.html" if code else "portal/case.html",
        case=case,
        code=code,
        owed=owed.of(case),
        receipt=next((p for p in case.papers if p.kind == DocumentKind.COMPLAINT_RECEIPT), None),
        intake=case.of(Procedure.INTAKE),
        mediation=case.of(Procedure.MEDIATION),
        bureau=competence.bureau(case.bureau),
        act=acts.words(case.cause),
        basis=acts.basis(case.cause),
        rights=case.rights,
        claims=readback.claims((case.of(Procedure.INTAKE) or case.proceedings[0]).values.get("claims")),
    )


def _code_once(case: PartyCase) -> str:
    """The query code, on the first page after submitting and never again."""
    kept = session.get(RECEIPT) or {}
    if kept.get("case") != case.public_id:
        return ""
    del session[RECEIPT]
    return str(kept.get("code", ""))


def _draft(draft_id: str) -> Response:
    draft = drafts.of(account_of(policy.signed_in()), draft_id)
    if draft.submitted:
        return redirect(url_for("portal.show_case", case_id=draft.submitted), 303)
    step = steps.resume(draft.data)
    return redirect(url_for("portal.fill", draft_id=draft_id, step_key=step.key), 303)
