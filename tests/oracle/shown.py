"""How long a penalty is shown and whether a figure is a crime, from the rows and the publication rules.

Publication: ordinary procedure only, not a warning alone; three months for criticism or a low fine alone,
three years otherwise; 信用中国 counts from the decision, the enterprise system from publication. Crime: the
first threshold of the offence that a known figure reaches, or two figures that come half the way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tests.oracle.days import deadline, months_later
from tests.oracle.sums import recent
from tests.oracle.tables import Refuse, Row, holds, one, rows

CHANNELS = ("gsxt", "creditchina")
RESTRICTIONS = ("限制开展生产经营活动", "限制从业")


@dataclass(frozen=True, slots=True)
class Notice:
    """A decision as far as publication needs to know it."""

    channel: str
    kinds: tuple[str, ...]
    fine: int
    decided: date
    published: date | None = None
    procedure: str = "ordinary"
    low: int | None = None
    other_province: bool = False
    restriction_until: date | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    classed: str
    published: bool
    publish_by: date | None = None
    push_by: date | None = None
    until: date | None = None
    repair_from: date | None = None
    confidence: str = "text-seen"
    rows: tuple[Row, ...] = ()


def shown(notice: Notice) -> Shown:
    """What the channel does with the decision."""
    if notice.published and notice.published < notice.decided:
        raise Refuse("公示日期早于决定日期")
    on = notice.published or notice.decided
    classed = _class(notice, on)
    row = one("display", on, channel=notice.channel, classed=classed)
    if row["published"] == "no":
        return Shown(classed, False, confidence=row["confidence"], rows=(row,))
    push, publish = None, None
    if notice.other_province and row["push_rule"]:
        push = _clock(row["push_rule"], notice.decided)
        publish = _clock("DIS-03", push)
    else:
        publish = _clock(row["publish_rule"], notice.decided)
    until = repair = None
    begins = notice.decided if notice.channel == "creditchina" else notice.published
    if begins:
        until = _until(row, begins) or notice.restriction_until
    if notice.published:
        barred = notice.channel == "gsxt" and _effect(notice.kinds, "repair_barred", on)
        if row["repair_rule"] and not barred:
            repair = _clock(row["repair_rule"], notice.published)
    unset = classed == "other" and set(notice.kinds) - {"警告"} == {"罚款"} and notice.low is None
    sure = "to-confirm" if unset else row["confidence"]
    return Shown(classed, True, publish, push, until, repair, sure, (row,))


def _class(notice: Notice, on: date) -> str:
    kinds = set(notice.kinds)
    if not kinds:
        return "no_penalty"
    if notice.channel == "creditchina":
        if notice.procedure == "summary" or not kinds - {"警告", "通报批评"}:
            return "minor"
        return "serious" if _effect(notice.kinds, "serious", on) else "ordinary"
    if notice.procedure == "summary":
        return "summary"
    if kinds == {"警告"}:
        return "only_warning"
    if kinds - {"警告"} == {"通报批评"}:
        return "only_criticism"
    if kinds - {"警告"} == {"罚款"} and notice.low is not None and notice.fine <= notice.low:
        return "only_low_fine"
    if notice.restriction_until and notice.restriction_until > months_later(on, 36):
        return "restriction"
    return "other"


def _effect(kinds: Sequence[str], effect: str, on: date) -> list[Row]:
    found = [row for row in rows("kinds") if row["effect"] == effect and holds(row, on)]
    return [row for row in found if row["kind"] in kinds]


def _clock(rule: str, start: date) -> date:
    return deadline(one("deadlines", start, id=rule), start).due_on


def _until(row: Row, day: date) -> date | None:
    if not row["length"]:
        return None
    return months_later(day, int(row["length"]) * (12 if row["unit"] == "year" else 1))


def crime(
    key: str,
    on: date,
    figures: Mapping[str, int],
    *,
    prior: Sequence[date] = (),
    marks: int = 1,
    service: bool = False,
) -> tuple[bool | None, Row | None]:
    """Whether one offence is reached, and by which row; None when the figures cannot say."""
    same = [row for row in rows("referral") if row["key"] == key]
    held = [row for row in same if holds(row, on)]
    if same and not held:
        return None, None
    wanted = {f"service_{name}" if service else name for name in ("two_marks", "repeat")}
    wanted.add("service" if service else "")
    seen = False
    for row in held:
        if row["condition"] not in wanted or not row["threshold"]:
            continue
        if row["condition"].endswith("two_marks") and marks < 2:
            continue
        if row["condition"].endswith("repeat"):
            years = int(row["within_years"])
            if not any(recent(day, on, years) for day in prior):
                continue
        value = _figure(row["figure"], figures)
        if value is None:
            continue
        seen = True
        if value >= int(row["threshold"]):
            return True, row
    half = [row for row in held if row["condition"] == "half" and figures.get(row["figure"]) is not None]
    half = [row for row in half if figures[row["figure"]] * 2 >= _whole(held, row["figure"])]
    if len(half) >= 2:
        return True, half[0]
    return (False if seen else None), None


def _whole(held: Sequence[Row], figure: str) -> int:
    """The plain threshold of a figure, of which the half is asked."""
    return next(int(row["threshold"]) for row in held if (row["condition"], row["figure"]) == ("", figure))


def _figure(name: str, figures: Mapping[str, int]) -> int | None:
    """Sold and unsold together; where nobody told them apart, the turnover stands for what was sold."""
    if name == "total":
        return figures["sales"] + figures["unsold"] if {"sales", "unsold"} <= set(figures) else None
    if name == "sales" and not {"sales", "unsold"} & set(figures):
        return figures.get("turnover")
    return figures.get(name)
