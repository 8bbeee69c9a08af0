"""Evidence and papers of a case: taken in, handed out, and every opening of evidence written down."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    stream_with_context,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from casework import config, storage, uploads
from casework.errors import Invalid, TooLarge
from casework.queries import case_page, desk_options
from casework.queries import packages as taken_along
from casework.queries.desk_options import StoredFile
from casework.services import evidence, package
from casework.web import forms_support, policy
from casework.web.desk.blueprint import blueprint
from forms.investigation import EvidenceForm
from forms.packages import PackageFilterForm

REFRESH_SECONDS = 3
# Auditors have no desk, but may take a case along to check it.
packages = Blueprint("packages", __name__, url_prefix="/desk")


@blueprint.route("/cases/<public_id>/evidence", methods=["GET", "POST"])
def log_evidence(public_id: str) -> Answer | tuple[str, int]:
    """Enter a piece of evidence with its digest."""
    page = case_page.for_officer(policy.signed_in(), public_id)
    if not page.may_log:
        abort(404)
    form = forms_support.bind(EvidenceForm)
    form.file.accept = uploads.ACCEPT
    form.file.description = limits()
    if forms_support.sent(form):
        try:
            for part in form.file.data:
                evidence.log(
                    actor=page.actor,
                    case_id=public_id,
                    stream=part.stream,
                    name=part.filename,
                    **form.cleaned(),
                )
        except Invalid as error:
            forms_support.refuse(form, Invalid({"file": "；".join(error.fields.values())}))
        except TooLarge as error:
            forms_support.refuse(form, Invalid({"file": str(error)}))
        else:
            flash(_("证据已登记，并计算了指纹。"), "done")
            return redirect(url_for("desk.show_case", public_id=public_id) + "#ev", 303)
    return forms_support.page("desk/evidence.html", form, case=page)


def limits() -> str:
    """Say what may be uploaded, before the button."""
    most = config.current().limits.upload_bytes // (1024 * 1024)
    return f"{uploads.PLAIN}，每个不超过{most} MB"


@blueprint.get("/cases/<public_id>/evidence/<evidence_id>")
def read_evidence(public_id: str, evidence_id: str) -> Response:
    """Hand out a piece of evidence after checking its bytes, and write down who opened it."""
    actor = policy.signed_in()
    found = desk_options.evidence(actor, public_id, evidence_id)
    content = storage.read(found.key)
    evidence.record_reading(actor=actor, evidence_id=found.id, purpose="办案查阅")
    return hand_out(content, found, inline=False)


@blueprint.get("/cases/<public_id>/papers/<paper_id>.pdf")
def read_paper(public_id: str, paper_id: str) -> Response:
    """Show the bytes of a paper as they were recorded; while it is being made, say so."""
    return written(desk_options.paper(policy.signed_in(), public_id, paper_id), public_id)


@blueprint.get("/cases/<public_id>/file.pdf")
def read_file(public_id: str) -> Response:
    """Show the main volume of an archived case as it was bound."""
    return written(desk_options.bound_file(policy.signed_in(), public_id), public_id)


@blueprint.get("/cases/<public_id>/file-secondary.pdf")
def read_secondary(public_id: str) -> Response:
    """Show the sub-volume: what the office said among itself, for officers only."""
    return written(desk_options.bound_file(policy.signed_in(), public_id, secondary=True), public_id)


@blueprint.get("/cases/<public_id>/file/<sha256>.pdf")
def read_former(public_id: str, sha256: str) -> Response:
    """Show a volume as it was bound before something more came, by its digest."""
    return written(desk_options.former_volume(policy.signed_in(), public_id, sha256), public_id)


@packages.get("/packages")
def choose() -> str:
    """List the files that can be taken along."""
    asked = forms_support.bind_query(PackageFilterForm)
    actor = policy.signed_in()
    filters = asked.cleaned()
    return render_template(
        "desk/packages.html",
        form=asked,
        asked=filters,
        listed=taken_along.for_reader(actor, q=str(filters["q"]), page=int(filters["page"])),
        may_open=policy.reachable(current_app, "desk.read_former", actor),
    )


@packages.get("/cases/<public_id>/package.zip")
def take(public_id: str) -> Response:
    """Hand out the case as a package that opens with a browser alone; who took it is written down."""
    actor = policy.signed_in()
    desk_options.may_take(actor, public_id)
    made = package.prepare(actor=actor, case_id=public_id)
    answer = Response(stream_with_context(package.stream(made)), content_type="application/zip")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(made.name)}"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def written(found: StoredFile, public_id: str) -> Response:
    """Answer with the bytes, or say that they are being made and look again in a moment."""
    if not found.key:
        page = render_template("desk/making.html", paper=found, public_id=public_id)
        answer = make_response(page)
        if found.status != "failed":
            answer.headers["Refresh"] = str(REFRESH_SECONDS)
        return answer
    return hand_out(storage.read(found.key), found, inline=True)


def hand_out(content: bytes, found: Any, *, inline: bool) -> Response:
    """Answer with a file under its own name; the browser guesses nothing and runs nothing."""
    answer = Response(content, content_type=found.media_type)
    how = "inline" if inline else "attachment"
    answer.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(found.name)}"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["ETag"] = f'"{found.sha256}"'
    return answer
