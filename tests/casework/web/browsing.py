"""A browser without a window: keeps its session, sends the token of the form as a page would."""

import html
import re
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from casework.services import accounts, reference

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
PASSWORD = "Yue-8812-moon-ab"


def text(answer: TestResponse) -> str:
    """Give the words of a page without its markup."""
    body = re.sub(r"<(script|style)\b.*?</\1>", "", answer.get_data(as_text=True), flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


@dataclass(slots=True)
class Visitor:
    """Somebody in front of the site."""

    client: FlaskClient

    def get(self, address: str, **options: Any) -> TestResponse:
        return self.client.get(address, **options)

    def token(self) -> str:
        """Fetch a token as the forms of this session carry it."""
        for address in ("/login", "/account"):
            found = TOKEN.search(self.client.get(address).get_data(as_text=True))
            if found:
                return html.unescape(found.group(1))
        raise AssertionError("no page with a token")

    def post(self, address: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """Send a form with its token."""
        return self.client.post(address, data={"csrf_token": self.token(), **(data or {})}, **options)

    def sign_in(self, username: str, password: str = PASSWORD) -> TestResponse:
        answer = self.post("/login", {"username": username, "password": password})
        assert answer.status_code == 303, text(answer)
        return answer


def visitor(app: Flask) -> Visitor:
    """Open a browser with nothing remembered."""
    return Visitor(app.test_client())


def holder(app: Flask, username: str = "holder1", name: str = "泾县示例宣纸厂有限公司") -> Visitor:
    """Open a browser in which a new rights holder is signed in."""
    with app.app_context():
        accounts.register(username=username, password=PASSWORD, name=name)
    browser = visitor(app)
    browser.sign_in(username)
    return browser


def officer(app: Flask, *roles: str, username: str = "officer1", **options: Any) -> Visitor:
    """Open a browser in which a new officer of the city bureau is signed in."""
    with app.app_context():
        reference.load_reference()
        region = options.pop("bureau_region", "341800")
        accounts.create(
            username=username,
            password=PASSWORD,
            name=options.pop("name", "程砚"),
            roles=roles,
            bureau_region=region,
            **options,
        )
    browser = visitor(app)
    browser.sign_in(username)
    return browser
