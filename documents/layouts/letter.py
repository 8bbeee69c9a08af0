"""公文: decisions, notices, letters on the 28 by 22 grid, signed and sealed."""

from collections.abc import Sequence

from documents.flow import pages
from documents.grid import BODY, HEIGHT
from documents.layouts.furniture import dashes
from documents.page import Page
from documents.parts import Composer, Context
from documents.story import Block
from documents.strips import Style


def compose(blocks: Sequence[Block], context: Context) -> list[Page]:
    """Lay out a letter; one line too many on the last page is taken in by a closer pitch."""
    strips = Composer(style=Style(), context=context).compose(blocks)
    squeeze = BODY.squeezed.pitch / BODY.pitch
    done = pages(strips, room=HEIGHT, squeeze=squeeze)
    dashes(done)
    return done
