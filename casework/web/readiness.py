"""Whether everything the program leans on is there: the same facts for a machine that asks and for the page.

Gathers and compares; the words for people are the page's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework import clock, signing, storage
from casework.queries import health
from documents import fonts

OLDEST_WAITING_SECONDS = 600
# Not law: by this day of the year the State Council has usually announced the next one.
ALARM_MONTH, ALARM_DAY = 11, 1

UNSIGNED = frozenset({signing.Standing.NONE, signing.Standing.BROKEN, signing.Standing.ENDED})


@dataclass(frozen=True, slots=True)
class Readiness:
    """Checks stop the service when they fail, warnings only call somebody."""

    health: health.Health
    storage: bool
    oldest_seconds: int
    fonts: dict[str, str]
    fonts_substituted: bool
    calendar_short: bool
    signing: signing.Standing

    @property
    def checks(self) -> dict[str, bool]:
        """What has to hold."""
        return {"database": self.health.reachable, "migrations": self.health.at_head, "storage": self.storage}

    @property
    def warnings(self) -> dict[str, bool]:
        """What somebody should look at."""
        return {
            "outbox_old": self.oldest_seconds > OLDEST_WAITING_SECONDS,
            "outbox_dead": self.health.dead > 0,
            "calendar_short": self.calendar_short,
            "fonts_substituted": self.fonts_substituted,
            "papers_unsigned": self.signing in UNSIGNED,
            "signing_ending": self.signing is signing.Standing.ENDING,
        }


def gather() -> Readiness:
    """Ask the database, the files and the fonts."""
    state, moment = health.state(), clock.now()
    return Readiness(
        health=state,
        storage=storage.writable(),
        oldest_seconds=int((moment - state.oldest_waiting).total_seconds()) if state.oldest_waiting else 0,
        fonts={one.role.value: one.file for one in fonts.report()},
        fonts_substituted=bool(fonts.substitutes()),
        calendar_short=short(state.horizon, clock.today()),
        signing=signing.standing(),
    )


def short(horizon: date | None, today: date) -> bool:
    """Tell whether the calendar reaches less far than it should on a day."""
    alarm = today >= date(today.year, ALARM_MONTH, ALARM_DAY)
    return horizon is None or horizon < date(today.year + 1 if alarm else today.year, 12, 31)
