"""The folder: a case, its parties, the rights it is about, who handles it, and what is stated in it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.db import SHA256, Base, JSONType
from casework.models import columns


class Case(columns.Versioned, Base):
    """A case has no state of its own; stage, next date and chain head are written by the door only."""

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_queue", "bureau_region", "open", "next_due_on"),
        Index("ix_cases_opened", "bureau_region", "opened_at"),
        columns.check("chain_seq >= 0", "chain_seq_not_negative"),
        columns.check("(chain_seq = 0) = (chain_head = '')", "chain_head_when_begun"),
        columns.check("next_due_on IS NOT NULL OR next_due_label = ''", "label_has_date"),
    )

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    reference: Mapped[str] = mapped_column(String(24), unique=True)
    bureau_region: Mapped[str] = columns.region()
    place_region: Mapped[str] = columns.text(12)
    title: Mapped[str] = columns.text(300)
    cause: Mapped[str] = columns.text(64)
    stage: Mapped[str] = columns.text(64)
    open: Mapped[bool] = mapped_column(default=True)
    opened_at: Mapped[datetime] = columns.moment()
    chain_seq: Mapped[int] = mapped_column(default=0)
    chain_head: Mapped[str] = mapped_column(SHA256, default="")
    next_due_on: Mapped[date | None]
    next_due_label: Mapped[str] = columns.text(60)
    lead_case_id: Mapped[int | None] = columns.reference("cases.id")
    respondent_name: Mapped[str] = columns.text(300)
    sort_key: Mapped[str] = columns.text(400)

    parties: Mapped[list["Party"]] = relationship(order_by="Party.id", back_populates="case")
    rights: Mapped[list["CaseRight"]] = relationship(order_by="CaseRight.id")
    assignments: Mapped[list["Assignment"]] = relationship(order_by="Assignment.id")


class Party(Base):
    """Who takes part in one case, in one role; a registry of persons stands apart."""

    __tablename__ = "parties"
    __table_args__ = (
        columns.one_of("role", "complainant", "respondent", "third_party"),
        columns.one_of("kind", "legal", "individual_business", "natural"),
    )

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    case_id: Mapped[int] = columns.reference("cases.id")
    role: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(24))
    name: Mapped[str] = mapped_column(String(300))
    uscc: Mapped[str] = columns.text(18)
    id_number_sealed: Mapped[str] = columns.text(400)
    legal_representative: Mapped[str] = columns.text(100)
    address: Mapped[str] = columns.text(300)
    phone_sealed: Mapped[str] = columns.text(400)
    contact_name: Mapped[str] = columns.text(100)
    account_id: Mapped[int | None] = columns.reference("accounts.id")
    confidential: Mapped[bool] = mapped_column(default=False)

    case: Mapped[Case] = relationship(back_populates="parties")


class CaseRight(Base):
    """A right as it stood when the case was opened."""

    __tablename__ = "case_rights"

    id: Mapped[int] = columns.primary_key()
    case_id: Mapped[int] = columns.reference("cases.id")
    right_id: Mapped[int | None] = columns.reference("rights.id")
    kind: Mapped[str] = mapped_column(String(32))
    number: Mapped[str] = columns.text(64)
    name: Mapped[str] = columns.text(300)
    holder_name: Mapped[str] = columns.text(300)
    classes: Mapped[list[Any]] = columns.json_list()
    valid_to: Mapped[date | None]


class Assignment(Base):
    """Who handles the case in which duty, from when until when."""

    __tablename__ = "assignments"
    __table_args__ = (
        columns.one_of("duty", "lead", "assist", "mediator"),
        columns.check("until IS NULL OR until >= since", "ends_after_start"),
        Index(
            "uq_assignments_current",
            "case_id",
            "account_id",
            "duty",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )

    id: Mapped[int] = columns.primary_key()
    case_id: Mapped[int] = columns.reference("cases.id")
    account_id: Mapped[int] = columns.reference("accounts.id")
    duty: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime] = columns.moment()
    until: Mapped[datetime | None] = columns.later()


class Fact(Base):
    """Something stated in a case, with who stated it and what proves it; a correction supersedes it."""

    __tablename__ = "facts"
    __table_args__ = (
        Index("ix_facts_case_id_key", "case_id", "key"),
        columns.check("superseded_by_id IS NULL OR superseded_by_id <> id", "not_superseded_by_itself"),
    )

    id: Mapped[int] = columns.primary_key()
    case_id: Mapped[int] = columns.reference("cases.id", index=False)
    proceeding_id: Mapped[int | None] = columns.reference("proceedings.id")
    key: Mapped[str] = mapped_column(String(64))
    value: Mapped[Any] = mapped_column(JSONType)
    stated_by_id: Mapped[int | None] = columns.reference("accounts.id", index=False)
    stated_at: Mapped[datetime] = columns.moment()
    # What proves it: public ids of evidence, kinds of our own records (casework.exhibits).
    evidence_ids: Mapped[list[Any]] = columns.json_list()
    superseded_by_id: Mapped[int | None] = columns.reference("facts.id", index=False)
