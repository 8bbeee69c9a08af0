"""封条: one upright strip on A4 to be cut out; agency, 封, date and seal run downwards in one column.

Words that are not of the strip (cutting line, code) stand outside its frame.
"""

import re
from collections.abc import Sequence

from documents import typeface
from documents.fonts import Role
from documents.grid import MM, SIZE_4_SMALL, SIZE_5, SIZE_5_SMALL, baseline
from documents.page import GREY, Mark, Page, Rule, Seal, Text
from documents.parts import CODE_SIDE, Composer, Context
from documents.story import Block
from documents.strips import CENTRE, Style, lay, mark

TOP, FOOT = 28 * MM, 272 * MM
BREADTH = 92 * MM
EDGE = 70 * MM  # the code and its words stand left of the strip
MIDDLE = EDGE + BREADTH / 2
PADDING = 7 * MM
NAME_ROOM, NAME_SIZE = 270.0, 27.0
BIG = 136.0
DATE_SIZE, DATE_PITCH = 20.0, 24.0
SMALL = Style(size=SIZE_4_SMALL, pitch=18.0, tracking=0.0, justify=False)
HINT = "沿框线裁下使用"


def _frame() -> list[Mark]:
    right = EDGE + BREADTH
    corners = ((EDGE, TOP), (right, TOP), (right, FOOT), (EDGE, FOOT))
    return [
        Rule(*start, *end, thick=1.0) for start, end in zip(corners, (*corners[1:], corners[0]), strict=True)
    ]


def _column(cells: Sequence[str], *, top: float, size: float, pitch: float) -> list[Mark]:
    """Write one cell under the other, each in the middle of the strip."""
    return [
        Text(
            MIDDLE - typeface.width(Role.TITLE, cell, size) / 2,
            top + place * pitch + baseline(pitch, size),
            cell,
            Role.TITLE,
            size,
        )
        for place, cell in enumerate(cells)
    ]


def _small(notes: Sequence[str]) -> list[Mark]:
    """Words across the strip at its foot, in the middle."""
    room = BREADTH - 2 * PADDING
    laid = [line for note in notes for line in lay(note, SMALL, left=EDGE + PADDING, room=room, align=CENTRE)]
    top = FOOT - PADDING / 2 - len(laid) * SMALL.pitch
    return [mark(line, SMALL, top=top + place * SMALL.pitch) for place, line in enumerate(laid)]


def _outside(context: Context) -> list[Mark]:
    hint = Text(EDGE, TOP - 3 * MM, HINT, Role.SONG, SIZE_5_SMALL, colour=GREY)
    code = Composer(style=SMALL, context=context).code(top=FOOT - CODE_SIDE - SIZE_5 * 3)
    return [hint, *code]


def compose(blocks: Sequence[Block], context: Context) -> list[Page]:
    """Lay out a strip on one page; a long name is set smaller, a number of the date keeps to one cell."""
    words = {block.word: block.cells for block in blocks}
    name, day = words["sign"][0], re.findall(r"\d+|\S|\u3000", words["sign"][1])
    pitch = min(NAME_SIZE * 1.15, NAME_ROOM / max(len(name), 1))
    y = TOP + PADDING
    marks = [*_frame(), *_column(name, top=y, size=pitch / 1.15, pitch=pitch)]
    y += NAME_ROOM + 4 * MM
    marks += _column(words["big"][:1], top=y, size=BIG, pitch=BIG)
    y += BIG + 8 * MM
    marks += _column(day, top=y, size=DATE_SIZE, pitch=DATE_PITCH)
    if context.seal_name and not context.draft:
        marks.append(Seal(MIDDLE, y + len(day) * DATE_PITCH / 2, context.seal_name, context.demo))
    marks += _small([*words.get("line", ()), *words.get("note", ())])
    return [Page(marks=[*marks, *_outside(context)])]
