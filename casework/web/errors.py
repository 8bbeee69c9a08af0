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

from casework import config
from casework import errors as trouble
from casework.web import chrome, security
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
        return show(problem(503, text=str(error)))
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
    titles = {
        409: _("这件事已经往前走了，现在不能这样办"),
        403: _("这一步不由您办理"),
        422: _("现在不能办理这一步"),
    }
    text = _("没有任何内容被改动。请回到原来的页面，看“下一步”里现在可以办的事项。")
    return show(problem(status, title=titles[status], text=text, reasons=error.reasons))


def csrf_missing(error: CSRFError) -> Response:
    """Give the form back with everything that was typed, if the browser says it came from one of our pages."""
    base = problem(400, title=_("页面停留太久，请再确认一次"))
    if not security.came_from_here() or request.mimetype not in (
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ):
        return show(base)
    kept = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NEVER_GIVEN_BACK and "password" not in name
    ]
    token = [(name, value) for name, value in request.form.items() if name == "form_token"]
    lost = any(part.filename for part in request.files.values()) or any("password" in n for n in request.form)
    if lost or not kept:
        text = _("为了安全，没有办理。密码和文件不能替您保留，请回到原来的页面重新填写。")
        return show(problem(400, title=base.title, text=text))
    body = render_template(
        "errors/give_back.html", problem=base, kept=kept, token=token, address=request.full_path.rstrip("?")
    )
    return make_response(body, 400)


def unforeseen(error: Exception) -> Response:
    """Answer anything else: an outage as 503, a fault of ours as 500; the detail goes to the log alone."""
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
    home = (_("回首页"), url_for("site.home"))
    referer = request.headers.get("Referer", "")
    back = urlsplit(referer).path if referer and security.same_site(referer) else ""
    here = chrome.here(bare=True)
    links = []
    if status in (403, 409, 413, 415, 422) and security.local_path(back) and back != request.path:
        links.append((_("回到原来的页面"), back))
    if status == 503 and request.method == "GET":
        links.append((_("再试一次"), request.full_path.rstrip("?")))
    if status in (404, 410) and here.has("/disclosures"):
        links.append((_("查行政处罚"), "/disclosures"))
    return (*links, home)


def words(status: int) -> tuple[str, str, str]:
    """Give short name, title and text of a status."""
    limit = config.current().limits
    upload, body = limit.upload_bytes // config.MIB, limit.body_bytes // config.MIB
    table = {
        400: (
            _("请求有误"),
            _("没有看懂您的请求"),
            _("网址或者表单的内容不完整。请回到原来的页面重新操作，没有任何内容被改动。"),
        ),
        401: (_("请先登录"), _("请登录以后再办理"), _("您还没有登录，或者登录已经过期。")),
        403: (
            _("不由您办理"),
            _("您不能办理这件事"),
            _("这件事由其他人员办理。没有任何内容被改动。"),
        ),
        404: (
            _("没有找到"),
            _("没有这个网页，或者它已经停止公示"),
            _("如果网址是输入或者复制的，请检查是否完整。公示期满、被撤回的处罚决定不再显示名称和内容。"),
        ),
        405: (
            _("方式不对"),
            _("这个网址不能这样使用"),
            _("请从网页上的链接或者按钮进入，没有任何内容被改动。"),
        ),
        409: (
            _("内容已经变动"),
            _("在您之前已经有人改动"),
            _("您打开页面以后，内容有了变动，这次没有保存。请重新打开页面，核对以后再办。"),
        ),
        410: (
            _("公示已结束"),
            _("这件处罚的公示期已满"),
            _("依照规定，不再公开当事人和处罚内容。"),
        ),
        413: (
            _("内容太大"),
            _("您提交的内容太大，没有收下"),
            _(
                "每个文件不超过%(upload)d MB，一次提交合计不超过%(body)d MB。请分几次上传，或者压缩图片以后再传。",
                upload=upload,
                body=body,
            ),
        ),
        415: (
            _("格式不支持"),
            _("不能接收这种格式"),
            _("可以上传照片（JPG、PNG）、PDF等页面上写明的格式。请换一种格式再传。"),
        ),
        422: (
            _("不能办理"),
            _("现在不能办理"),
            _("没有任何内容被改动。请按下面的说明改正以后再办。"),
        ),
        429: (
            _("请稍后再试"),
            _("操作太频繁，请稍后再试"),
            _("短时间内尝试的次数太多。请过一会儿再试。"),
        ),
        503: (
            _("暂时不能使用"),
            _("系统暂时不能使用"),
            _(
                "请过一会儿再试。已经提示“收到”的内容都在。今天是法定期限最后一日的，可以把材料送到受理窗口，"
                "或者打12315登记，以登记时间为准。"
            ),
        ),
    }
    other = (
        _("系统出错"),
        _("系统出了问题，没有办成"),
        _("这是我们的问题，已经记录下来。请过一会儿再试；着急的，请打12315并告诉我们下面的编号。"),
    )
    return table.get(status, table[400] if status < 500 else other)
