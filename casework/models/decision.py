"""A penalty as decided, and the money that came in for it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.db import Base
from casework.models import columns


class Decision(Base):
    """One decision of one proceeding; there cannot be a second."""

    __tablename__ = "decisions"
    __table_args__ = (
        UniqueConstraint("proceeding_id"),
        columns.check("fine_fen >= 0", "fine_not_negative"),
        columns.check("confiscated_gains_fen >= 0", "gains_not_negative"),
        columns.check("confiscated_goods_fen >= 0", "goods_not_negative"),
        columns.check("served_on IS NULL OR served_on >= decided_on", "served_after_decided"),
    )

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    case_id: Mapped[int] = columns.reference("cases.id")
    proceeding_id: Mapped[int] = columns.reference("proceedings.id", index=False)
    party_id: Mapped[int] = columns.reference("parties.id")
    document_id: Mapped[int | None] = columns.reference("documents.id")
    violation_id: Mapped[str] = mapped_column(String(64))
    kinds: Mapped[list[Any]] = columns.json_list()
    fine_fen: Mapped[int] = mapped_column(BigInteger, default=0)
    confiscated_gains_fen: Mapped[int] = mapped_column(BigInteger, default=0)
    confiscated_goods: Mapped[str] = columns.text(500)
    confiscated_goods_fen: Mapped[int] = mapped_column(BigInteger, default=0)
    decided_on: Mapped[date]
    served_on: Mapped[date | None]


class Payment(Base):
    """Money received for a decision, with its voucher."""

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("decision_id", "voucher"),
        columns.check("amount_fen > 0", "amount_positive"),
    )

    id: Mapped[int] = columns.primary_key()
    decision_id: Mapped[int] = columns.reference("decisions.id", index=False)
    amount_fen: Mapped[int] = mapped_column(BigInteger)
    paid_on: Mapped[date]
    voucher: Mapped[str] = mapped_column(String(64))
    recorded_by_id: Mapped[int | None] = columns.reference("accounts.id", index=False)
    recorded_at: Mapped[datetime] = columns.moment()
    evidence_id: Mapped[int | None] = columns.reference("evidence.id", index=False)
