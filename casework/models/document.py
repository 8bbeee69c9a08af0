"""Issued papers, their numbers, and the codes that open them to a party."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from casework.db import SHA256, Base
from casework.models import columns


class Document(columns.Versioned, Base):
    """A paper as issued: number and data are frozen at issue, the bytes once rendered."""

    __tablename__ = "documents"
    __table_args__ = (
        columns.one_of("status", "issued", "rendered", "failed", "void"),
        columns.check("(rendered_at IS NULL) = (sha256 IS NULL)", "rendered_has_digest"),
        columns.check("(rendered_at IS NULL) = (storage_key IS NULL)", "rendered_has_file"),
        columns.check("status <> 'rendered' OR rendered_at IS NOT NULL", "rendered_has_moment"),
        columns.check("size IS NULL OR size > 0", "size_positive"),
        columns.check("pages IS NULL OR pages > 0", "pages_positive"),
        Index(
            "uq_documents_number",
            "number",
            unique=True,
            sqlite_where=text("number IS NOT NULL"),
            postgresql_where=text("number IS NOT NULL"),
        ),
    )

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    case_id: Mapped[int] = columns.reference("cases.id")
    proceeding_id: Mapped[int | None] = columns.reference("proceedings.id")
    kind: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = columns.text(200)
    number: Mapped[str | None] = mapped_column(String(64))
    bureau_region: Mapped[str] = columns.region()
    issued_at: Mapped[datetime] = columns.moment()
    issued_on: Mapped[date]
    issued_by_id: Mapped[int | None] = columns.reference("accounts.id", index=False)
    data: Mapped[dict[str, Any]] = columns.json_object()
    status: Mapped[str] = mapped_column(String(16), default="issued")
    sha256: Mapped[str | None] = mapped_column(SHA256)
    size: Mapped[int | None]
    pages: Mapped[int | None]
    storage_key: Mapped[str | None] = mapped_column(String(100))
    rendered_at: Mapped[datetime | None] = columns.later()
    verify_code: Mapped[str] = mapped_column(String(32), unique=True)
    recipient_id: Mapped[int | None] = columns.reference("parties.id")
    error: Mapped[str] = mapped_column(Text, default="")


class NumberCounter(Base):
    """The last number given for one bureau, kind and year."""

    __tablename__ = "number_counters"
    __table_args__ = (columns.check("last >= 0", "last_not_negative"),)

    bureau_region: Mapped[str] = mapped_column(String(6), primary_key=True)
    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)


class DocumentNumber(Base):
    """A number that was given: to a document, or void with the reason why."""

    __tablename__ = "document_numbers"
    __table_args__ = (
        UniqueConstraint("bureau_region", "code", "year", "seq"),
        columns.check("document_id IS NOT NULL OR void_reason <> ''", "given_or_void"),
        columns.check("seq > 0", "seq_positive"),
    )

    id: Mapped[int] = columns.primary_key()
    bureau_region: Mapped[str] = mapped_column(String(6))
    code: Mapped[str] = mapped_column(String(16))
    year: Mapped[int]
    seq: Mapped[int]
    document_id: Mapped[int | None] = columns.reference("documents.id")
    void_reason: Mapped[str] = columns.text(200)


class HeldNumber(Base):
    """A number kept for an officer who decides on the spot; the row goes when it is given or voided."""

    __tablename__ = "held_numbers"
    __table_args__ = (
        UniqueConstraint("bureau_region", "code", "year", "seq"),
        columns.check("seq > 0", "seq_positive"),
    )

    id: Mapped[int] = columns.primary_key()
    bureau_region: Mapped[str] = mapped_column(String(6))
    code: Mapped[str] = mapped_column(String(16))
    year: Mapped[int]
    seq: Mapped[int]
    number: Mapped[str] = mapped_column(String(64), unique=True)
    held_by_id: Mapped[int] = columns.reference("accounts.id")
    held_at: Mapped[datetime] = columns.moment()


class AccessCode(Base):
    """The code printed on a letter, as a keyed digest; it opens one document to one party."""

    __tablename__ = "access_codes"
    __table_args__ = (
        UniqueConstraint("document_id", "party_id"),
        columns.check("failed_count >= 0", "failed_count_not_negative"),
    )

    id: Mapped[int] = columns.primary_key()
    document_id: Mapped[int] = columns.reference("documents.id", index=False)
    party_id: Mapped[int] = columns.reference("parties.id")
    code_hash: Mapped[str] = mapped_column(SHA256, index=True)
    created_at: Mapped[datetime] = columns.moment()
    failed_count: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = columns.later()
