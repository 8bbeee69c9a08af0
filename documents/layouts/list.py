"""清单, 目录: a table with a head row that repeats, closed by 以下空白 and signatures."""

from collections.abc import Sequence

from documents.flow import pages
from documents.grid import HEIGHT
from documents.layouts.furniture import counted
from documents.page import Page
from documents.parts import Composer, Context
from documents.story import Block
from documents.strips import Style
from documents.tables import COMPACT


def compose(blocks: Sequence[Block], context: Context) -> list[Page]:
    """Lay out a list."""
    strips = Composer(style=Style(), context=context, cell=COMPACT).compose(blocks)
    done = pages(strips, room=HEIGHT)
    counted(done)
    return done
