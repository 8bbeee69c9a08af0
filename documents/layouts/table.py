"""审批表: one ruled table as wide as the type area; opinions flow over pages."""

from collections.abc import Sequence

from documents.flow import pages
from documents.grid import HEIGHT
from documents.layouts.furniture import counted
from documents.page import Page
from documents.parts import Composer, Context
from documents.story import Block
from documents.strips import Style


def compose(blocks: Sequence[Block], context: Context) -> list[Page]:
    """Lay out a form of boxes."""
    strips = Composer(style=Style(), context=context).compose(blocks)
    done = pages(strips, room=HEIGHT)
    counted(done)
    return done
