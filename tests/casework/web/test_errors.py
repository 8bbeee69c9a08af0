"""Every error is a Chinese page with what happened, what is kept and what to do next."""

import pytest
from flask import Flask, g
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import Gone, HTTPException, UnsupportedMediaType

from casework.clock import now
from casework.errors import Conflict, Invalid, NotFound, Stale, StorageFull, TooLarge, TooManyAttempts
from casework.web import errors
from tests.casework.web import browsing
from workflows.engine import Reason, Refused


def answer(app: Flask, error: Exception, **headers: str) -> tuple[int, str, dict[str, str]]:
    """Let the application answer an exception."""
    with app.test_request_context("/somewhere", headers=headers):
        g.actor, g.request_id = None, "0123456789abcdef"
        made = app.make_response(app.handle_user_exception(error))
        made.direct_passthrough = False
        return made.status_code, made.get_data(as_text=True), dict(made.headers)


NOT_YET = Reason("window_open", "陈述、申辩的期限还没有届满。", "行政处罚法第六十二条")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound(), 404),
        (Stale(), 409),
        (Conflict("处理中"), 409),
        (Invalid({"name": "请填写名称"}), 422),
        (TooLarge(20 * 1024 * 1024), 413),
        (StorageFull(), 503),
        (Gone(), 410),
        (UnsupportedMediaType(), 415),
        (Refused([NOT_YET]), 422),
        (Refused([Reason("not_yours", "“决定”不由您办理。")]), 403),
        (Refused([Reason("not_in_table", "当前为“已结案”，不能办理“决定”。")]), 409),
        (OperationalError("SELECT 1", {}, RuntimeError("gone")), 503),
        (RuntimeError("secret detail"), 500),
    ],
)
def test_each_error_has_its_status_and_a_number_to_quote(
    sqlite_app: Flask, error: Exception, status: int
) -> None:
    found, page, _headers = answer(sqlite_app, error)
    assert found == status
    assert "0123456789abcdef" in page
    assert "secret detail" not in page
    assert "<h1" in page


def test_a_refusal_shows_every_reason_with_its_article(sqlite_app: Flask) -> None:
    other = Reason("review_missing", "案件审核没有重新通过。", "程序规定第六十条")
    _status, page, _headers = answer(sqlite_app, Refused([NOT_YET, other]))
    for reason in (NOT_YET, other):
        assert reason.text in page
        assert reason.basis in page


def test_a_lock_says_how_long(sqlite_app: Flask) -> None:
    status, page, headers = answer(sqlite_app, TooManyAttempts(until=now(), seconds=610))
    assert (status, headers["Retry-After"]) == (429, "610")
    assert "11分钟" in page


def test_an_outage_asks_to_come_back(sqlite_app: Flask) -> None:
    _status, page, headers = answer(sqlite_app, OperationalError("SELECT 1", {}, RuntimeError("gone")))
    assert headers["Retry-After"] == "30"
    assert "12315" in page


def test_programs_get_problem_json(sqlite_app: Flask) -> None:
    status, page, headers = answer(sqlite_app, Refused([NOT_YET]), Accept="application/json")
    assert status == 422
    assert headers["Content-Type"] == "application/problem+json"
    assert '"window_open"' in page


def test_a_wrong_method_names_the_right_one(sqlite_app: Flask) -> None:
    found = browsing.visitor(sqlite_app).post("/guide")
    assert found.status_code == 405
    assert "GET" in found.headers["Allow"]


def test_a_missing_page_offers_a_way_on(sqlite_app: Flask) -> None:
    found = browsing.visitor(sqlite_app).get("/nothing/here")
    assert found.status_code == 404
    assert "回首页" in browsing.text(found)


def test_an_officer_is_led_back_to_the_desk(sqlite_app: Flask) -> None:
    found = browsing.officer(sqlite_app, "case_officer").get("/nothing")
    assert "回工作台" in browsing.text(found)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503])
def test_every_status_has_words(sqlite_app: Flask, status: int) -> None:
    with sqlite_app.test_request_context("/"):
        g.actor = None
        assert all(errors.words(status))


def test_a_redirect_of_the_router_passes(sqlite_app: Flask) -> None:
    error = HTTPException(response=sqlite_app.response_class("x", 308))
    with sqlite_app.test_request_context("/"):
        assert errors.http_error(error).status_code == 308
