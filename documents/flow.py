"""Puts strips on pages: nothing is torn that must stay together, and a seal never stands without body text.

Knows heights and neighbours only, not what the strips say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from documents.grid import TOP
from documents.page import Mark, Page, Rule, Text
from documents.strips import Strip

BODY_BESIDE_SEAL = 2
HAIR = 0.5
ROUNDING = 0.5


@dataclass(slots=True)
class Sheet:
    """The strips of one page, and how much closer its lines stand."""

    strips: list[Strip] = field(default_factory=list)
    closer: float = 1.0

    @property
    def used(self) -> float:
        return sum(strip.height for strip in self.strips) * self.closer


def _groups(strips: Sequence[Strip]) -> Iterable[list[Strip]]:
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.keep:
            yield group
            group = []
    if group:
        yield group


def _height(strips: Iterable[Strip]) -> float:
    return sum(strip.height for strip in strips)


def _open(sheets: list[Sheet], first: Strip) -> float:
    """Begin a page with the head of what stands first on it; the height of that head."""
    sheets.append(Sheet(strips=list(first.header)))
    return _height(first.header)


def _fill(strips: Sequence[Strip], room: float) -> list[Sheet]:
    sheets, used = [Sheet()], 0.0
    for group in _groups(strips):
        if sheets[-1].strips and used + _height(group) > room + ROUNDING:
            used = _open(sheets, group[0])
        for strip in group:
            if sheets[-1].strips and used + strip.height > room + ROUNDING:
                used = _open(sheets, strip)
            sheets[-1].strips.append(strip)
            used += strip.height
    return sheets


def _body_count(sheet: Sheet) -> int:
    return sum(strip.body for strip in sheet.strips)


def _take_over(sheets: list[Sheet], wanted: int, spare: float) -> None:
    """Move the last body lines of the page before to the last page, unless they have no room there."""
    before, last = sheets[-2], sheets[-1]
    start = len(before.strips)
    while start > 1 and sum(strip.body for strip in before.strips[start:]) < wanted:
        start -= 1
    while start > 1 and before.strips[start - 1].keep:
        start -= 1
    moved = before.strips[start:]
    if _height(moved) > spare + ROUNDING:
        return
    del before.strips[start:]
    at = len(moved[0].header) if moved and last.strips[: len(moved[0].header)] == list(moved[0].header) else 0
    last.strips[at:at] = moved


def _close(sheets: list[Sheet], tail: list[Strip], room: float, squeeze: float) -> None:
    last = sheets[-1]
    need = _height(tail)
    total = last.used + need
    if total > room + ROUNDING:
        if total * squeeze <= room + ROUNDING and len(last.strips) >= BODY_BESIDE_SEAL:
            last.closer = squeeze
        else:
            sheets.append(Sheet())
    lacking = BODY_BESIDE_SEAL - _body_count(sheets[-1])
    if len(sheets) > 1 and lacking > 0 and any(strip.body for strip in sheets[-2].strips):
        _take_over(sheets, lacking, room - need - sheets[-1].used)
    sheets[-1].strips += tail


def paginate(strips: Sequence[Strip], *, room: float, squeeze: float = 1.0) -> list[Sheet]:
    """Lay strips on pages; the tail (signature, seal, copies) closes the last one.

    An annex follows the seal and never moves it; the copies then stand on the page where the annex ends.
    """
    annex = [strip for strip in strips if strip.annex]
    running = [strip for strip in strips if not (strip.tail or strip.bottom or strip.annex)]
    foot = [strip for strip in strips if strip.bottom]
    tail = [strip for strip in strips if strip.tail] + ([] if annex else foot)
    sheets = _fill(running, room)
    if tail:
        _close(sheets, tail, room, squeeze)
    if annex:
        _follow(sheets, annex, foot, room)
    return sheets


def _follow(sheets: list[Sheet], annex: list[Strip], foot: list[Strip], room: float) -> None:
    """Put the annex under the seal where all of it has room, else on pages of its own."""
    need = _height(annex) + _height(foot)
    if sheets[-1].used + need <= room + ROUNDING:
        sheets[-1].strips += [*annex, *foot]
        return
    more = _fill(annex, room - _height(foot))
    more[-1].strips += foot
    sheets += more


def _rules(strip: Strip, y: float, height: float, *, first: bool, last: bool) -> list[Rule]:
    left, right = strip.columns[0], strip.columns[-1]
    rules = [Rule(x, y, x, y + height, HAIR) for x in strip.columns]
    if strip.opens or first:
        rules.append(Rule(left, y, right, y, HAIR))
    if strip.closes or last:
        rules.append(Rule(left, y + height, right, y + height, HAIR))
    return rules


def place(sheet: Sheet, *, top: float = TOP, room: float) -> Page:
    """Give every mark of a page its place on the paper."""
    page = Page()
    y = top
    for index, strip in enumerate(sheet.strips):
        height = strip.height * sheet.closer
        at = top + room - height if strip.bottom else y
        if strip.columns:
            before = sheet.strips[index - 1].columns if index else ()
            after = sheet.strips[index + 1].columns if index + 1 < len(sheet.strips) else ()
            page.marks += _rules(strip, at, height, first=not before, last=not after)
        page.marks += [_lowered(mark, at) for mark in strip.marks]
        y = at if strip.bottom else at + height
    return page


def _lowered(mark: Mark, y: float) -> Mark:
    if isinstance(mark, Text):  # nearly every mark is one, and replace() takes five times as long
        return Text(mark.x, mark.y + y, mark.words, mark.role, mark.size, mark.tracking, mark.colour)
    if isinstance(mark, Rule):
        return replace(mark, y1=mark.y1 + y, y2=mark.y2 + y)
    return replace(mark, y=mark.y + y)


def pages(strips: Sequence[Strip], *, room: float, squeeze: float = 1.0) -> list[Page]:
    """Lay strips on pages and give every mark its place."""
    return [place(sheet, room=room) for sheet in paginate(strips, room=room, squeeze=squeeze)]
