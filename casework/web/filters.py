"""What templates call to write a date, an amount, a size or a digest the way a bureau writes it.

Pure presentation: values in, text or a small piece of safe markup out. Knows no account, case or table.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from flask import Flask
from flask_babel import get_locale, gettext
from markupsafe import Markup, escape

from casework import clock
from workflows import money as amounts

EMPTY = "—"
WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")
SHORT_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def chinese() -> bool:
    """Tell whether the page is being written in Chinese."""
    locale = get_locale()
    return locale is None or locale.language == "zh"


def as_date(value: date | datetime | str | None) -> date | None:
    """Take a day from a date, a moment (read in the bureau's zone) or ISO text."""
    if not value:
        return None
    if isinstance(value, str):
        return datetime.fromisoformat(value).date() if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime):
        return clock.local(value).date() if value.tzinfo else value.date()
    return value


def as_moment(value: datetime | str | None) -> datetime | None:
    """Take a local moment from a datetime or ISO text."""
    if not value:
        return None
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return clock.local(moment) if moment.tzinfo else moment


def date_text(value: date | datetime | str | None) -> str:
    """Write 2026年3月6日."""
    day = as_date(value)
    if day is None:
        return EMPTY
    if chinese():
        return f"{day.year}年{day.month}月{day.day}日"
    return format_date(day, "d MMMM y", locale="en")


def short_date_text(value: date | datetime | str | None) -> str:
    """Write 3月6日, where the year is plain."""
    day = as_date(value)
    if day is None:
        return EMPTY
    return f"{day.month}月{day.day}日" if chinese() else format_date(day, "d MMMM", locale="en")


def day(value: date | datetime | str | None) -> str | Markup:
    """Write a day as a time element, so that machines and people read the same date."""
    found = as_date(value)
    if found is None:
        return EMPTY
    return Markup('<time datetime="{}">{}</time>').format(found.isoformat(), date_text(found))


def short_day(value: date | datetime | str | None) -> str | Markup:
    """Write a day without its year as a time element."""
    found = as_date(value)
    if found is None:
        return EMPTY
    return Markup('<time datetime="{}">{}</time>').format(found.isoformat(), short_date_text(found))


def weekday(value: date | datetime | str | None) -> str:
    """Write 星期五."""
    found = as_date(value)
    if found is None:
        return ""
    return WEEKDAYS[found.weekday()] if chinese() else format_date(found, "EEEE", locale="en")


def short_weekday(value: date | datetime | str | None) -> str:
    """Write 周五, as in a proof of days."""
    found = as_date(value)
    if found is None:
        return ""
    return SHORT_WEEKDAYS[found.weekday()] if chinese() else format_date(found, "EEE", locale="en")


def clock_text(value: datetime | str | None) -> str:
    """Write the time of day alone: 16:20."""
    moment = as_moment(value)
    return EMPTY if moment is None else f"{moment:%H:%M}"


def moment(value: datetime | str | None) -> str | Markup:
    """Write a moment, in the bureau's zone, as a time element: 2026年9月28日 16:20."""
    found = as_moment(value)
    if found is None:
        return EMPTY
    words = f"{date_text(found)} {found:%H:%M}"
    return Markup('<time datetime="{}">{}</time>').format(found.isoformat(timespec="seconds"), words)


def span(start: date | str | None, end: date | str | None = None, year: int | None = None) -> str:
    """Write one day with its weekday, or a run of days (10月1日至7日); the year where it is not `year`."""
    first, last = as_date(start), as_date(end)
    if first is None:
        return EMPTY
    if not chinese():
        return _span_en(first, last)
    lead = "" if year is None or first.year == year else f"{first.year}年"
    if last is None or last == first:
        return f"{lead}{first.month}月{first.day}日 {SHORT_WEEKDAYS[first.weekday()]}"
    if last.year != first.year:
        return f"{lead}{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"
    month = "" if last.month == first.month else f"{last.month}月"
    return f"{lead}{first.month}月{first.day}日至{month}{last.day}日"


def _span_en(first: date, last: date | None) -> str:
    if last is None or last == first:
        return format_date(first, "EEE d MMM y", locale="en")
    return f"{format_date(first, 'd MMM', locale='en')} to {format_date(last, 'd MMM y', locale='en')}"


def term(rule: Any) -> str:
    """Write how long a rule allows: 15个工作日, 90日, 3个月."""
    number = part(rule, "length")
    words = {
        "working_day": gettext("%(num)d个工作日", num=number),
        "calendar_day": gettext("%(num)d日", num=number),
        "month": gettext("%(num)d个月", num=number),
        "year": gettext("%(num)d年", num=number),
        "hour": gettext("%(num)d小时", num=number),
    }
    return words[part(rule, "unit")]


def money(fen: int | None) -> str:
    """Write fen as ¥17,388.00; nothing to pay is a dash, never a zero."""
    return EMPTY if fen is None else amounts.display(fen)


def filesize(size: int | None) -> str:
    """Write a size as people say it: 0.8 MB, 340 KB."""
    if size is None:
        return EMPTY
    if size < 1024:
        return f"{size} B"
    if size < 1000 * 1024:
        return f"{size / 1024:.0f} KB"
    if size < 1000 * 1024**2:
        return f"{size / 1024**2:.1f} MB".replace(".0 ", " ")
    return f"{size / 1024**3:.1f} GB".replace(".0 ", " ")


def fingerprint(digest: str | None, *, whole: bool = False) -> str:
    """Write a digest in groups of four, shortened to its two ends: 9f2c 41d7 … a083."""
    if not digest:
        return EMPTY
    groups = [digest[at : at + 4] for at in range(0, len(digest), 4)]
    return " ".join(groups) if whole or len(groups) < 4 else f"{groups[0]} {groups[1]} … {groups[-1]}"


def dash(value: Any) -> Any:
    """Show what is empty as a dash."""
    return EMPTY if value is None or value == "" or value in ((), []) else value


def keep(*phrases: str) -> Markup:
    """Let a heading break between the phrases given, never inside one."""
    return Markup("").join(Markup('<span class="keep">{}</span>').format(phrase) for phrase in phrases)


def lines(text: str | None) -> Markup:
    """Keep the line breaks of what somebody typed."""
    return Markup("<br>").join(escape(line) for line in (text or EMPTY).splitlines())


def translated(text: Any) -> str:
    """Translate a label or message of a form, which is written where no request is known.

    A message with figures in it carries its pattern (`forms.base.Text`); everything else is its own pattern.
    """
    pattern = getattr(text, "pattern", None)
    if pattern is not None:
        return gettext(pattern, **text.values)
    return gettext(str(text)) if text else ""


def part(thing: Any, name: str, default: Any = None) -> Any:
    """Read a named part of a row, whether it came as an object or as JSON."""
    found = thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
    return default if found is None else found


FILTERS = {
    "date_text": date_text,
    "short_date_text": short_date_text,
    "day": day,
    "short_day": short_day,
    "weekday": weekday,
    "short_weekday": short_weekday,
    "clock_text": clock_text,
    "moment": moment,
    "term": term,
    "money": money,
    "filesize": filesize,
    "fingerprint": fingerprint,
    "dash": dash,
    "lines": lines,
    "tr": translated,
    "part": part,
    "as_date": as_date,
}


def install(app: Flask) -> None:
    """Give the filters to every template."""
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(span=span, keep=keep)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
