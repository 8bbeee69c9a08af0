"""Columns that many tables share, so that each is declared once. No table is here."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, MappedColumn, declared_attr, mapped_column

from casework import clock
from casework.crypto import random_public_id
from casework.db import PUBLIC_ID, JSONType, UTCDateTime


class Versioned:
    """Counts the changes of a row; writing over a newer version fails."""

    version: Mapped[int] = mapped_column(Integer)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def primary_key() -> MappedColumn[int]:
    return mapped_column(primary_key=True)


def public_id() -> MappedColumn[str]:
    """The random handle by which the outside knows a row; ids do not leave the server."""
    return mapped_column(PUBLIC_ID, default=random_public_id, unique=True)


def reference(target: str, *, index: bool = True) -> MappedColumn[Any]:
    """A foreign key; what a case refers to is never deleted under it."""
    return mapped_column(ForeignKey(target), index=index)


def region() -> MappedColumn[Any]:
    """The bureau a row belongs to, by its region code."""
    return mapped_column(String(6), ForeignKey("bureaus.region_code"))


def moment() -> MappedColumn[datetime]:
    """The instant the row was made, unless the writer says otherwise."""
    return mapped_column(UTCDateTime, default=clock.now)


def later() -> MappedColumn[datetime | None]:
    """An instant that may not have come yet."""
    return mapped_column(UTCDateTime)


def text(length: int) -> MappedColumn[str]:
    """A text that may be empty but is never unknown."""
    return mapped_column(String(length), default="")


def json_list() -> MappedColumn[list[Any]]:
    """A list; replace it, never change it in place."""
    return mapped_column(JSONType, default=list)


def json_object() -> MappedColumn[dict[str, Any]]:
    """An object; replace it, never change it in place."""
    return mapped_column(JSONType, default=dict)


def one_of(column: str, *words: str) -> CheckConstraint:
    """The column holds one of these words."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def check(condition: str, name: str) -> CheckConstraint:
    return CheckConstraint(condition, name=name)
