"""The building material of a page: strips that never break inside, and who their neighbours may be.

A strip knows its height and its marks, with y counted from its own top. flow.py puts strips on pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from documents import breaker, typeface
from documents.fonts import Role
from documents.grid import BODY, LEFT, SIZE_3, WIDTH, baseline
from documents.page import BLACK, Mark, Text

LEFT_EDGE, CENTRE, RIGHT_EDGE = "left", "centre", "right"


@dataclass(frozen=True, slots=True)
class Style:
    """How running text is set: size, pitch of lines, tracking of Han characters."""

    size: float = SIZE_3
    pitch: float = BODY.pitch
    tracking: float = BODY.tracking
    role: Role = Role.BODY
    colour: tuple[float, float, float] = BLACK
    justify: bool = True

    @property
    def cell(self) -> float:
        return self.size + self.tracking


@dataclass(frozen=True, slots=True)
class Strip:
    """One unbreakable piece of a page.

    `keep`: the next strip stays on the same page. `body`: counts as body text beside a seal. `columns`: x of
    the vertical rules when it belongs to a table, with `opens` and `closes` at the edges of a row. `header`:
    strips repeated above it when it begins a page. `bottom`: sits on the last line of the page. `annex`:
    comes after the seal, on the same page only where all of it has room.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    keep: bool = False
    body: bool = False
    tail: bool = False
    bottom: bool = False
    annex: bool = False
    columns: tuple[float, ...] = ()
    opens: bool = False
    closes: bool = False
    header: tuple["Strip", ...] = ()


@dataclass(frozen=True, slots=True)
class Laid:
    """A line of text measured and placed in a column: its marks wait only for a baseline."""

    x: float
    words: str
    tracking: float


def lay(
    text: str, style: Style, *, left: float, room: float, indent: float = 0.0, align: str = LEFT_EDGE
) -> list[Laid]:
    """Break one paragraph into a column and place each line."""
    found = []
    advance = typeface.advances(style.role, style.size, style.tracking)
    broken = breaker.lines(
        text, room=room, advance=advance, size=style.size, indent=indent, tracking=style.tracking
    )
    for line in broken:
        ink = line.width - style.tracking
        x, spread = left + line.indent, line.spread if style.justify else 0.0
        if align != LEFT_EDGE:
            slack = room - ink
            x, spread = left + (slack / 2 if align == CENTRE else slack), 0.0
        found.append(Laid(x=x, words=line.text, tracking=style.tracking + spread))
    return found


def mark(line: Laid, style: Style, *, top: float = 0.0) -> Text:
    """Turn a laid line into words on the paper."""
    return Text(
        x=line.x,
        y=top + baseline(style.pitch, style.size),
        words=line.words,
        role=style.role,
        size=style.size,
        tracking=line.tracking,
        colour=style.colour,
    )


def paragraph(
    text: str,
    style: Style,
    *,
    indent: float = 2,
    align: str = LEFT_EDGE,
    keep: bool = False,
    body: bool = True,
    left: float = LEFT,
    room: float = WIDTH,
) -> list[Strip]:
    """Set a text in full-width lines; a line feed begins a new paragraph."""
    found: list[Strip] = []
    for part in text.split("\n"):
        if not part.strip():
            continue
        laid = lay(part, style, left=left, room=room, indent=indent * style.cell, align=align)
        found += [
            Strip(height=style.pitch, marks=(mark(line, style),), keep=keep, body=body) for line in laid
        ]
    return found


def blank(style: Style, *, keep: bool = False, part: float = 1.0) -> Strip:
    """Leave a line empty."""
    return Strip(height=style.pitch * part, keep=keep)


def halves(text: str, style: Style, room: float) -> list[str]:
    """Cut a title that is too wide into lines of like, rather falling, length.

    ` / ` in it is a cut made by hand, where a word would be torn otherwise.
    """
    if " / " in text:
        return [part.strip() for part in text.split(" / ")]
    count = len(lay(text, style, left=0, room=room))
    if count == 1:
        return [text]
    narrower = room
    while narrower > style.size and len(lay(text, style, left=0, room=narrower - style.size / 2)) == count:
        narrower -= style.size / 2
    return [line.words for line in lay(text, style, left=0, room=narrower)]


def title(text: str, style: Style) -> list[Strip]:
    """Set a title in the middle, kept with what follows."""
    found = []
    for part in halves(text, style, WIDTH):
        for line in lay(part, style, left=LEFT, room=WIDTH, align=CENTRE):
            found.append(Strip(height=style.pitch, marks=(mark(line, style),), keep=True))
    return found


def widths(weights: Sequence[float], room: float = WIDTH) -> list[float]:
    """Share the room among columns by weight."""
    whole = sum(weights)
    return [room * weight / whole for weight in weights]
