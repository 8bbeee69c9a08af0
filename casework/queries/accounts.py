"""Who somebody is, as frozen rows. Secrets never leave the tables through here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select

from casework.db import db
from casework.errors import NotFound
from casework.models import Account, Bureau, Party
from workflows.engine import Actor
from workflows.vocabulary import Role

ROLES = {role.value: role for role in Role}


@dataclass(frozen=True, slots=True)
class Identity:
    """An account as the rest of the program sees it."""

    account_id: int
    public_id: str
    username: str
    name: str
    kind: str
    roles: tuple[str, ...]
    bureau: str
    bureau_name: str
    certificate: str
    legal_qualified: bool
    must_change: bool
    active: bool
    language: str

    @property
    def officer(self) -> bool:
        return self.kind == "officer"


COLUMNS = (
    Account.id,
    Account.public_id,
    Account.username,
    Account.name,
    Account.kind,
    Account.roles,
    Account.bureau_region,
    Bureau.name.label("bureau_name"),
    Account.certificate_no,
    Account.legal_qualified,
    Account.must_change,
    Account.active,
    Account.language,
)


def identity(account_id: int) -> Identity:
    """The account with this id."""
    return _one(_select().where(Account.id == account_id))


def by_username(username: str) -> Identity:
    """The account with this user name, in whatever case it was typed."""
    return _one(_select().where(Account.username == username.strip().casefold()))


def by_public_id(public_id: str) -> Identity:
    """The account with this public id."""
    return _one(_select().where(Account.public_id == public_id))


def officers(*, bureau: str, role: str = "") -> list[Identity]:
    """The active officers of a bureau, those with one role when it is given, in the order of their names."""
    query = _select().where(Account.kind == "officer", Account.active, Account.bureau_region == bureau)
    found = [from_row(row) for row in db.session.execute(query.order_by(Account.name, Account.id))]
    return [one for one in found if not role or role in one.roles]


def actor_of(account: Identity | int) -> Actor:
    """The account as an actor, with the parties it stands for."""
    found = identity(account) if isinstance(account, int) else account
    if not found.active:
        raise NotFound
    return Actor(
        account_id=found.account_id,
        name=found.name,
        roles=frozenset(ROLES[role] for role in found.roles if role in ROLES),
        bureau=found.bureau,
        party_ids=frozenset() if found.officer else parties_of(found.account_id),
        certificate=found.certificate,
        legal_qualified=found.legal_qualified,
    )


def parties_of(account_id: int) -> frozenset[int]:
    """The parties, in whatever case, that this account stands for."""
    return frozenset(db.session.scalars(select(Party.id).where(Party.account_id == account_id)))


def from_row(row: Row[Any]) -> Identity:
    """Freeze a row of COLUMNS."""
    return Identity(
        account_id=row.id,
        public_id=row.public_id,
        username=row.username,
        name=row.name,
        kind=row.kind,
        roles=tuple(row.roles),
        bureau=row.bureau_region or "",
        bureau_name=row.bureau_name or "",
        certificate=row.certificate_no,
        legal_qualified=row.legal_qualified,
        must_change=row.must_change,
        active=row.active,
        language=row.language,
    )


def _select() -> Select[Any]:
    return select(*COLUMNS).outerjoin(Bureau, Bureau.region_code == Account.bureau_region)


def _one(query: Select[Any]) -> Identity:
    rows: Sequence[Row[Any]] = db.session.execute(query).all()
    if not rows:
        raise NotFound
    return from_row(rows[0])
