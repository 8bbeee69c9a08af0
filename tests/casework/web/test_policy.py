"""Deny by default: the route table, what the guards answer, and that an undecided address stops the start."""

import pytest
from flask import Blueprint, Flask

from casework.web import policy
from tests.casework.web import browsing
from workflows.engine import Actor
from workflows.vocabulary import Role


def test_every_endpoint_has_a_policy_or_stands_on_the_public_list(sqlite_app: Flask) -> None:
    undecided = [
        rule.endpoint
        for rule in sqlite_app.url_map.iter_rules()
        if rule.endpoint not in policy.PUBLIC and not policy.policies(sqlite_app, rule.endpoint)
    ]
    assert undecided == []


def test_every_line_of_the_public_list_exists_and_has_a_reason(sqlite_app: Flask) -> None:
    assert set(policy.PUBLIC) <= set(sqlite_app.view_functions)
    assert all(len(reason) >= 4 for reason in policy.PUBLIC.values())


def test_a_visitor_reaches_nothing_but_the_public_list(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    for rule in sqlite_app.url_map.iter_rules():
        if rule.endpoint in policy.PUBLIC or "GET" not in (rule.methods or ()):
            continue
        address = rule.rule
        for name in rule.arguments:
            converter = rule._converters[name]
            sample = "1" if type(converter).__name__ == "IntegerConverter" else "x"
            address = address.replace(f"<{name}>", sample)
            for kind in ("int", "string", "path", "uuid"):
                address = address.replace(f"<{kind}:{name}>", sample)
        answer = browser.get(address)
        assert answer.status_code in (303, 404), (address, answer.status_code)
        if answer.status_code == 303:
            way_in = "/respond" if address.startswith("/respond/") else "/login"
            assert answer.headers["Location"].startswith(way_in), address


def test_an_endpoint_without_a_policy_stops_the_start() -> None:
    app = Flask(__name__)
    app.add_url_rule("/open", "open", lambda: "x")
    with pytest.raises(policy.NoPolicy, match="open"):
        policy.check(app)


def test_a_public_line_without_an_endpoint_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "PUBLIC", {"static": "样式", "gone.page": "不再有"})
    with pytest.raises(policy.NoPolicy, match=r"gone\.page"):
        policy.check(Flask(__name__))


def test_blueprint_and_view_must_both_admit() -> None:
    app = Flask(__name__)
    rooms = policy.guard(Blueprint("policy_rooms", __name__), *policy.OFFICERS)

    @rooms.get("/rooms")
    def index() -> str:
        return ""

    @rooms.get("/rooms/decide")
    @policy.only(Role.LEADER)
    def decide() -> str:
        return ""

    app.register_blueprint(rooms)
    clerk = Actor(1, "江岚", frozenset({Role.CASE_OFFICER}))
    leader = Actor(2, "方明远", frozenset({Role.LEADER}))
    assert policy.reachable(app, "policy_rooms.index", clerk)
    assert not policy.reachable(app, "policy_rooms.decide", clerk)
    assert policy.reachable(app, "policy_rooms.decide", leader)
    assert not policy.reachable(app, "policy_rooms.index", None)
    assert not policy.reachable(app, "policy_rooms.index", Actor(3, "甲", frozenset({Role.RIGHTS_HOLDER})))


def test_a_visitor_is_sent_to_sign_in_and_back(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    answer = browser.get("/account?x=1")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/login?next=/account?x%3D1"


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    answer = browser.post("/account/password", headers={"Referer": "http://localhost/account"})
    assert answer.headers["Location"] == "/login?next=/account"


def test_who_must_change_the_password_reaches_nothing_else(sqlite_app: Flask) -> None:
    browser = browsing.officer(sqlite_app, Role.CASE_OFFICER, must_change=True)
    assert "请先修改密码" in browsing.text(browser.get("/account"))
    rules = {r.rule for r in sqlite_app.url_map.iter_rules()}
    if "/desk" in rules:
        assert browser.get("/desk").headers["Location"] == "/account"
