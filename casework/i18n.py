"""Languages: the texts in the code are Chinese, and stay Chinese wherever no reader has chosen otherwise.

How a reader chooses is the web's matter; a job, a command and a paper speak Chinese.
"""

from collections.abc import Callable

from flask import Flask, current_app, has_request_context
from flask_babel import Babel, gettext, lazy_gettext

DEFAULT = "zh_Hans_CN"
CHOICE = "casework.locale"

__all__ = ["DEFAULT", "choose", "gettext", "init", "lazy_gettext"]


def init(app: Flask) -> None:
    """Tie the languages to the application."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", DEFAULT)
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Asia/Shanghai")
    Babel(app, locale_selector=_locale)


def choose(app: Flask, locale: Callable[[], str]) -> None:
    """Name the function that tells which language a request wants."""
    app.extensions[CHOICE] = locale


def _locale() -> str:
    choice = current_app.extensions.get(CHOICE)
    return str(choice()) if choice and has_request_context() else DEFAULT
