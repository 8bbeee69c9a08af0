"""笔录: head, questions and answers; every page ends with the lines to sign and 第 x 页 共 y 页."""

from collections.abc import Sequence

from documents.flow import Sheet, paginate, place
from documents.grid import HEIGHT, LEFT, MM, RECORD, TOP, WIDTH
from documents.layouts.furniture import counted, signing_lines
from documents.page import Page, Rule
from documents.parts import Composer, Context
from documents.story import Block
from documents.strips import Style

LEAST_STRUCK = 2


def _struck(sheet: Sheet) -> list[Rule]:
    """Strike through the lines left empty, so that nothing can be added after signing."""
    start = TOP + sheet.used + RECORD.pitch * 0.5
    end = TOP + RECORD.height - RECORD.pitch * 0.3
    if end - start < LEAST_STRUCK * RECORD.pitch:
        return []
    return [Rule(LEFT + WIDTH, start, LEFT, end, 0.7)]


def compose(blocks: Sequence[Block], context: Context) -> list[Page]:
    """Lay out a record."""
    style = Style(size=RECORD.size, pitch=RECORD.pitch, tracking=RECORD.tracking)
    composer = Composer(style=style, context=context)
    strips = composer.compose(blocks)
    sheets = paginate(strips, room=RECORD.height)
    pages = [place(sheet, room=RECORD.height) for sheet in sheets]
    pages[-1].marks += _struck(sheets[-1])
    for page in pages:
        page.marks += signing_lines(composer.foot, TOP + HEIGHT - 3 * MM)
    counted(pages)
    return pages
