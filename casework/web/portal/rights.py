"""The holder's rights: the list, recording one with its certificate, reading the certificate."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from casework import uploads
from casework.errors import Invalid, StorageError
from casework.queries import party_files
from casework.queries import rights as queries
from casework.services import rights as services
from casework.web import forms_support, handing, policy
from casework.web.portal.blueprint import blueprint
from casework.web.portal.home import account_of
from forms.rights import RightRecordForm


@blueprint.get("/rights")
def list_rights() -> str:
    """List the rights of this holder."""
    return render_template("portal/rights.html", rights=queries.mine(account_of(policy.signed_in())))


@blueprint.route("/rights/new", methods=["GET", "POST"])
def record_right() -> Answer | tuple[str, int]:
    """Record a right with its certificate, and go on with the complaint it is for, if there is one."""
    account_id = account_of(policy.signed_in())
    known = queries.particulars(account_id)
    form = forms_support.bind(
        RightRecordForm,
        data={
            "holder_name": known.get("name") or policy.signed_in().name,
            "draft": request.args.get("draft", "")[:40],
        },
    )
    form.certificate.accept = uploads.ACCEPT
    form.certificate.description = handing.limits(together=False)
    if forms_support.sent(form):
        file = form.certificate.data[0]
        try:
            services.record_with_certificate(
                stream=file.stream, name_of_file=file.filename, account_id=account_id, **form.cleaned()
            )
        except (Invalid, StorageError) as error:
            refused = error if isinstance(error, Invalid) else Invalid({"certificate": str(error)})
            forms_support.refuse(form, refused)
        else:
            flash(_("权利已登记，投诉时可以直接选用。"), "done")
            return redirect(_onward(form.draft.data or ""), 303)
    return forms_support.page("portal/right_new.html", form)


def _onward(draft_id: str) -> str:
    if draft_id:
        return url_for("portal.fill", draft_id=draft_id, step_key="right")
    return url_for("portal.list_rights")


@blueprint.get("/rights/<right_id>/certificate")
def certificate(right_id: str) -> Response:
    """Hand out the certificate of an own right."""
    found = party_files.certificate(account_of(policy.signed_in()), right_id)
    return handing.hand_out(found)
