"""卷宗封面: one page, large title, form lines."""

from collections.abc import Sequence

from documents.flow import pages
from documents.grid import HEIGHT
from documents.page import Page
from documents.parts import Composer, Context
from documents.story import Block
from documents.strips import Style


def compose(blocks: Sequence[Block], context: Context) -> list[Page]:
    """Lay out a cover; it carries no page number."""
    strips = Composer(style=Style(), context=context, row_least=2).compose(blocks)
    return pages(strips, room=HEIGHT)
