"""The document numbers that an officer holds for decisions on the spot, and voiding one of them."""

from __future__ import annotations

from flask import render_template, url_for
from werkzeug.wrappers import Response

from casework.queries import numbers as queries
from casework.web import policy, voiding
from casework.web.desk.blueprint import blueprint


@blueprint.get("/numbers")
def show_numbers() -> str:
    """List the numbers that this officer holds."""
    return render_template("desk/numbers.html", blocks=queries.of_officer(policy.signed_in()))


@blueprint.route("/numbers/void/<number>", methods=["GET", "POST"])
def void_number(number: str) -> Response | tuple[str, int]:
    """Void a number that this officer holds."""
    return voiding.page(number, "desk/numbers_void.html", url_for("desk.show_numbers"))
