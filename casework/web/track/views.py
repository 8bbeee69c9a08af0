"""Where a complaint stands, for whoever holds the receipt: four answers, nobody's particulars.

The answer is written straight into the page that was asked for; nothing is remembered about the reader.
"""

from __future__ import annotations

from flask import Blueprint, Response, g, render_template, request
from flask_babel import gettext as _

from casework.errors import TooManyAttempts, WrongCredentials
from casework.queries import track as queries
from casework.services import tracking
from casework.web import forms_support
from forms.respond import TrackForm

blueprint = Blueprint("track", __name__)


@blueprint.route("/track", methods=["GET", "POST"])
def look() -> Response | tuple[str, int] | str:
    """Ask for reference and code, and answer."""
    given = request.args.get("reference", "")[:40]
    form = forms_support.bind(TrackForm, data={"reference": given})
    if not forms_support.sent(form):
        return forms_support.page("track/look.html", form)
    g.private = True
    try:
        case_id = tracking.find(
            reference=form.reference.data, code=form.code.data, address=request.remote_addr or ""
        )
    except WrongCredentials:
        form.refuse("", _("编号和查询码对不上。请对照接收回执重新输入；连续输错5次要等一会儿再试。"))
        return forms_support.page("track/look.html", form)
    except TooManyAttempts as error:
        return _too_many(form, error)
    return render_template("track/found.html", found=queries.of(case_id))


def _too_many(form: TrackForm, error: TooManyAttempts) -> Response:
    minutes = max(1, -(-error.seconds // 60))
    form.refuse("", _("输错的次数太多，请在%(minutes)d分钟后再试", minutes=minutes))
    page = render_template("track/look.html", form=form)
    return Response(page, 429, {"Retry-After": str(error.seconds)}, content_type="text/html; charset=utf-8")
