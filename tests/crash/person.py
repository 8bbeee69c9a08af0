"""Somebody in front of the real site, over HTTP: opens pages, fills in their forms, sends them.

Knows pages by their forms only. A request without an answer is `Lost`: it may have had its effect.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

import requests

PATIENCE = 20.0
# What a proxy answers when nobody is there, and what the site answers while its database is.
AWAY = frozenset({502, 503, 504})
File = tuple[str, bytes, str]
Typed = Mapping[str, str | Iterable[str]]


class Lost(Exception):
    """No answer came back."""


class Refused(AssertionError):
    """The site answered, but not as the person expected."""


@dataclass
class Form:
    """One form as it stands on a page, with what it would send if nobody touched it."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, typed: Typed) -> list[tuple[str, str]]:
        """What is sent: the fields as they stand, those typed in their place."""
        kept = [(name, value) for name, value in self.fields if name not in typed]
        for name, given in typed.items():
            kept += [(name, given)] if isinstance(given, str) else [(name, each) for each in given]
        return kept


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._form: Form | None = None
        self._select = self._area = ""
        self._written: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self._form = Form(given.get("action", ""))
            self.found.append(self._form)
        if self._form is None:
            return
        name, value = given.get("name", ""), given.get("value", "")
        if tag in ("input", "select", "textarea") and name:
            self._form.names.add(name)
        if tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area, self._written = name, []
        elif tag == "option" and self._select:
            self._choose(self._select, value, chosen="selected" in given)
        elif tag == "input" and given.get("type") in ("checkbox", "radio"):
            self._choose(name, value, chosen="checked" in given)
        elif tag == "input" and name and given.get("type") not in ("file", "submit", "button"):
            self._form.fields.append((name, value))

    def _choose(self, name: str, value: str, *, chosen: bool) -> None:
        if self._form is not None and value:
            self._form.choices.setdefault(name, []).append(value)
            if chosen:
                self._form.fields.append((name, value))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._form and self._area:
            self._form.fields.append((self._area, "".join(self._written).removeprefix("\n")))
            self._area = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._form = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self._written.append(data)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: a page, or where to go on."""

    url: str
    status: int
    body: str
    goes_to: str
    headers: Mapping[str, str]

    @property
    def forms(self) -> list[Form]:
        parser = _Forms()
        parser.feed(self.body)
        return parser.found

    def form(self, *marks: str) -> Form | None:
        """The first form that has all these fields."""
        return next((form for form in self.forms if set(marks) <= form.names), None)

    @property
    def words(self) -> str:
        bare = re.sub(r"<(script|style)\b.*?</\1>", "", self.body, flags=re.DOTALL)
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", bare))).strip()


class Person:
    """A browser with its cookies."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.session = requests.Session()
        self.session.trust_env = False
        self.answers = 0

    def get(self, address: str) -> Page:
        return self._ask("GET", address)

    def send(self, page: Page, form: Form, typed: Typed, files: Iterable[tuple[str, File]] = ()) -> Page:
        return self.post(urljoin(page.url, form.action), form.filled(typed), files)

    def post(
        self, address: str, fields: list[tuple[str, str]], files: Iterable[tuple[str, File]] = ()
    ) -> Page:
        """Send these fields; twice the same call sends twice the same."""
        return self._ask("POST", address, fields, list(files))

    def _ask(
        self,
        method: str,
        address: str,
        fields: list[tuple[str, str]] | None = None,
        files: list[tuple[str, File]] | None = None,
    ) -> Page:
        try:
            answer = self.session.request(
                method,
                urljoin(self.site, address),
                data=fields,
                files=files or None,
                headers={"Origin": self.site} if method == "POST" else {},
                allow_redirects=False,
                timeout=PATIENCE,
            )
        except requests.RequestException as error:
            raise Lost(type(error).__name__) from error
        self.answers += 1
        goes_to = answer.headers.get("Location", "")
        return Page(answer.url, answer.status_code, answer.text, goes_to, answer.headers)

    def sign_in(self, username: str, password: str) -> None:
        page = self.get("/login")
        form = page.form("username", "password")
        if form is None:
            return  # signed in already, as the cookie says
        answer = self.send(page, form, {"username": username, "password": password})
        if answer.status != 303:
            raise Refused(f"login {answer.status}: {answer.words[:300]}")
