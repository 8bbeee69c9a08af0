"""The way in: number and code from the letter; the session remembers which party they opened."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from casework.errors import TooManyAttempts, WrongCredentials
from casework.queries import party_case
from casework.services import respond
from casework.web import forms_support, policy
from casework.web.respond.blueprint import blueprint
from forms.respond import EnterForm
from workflows.engine import Actor
from workflows.vocabulary import PartyRole, Role


@blueprint.route("", methods=["GET", "POST"])
def enter() -> Answer | tuple[str, int]:
    """Open the case of a letter; somebody signed in as a respondent sees the own cases too."""
    form = forms_support.bind(EnterForm)
    if forms_support.sent(form):
        try:
            party_id = respond.enter(
                **form.cleaned(), account_id=_respondent(), address=request.remote_addr or ""
            )
        except WrongCredentials:
            form.refuse("", _("文书号和查阅码对不上。请对照文书重新输入；连续输错5次要等一会儿再试。"))
        except TooManyAttempts as error:
            return _too_many(form, error)
        else:
            session[policy.LETTER] = party_id
            case_id = party_case.case_of(party_id)
            return redirect(url_for("respond.show_case", case_id=case_id), 303)
    return forms_support.page("respond/enter.html", form, cases=_mine())


@blueprint.get("/case")
def current_case() -> Answer:
    """Lead to the case the letter opened, or to the only one of the account."""
    opened = session.get(policy.LETTER)
    if opened is not None:
        return redirect(url_for("respond.show_case", case_id=party_case.case_of(opened)), 303)
    mine = _mine()
    if len(mine) == 1:
        return redirect(url_for("respond.show_case", case_id=mine[0].public_id), 303)
    return redirect(url_for("respond.enter"), 303)


@blueprint.post("/leave")
def leave() -> Answer:
    """Forget the letter on this browser."""
    session.pop(policy.LETTER, None)
    return redirect(url_for("respond.enter"), 303)


def actor() -> Actor:
    """Who reads: the party the letter opened, with the parties of a respondent's account."""
    signed_in = policy.current()
    own = signed_in if signed_in is not None and Role.RESPONDENT in signed_in.roles else None
    opened = session.get(policy.LETTER)
    if opened is None:
        return own or Actor(None, "", frozenset())
    by_letter = party_case.party_actor(
        own.account_id if own else None, own.name if own else "", party_id=opened
    )
    if own is None:
        return by_letter
    return replace(by_letter, party_ids=by_letter.party_ids | own.party_ids)


def _respondent() -> int | None:
    """The account to tie the party to: a respondent's, never a holder's or an officer's."""
    signed_in = policy.current()
    return signed_in.account_id if signed_in and Role.RESPONDENT in signed_in.roles else None


def _mine() -> tuple[party_case.Line, ...]:
    if _respondent() is None and session.get(policy.LETTER) is None:
        return ()
    return party_case.mine(actor(), PartyRole.RESPONDENT)


def _too_many(form: EnterForm, error: TooManyAttempts) -> Answer:
    """Say how long to wait, in the same words for every letter, real or not."""
    minutes = max(1, -(-error.seconds // 60))
    form.refuse("", _("输错的次数太多，请在%(minutes)d分钟后再试", minutes=minutes))
    page = render_template("respond/enter.html", form=form, cases=())
    return Response(page, 429, {"Retry-After": str(error.seconds)}, content_type="text/html; charset=utf-8")
