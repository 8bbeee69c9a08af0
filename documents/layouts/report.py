"""报告: a letter's grid without seal, opinions in ruled boxes at its end."""

from collections.abc import Sequence

from documents.flow import pages
from documents.grid import HEIGHT
from documents.layouts.furniture import dashes
from documents.page import Page
from documents.parts import Composer, Context
from documents.story import Block
from documents.strips import Style


def compose(blocks: Sequence[Block], context: Context) -> list[Page]:
    """Lay out a report."""
    strips = Composer(style=Style(), context=context).compose(blocks)
    done = pages(strips, room=HEIGHT)
    dashes(done)
    return done
