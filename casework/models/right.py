"""What a rights holder types once: the own particulars, and the rights held."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.db import Base
from casework.models import columns


class Entity(Base):
    """The particulars of whom an account acts for."""

    __tablename__ = "entities"
    __table_args__ = (columns.one_of("kind", "legal", "individual_business", "natural"),)

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    account_id: Mapped[int] = columns.reference("accounts.id")
    kind: Mapped[str] = mapped_column(String(24))
    name: Mapped[str] = mapped_column(String(300))
    uscc: Mapped[str] = columns.text(18)
    legal_representative: Mapped[str] = columns.text(100)
    address: Mapped[str] = columns.text(300)
    phone_sealed: Mapped[str] = columns.text(400)
    contact_name: Mapped[str] = columns.text(100)


class Right(Base):
    """A trade mark, patent or other right as its holder recorded it."""

    __tablename__ = "rights"
    __table_args__ = (
        UniqueConstraint("account_id", "kind", "number"),
        columns.check("valid_from IS NULL OR valid_to IS NULL OR valid_to >= valid_from", "ends_after_start"),
    )

    id: Mapped[int] = columns.primary_key()
    public_id: Mapped[str] = columns.public_id()
    account_id: Mapped[int] = columns.reference("accounts.id", index=False)
    kind: Mapped[str] = mapped_column(String(32))
    number: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(300))
    holder_name: Mapped[str] = mapped_column(String(300))
    classes: Mapped[list[Any]] = columns.json_list()
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    # Rights and evidence point at each other; this one is added once both tables stand.
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id", use_alter=True))
    created_at: Mapped[datetime] = columns.moment()
