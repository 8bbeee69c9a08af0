"""A form a party writes and signs: a letter's type, a party's signature, no seal."""

from collections.abc import Sequence

from documents.flow import pages
from documents.grid import HEIGHT
from documents.layouts.furniture import counted
from documents.page import Page
from documents.parts import Composer, Context
from documents.story import Block
from documents.strips import Style


def compose(blocks: Sequence[Block], context: Context) -> list[Page]:
    """Lay out a form letter."""
    strips = Composer(style=Style(), context=context).compose(blocks)
    done = pages(strips, room=HEIGHT)
    counted(done)
    return done
