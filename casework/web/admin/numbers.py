"""The register of document numbers: what was given, held and voided, and blocks held for officers."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework.errors import Invalid
from casework.queries import numbers as queries
from casework.services import numbering
from casework.web import forms_support, policy, voiding
from casework.web.admin.blueprint import blueprint
from forms.desk_fields import offer
from forms.numbers import HoldForm
from workflows.engine import Reason, Refused
from workflows.registers import KEEPERS

CONFLICT = 409
# Auditors have no administration, but read the register.
register = Blueprint("register", __name__, url_prefix="/admin")


@register.get("/numbers")
def show_numbers() -> str:
    """Show the register of a bureau in a year, with what is held and what must not be."""
    found = queries.register(
        policy.signed_in(),
        bureau=request.args.get("bureau", ""),
        year=request.args.get("year", type=int),
    )
    return render_template("admin/numbers.html", register=found)


@blueprint.route("/numbers/hold", methods=["GET", "POST"])
@policy.only(*KEEPERS)
def hold_numbers() -> Response | tuple[str, int]:
    """Hold a block of this year's numbers for an officer of the bureau."""
    actor, form = policy.signed_in(), forms_support.bind(HoldForm)
    kinds = queries.kinds()
    offer(form.kind, kinds)
    if request.method == "GET" and len(kinds) == 1:
        form.kind.data = kinds[0][0]
    officers = queries.officers(actor)
    offer(form.holder, officers)
    refused: tuple[Reason, ...] = ()
    if forms_support.sent(form):
        try:
            made = numbering.hold(**form.cleaned(), actor=actor, token=form.token)
        except Refused as error:
            refused = error.reasons
        except Invalid as error:
            forms_support.refuse(form, error)
        else:
            flash(
                _(
                    "已预留%(first)s至%(last)s，共%(num)d个。",
                    first=made.first,
                    last=made.last,
                    num=made.count,
                ),
                "done",
            )
            return redirect(url_for("register.show_numbers"), 303)
    html, status = forms_support.page("admin/numbers_hold.html", form, officers=officers, refused=refused)
    return html, CONFLICT if refused else status


@blueprint.route("/numbers/void/<number>", methods=["GET", "POST"])
@policy.only(*KEEPERS)
def void_number(number: str) -> Response | tuple[str, int]:
    """Void a number that an officer of the bureau holds."""
    return voiding.page(number, "admin/numbers_void.html", url_for("register.show_numbers"))
