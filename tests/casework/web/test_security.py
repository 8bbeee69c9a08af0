"""Headers, origin, CSRF and limits."""

import io
import re

import pytest
from flask import Flask

from casework.web import security
from tests.casework.web import browsing


def test_every_answer_carries_the_browsers_orders(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    for address in ("/", "/login", "/nothing", "/healthz", "/account"):
        answer = browser.get(address)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["X-Request-ID"])
        assert "Strict-Transport-Security" not in answer.headers


def test_private_pages_are_never_stored(sqlite_app: Flask) -> None:
    browser = browsing.holder(sqlite_app)
    assert browser.get("/account").headers["Cache-Control"] == "no-store"
    assert browser.get("/").headers["Cache-Control"] == "no-store"
    assert browsing.visitor(sqlite_app).get("/").headers["Cache-Control"] == "no-cache"


def test_assets_live_long_under_their_digest(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    address = re.search(r'href="(/static/style\.css\?v=[0-9a-f]+)"', browser.get("/").get_data(as_text=True))
    assert address
    assert "immutable" in browser.get(address.group(1)).headers["Cache-Control"]


def test_a_reader_is_given_no_session(sqlite_app: Flask) -> None:
    assert "Set-Cookie" not in browsing.visitor(sqlite_app).get("/").headers


def test_pages_hold_no_inline_code_and_no_foreign_address(sqlite_app: Flask) -> None:
    for address in ("/", "/guide", "/login", "/register", "/nothing"):
        page = browsing.visitor(sqlite_app).get(address).get_data(as_text=True)
        assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|https?://", page), address


def test_a_form_from_another_site_is_refused(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    for header in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Referer": "http://evil.example/x"},
    ):
        assert browser.post("/login", {"username": "a", "password": "b"}, headers=header).status_code == 400


def test_without_a_token_nothing_happens(sqlite_app: Flask) -> None:
    answer = sqlite_app.test_client().post("/login", data={"username": "a", "password": "b"})
    assert answer.status_code == 400
    assert "没有办理" in browsing.text(answer) or "再确认一次" in browsing.text(answer)


def test_a_form_without_its_token_is_given_back_with_what_was_typed(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    browser.get("/register")
    answer = browser.client.post(
        "/register",
        data={"name": "泾县“示例”<厂>", "username": "holder9", "csrf_token": "old"},
        headers={"Origin": "http://localhost"},
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert 'value="泾县“示例”&lt;厂&gt;"' in page
    assert "再次提交" in page
    assert browsing.TOKEN.search(page)


def test_passwords_and_foreign_forms_are_not_given_back(sqlite_app: Flask) -> None:
    client = sqlite_app.test_client()
    sent = {"name": "示例厂", "password": "Geheim-12345"}
    own = client.post("/register", data=sent, headers={"Origin": "http://localhost"})
    assert "Geheim" not in own.get_data(as_text=True)
    foreign = client.post("/register", data={"name": "示例厂"})
    assert "示例厂" not in foreign.get_data(as_text=True)


def test_too_large_a_body_names_the_limit(sqlite_app: Flask) -> None:
    sqlite_app.config["MAX_CONTENT_LENGTH"] = 1000
    browser = browsing.visitor(sqlite_app)
    token = browser.token()
    try:
        answer = browser.client.post(
            "/register", data={"csrf_token": token, "file": (io.BytesIO(b"x" * 5000), "a.jpg")}
        )
    finally:
        sqlite_app.config["MAX_CONTENT_LENGTH"] = sqlite_app.config["CASEWORK"].limits.body_bytes
    assert answer.status_code == 413
    assert "每个文件不超过20 MB，一次提交合计不超过64 MB" in browsing.text(answer)


@pytest.mark.parametrize("address", ["/account", "/account?a=1&b=2", "/disclosures?q=%E5%AE%A3"])
def test_local_paths_pass(address: str) -> None:
    assert security.local_path(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil",
        "/a\nb",
        "account",
        "",
        None,
        "/" + "x" * 600,
        "javascript:alert(1)",
        "/ a",
        "http://[bad",
    ],
)
def test_ways_out_do_not(address: str | None) -> None:
    assert security.local_path(address) == ""
