"""Language and large print: the two choices a reader makes for all pages, kept in two plain cookies.

A link with ?lang=en or ?view=elder sets them and leads back to the clean address. Officers read Chinese.
"""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Flask, redirect, request
from werkzeug.wrappers import Response

from casework import config, i18n

CHOICES = {"lang": ("zh", "en"), "view": ("standard", "elder")}
COOKIES = {"lang": "lang", "view": "view"}
LOCALES = {"zh": i18n.DEFAULT, "en": "en"}
OFFICERS_ONLY = frozenset({"desk", "packages", "admin", "register"})
YEAR = 365 * 24 * 3600


def install(app: Flask) -> None:
    """Keep officers' pages Chinese, and listen for the two choices."""
    i18n.choose(app, locale)
    app.before_request(remember)


def locale() -> str:
    """Name the language of this page."""
    return LOCALES["en" if speaks_english() else "zh"]


def speaks_english() -> bool:
    """Tell whether the reader asked for English and the page has it."""
    blueprint = (request.blueprint or "").split(".")[0]
    return chosen("lang") == "en" and blueprint not in OFFICERS_ONLY


def chosen(name: str) -> str:
    """Give the reader's choice, or the first one on offer."""
    value = request.cookies.get(COOKIES[name], "")
    return value if value in CHOICES[name] else CHOICES[name][0]


def switch(name: str, value: str) -> str:
    """Write the link that makes a choice and stays on this page."""
    here = request.path if request.method in ("GET", "HEAD") else "/"
    return f"{here}?{urlencode([*_other_arguments(), (name, value)])}"


def remember() -> Response | None:
    """Keep the choice made by a link and show the same page at its clean address."""
    if request.method != "GET" or request.endpoint in (None, "static"):
        return None
    made = {name: request.args.get(name, "") for name in CHOICES}
    made = {name: value for name, value in made.items() if value in CHOICES[name]}
    if not made:
        return None
    kept = _other_arguments()
    # A path that begins with two strokes would be read as another host.
    path = "/" + request.path.lstrip("/")
    answer = redirect(path + (f"?{urlencode(kept)}" if kept else ""), 303)
    for name, value in made.items():
        answer.set_cookie(
            COOKIES[name],
            value,
            max_age=YEAR,
            secure=config.current().secure,
            httponly=True,
            samesite="Lax",
        )
    return answer


def _other_arguments() -> list[tuple[str, str]]:
    return [(key, text) for key, text in request.args.items(multi=True) if key not in CHOICES]
