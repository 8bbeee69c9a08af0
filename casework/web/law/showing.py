"""What templates of every page call to explain a date or a range. Filters only; they decide nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from babel.dates import format_date
from babel.units import format_unit
from flask_babel import gettext as _

from casework.web import filters
from casework.web.filters import part
from casework.web.law import ladder, scale, wording
from casework.web.law.blueprint import blueprint
from workflows.rules import book
from workflows.rules.rows import DeadlineRule

UNITS = {"day": "日", "month": "个月", "year": "年"}


@blueprint.app_template_filter("ladder")
def numbered(steps: Any) -> tuple[ladder.Line, ...]:
    """The lines of a proof with their running total."""
    return ladder.lines(steps)


@blueprint.app_template_filter("counted")
def counted(line: ladder.Line) -> str:
    """What one line counts: 2日, 3个月, 不计入."""
    if line.number is not None:
        return amount(line.number, line.unit)
    said = {
        "start": _("不计入"),
        "stop": _("不计入"),
        "roll": _("顺延"),
        "extend": _("延长"),
        "end": _("届满"),
    }
    return said.get(line.kind, "")


@blueprint.app_template_filter("total")
def running(line: ladder.Line) -> str:
    """The count so far: 5日, 3个月; empty where nothing is counted."""
    return "" if line.total is None else amount(line.total, line.unit)


def amount(number: int, unit: str) -> str:
    """A number of days, months or years."""
    if not filters.chinese():
        return format_unit(number, f"duration-{unit}", locale="en")
    return f"{number}{UNITS[unit]}"


@blueprint.app_template_filter("rule_of")
def rule_of(due: Any) -> DeadlineRule | None:
    """The rule a shown date was counted by."""
    return ladder.rule_of(due, book.load())


@blueprint.app_template_filter("counting")
def counting(rule: DeadlineRule) -> str:
    """How a term is counted, in one line."""
    return wording.counting(rule)


@blueprint.app_template_filter("extension")
def extension(rule: DeadlineRule) -> str:
    """Who may lengthen a term, and by how much."""
    return wording.extension(rule)


@blueprint.app_template_global("range_scale")
def range_scale(
    found: Any, *, tiers: Any = None, hearing_fen: int | None = None, fine_fen: int = 0
) -> scale.Scale | None:
    """A statutory range as a figure."""
    low, high = part(found, "min_fen", 0), part(found, "max_fen")
    return scale.of(low, high, tiers=tiers, hearing_fen=hearing_fen, fine_fen=fine_fen)


@blueprint.app_template_filter("ext_unit")
def ext_unit(rule: DeadlineRule) -> str:
    """The unit a term is lengthened in."""
    return _unit(rule.extension_unit or rule.unit)


@blueprint.app_template_filter("later_unit")
def later_unit(rule: DeadlineRule) -> str:
    """The unit a term is lengthened in again."""
    return _unit(rule.later_unit or rule.extension_unit or rule.unit)


def _unit(unit: str) -> str:
    names = {
        "working_day": _("个工作日"),
        "calendar_day": _("日"),
        "month": _("个月"),
        "year": _("年"),
        "hour": _("小时"),
    }
    return names[unit]


@blueprint.app_template_filter("month_text")
def month_text(day: date) -> str:
    """A month with its year: 2026年9月."""
    return f"{day.year}年{day.month}月" if filters.chinese() else format_date(day, "MMMM y", locale="en")
