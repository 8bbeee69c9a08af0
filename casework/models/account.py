"""Bureaus, accounts, their sessions and their attempts to log in."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from casework.db import SHA256, Base, JSONType, UTCDateTime
from casework.models import columns


class Bureau(Base):
    """A bureau: the city's or a county's, with the words its document numbers use."""

    __tablename__ = "bureaus"
    __table_args__ = (columns.one_of("level", "city", "county"),)

    id: Mapped[int] = columns.primary_key()
    region_code: Mapped[str] = mapped_column(String(6), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    short_name: Mapped[str] = mapped_column(String(8))
    field_mark: Mapped[str] = mapped_column(String(8))
    uscc: Mapped[str] = columns.text(18)
    level: Mapped[str] = mapped_column(String(8))
    address: Mapped[str] = columns.text(200)
    phone: Mapped[str] = columns.text(40)


class Account(Base):
    """Somebody who can log in: a person of the public, an officer, or the system itself."""

    __tablename__ = "accounts"
    __table_args__ = (
        columns.one_of("kind", "public", "officer", "system"),
        columns.check("kind <> 'officer' OR bureau_region IS NOT NULL", "officer_has_bureau"),
        columns.check("kind = 'officer' OR bureau_region IS NULL", "only_officer_has_bureau"),
        columns.check("failed_count >= 0", "failed_count_not_negative"),
        columns.check("username = lower(username)", "username_folded"),
    )

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    username: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str] = columns.text(200)
    bureau_region: Mapped[str | None] = columns.region()
    roles: Mapped[list[Any]] = columns.json_list()
    certificate_no: Mapped[str] = columns.text(40)
    legal_qualified: Mapped[bool] = mapped_column(default=False)
    email: Mapped[str] = columns.text(254)
    phone_sealed: Mapped[str] = columns.text(400)
    active: Mapped[bool] = mapped_column(default=True)
    must_change: Mapped[bool] = mapped_column(default=False)
    failed_count: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_at: Mapped[datetime] = columns.moment()
    password_changed_at: Mapped[datetime] = columns.moment()
    language: Mapped[str] = mapped_column(String(8), default="zh")


class WebSession(Base):
    """What the server remembers about one browser; the cookie's token is kept as a digest only."""

    __tablename__ = "web_sessions"

    id_hash: Mapped[str] = mapped_column(SHA256, primary_key=True)
    account_id: Mapped[int | None] = columns.reference("accounts.id")
    data: Mapped[dict[str, Any]] = mapped_column(JSONType, default=dict)
    created_at: Mapped[datetime] = columns.moment()
    seen_at: Mapped[datetime] = columns.moment()
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, index=True)


class LoginAttempt(Base):
    """One attempt, under the keyed digest of the user name and again under that of the address."""

    __tablename__ = "login_attempts"
    __table_args__ = (Index("ix_login_attempts_key_at", "key", "at"),)

    id: Mapped[int] = columns.primary_key()
    key: Mapped[str] = mapped_column(SHA256)
    at: Mapped[datetime] = columns.moment()
    succeeded: Mapped[bool] = mapped_column(default=False)
