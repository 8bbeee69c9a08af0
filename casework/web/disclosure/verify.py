"""Checking a paper by the code printed on it, and what the answer says. Nothing is uploaded here."""

from __future__ import annotations

from flask import make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework.queries import verification
from casework.web import forms_support
from casework.web.disclosure import words
from casework.web.disclosure.blueprint import blueprint
from forms.disclosure_search import VerifyForm, tidy_code

UNKNOWN, UNPROCESSABLE = 404, 422


@blueprint.get("/verify", strict_slashes=False)
def ask() -> Response:
    """Ask for the code; one that can be a code leads to its own address."""
    if request.path.endswith("/"):
        # The address of a code from which the code was lost.
        return redirect(url_for("disclosure.ask", code=request.args.get("code")), 303)
    form = forms_support.bind_query(VerifyForm)
    if "code" in request.args:
        code = tidy_code(request.args["code"])
        if code:
            return redirect(url_for("disclosure.verify", code=code), 303)
        form.code.errors = [_("请填写印在二维码旁边的核验码，例如%(code)s", code=words.EXAMPLE)]
    status = UNPROCESSABLE if form.code.errors else 200
    return make_response(render_template("disclosure/verify.html", form=form), status)


@blueprint.get("/verify/<code>")
def verify(code: str) -> Response:
    """Say whether the paper with this code is ours, and what to compare."""
    tidy = tidy_code(code)
    found = verification.check(tidy)
    body = render_template(
        "disclosure/checked.html",
        form=VerifyForm(data={"code": words.grouped(tidy)}),
        code=words.grouped(tidy) or _("（看不清的核验码）"),
        found=found,
        verdict=words.VERDICTS[found.verdict] if found else words.UNKNOWN,
    )
    return make_response(body, 200 if found else UNKNOWN)
