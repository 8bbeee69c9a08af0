"""Sessions live on the server under a digest, are renewed at login, rest and run out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, flash, get_flashed_messages, request, session
from flask.testing import FlaskClient
from sqlalchemy import func, select

from casework import db as database
from casework.config import Config
from casework.db import db
from casework.models import WebSession
from casework.services import accounts
from casework.services import sessions as services
from casework.services.reference import load_reference
from casework.web import sessions
from workflows.engine import SYSTEM

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
GOOD = "Jingting-Shan7"
Freeze = Callable[[datetime], datetime]


def build(config: Config) -> Flask:
    """An application whose pages do nothing but use their session."""
    made = Flask("pages")
    made.config["CASEWORK"] = config
    made.secret_key = config.secret_key
    database.init(made, config)
    made.session_interface = sessions.TableSessions(config)
    sessions.install(made)
    made.add_url_rule("/still", view_func=lambda: "no session here", endpoint="still")
    made.add_url_rule("/get", view_func=lambda: str(session.get("x", "")), endpoint="get")
    made.add_url_rule("/set", view_func=put, endpoint="set")
    made.add_url_rule("/drop", view_func=lambda: str(session.pop("x", "")), endpoint="drop")
    made.add_url_rule("/in/<int:account_id>", view_func=enter, endpoint="in")
    made.add_url_rule("/out", view_func=leave, endpoint="out")
    made.add_url_rule("/who", view_func=who, endpoint="who")
    made.add_url_rule("/said", view_func=lambda: "、".join(get_flashed_messages()), endpoint="said")
    return made


def put() -> str:
    session["x"] = request.args.get("x", "1")
    return "set"


def enter(account_id: int) -> str:
    flash("已登录")
    sessions.sign_in(account_id)
    found = sessions.identity()
    return found.name if found else ""


def leave() -> str:
    sessions.sign_out()
    if request.args.get("flash"):
        flash("已退出")
    return "out"


def who() -> str:
    found = sessions.identity()
    return found.name if found else "nobody"


@pytest.fixture
def pages(app: Flask, freeze: Freeze) -> Iterator[Flask]:
    freeze(NOON)
    made = build(app.config["CASEWORK"])
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def visitor(pages: Flask) -> FlaskClient:
    return pages.test_client()


@pytest.fixture
def holder(pages: Flask) -> int:
    with pages.app_context():
        return accounts.register(username="huipai", password=GOOD, name="徽派笔墨").account_id


@pytest.fixture
def officer(pages: Flask) -> int:
    with pages.app_context():
        load_reference()
        made = accounts.create(
            username="chen.jian", password=GOOD, name="陈健", roles=["case_officer"], bureau_region="341800"
        )
        return made.account_id


def says(visitor: FlaskClient, path: str) -> str:
    return visitor.get(path).get_data(as_text=True)


def rows(pages: Flask) -> int:
    with pages.app_context():
        return db.session.scalar(select(func.count(WebSession.id_hash))) or 0


def token(visitor: FlaskClient) -> str:
    cookie = visitor.get_cookie("casework")
    return cookie.value if cookie else ""


def test_a_page_that_asks_nothing_makes_no_session_and_no_cookie(pages: Flask, visitor: FlaskClient):
    answer = visitor.get("/still")
    assert "Set-Cookie" not in answer.headers
    assert "Vary" not in answer.headers
    assert says(visitor, "/get") == ""
    assert rows(pages) == 0


def test_what_is_set_is_there_for_the_same_browser_only(pages: Flask, visitor: FlaskClient):
    says(visitor, "/set?x=徽")
    assert says(visitor, "/get") == "徽"
    assert says(pages.test_client(), "/get") == ""
    assert visitor.get("/get").headers["Vary"] == "Cookie"


def test_the_cookie_holds_a_random_token_and_the_table_its_digest(pages: Flask, visitor: FlaskClient):
    answer = visitor.get("/set?x=secret-content")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie
    assert "secret-content" not in cookie
    with pages.app_context():
        assert db.session.scalars(select(WebSession.id_hash)).all() == [sessions.digest(token(visitor))]


def test_behind_tls_the_cookie_is_bound_to_the_host(app: Flask):
    made = build(replace(app.config["CASEWORK"], base_url="https://ip.example.cn"))
    answer = made.test_client().get("/set", base_url="https://ip.example.cn")
    assert answer.headers["Set-Cookie"].startswith("__Host-casework=")
    assert "Secure" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("forged", ["x", "x" * 43, "x" * 2000, "号" * 30, "' OR 1=1 --aaaaaaaaaaaaaaaa"])
def test_a_made_up_token_is_nobody_and_is_never_taken_over(pages: Flask, visitor: FlaskClient, forged: str):
    visitor.set_cookie("casework", forged)
    assert says(visitor, "/who") == "nobody"
    says(visitor, "/set")
    assert token(visitor) != forged


def test_signing_in_changes_the_id_and_keeps_nothing_but_messages(
    pages: Flask, visitor: FlaskClient, holder: int
):
    says(visitor, "/set?x=before")
    before = token(visitor)
    assert says(visitor, f"/in/{holder}") == "徽派笔墨"
    assert token(visitor) != before
    assert says(visitor, "/get") == ""
    assert says(visitor, "/said") == "已登录"
    assert says(visitor, "/who") == "徽派笔墨"
    assert rows(pages) == 1
    stolen = pages.test_client()
    stolen.set_cookie("casework", before)
    assert says(stolen, "/who") == "nobody"


def test_signing_out_ends_the_session_on_the_server(pages: Flask, visitor: FlaskClient, holder: int):
    says(visitor, f"/in/{holder}")
    kept = token(visitor)
    answer = visitor.get("/out")
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    visitor.set_cookie("casework", kept)
    assert says(visitor, "/who") == "nobody"
    assert rows(pages) == 0


def test_a_message_survives_signing_out(pages: Flask, visitor: FlaskClient, holder: int):
    says(visitor, f"/in/{holder}")
    says(visitor, "/out?flash=1")
    assert says(visitor, "/said") == "已退出"
    assert says(visitor, "/who") == "nobody"


@pytest.mark.parametrize(("who_is", "minutes"), [("officer", 30), ("holder", 60)])
def test_a_session_that_rests_too_long_has_ended(
    request: pytest.FixtureRequest, visitor: FlaskClient, freeze: Freeze, who_is: str, minutes: int
):
    name = says(visitor, f"/in/{request.getfixturevalue(who_is)}")
    freeze(NOON + timedelta(minutes=minutes) - timedelta(seconds=1))
    assert says(visitor, "/who") == name
    freeze(NOON + timedelta(minutes=2 * minutes) - timedelta(seconds=2))
    assert says(visitor, "/who") == name
    freeze(NOON + timedelta(minutes=3 * minutes) - timedelta(seconds=2))
    assert says(visitor, "/who") == "nobody"


@pytest.mark.parametrize(("who_is", "hours"), [("officer", 12), ("holder", 24)])
def test_a_session_ends_however_busy_it_is(
    request: pytest.FixtureRequest, visitor: FlaskClient, freeze: Freeze, who_is: str, hours: int
):
    name = says(visitor, f"/in/{request.getfixturevalue(who_is)}")
    end = NOON + timedelta(hours=hours)
    at = NOON
    while at + timedelta(minutes=25) < end:
        at += timedelta(minutes=25)
        freeze(at)
        assert says(visitor, "/who") == name
    freeze(end)
    assert says(visitor, "/who") == "nobody"


def test_seen_times_are_not_written_at_every_request(pages: Flask, visitor: FlaskClient, freeze: Freeze):
    says(visitor, "/set")

    def seen() -> datetime:
        with pages.app_context():
            return db.session.scalars(select(WebSession.seen_at)).one()

    freeze(NOON + timedelta(seconds=59))
    says(visitor, "/get")
    assert seen() == NOON
    freeze(NOON + timedelta(seconds=60))
    says(visitor, "/get")
    assert seen() == NOON + timedelta(seconds=60)


def test_a_closed_account_and_changed_roles_act_on_the_next_request(
    pages: Flask, visitor: FlaskClient, officer: int, holder: int
):
    # I-21
    other = pages.test_client()
    says(visitor, f"/in/{officer}")
    says(other, f"/in/{holder}")
    with pages.app_context():
        accounts.set_roles(officer, ["auditor"], by=SYSTEM)
        accounts.close(holder, by=SYSTEM)
    assert says(visitor, "/who") == "nobody"
    assert says(other, "/who") == "nobody"


def test_an_ended_session_is_not_brought_back_by_a_late_request(
    pages: Flask, visitor: FlaskClient, holder: int
):
    says(visitor, f"/in/{holder}")
    id_hash = sessions.digest(token(visitor))
    with pages.app_context():
        services.end(id_hash)
        services.keep(id_hash, data={"x": "late"})
    assert rows(pages) == 0


def test_an_officer_has_one_session_and_a_holder_may_have_several(pages: Flask, officer: int, holder: int):
    first, second, third, fourth = (pages.test_client() for _ in range(4))
    says(first, f"/in/{officer}")
    says(second, f"/in/{officer}")
    assert (says(first, "/who"), says(second, "/who")) == ("nobody", "陈健")
    says(third, f"/in/{holder}")
    says(fourth, f"/in/{holder}")
    assert (says(third, "/who"), says(fourth, "/who")) == ("徽派笔墨", "徽派笔墨")


def test_sessions_that_have_run_out_are_forgotten(pages: Flask, visitor: FlaskClient, freeze: Freeze):
    says(visitor, "/set")
    freeze(NOON + timedelta(hours=23))
    with pages.app_context():
        assert services.purge() == 0
        freeze(NOON + timedelta(hours=24))
        assert services.purge() == 1


def test_what_is_taken_away_is_gone(visitor: FlaskClient):
    says(visitor, "/set?x=1")
    assert says(visitor, "/drop") == "1"
    assert says(visitor, "/get") == ""
