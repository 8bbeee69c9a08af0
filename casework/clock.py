"""The one clock of the program.

Everything that needs the present asks here, so that a test or the demo history can hold it still.
Legal days are days in Asia/Shanghai. It knows nothing about deadlines.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, timezone

# China keeps UTC+8 all year since 1991, so no time zone database is needed on a bare machine.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")

# Process-wide on purpose: the worker thread must see the same moment as the thread that froze it.
_held: list[datetime] = []


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _held[-1] if _held else datetime.now(UTC)


def today() -> date:
    """The present legal day."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """The same instant as read on a clock in Xuancheng; a moment without a zone is refused."""
    if moment.tzinfo is None:
        raise ValueError("moment without a time zone")
    return moment.astimezone(SHANGHAI)


def at_local(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The instant at which the clocks of the bureau show this day and hour."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Hold the clock at one moment for the whole process, until the block ends."""
    held = local(moment).astimezone(UTC)
    _held.append(held)
    try:
        yield held
    finally:
        _held.pop()
