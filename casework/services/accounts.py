"""Accounts: opening and closing them, logging in, passwords, and the lock after too many failures.

Unknown names, wrong passwords and closed accounts get the same answer after the same work.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from casework import clock, crypto
from casework.db import db, retrying, savepoint, transaction
from casework.errors import Invalid, NotFound, WrongCredentials
from casework.models import Account
from casework.services import attempts, audit, passwords, sessions
from workflows.engine import SYSTEM, Actor
from workflows.vocabulary import Happening, Role

# ASCII only: names that merely look like another one cannot be made.
USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._@-]{2,62})[a-z0-9]")
PHONE = "accounts.phone"
ROLES = {role.value: role for role in Role}
NOBODY = Actor(None, "未登录", frozenset())


@dataclass(frozen=True, slots=True)
class Opened:
    """A new account."""

    account_id: int
    public_id: str


def register(
    *,
    username: str,
    password: str,
    name: str,
    email: str = "",
    phone: str = "",
    role: str = Role.RIGHTS_HOLDER,
) -> Opened:
    """Open an account for somebody of the public."""
    return create(
        username=username,
        password=password,
        name=name,
        email=email,
        phone=phone,
        roles=(role,),
        kind="public",
    )


def create(
    *,
    username: str,
    password: str,
    name: str,
    roles: Iterable[str],
    kind: str = "officer",
    bureau_region: str | None = None,
    certificate_no: str = "",
    legal_qualified: bool = False,
    email: str = "",
    phone: str = "",
    must_change: bool = False,
    by: Actor = SYSTEM,
) -> Opened:
    """Open an account; Invalid names the fields that cannot stand."""
    username = _username(username)
    name = unicodedata.normalize("NFC", name).strip()
    if not name or len(name) > 100:
        raise Invalid({"name": "请填写姓名或者名称，不超过100个字"})
    passwords.check(password, officer=kind == "officer", username=username, name=name)
    account = Account(
        public_id=crypto.random_public_id(),
        username=username,
        name=name,
        kind=kind,
        password_hash=passwords.hashed(password),
        bureau_region=bureau_region,
        roles=_roles(roles),
        certificate_no=certificate_no,
        legal_qualified=legal_qualified,
        email=email.strip(),
        must_change=must_change,
    )
    account.phone_sealed = crypto.seal(phone, context=f"{PHONE}:{account.public_id}")
    return _insert(account, by)


def _insert(account: Account, by: Actor) -> Opened:
    with transaction():
        try:
            with savepoint() as session:
                session.add(account)
        except IntegrityError as error:
            raise Invalid({"username": "这个用户名已有人使用"}) from error
        details = {"account": account.public_id, "kind": account.kind, "roles": account.roles}
        audit.record(actor=by, action=Happening.ACCOUNT_OPENED, payload=details)
        return Opened(account.id, account.public_id)


def authenticate(*, username: str, password: str, address: str = "") -> int:
    """The id of the account whose name and password these are.

    WrongCredentials and TooManyAttempts are the same for known and unknown names.
    """
    typed = username.strip().casefold()
    # What cannot be a name is nobody's; the database is not asked about it.
    name = typed if USERNAME.fullmatch(typed) else ""
    tried = attempts.begin(name, address)
    found = db.session.execute(
        select(Account.id, Account.password_hash, Account.active).where(Account.username == name)
    ).one_or_none()
    db.session.rollback()  # hashing takes long; no transaction stays open meanwhile
    right = passwords.matches(password, found.password_hash if found else "")
    if found is None or not right or not found.active:
        _failed(found.id if found else None, address)
        raise WrongCredentials
    fresh = passwords.hashed(password) if passwords.outdated(found.password_hash) else ""
    retrying(lambda: _entered(found.id, tried, fresh, address))
    return int(found.id)


def _failed(account_id: int | None, address: str) -> None:
    with transaction() as session:
        account = session.get(Account, account_id, with_for_update=True) if account_id else None
        if account is not None:
            account.failed_count += 1
            account.locked_until = attempts.locked_until(account.username)
        details = {"account": account.public_id if account else "", "address": address}
        audit.record(actor=NOBODY, action=Happening.LOGIN_FAILED, payload=details)


def _entered(account_id: int, tried: attempts.Tried, fresh_hash: str, address: str) -> None:
    with transaction() as session:
        account = _locked(account_id)
        if not account.active:
            raise WrongCredentials
        attempts.succeeded(tried)
        account.failed_count, account.locked_until = 0, None
        if fresh_hash:
            account.password_hash = fresh_hash
        session.flush()
        audit.record(actor=_as_actor(account), action=Happening.LOGIN, payload={"address": address})


def log_out(account_id: int, *, address: str = "") -> None:
    """Note that somebody left; the session itself is ended by whoever holds its token."""
    with transaction():
        account = _locked(account_id)
        audit.record(actor=_as_actor(account), action=Happening.LOGOUT, payload={"address": address})


def change_password(account_id: int, *, old: str, new: str) -> None:
    """Set another password; every session of the account ends."""
    with transaction():
        account = _locked(account_id)
        if not passwords.matches(old, account.password_hash):
            raise Invalid({"old": "原密码不正确"})
        if passwords.matches(new, account.password_hash):
            raise Invalid({"new": "新密码不能与原密码相同"})
        officer = account.kind == "officer"
        passwords.check(new, officer=officer, username=account.username, name=account.name, field="new")
        account.password_hash = passwords.hashed(new)
        account.password_changed_at = clock.now()
        account.must_change = False
        sessions.end_all(account_id)
        audit.record(actor=_as_actor(account), action=Happening.PASSWORD_CHANGED)


def set_roles(account_id: int, roles: Iterable[str], *, by: Actor) -> None:
    """Give an account these roles and no others; it acts on the next request, all its sessions end."""
    with transaction():
        account = _locked(account_id)
        before, account.roles = account.roles, _roles(roles)
        sessions.end_all(account_id)
        details = {"account": account.public_id, "before": before, "after": account.roles}
        audit.record(actor=by, action=Happening.ROLES_CHANGED, payload=details)


def close(account_id: int, *, by: Actor) -> None:
    """Close an account; it acts on the next request, all its sessions end."""
    with transaction():
        account = _locked(account_id)
        account.active = False
        sessions.end_all(account_id)
        audit.record(actor=by, action=Happening.ACCOUNT_CLOSED, payload={"account": account.public_id})


def phone_of(account_id: int) -> str:
    """The telephone number, unsealed; whoever asks records why."""
    account = db.session.get(Account, account_id)
    if account is None:
        raise NotFound
    return crypto.open(account.phone_sealed, context=f"{PHONE}:{account.public_id}")


def _locked(account_id: int) -> Account:
    query = select(Account).where(Account.id == account_id).with_for_update()
    account = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if account is None:
        raise NotFound
    return account


def _username(text: str) -> str:
    username = unicodedata.normalize("NFKC", text).strip().casefold()
    if not USERNAME.fullmatch(username):
        raise Invalid({"username": "用户名为4到64个字符，可以用字母、数字和._@-，以字母或者数字开头和结尾"})
    return username


def _roles(roles: Iterable[str]) -> list[str]:
    wanted = {str(role) for role in roles}
    if wanted - ROLES.keys():
        raise Invalid({"roles": "没有这种角色"})
    return sorted(wanted)


def _as_actor(account: Account) -> Actor:
    roles = frozenset(ROLES[role] for role in account.roles if role in ROLES)
    return Actor(account.id, account.name, roles, bureau=account.bureau_region or "")
