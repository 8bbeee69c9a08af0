"""Registering, signing in and out, and what a person may do with the own account.

Binds forms and calls the account services; must not know how a password is kept.
"""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from casework.errors import Invalid, TooManyAttempts, WrongCredentials
from casework.queries import sessions as session_queries
from casework.services import accounts
from casework.services import sessions as session_services
from casework.web import chrome, forms_support, policy, security, sessions
from forms.account import LoginForm, PasswordForm, RegisterForm
from workflows.vocabulary import Role

blueprint = Blueprint("account", __name__)

PASSWORD_FIELDS = {"old": "old_password", "new": "new_password"}
# Where somebody starts, by the first of these addresses that exists and is open to them.
STARTS = ("/desk", "/admin", "/desk/packages", "/portal", "/respond")


@blueprint.route("/register", methods=["GET", "POST"])
def register() -> tuple[str, int] | Response:
    """Open an account for a rights holder and sign in."""
    if policy.current() is not None:
        return redirect(start(), 303)
    form = forms_support.bind(RegisterForm)
    if forms_support.sent(form):
        try:
            opened = accounts.register(**form.cleaned(), role=Role.RIGHTS_HOLDER)
        except Invalid as error:
            forms_support.refuse(form, error)
        else:
            sessions.sign_in(opened.account_id)
            flash(_("账号已开好，您已经登录。"), "done")
            return redirect(start_anew(), 303)
    return forms_support.page("account/register.html", form)


@blueprint.route("/login", methods=["GET", "POST"])
def login() -> tuple[str, int] | Response:
    """Sign in and go on to where the person wanted to go."""
    wanted = security.local_path(request.values.get("next"))
    if policy.current() is not None:
        return redirect(wanted or start(), 303)
    form = forms_support.bind(LoginForm)
    if forms_support.sent(form):
        try:
            account_id = accounts.authenticate(**form.cleaned(), address=request.remote_addr or "")
        except WrongCredentials:
            form.refuse("", _("用户名或者密码不正确，请检查后重新输入"))
        except TooManyAttempts as error:
            return too_many(form, error, wanted)
        else:
            sessions.sign_in(account_id)
            return redirect(wanted or start_anew(), 303)
    return forms_support.page("account/login.html", form, next_path=wanted)


def too_many(form: LoginForm, error: TooManyAttempts, wanted: str) -> Response:
    """Say how long to wait, in the same words for known and unknown names."""
    minutes = max(1, -(-error.seconds // 60))
    form.refuse("", _("尝试次数过多，请在%(minutes)d分钟后再试", minutes=minutes))
    page = render_template("account/login.html", form=form, next_path=wanted)
    return Response(page, 429, {"Retry-After": str(error.seconds)}, content_type="text/html; charset=utf-8")


@blueprint.post("/logout")
def logout() -> Response:
    """End this session."""
    account_id = policy.signed_in().account_id
    if account_id is not None:
        accounts.log_out(account_id, address=request.remote_addr or "")
    sessions.sign_out()
    g.actor = None
    answer = redirect(url_for("site.home"), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/account")
def overview() -> tuple[str, int] | str:
    """Show the own account, the password form and the open sessions."""
    return show(PasswordForm())


@blueprint.post("/account/password")
def change_password() -> tuple[str, int] | Response:
    """Change the own password; every other session ends."""
    form = forms_support.bind(PasswordForm)
    account_id = policy.signed_in().account_id
    if account_id is not None and forms_support.sent(form):
        try:
            accounts.change_password(account_id, **form.cleaned())
        except Invalid as error:
            named = {PASSWORD_FIELDS.get(name, name): text for name, text in error.fields.items()}
            forms_support.refuse(form, Invalid(named))
        else:
            sessions.sign_in(account_id)
            flash(_("密码已修改，其他地方的登录已经退出。"), "done")
            return redirect(url_for("account.overview"), 303)
    return show(form)


@blueprint.post("/account/sessions/end-others")
def end_others() -> Response:
    """End every session of the account and begin this one anew."""
    account_id = policy.signed_in().account_id
    if account_id is not None:
        session_services.end_all(account_id)
        sessions.sign_in(account_id)
        flash(_("其他登录已经退出。"), "done")
    return redirect(url_for("account.overview"), 303)


def show(form: PasswordForm) -> tuple[str, int]:
    """Write the account page around a password form."""
    actor = policy.signed_in()
    me = g.identity
    facts = [(_("用户名"), me.username), (_("名称或者姓名"), me.name)]
    if me.officer:
        duties = "、".join(role.label for role in Role if role in actor.roles)
        facts += [(_("单位"), me.bureau_name), (_("角色"), duties), (_("执法证号"), me.certificate)]
    return forms_support.page(
        "account/overview.html",
        form,
        me=me,
        facts=facts,
        open_sessions=session_queries.of_account(me.account_id),
        this_session=sessions.digest(sessions.current().token),
    )


def start() -> str:
    """Name where the person who is signed in starts."""
    actor = policy.current()
    page = chrome.here()
    for address in STARTS:
        # The way in by letter is open to everybody, so it is nobody's start but a respondent's.
        respondent = actor is not None and Role.RESPONDENT in actor.roles
        if page.reaches(address, actor) and (address != "/respond" or respondent):
            return address
    return url_for("account.overview")


def start_anew() -> str:
    """Name where the account starts that has just signed in."""
    g.pop("actor", None)
    return start()
