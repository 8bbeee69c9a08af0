"""Sessions on the server: the cookie carries a random token, the table its digest, nothing else leaves.

Read only when a view asks, so that pages without a session touch no table. It knows no page.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import Flask, Request, Response, session
from flask.sessions import SessionInterface, SessionMixin
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from casework import clock, crypto
from casework.config import Config
from casework.queries import accounts as account_queries
from casework.queries import sessions as queries
from casework.queries.accounts import Identity
from casework.services import sessions as services

# Seen times are written at most this often: a page that only reads shall not take the write lock.
TOUCH = timedelta(minutes=1)
FLASHES = "_flashes"


class ServerSession(SessionMixin):
    """What is remembered about one browser, read from the table at the first question."""

    def __init__(self, token: str = "") -> None:
        self.token = token
        self.modified = False
        self.accessed = False
        self.renewed = False
        self.ended = False
        self._account_id: int | None = None
        self._data: dict[str, Any] = {}
        self._row: queries.OpenSession | None = None
        self._read = False

    @property
    def row(self) -> queries.OpenSession | None:
        """The row this session came from, if it still holds."""
        self.accessed = True
        if not self._read:
            self._read = True
            self._row = queries.find(digest(self.token)) if self.token else None
            if self._row is not None:
                self._data = self._row.data
                self._account_id = self._row.identity.account_id if self._row.identity else None
        return self._row

    @property
    def account_id(self) -> int | None:
        return self._account_id if self.row or self._read else None

    @property
    def identity(self) -> Identity | None:
        """Who is signed in."""
        row = self.row
        if self._account_id is None:
            return None
        if row and row.identity and row.identity.account_id == self._account_id:
            return row.identity
        return account_queries.identity(self._account_id)

    @property
    def data(self) -> dict[str, Any]:
        _ = self.row
        return self._data

    def sign_in(self, account_id: int) -> None:
        """Become this account under a new id; nothing of before is kept but the messages to show."""
        kept = {key: value for key, value in self.data.items() if key == FLASHES}
        self._data, self._account_id = kept, account_id
        self.renewed = self.modified = True
        self.ended = False

    def sign_out(self) -> None:
        """Be nobody again."""
        _ = self.row
        self._data, self._account_id = {}, None
        self.ended = self.modified = True

    def __getitem__(self, key: str) -> Any:
        return self.data[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.data[key] = value
        self.modified = True
        self.ended = False if self.renewed else self.ended

    def __delitem__(self, key: str) -> None:
        del self.data[key]
        self.modified = True

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)


class TableSessions(SessionInterface):
    """Keeps sessions in the table web_sessions."""

    def __init__(self, config: Config) -> None:
        # The prefix makes browsers refuse the cookie from a sibling host; it demands TLS.
        self.cookie = "__Host-casework" if config.secure else "casework"
        self.secure = config.secure

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        token = request.cookies.get(self.cookie, "")
        return ServerSession(token if 20 <= len(token) <= 100 and token.isascii() else "")

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        assert isinstance(session, ServerSession)
        if not session.accessed:
            return
        response.vary.add("Cookie")
        row, now = session.row, clock.now()
        if session.ended:
            self._end(session, response)
        elif session.modified and (row is None or session.renewed):
            self._start(session, response)
        elif row is not None and session.modified:
            services.keep(digest(session.token), data=session.data)
        elif row is not None and now - row.seen_at >= TOUCH:
            services.keep(digest(session.token))

    def _start(self, session: ServerSession, response: Response) -> None:
        if not session.data and session.account_id is None:
            return
        token = crypto.random_token()
        services.start(
            digest(token),
            account_id=session.account_id,
            data=session.data,
            replaces=digest(session.token) if session.token else "",
        )
        response.set_cookie(self.cookie, token, path="/", secure=self.secure, httponly=True, samesite="Lax")

    def _end(self, session: ServerSession, response: Response) -> None:
        if session.token:
            services.end(digest(session.token))
        response.delete_cookie(self.cookie, path="/", secure=self.secure, httponly=True, samesite="Lax")
        if session.data:
            session.token = ""
            self._start(session, response)


def digest(token: str) -> str:
    """Under which name a token is kept."""
    return crypto.digest(token.encode())


def current() -> ServerSession:
    """The session of this request."""
    found = session._get_current_object()  # type: ignore[attr-defined]
    assert isinstance(found, ServerSession)
    return found


class SignedIn(UserMixin):
    """An account as flask-login knows it."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity

    @property
    def is_active(self) -> bool:
        return self.identity.active

    def get_id(self) -> str:
        return str(self.identity.account_id)


def install(app: Flask) -> None:
    """Let flask-login ask our table who is signed in.

    Its own init_app() is left out: it would touch the session after every answer, for a remember-me
    cookie we do not have, and so tie every public page to a session.
    """
    manager = LoginManager(add_context_processor=False)
    manager.session_protection = None
    manager.user_loader(_loaded)
    app.login_manager = manager  # type: ignore[attr-defined]


def _loaded(account_id: str) -> SignedIn | None:
    """The account of the session row; an id the row does not carry is nobody."""
    found = current().identity
    return SignedIn(found) if found is not None and str(found.account_id) == account_id else None


def sign_in(account_id: int) -> None:
    """Sign the browser in under a new session id; a closed account stays outside."""
    current().sign_in(account_id)
    if not login_user(SignedIn(account_queries.identity(account_id))):
        current().sign_out()


def sign_out() -> None:
    """Sign the browser out."""
    logout_user()
    current().sign_out()


def identity() -> Identity | None:
    """Who is signed in, if anybody."""
    return current_user.identity if current_user.is_authenticated else None
