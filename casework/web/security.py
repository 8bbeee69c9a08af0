"""What every request passes before a view and every answer before it leaves: origin, CSRF, limits, headers.

Knows HTTP and the configuration only; who may see what is casework.web.policy's to say.
"""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import BadRequest

from casework import config

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
}
HSTS = "max-age=31536000; includeSubDomains"
ASSET_LIFE = "public, max-age=31536000, immutable"

csrf = CSRFProtect()


class ForeignOrigin(BadRequest):
    """A form that was sent from another site."""


def install(app: Flask, settings: config.Config) -> None:
    """Switch the protections on."""
    app.config.setdefault("SECRET_KEY", settings.secret_key)
    app.config["MAX_CONTENT_LENGTH"] = settings.limits.body_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.limits.form_memory_bytes
    app.config["MAX_FORM_PARTS"] = settings.limits.form_parts
    # The token lives as long as the session; an own check runs it, so that a refusal can give the form back.
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_SSL_STRICT"] = False
    csrf.init_app(app)
    app.before_request(name_request)
    app.before_request(check_origin)
    app.after_request(add_headers)


def name_request() -> None:
    """Give the request the number that page and log show."""
    if not g.get("request_id"):
        g.request_id = secrets.token_hex(8)


def check_origin() -> None:
    """Refuse an unsafe request that says it comes from elsewhere."""
    if request.method in SAFE_METHODS:
        return
    source = request.headers.get("Origin") or request.headers.get("Referer")
    if source and not same_site(source):
        raise ForeignOrigin


def same_site(address: str) -> bool:
    """Tell whether an absolute address is on this site."""
    try:
        host = urlsplit(address).netloc
    except ValueError:
        return False
    return bool(host) and host in (request.host, urlsplit(config.current().base_url).netloc)


def came_from_here() -> bool:
    """Tell whether the browser itself says that the request was made on one of our pages."""
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        return True
    return same_site(request.headers.get("Origin") or request.headers.get("Referer") or "")


def check_csrf() -> None:
    """Refuse an unsafe request without the token of its session."""
    if request.method not in SAFE_METHODS:
        csrf.protect()


def local_path(address: str | None) -> str:
    """Give the path back if it leads to this site and nowhere else; nothing otherwise."""
    if not address or len(address) > 500 or any(ord(c) < 33 or c == "\\" for c in address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    inside = address.startswith("/") and not address.startswith("//")
    return address if inside and not parts.scheme and not parts.netloc else ""


def add_headers(answer: Response) -> Response:
    """Put the browser's orders on an answer; a view may have set a stricter one of its own."""
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    answer.headers["X-Request-ID"] = g.get("request_id", "")
    if config.current().secure:
        answer.headers.setdefault("Strict-Transport-Security", HSTS)
    if request.endpoint == "static" and answer.status_code == 200:
        answer.headers["Cache-Control"] = ASSET_LIFE if request.args.get("v") else "no-cache"
    elif g.get("private", True) or g.get("actor") is not None or answer.status_code >= 300:
        answer.headers["Cache-Control"] = "no-store"
    else:
        answer.headers.setdefault("Cache-Control", "no-cache")
        answer.headers.add("Vary", "Cookie")
    return answer
