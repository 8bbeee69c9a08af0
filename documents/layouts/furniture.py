"""Page numbers and feet: what stands outside the type area on every page."""

from collections.abc import Sequence

from documents import typeface
from documents.fonts import Role
from documents.grid import HEIGHT, LEFT, MM, PAGE_NUMBER_DROP, SIZE_4, SIZE_4_SMALL, SIZE_5, TOP, WIDTH
from documents.page import Mark, Page, Rule, Text


def dashes(pages: Sequence[Page]) -> None:
    """Number the pages as GB/T 9704 asks: a dash each side, odd pages right, even pages left."""
    for number, page in enumerate(pages, start=1):
        words = f"— {number} —"
        breadth = typeface.width(Role.SONG, words, SIZE_4)
        x = LEFT + WIDTH - SIZE_4 - breadth if number % 2 else LEFT + SIZE_4
        y = TOP + HEIGHT + PAGE_NUMBER_DROP + SIZE_4 * 0.3
        page.marks.append(Text(x, y, words, Role.SONG, SIZE_4))


def counted(pages: Sequence[Page]) -> None:
    """Number the pages as records and lists do: 第 x 页 共 y 页, in the middle."""
    for number, page in enumerate(pages, start=1):
        words = f"第 {number} 页　共 {len(pages)} 页"
        breadth = typeface.width(Role.SONG, words, SIZE_5)
        y = TOP + HEIGHT + PAGE_NUMBER_DROP + SIZE_5 * 0.3
        page.marks.append(Text(LEFT + (WIDTH - breadth) / 2, y, words, Role.SONG, SIZE_5))


def signing_lines(words: Sequence[str], y: float) -> list[Mark]:
    """Give each signer a word and a line to sign on, two to a row, above y at the foot of a page."""
    top = y - 17 * MM
    marks: list[Mark] = [Rule(LEFT, top, LEFT + WIDTH, top, 0.5)]
    half = WIDTH / 2
    for place, one in enumerate(words):
        row, column = divmod(place, 2)
        x, level = LEFT + column * half, top + (row + 1) * 8 * MM
        start = x + typeface.width(Role.BODY, one, SIZE_4_SMALL) + 2
        marks.append(Text(x, level, one, Role.BODY, SIZE_4_SMALL))
        marks.append(Rule(start, level + 3, x + half - 14, level + 3, 0.5))
    return marks
