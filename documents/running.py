"""What is laid over the pages of a bound file: running page numbers, and under evidence what it is.

One sheet for each page, drawn as our papers are; where it goes is documents.binder's business.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from documents import typeface
from documents.fonts import Role
from documents.grid import MM, PAPER_HEIGHT, PAPER_WIDTH, SIZE_5, SIZE_5_SMALL
from documents.page import About, Page, Text
from documents.paint import paint
from documents.story import clean

CORNER = 15 * MM
CAPTION_DROP = 13 * MM
# The printer's mark for a character that no face has.
NO_GLYPH = "〓"
CUT = "…"


@dataclass(frozen=True, slots=True)
class Sheet:
    """How large a page is in points, its number, and what stands at its foot."""

    number: int
    width: float = PAPER_WIDTH
    height: float = PAPER_HEIGHT
    caption: str = ""


def numbers(sheets: Sequence[Sheet]) -> bytes:
    """Make the numbers: upper right corner on odd pages, upper left on even ones; and the captions.

    A sheet begins at the lower left corner of its page, whatever the size of that page.
    """
    about = About(title="页码", author="", subject="", keywords="", demo=False, draft=False)
    typeface.prepare()
    return paint([_page(sheet) for sheet in sheets], about)


def printable(text: str, role: Role = Role.BODY) -> str:
    """The text in one line, with a mark in place of each character that no face has."""
    typeface.prepare()
    line = clean(text).replace("\n", " ").strip()
    return "".join(one if typeface.has(role, one) else NO_GLYPH for one in line)


def _page(sheet: Sheet) -> Page:
    number = str(sheet.number)
    breadth = typeface.width(Role.SONG, number, SIZE_5)
    x = sheet.width - CORNER - breadth if sheet.number % 2 else CORNER
    # Marks are measured from the top of an A4 page standing; only its foot is where every page has it.
    marks = [Text(x, PAPER_HEIGHT - sheet.height + CORNER, number, Role.SONG, SIZE_5)]
    if sheet.caption:
        words = _fitted(printable(sheet.caption, Role.SONG), sheet.width - 2 * CORNER)
        at = (sheet.width - typeface.width(Role.SONG, words, SIZE_5_SMALL)) / 2
        marks.append(Text(at, PAPER_HEIGHT - CAPTION_DROP, words, Role.SONG, SIZE_5_SMALL))
    return Page(marks=[*marks])


def _fitted(words: str, room: float) -> str:
    if typeface.width(Role.SONG, words, SIZE_5_SMALL) <= room:
        return words
    while words and typeface.width(Role.SONG, words + CUT, SIZE_5_SMALL) > room:
        words = words[:-1]
    return words + CUT
