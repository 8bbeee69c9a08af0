"""The rules in the open: what is in force on a day, what differs between two days, the same for programs."""

from __future__ import annotations

from flask import Response, g, jsonify, render_template

from casework import clock
from casework.calendar_table import working_calendar
from casework.web import forms_support
from casework.web.law import changes, source, table
from casework.web.law.blueprint import blueprint
from casework.web.site import views as site
from forms.calculator import RulesForm
from workflows.rules.rows import in_force

BAD_REQUEST = 400
# The newest switch days stand open, the others are folded away.
OPEN_SWITCHES = 8


@blueprint.get("/rules")
def rules() -> tuple[str, int]:
    """Show the rules of a day, or how they differ from those of another day."""
    form, book = forms_support.bind_query(RulesForm), source.rules()
    day = form.on.data or clock.today()
    other = form.other.data if not form.other.errors else None
    looked_for = form.q.data or ""
    g.law_note = site.law_note(working_calendar().horizon)
    switches = table.switches(book)
    page = render_template(
        "law/rules.html",
        form=form,
        day=day,
        other=other,
        looked_for=looked_for,
        tables=() if other else table.on(book, day, looked_for),
        differences=changes.between(book, day, other) if other else (),
        switches=switches[:OPEN_SWITCHES],
        older=switches[OPEN_SWITCHES:],
        digest=book.digest,
    )
    return page, BAD_REQUEST if form.summary() else 200


@blueprint.get("/rules.json")
def rules_for_programs() -> tuple[Response, int]:
    """Give the rules of a day to a program: every column as it is, days in ISO, amounts in fen."""
    form, book = forms_support.bind_query(RulesForm), source.rules()
    if form.on.errors:
        return jsonify(detail=str(form.on.errors[0])), BAD_REQUEST
    day = form.on.data or clock.today()
    held = {
        name: [table.plain(row) for row in every if in_force(row, day)]
        for name, every in book.tables().items()
    }
    return jsonify(on=day.isoformat(), digest=book.digest, tables=held), 200
