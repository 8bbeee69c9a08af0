"""What the credit system was told: each version's body is kept as the bytes that are sent."""

from datetime import datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.db import Base
from casework.models import columns


class CreditRecord(Base):
    """One version of one record, with the key and the bytes of every attempt to deliver it."""

    __tablename__ = "credit_records"
    __table_args__ = (
        UniqueConstraint("record_id", "version"),
        columns.one_of("action", "add", "correct", "withdraw", "end_display", "repair_result"),
        columns.one_of("status", "pending", "delivered", "rejected"),
        columns.check("version > 0", "version_positive"),
        columns.check("attempts >= 0", "attempts_not_negative"),
        columns.check("(status = 'delivered') = (delivered_at IS NOT NULL)", "delivered_has_moment"),
    )

    id: Mapped[int] = columns.primary_key()
    record_id: Mapped[str] = mapped_column(String(36))
    version: Mapped[int]
    decision_id: Mapped[int] = columns.reference("decisions.id")
    action: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = columns.text(300)
    body: Mapped[str] = mapped_column(Text)
    idempotency_key: Mapped[str] = mapped_column(String(64), unique=True)
    status: Mapped[str] = mapped_column(String(16), default="pending", index=True)
    receipt: Mapped[str] = columns.text(200)
    response: Mapped[str] = mapped_column(Text, default="")
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = columns.moment()
    delivered_at: Mapped[datetime | None] = columns.later()
