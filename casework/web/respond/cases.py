"""One case as the respondent sees it: what is proposed, what was decided, dates, papers, what can be done."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, render_template, request, url_for

from casework.queries import party_case, party_files
from casework.queries.party_case import PartyCase
from casework.web import handing, security
from casework.web.respond import entry
from casework.web.respond.blueprint import blueprint
from casework.web.respond.steps import STEPS
from workflows import competence
from workflows.engine import Reason
from workflows.vocabulary import PartyRole, Procedure


@dataclass(frozen=True, slots=True)
class Button:
    """A step as the panel of next steps reads it."""

    label: str
    href: str
    open: bool
    reasons: tuple[Reason, ...]
    note: str
    basis: str
    danger: bool = False


@blueprint.get("/cases/<case_id>")
def show_case(case_id: str) -> str:
    """Show the case."""
    case = party_case.of(entry.actor(), case_id=case_id, role=PartyRole.RESPONDENT)
    return render_template(
        "respond/case.html",
        case=case,
        penalty=case.of(Procedure.PENALTY),
        hearing=case.of(Procedure.HEARING),
        mediation=case.of(Procedure.MEDIATION),
        bureau=competence.bureau(case.bureau),
        buttons=buttons(case),
    )


def buttons(case: PartyCase) -> tuple[Button, ...]:
    """Every step that concerns this party, the closed ones with their reasons."""
    found = []
    for name, step in STEPS.items():
        proceeding = case.of(step.procedure)
        offer = proceeding.offer(step.action) if proceeding else None
        if offer is None:
            continue
        href = url_for("respond.take_step", case_id=case.public_id, name=name)
        found.append(Button(step.label, href, offer.open, offer.reasons, offer.hint, offer.basis))
    return tuple(found)


@blueprint.get("/papers/<paper_id>.pdf")
def read_paper(paper_id: str) -> Response:
    """Show a paper addressed to this party."""
    found = party_files.paper(entry.actor(), paper_id)
    back = security.local_path(request.args.get("back")) or url_for("respond.current_case")
    return handing.paper(found, back)
