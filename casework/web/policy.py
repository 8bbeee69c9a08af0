"""Who may reach which address: deny by default, one table, judged before any view runs.

A blueprint is guarded as a whole, a view may narrow it, and a short list is open to everybody, each with its
reason. An endpoint with none of these keeps the program from starting. Single objects are for services and
queries to judge.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Blueprint, Flask, abort, current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from casework.queries import accounts
from casework.web import security, sessions
from workflows.engine import Actor
from workflows.vocabulary import Role

View = TypeVar("View", bound=Callable[..., Any])

HOLDERS = (Role.RIGHTS_HOLDER,)
RESPONDENTS = (Role.RESPONDENT,)
OFFICERS = (
    Role.INTAKE_CLERK,
    Role.CASE_OFFICER,
    Role.UNIT_HEAD,
    Role.REVIEWER,
    Role.LEGAL_REVIEWER,
    Role.LEADER,
    Role.MEDIATOR,
    Role.DISCLOSURE_OFFICER,
    Role.CREDIT_OFFICER,
)
# Who settles what the office itself decides: what the law is here, which days are worked.
SETTLERS = (Role.LEGAL_REVIEWER, Role.LEADER, Role.ADMINISTRATOR)
STAFF = (*OFFICERS, Role.AUDITOR, Role.ADMINISTRATOR)

# What every form sends; anything else was typed by somebody.
UNTYPED = frozenset({"csrf_token", "form_token"})
# Under this key the session keeps which party a letter's code has opened.
LETTER = "letter_party"

# Open to everybody. Keep it short; every line says why nobody's data can leave this way.
PUBLIC: dict[str, str] = {
    "static": "样式、图标和脚本，不含数据",
    "site.home": "首页，只读已公示的决定",
    "site.guide": "办事指南，只有法定期限",
    "site.healthz": "进程是否在运行，供负载均衡探测",
    "site.readyz": "依赖是否就绪，不含个人信息",
    "site.version": "程序版本",
    "disclosure.index": "处罚公示，只读去除个人信息的公示内容",
    "disclosure.table": "同上，下载为表格",
    "disclosure.data": "同上，供程序读取",
    "disclosure.feed": "同上，供订阅",
    "disclosure.show": "一件公示的决定，停止公示的不再显示",
    "disclosure.download": "公示文本的文件，停止公示的不再提供",
    "disclosure.ask": "输入文书核验码，不读数据",
    "disclosure.verify": "凭核验码只告知文书登记，不含当事人和案件",
    "law.rules": "现行规则和变化，只有法律条文",
    "law.rules_for_programs": "同上，供程序读取",
    "law.calculator": "法定期限和罚款计算，只算填写的数字，不保存",
    "account.login": "登录前不可能有身份",
    "account.register": "注册前不可能有身份",
    "respond.enter": "输入文书号和查阅码的地方，只显示本人已登录账号的案件",
    "track.look": "凭编号和查询码看进度，不含个人信息，次数有限",
}


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may come in; no roles means anybody who has signed in."""

    roles: frozenset[Role] = frozenset()
    letter: bool = False

    def admits(self, actor: Actor) -> bool:
        """Tell whether this person may come in."""
        return not self.roles or bool(self.roles & actor.roles)


class SignedOut(Exception):
    """A form came after its session had ended; whoever answers gives it back."""


class NoPolicy(RuntimeError):
    """An endpoint that nobody has decided about."""


_guards: dict[str, Policy] = {}


def guard(blueprint: Blueprint, *roles: Role) -> Blueprint:
    """Declare who may reach any address of a blueprint."""
    _guards[blueprint.name] = Policy(frozenset(roles))
    return blueprint


def by_letter(blueprint: Blueprint) -> Blueprint:
    """Declare that a blueprint is for respondents: signed in, or with the code of a letter."""
    _guards[blueprint.name] = Policy(frozenset(RESPONDENTS), letter=True)
    return blueprint


def only(*roles: Role) -> Callable[[View], View]:
    """Declare who may reach one view, in addition to what its blueprint demands."""

    def declare(view: View) -> View:
        view.policy = Policy(frozenset(roles))  # type: ignore[attr-defined]
        return view

    return declare


def policies(app: Flask, endpoint: str) -> tuple[Policy, ...]:
    """Give every declaration that holds for an endpoint; none means that it is closed."""
    found: list[Policy] = []
    names = endpoint.split(".")[:-1]
    found.extend(_guards[name] for name in (".".join(names), *names[-1:]) if name in _guards)
    own = getattr(app.view_functions.get(endpoint), "policy", None)
    if own is not None:
        found.append(own)
    return tuple(dict.fromkeys(found))


def reachable(app: Flask, endpoint: str, actor: Actor | None) -> bool:
    """Tell whether this person may reach an endpoint; navigation asks the same question as the door."""
    if endpoint in PUBLIC:
        return True
    declared = policies(app, endpoint)
    return actor is not None and bool(declared) and all(policy.admits(actor) for policy in declared)


def check(app: Flask) -> None:
    """Refuse to start while any endpoint has no declaration, or the public list names what is not there."""
    open_ones = [
        endpoint for endpoint in app.view_functions if endpoint not in PUBLIC and not policies(app, endpoint)
    ]
    if open_ones:
        raise NoPolicy(f"endpoints without a policy: {', '.join(sorted(open_ones))}")
    gone = sorted(set(PUBLIC) - set(app.view_functions))
    if gone:
        raise NoPolicy(f"public list names missing endpoints: {', '.join(gone)}")


def install(app: Flask) -> None:
    """Judge every request by the table."""
    app.before_request(enforce)


def enforce() -> Response | None:
    """Let in who may come in; everybody else is sent to sign in or finds nothing."""
    endpoint = request.endpoint
    if endpoint is None or endpoint == "static":
        return None
    g.private = endpoint not in PUBLIC
    if endpoint in PUBLIC:
        security.check_csrf()
        return None
    actor = current()
    declared = policies(current_app, endpoint)
    if declared and all(policy.letter for policy in declared):
        return _with_letter(actor)
    if actor is None:
        if set(request.form) - UNTYPED and security.came_from_here():
            raise SignedOut
        return redirect(url_for("account.login", next=way_back()), 303)
    if g.identity.must_change and request.blueprint != "account":
        return redirect(url_for("account.overview"), 303)
    if not declared or not all(policy.admits(actor) for policy in declared):
        abort(404)
    security.check_csrf()
    return None


def _with_letter(actor: Actor | None) -> Response | None:
    """Let in who opened a letter with its code, or is signed in as a respondent; others go to the code."""
    if session.get(LETTER) is None and (actor is None or Role.RESPONDENT not in actor.roles):
        return redirect(url_for("respond.enter"), 303)
    security.check_csrf()
    return None


def way_back() -> str | None:
    """Give the page to return to after signing in: this one, or the page that held the form that was sent."""
    if request.method in ("GET", "HEAD"):
        return security.local_path(request.full_path.rstrip("?")) or None
    referer = request.headers.get("Referer", "")
    if not security.same_site(referer):
        return None
    return security.local_path("/" + referer.split("/", 3)[3]) if referer.count("/") >= 3 else None


def current() -> Actor | None:
    """Give who is signed in, as the engine knows people; nobody otherwise."""
    if "actor" not in g:
        identity = sessions.identity()
        g.identity = identity
        g.actor = accounts.actor_of(identity) if identity is not None else None
    actor: Actor | None = g.actor
    return actor


def signed_in() -> Actor:
    """Give who is signed in, where the guard has made sure that somebody is."""
    actor = current()
    if actor is None:
        abort(404)
    return actor
