"""Queues and search. One query a page; which queue is whose is the query's to say."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.queries import queue
from casework.web import forms_support, policy
from casework.web.desk.blueprint import blueprint
from forms.filters import QueueFilterForm
from workflows.vocabulary import Role


@blueprint.get("")
def home() -> Response:
    """Lead to the first queue of this officer."""
    actor = policy.signed_in()
    if actor.roles == {Role.CREDIT_OFFICER}:
        return redirect(url_for("desk.credit_feed"), 303)
    return redirect(url_for("desk.show_queue", name=queue.names_for(actor)[0]), 303)


@blueprint.get("/queues/<name>")
def show_queue(name: str) -> str:
    """Show one queue with the numbers of the others."""
    form = forms_support.bind_query(QueueFilterForm)
    asked = form.cleaned()
    found = queue.for_officer(
        policy.signed_in(),
        name,
        q=str(asked["q"]),
        procedure=str(asked["procedure"]),
        page=int(asked["page"]),
    )
    if found is None:
        abort(404)
    return render_template("desk/queue.html", queue=found, asked=asked, href=address)


@blueprint.get("/find")
@blueprint.get("/search")
def search() -> Response:
    """Look through all cases of the bureau."""
    form = forms_support.bind_query(QueueFilterForm)
    words = str(form.cleaned()["q"])
    return redirect(address("all", q=words), 303)


def address(name: str, **filters: str | int) -> str:
    """Write the address of a queue with the filters that say something."""
    kept = {key: value for key, value in filters.items() if value not in ("", 1)}
    query = f"?{urlencode(kept)}" if kept else ""
    return url_for("desk.show_queue", name=name) + query
