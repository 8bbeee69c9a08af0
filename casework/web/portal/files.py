"""Papers and files of a holder, handed out to nobody else."""

from __future__ import annotations

from flask import Response, request, url_for

from casework.queries import party_files
from casework.services import evidence
from casework.web import handing, policy, security
from casework.web.portal.blueprint import blueprint


@blueprint.get("/papers/<paper_id>.pdf")
def read_paper(paper_id: str) -> Response:
    """Show a paper addressed to this holder."""
    found = party_files.paper(policy.signed_in(), paper_id)
    back = security.local_path(request.args.get("back")) or url_for("portal.home")
    return handing.paper(found, back)


@blueprint.get("/files/<evidence_id>")
def read_file(evidence_id: str) -> Response:
    """Hand out a file this holder sent in; once it lies in a case, the reading is written down."""
    actor = policy.signed_in()
    found = party_files.file(actor, evidence_id)
    evidence.record_reading(actor=actor, evidence_id=found.id, purpose="投诉人查阅")
    return handing.hand_out(found)
