"""How the list of penalties is laid out: filters with counts, chips that take one away, pages, months.

Query rows in, plain parts of a page out; decides nothing about who may see what.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask_babel import gettext as _

from casework.queries.disclosures import PAGE, Facet, Filters, Month, Results
from casework.web import filters

INDEX = "/disclosures"
BAR_HEIGHT = 49
BASE_LINE = 70


@dataclass(frozen=True, slots=True)
class Box:
    """One box to tick, with how many it would find."""

    value: str
    label: str
    count: int
    ticked: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The boxes of one kind of filter."""

    name: str
    title: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One month of the figure; places are per cent across and pixels down."""

    label: str
    count: int
    left: float
    width: float
    middle: float
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything around the hits."""

    groups: tuple[Group, ...]
    chips: tuple[tuple[str, str], ...]
    clear: str
    pager: dict[str, object]
    bars: tuple[Bar, ...]
    bars_in_words: str
    files: dict[str, str]


def address(asked: Filters, path: str = INDEX, *, page: int = 1) -> str:
    """Write the address of what was asked for."""
    pairs: list[tuple[str, object]] = [("q", asked.q)] if asked.q else []
    pairs += [("agency", value) for value in asked.agencies]
    pairs += [("violation", value) for value in asked.violations]
    pairs += [("year", value) for value in asked.years]
    if page > 1:
        pairs.append(("page", page))
    return f"{path}?{urlencode(pairs)}" if pairs else path


def arrange(asked: Filters, results: Results) -> Listing:
    """Lay out what surrounds the hits."""
    first = (results.page - 1) * PAGE + 1
    whole = months(results.months)
    return Listing(
        groups=groups(asked, results),
        chips=chips(asked),
        clear=address(Filters(q=asked.q)),
        pager={
            "first": first,
            "last": first + len(results.hits) - 1,
            "total": results.total,
            "previous": address(asked, page=results.page - 1) if results.page > 1 else None,
            "next": address(asked, page=results.page + 1) if results.page < results.pages else None,
        },
        bars=bars(whole),
        bars_in_words=_("、").join(f"{month_text(one)} {one.count}" for one in whole),
        files={kind: address(asked, f"{INDEX}.{kind}") for kind in ("csv", "json", "atom")},
    )


def groups(asked: Filters, results: Results) -> tuple[Group, ...]:
    """Give the boxes of each kind; what is ticked stays, even where it finds nothing."""
    years = tuple(str(year) for year in asked.years)
    return (
        Group("violation", _("违法行为"), _boxes(results.violations, asked.violations, filters.translated)),
        Group("year", _("决定年份"), _boxes(results.years, years, year_text)),
        Group("agency", _("作出机关"), _boxes(results.agencies, asked.agencies, filters.translated)),
    )


def _boxes(found: tuple[Facet, ...], ticked: tuple[str, ...], label: object) -> tuple[Box, ...]:
    write = label if callable(label) else str
    counted = {one.value: one.count for one in found} | {
        value: 0 for value in ticked if value not in {one.value for one in found}
    }
    return tuple(Box(value, write(value), count, value in ticked) for value, count in counted.items())


def chips(asked: Filters) -> tuple[tuple[str, str], ...]:
    """Give each filter in use with the address of the list without it."""
    found = []
    for value in asked.violations:
        rest = tuple(one for one in asked.violations if one != value)
        found.append((filters.translated(value), address(replace(asked, violations=rest))))
    for year in asked.years:
        left = tuple(one for one in asked.years if one != year)
        found.append((year_text(str(year)), address(replace(asked, years=left))))
    for value in asked.agencies:
        rest = tuple(one for one in asked.agencies if one != value)
        found.append((filters.translated(value), address(replace(asked, agencies=rest))))
    return tuple(found)


def months(found: tuple[Month, ...]) -> tuple[Month, ...]:
    """Give a run of months up to the last one that has any, months without any between them too."""
    if len(found) < 2:
        return ()
    counts = {one.year * 12 + one.month - 1: one.count for one in found}
    last = max(counts)
    first = max(min(counts), last - 11)
    return tuple(Month(n // 12, n % 12 + 1, counts.get(n, 0)) for n in range(first, last + 1))


def bars(found: tuple[Month, ...]) -> tuple[Bar, ...]:
    """Draw the months: as wide as their number allows, as high as the most of them allows."""
    if not found:
        return ()
    step, most = 100 / len(found), max(one.count for one in found)
    made = []
    for place, one in enumerate(found):
        height = round(BAR_HEIGHT * one.count / most)
        width = min(step / 2, 8)
        middle = step * place + step / 2
        label = str(one.month) if place and one.month > 1 else f"{one.year}.{one.month}"
        made.append(
            Bar(
                label,
                one.count,
                round(middle - width / 2, 2),
                round(width, 2),
                round(middle, 2),
                BASE_LINE - height,
                height,
            )
        )
    return tuple(made)


def month_text(one: Month) -> str:
    """Write 2026年3月, or 3/2026."""
    return f"{one.year}年{one.month}月" if filters.chinese() else f"{one.month}/{one.year}"


def year_text(year: str) -> str:
    """Write 2026年."""
    return _("%(year)s年", year=year)
