"""The holder's first page: complaints with now and next, drafts to go on with, rights."""

from __future__ import annotations

from flask import render_template

from casework.queries import drafts, party_case, rights
from casework.web import policy
from casework.web.portal.blueprint import blueprint
from workflows.engine import Actor
from workflows.vocabulary import PartyRole


def account_of(actor: Actor) -> int:
    """The account behind a signed-in holder; the guard has made sure of it."""
    assert actor.account_id is not None
    return actor.account_id


@blueprint.get("")
def home() -> str:
    """List what is this holder's."""
    actor = policy.signed_in()
    account_id = account_of(actor)
    return render_template(
        "portal/home.html",
        cases=party_case.mine(actor, PartyRole.COMPLAINANT),
        drafts=[row for row in drafts.mine(account_id) if not row.empty],
        rights=rights.mine(account_id),
    )
