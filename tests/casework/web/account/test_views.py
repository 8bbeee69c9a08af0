"""Registering, signing in and out, the own account: on both databases."""

import pytest
from flask import Flask

from tests.casework.web import browsing
from tests.casework.web.browsing import PASSWORD

NEW = {
    "name": "泾县示例宣纸厂有限公司",
    "username": "holder1",
    "password": PASSWORD,
    "password_again": PASSWORD,
    "agree": "1",
}


def test_a_rights_holder_registers_and_is_signed_in(app: Flask) -> None:
    browser = browsing.visitor(app)
    answer = browser.post("/register", NEW)
    assert answer.status_code == 303
    page = browsing.text(browser.get("/account"))
    assert "账号已开好" in page
    assert NEW["name"] in page


def test_a_taken_name_is_said_beside_the_field_and_nothing_typed_is_lost(sqlite_app: Flask) -> None:
    browsing.holder(sqlite_app)
    answer = browsing.visitor(sqlite_app).post("/register", NEW)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "这个用户名已有人使用" in page
    assert f'value="{NEW["name"]}"' in page
    assert PASSWORD not in page


def test_what_is_missing_is_listed_on_top_and_linked(sqlite_app: Flask) -> None:
    answer = browsing.visitor(sqlite_app).post("/register", {"username": "a b"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<title>错误：注册" in page
    for name in ("name", "username", "password", "agree"):
        assert f'<a href="#{name}">' in page
        assert f'id="{name}-e"' in page
    assert page.count('aria-invalid="true"') == 5


def test_signing_in_leads_to_where_one_wanted_to_go(sqlite_app: Flask) -> None:
    browsing.holder(sqlite_app)
    browser = browsing.visitor(sqlite_app)
    answer = browser.post("/login", {"username": "holder1", "password": PASSWORD, "next": "/account"})
    assert answer.headers["Location"] == "/account"
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("away", ["//evil.example", "https://evil.example", "/\\evil"])
def test_signing_in_never_leads_away(sqlite_app: Flask, away: str) -> None:
    browsing.holder(sqlite_app)
    browser = browsing.visitor(sqlite_app)
    answer = browser.post("/login", {"username": "holder1", "password": PASSWORD, "next": away})
    assert "evil" not in answer.headers["Location"]


def test_failures_and_locks_read_the_same_for_known_and_unknown_names(app: Flask) -> None:
    browsing.holder(app)
    pages: dict[str, list[tuple[int, str]]] = {}
    for username in ("holder1", "nobody"):
        browser = browsing.visitor(app)
        for _time in range(6):
            answer = browser.post("/login", {"username": username, "password": "wrong"})
            words = browsing.text(answer).replace(username, "")
            pages.setdefault(username, []).append((answer.status_code, words))
    assert pages["holder1"] == pages["nobody"]
    assert pages["nobody"][0][0] == 422
    assert pages["nobody"][-1][0] == 429
    assert "分钟后再试" in pages["nobody"][-1][1]


def test_signing_out_ends_the_session(app: Flask) -> None:
    browser = browsing.holder(app)
    answer = browser.post("/logout")
    assert answer.headers["Location"] == "/"
    assert '"storage"' in answer.headers["Clear-Site-Data"]
    assert browser.get("/account").status_code == 303


def test_signing_out_is_no_link(sqlite_app: Flask) -> None:
    browser = browsing.holder(sqlite_app)
    assert browser.get("/logout").status_code == 405
    assert browser.get("/account").status_code == 200


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(app: Flask) -> None:
    browser = browsing.holder(app)
    other = browsing.visitor(app)
    other.sign_in("holder1")
    new = "Neu-7731-stern-xy"
    sent = {"old_password": PASSWORD, "new_password": new, "new_password_again": new}
    assert browser.post("/account/password", sent).status_code == 303
    assert "密码已修改" in browsing.text(browser.get("/account"))
    assert other.get("/account").status_code == 303
    browsing.visitor(app).sign_in("holder1", new)


def test_a_wrong_old_password_is_said_beside_its_field(sqlite_app: Flask) -> None:
    browser = browsing.holder(sqlite_app)
    new = "Neu-7731-stern-xy"
    sent = {"old_password": "falsch", "new_password": new, "new_password_again": new}
    answer = browser.post("/account/password", sent)
    assert answer.status_code == 422
    assert '<a href="#old_password">原密码不正确</a>' in answer.get_data(as_text=True)


def test_other_sessions_can_be_ended_alone(sqlite_app: Flask) -> None:
    browser = browsing.holder(sqlite_app)
    other = browsing.visitor(sqlite_app)
    other.sign_in("holder1")
    assert browsing.text(browser.get("/account")).count("当前浏览器") == 1
    browser.post("/account/sessions/end-others")
    assert other.get("/account").status_code == 303
    assert browser.get("/account").status_code == 200


def test_an_officer_sees_bureau_and_roles(sqlite_app: Flask) -> None:
    browser = browsing.officer(sqlite_app, "case_officer", "reviewer", certificate_no="34180001")
    page = browsing.text(browser.get("/account"))
    for words in ("办案人员、案件审核人员", "宣城市市场监督管理局", "34180001", "宣城知识产权执法"):
        assert words in page


def test_who_is_signed_in_needs_no_form(sqlite_app: Flask) -> None:
    browser = browsing.holder(sqlite_app)
    for address in ("/login", "/register"):
        assert browser.get(address).status_code == 303
