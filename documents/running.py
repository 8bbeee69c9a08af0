"""Running page numbers of a bound file, one sheet for each page, to be laid over it."""

from documents import typeface
from documents.fonts import Role
from documents.grid import MM, PAPER_WIDTH, SIZE_5
from documents.page import About, Page, Text, paint

CORNER = 15 * MM


def numbers(count: int) -> bytes:
    """Make the numbers from 1: upper right corner on odd pages, upper left on even ones."""
    about = About(title="页码", author="", subject="", keywords="", demo=False, draft=False)
    with typeface.exclusive():
        typeface.prepare()
        sheets = []
        for number in range(1, count + 1):
            breadth = typeface.width(Role.SONG, str(number), SIZE_5)
            x = PAPER_WIDTH - CORNER - breadth if number % 2 else CORNER
            sheets.append(Page(marks=[Text(x, CORNER, str(number), Role.SONG, SIZE_5)]))
        return paint(sheets, about)
