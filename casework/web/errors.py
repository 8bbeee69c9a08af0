"""What a person sees when something cannot be done: what happened, what is kept, what to do next.

The only place where an exception becomes a status. Details go to the log, never to the page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, g, jsonify, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from casework import config, storage
from casework import errors as trouble
from casework.web import chrome, policy, security
from casework.web.problems import FAULT, REFUSED, WORDS
from workflows.engine import Reason, Refused

log = structlog.get_logger(__name__)

# Names, because the web may not import the database library; both drivers raise these when nobody answers.
OUTAGES = frozenset({"OperationalError", "InterfaceError", "TimeoutError", "DBAPIError"})
RETRY_SECONDS = 30
NEVER_GIVEN_BACK = frozenset({"csrf_token", "form_token"})


@dataclass(frozen=True, slots=True)
class Problem:
    """One error page."""

    status: int
    short: str
    title: str
    text: str
    links: tuple[tuple[str, str], ...] = ()
    reasons: tuple[Reason, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


def install(app: Flask) -> None:
    """Answer every exception with a page."""
    app.register_error_handler(CSRFError, csrf_missing)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(trouble.CaseworkError, casework_error)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(policy.SignedOut, signed_out)
    app.register_error_handler(Exception, unforeseen)


def http_error(error: HTTPException) -> Response:
    """Answer an HTTP error; a redirect of the router passes."""
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    if error.code >= 500 and error.code != 503:
        return unforeseen(error)
    return show(problem(error.code, headers=headers))


def casework_error(error: trouble.CaseworkError) -> Response:
    """Answer what services and queries raise on purpose."""
    if isinstance(error, trouble.NotFound):
        return show(problem(404))
    if isinstance(error, (trouble.Stale, trouble.Conflict)):
        return show(problem(409))
    if isinstance(error, trouble.TooManyAttempts):
        return too_many(error)
    if isinstance(error, trouble.TooLarge):
        return show(problem(413, text=str(error)))
    if isinstance(error, trouble.StorageFull):
        return show(problem(503, text=str(error), headers={"Retry-After": str(RETRY_SECONDS)}))
    if isinstance(error, trouble.Invalid):
        found = tuple(Reason(name, message) for name, message in error.fields.items())
        return show(problem(422, reasons=found))
    return unforeseen(error)


def too_many(error: trouble.TooManyAttempts) -> Response:
    """Answer a lock with the time to wait, the same for known and unknown names."""
    return show(
        problem(
            429,
            text=_(
                "为了账号安全，请在%(minutes)d分钟后再试。", minutes=max(1, math.ceil(error.seconds / 60))
            ),
            headers={"Retry-After": str(error.seconds)},
        )
    )


def refused(error: Refused) -> Response:
    """Answer a step that the law of the house does not allow now, with every reason."""
    codes = {reason.code for reason in error.reasons}
    status = 409 if "not_in_table" in codes else 403 if codes == {"not_yours"} else 422
    log.info("refused", codes=sorted(codes), request_id=g.get("request_id"))
    text = _("没有任何内容被改动。请回到原来的页面，看“下一步”里现在可以办的事项。")
    return show(problem(status, title=_(REFUSED[status]), text=text, reasons=error.reasons))


def csrf_missing(error: CSRFError) -> Response:
    """Give the form back with all that was typed, if the browser says it came from one of our pages."""
    base = problem(400, title=_("页面停留太久，请再确认一次"))
    if not security.came_from_here():
        return show(base)
    return give_back(base)


def signed_out(error: policy.SignedOut) -> Response:
    """Give the form of an ended session back, with the way to sign in again."""
    base = problem(401, title=_("登录已经过期，请登录后再交一次"))
    return give_back(base, login=url_for("account.login"))


def give_back(base: Problem, *, login: str = "") -> Response:
    """Show what was sent, to be sent again; passwords and files cannot be kept."""
    kept = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NEVER_GIVEN_BACK and "password" not in name
    ]
    token = [(name, value) for name, value in request.form.items() if name == "form_token"]
    usual = request.mimetype in ("application/x-www-form-urlencoded", "multipart/form-data")
    lost = any(part.filename for part in request.files.values()) or any("password" in n for n in request.form)
    if not usual or not kept or (lost and not login):
        text = _("为了安全，没有办理。密码和文件不能替您保留，请回到原来的页面重新填写。")
        return show(problem(base.status, title=base.title, text=text))
    body = render_template(
        "errors/give_back.html",
        problem=base,
        kept=kept,
        token=token,
        address=request.full_path.rstrip("?"),
        login=login,
        files_lost=lost,
    )
    return make_response(body, base.status)


def unforeseen(error: Exception) -> Response:
    """Answer anything else: an outage as 503, a fault of ours as 500; the detail goes to the log alone."""
    if isinstance(error, OSError) and error.errno in storage.FULL:
        # A form is kept on disk while it is read, so that this can happen before any of our own code.
        return casework_error(trouble.StorageFull())
    g.actor = None
    module = type(error).__module__.split(".")[0]
    if module in ("sqlalchemy", "psycopg", "sqlite3", "redis") and type(error).__name__ in OUTAGES:
        log.error("unavailable", error=type(error).__name__, request_id=g.get("request_id"), exc_info=error)
        return show(problem(503, headers={"Retry-After": str(RETRY_SECONDS)}), bare=True)
    log.error("unforeseen", error=type(error).__name__, request_id=g.get("request_id"), exc_info=error)
    return show(problem(500), bare=True)


def show(found: Problem, *, bare: bool = False) -> Response:
    """Write the page, or problem JSON for programs."""
    if wants_json():
        answer = jsonify(
            type="about:blank",
            title=found.title,
            status=found.status,
            detail=found.text,
            errors=[{"code": r.code, "text": r.text, "basis": r.basis} for r in found.reasons],
        )
        answer.mimetype = "application/problem+json"
    else:
        around = chrome.here(bare=bare or found.status >= 500)
        answer = make_response(render_template("errors/problem.html", problem=found, page=around))
    answer.status_code = found.status
    answer.headers.update(found.headers)
    return answer


def wants_json() -> bool:
    """Tell whether a program asked."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], default="text/html")
    return best == "application/json"


def problem(
    status: int,
    *,
    title: str = "",
    text: str = "",
    reasons: Sequence[Reason] = (),
    headers: dict[str, str] | None = None,
) -> Problem:
    """Make the page for a status, with other words where they are known."""
    usual = words(status)
    return Problem(
        status=status,
        short=usual[0],
        title=title or usual[1],
        text=text or usual[2],
        links=ways_on(status),
        reasons=tuple(reasons),
        headers=headers or {},
    )


def ways_on(status: int) -> tuple[tuple[str, str], ...]:
    """Name what to do next; the first is the likely one."""
    referer = request.headers.get("Referer", "")
    back = urlsplit(referer).path if referer and security.same_site(referer) else ""
    here = chrome.here(bare=status >= 500)
    home = (_("回工作台"), here.desk_home) if here.officer else (_("回首页"), url_for("site.home"))
    links = []
    if status in (403, 409, 413, 415, 422) and security.local_path(back) and back != request.path:
        links.append((_("回到原来的页面"), back))
    if status == 503 and request.method == "GET":
        links.append((_("再试一次"), request.full_path.rstrip("?")))
    if status in (404, 410) and here.has("/disclosures") and not here.officer:
        links.append((_("查行政处罚"), "/disclosures"))
    return (*links, home)


def words(status: int) -> tuple[str, str, str]:
    """Give short name, title and text of a status in the reader's language."""
    short, title, text = WORDS.get(status, WORDS[400] if status < 500 else FAULT)
    limits = config.current().limits
    sizes = {"upload": limits.upload_bytes // config.MIB, "body": limits.body_bytes // config.MIB}
    return _(short), _(title), _(text, **sizes) if status == 413 else _(text)
