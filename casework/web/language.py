"""Language and large print: the two choices a reader makes for all pages, kept in two plain cookies.

A link with ?lang=en or ?view=elder sets them and leads back to the clean address. Officers' pages are Chinese.
"""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Flask, redirect, request
from flask_babel import Babel
from werkzeug.wrappers import Response

from casework import config

CHINESE, ENGLISH = "zh_Hans_CN", "en"
CHOICES = {"lang": ("zh", "en"), "view": ("standard", "elder")}
OFFICERS_ONLY = frozenset({"desk", "admin"})
YEAR = 365 * 24 * 3600


def install(app: Flask) -> None:
    """Switch translation on and listen for the two choices."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", CHINESE)
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Asia/Shanghai")
    Babel(app, locale_selector=locale)
    app.before_request(remember)


def locale() -> str:
    """Name the language of this page."""
    return ENGLISH if speaks_english() else CHINESE


def speaks_english() -> bool:
    """Tell whether the reader asked for English and the page has it."""
    blueprint = (request.blueprint or "").split(".")[0]
    return chosen("lang") == "en" and blueprint not in OFFICERS_ONLY


def chosen(name: str) -> str:
    """Give the reader's choice, or the first one on offer."""
    value = request.cookies.get(name, "")
    return value if value in CHOICES[name] else CHOICES[name][0]


def switch(name: str, value: str) -> str:
    """Write the link that makes a choice and stays on this page."""
    kept = [(key, text) for key, text in request.args.items(multi=True) if key not in CHOICES]
    here = request.path if request.method in ("GET", "HEAD") else "/"
    return f"{here}?{urlencode([*kept, (name, value)])}"


def remember() -> Response | None:
    """Keep the choice made by a link and show the same page at its clean address."""
    if request.method != "GET" or request.endpoint in (None, "static"):
        return None
    made = {name: request.args.get(name, "") for name in CHOICES}
    if not any(made[name] in CHOICES[name] for name in CHOICES):
        return None
    kept = [(key, text) for key, text in request.args.items(multi=True) if key not in CHOICES]
    answer = redirect(request.path + (f"?{urlencode(kept)}" if kept else ""), 303)
    for name, value in made.items():
        if value in CHOICES[name]:
            secure = config.current().secure
            answer.set_cookie(name, value, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    return answer
