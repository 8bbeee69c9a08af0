"""Rows of a ruled table as strips: a row taller than a page flows over it, its rules close and open again.

Only lays out cells; what stands in them and how wide they are is the caller's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.fonts import Role
from documents.grid import LEFT, SIZE_4_SMALL, SIZE_5, WIDTH
from documents.page import Text
from documents.strips import CENTRE, LEFT_EDGE, RIGHT_EDGE, Laid, Strip, Style, lay, mark

PADDING = 5.0
WHOLE_ROW = 9
CONTENT = Style(size=SIZE_4_SMALL, pitch=19.0, tracking=0.0, role=Role.BODY)
COMPACT = Style(size=SIZE_5, pitch=16.0, tracking=0.0, role=Role.BODY)
NARROW = 0.5 * WIDTH


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, its width, how it is set, and a line that stands at its lower right end."""

    text: str
    width: float
    style: Style = CONTENT
    align: str = LEFT_EDGE
    closing: str = ""


def _lines(cell: Cell, left: float) -> list[Laid]:
    room = cell.width - 2 * PADDING
    style = replace(cell.style, justify=cell.width > NARROW)
    found: list[Laid] = []
    for part in cell.text.split("\n"):
        if part.strip():
            found += lay(part, style, left=left + PADDING, room=room, align=cell.align)
    return found


def _closing(cell: Cell, left: float) -> list[Laid]:
    if not cell.closing:
        return []
    hand = replace(cell.style, role=Role.SUBHEADING)
    return lay(cell.closing, hand, left=left + PADDING, room=cell.width - 2 * PADDING, align=RIGHT_EDGE)


def _cell_marks(cell: Cell, left: float, count: int, pitch: float) -> list[list[Text]]:
    rows: list[list[Text]] = [[] for _ in range(count)]
    laid, closing = _lines(cell, left), _closing(cell, left)
    middle = cell.align == CENTRE or not closing
    offset = (count - len(laid)) / 2 if middle else 0.0
    first = int(offset)
    for place, line in enumerate(laid):
        rows[first + place].append(mark(line, cell.style, top=(offset - first) * pitch))
    for place, line in enumerate(reversed(closing)):
        rows[count - 1 - place].append(mark(line, replace(cell.style, role=Role.SUBHEADING)))
    return rows


def row(
    cells: Sequence[Cell],
    *,
    least: int = 1,
    header: tuple[Strip, ...] = (),
    keep: bool = False,
    body: bool = True,
) -> list[Strip]:
    """Set one row, at least so many lines high."""
    edges = [LEFT]
    for cell in cells:
        edges.append(edges[-1] + cell.width)
    pitch = cells[-1].style.pitch
    tallest = max(
        len(_lines(cell, left)) + (len(_closing(cell, left)) + 1 if cell.closing else 0)
        for cell, left in zip(cells, edges, strict=False)
    )
    count = max(tallest, least, 1)
    columns = [_cell_marks(cell, left, count, pitch) for cell, left in zip(cells, edges, strict=False)]
    found = []
    for place in range(count):
        marks = [one for column in columns for one in column[place]]
        top = PADDING if place == 0 else 0.0
        foot = PADDING if place == count - 1 else 0.0
        lowered = tuple(replace(one, y=one.y + top) for one in marks)
        stay = keep or count <= WHOLE_ROW or place == 0 or place == count - 2
        found.append(
            Strip(
                height=pitch + top + foot,
                marks=lowered,
                keep=stay if place < count - 1 else keep,
                body=body,
                columns=tuple(edges),
                opens=place == 0,
                closes=place == count - 1,
                header=header,
            )
        )
    return found
