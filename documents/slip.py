"""The sheet that stands in the bound file for evidence which cannot be bound: what it is, where it is kept.

No kind of paper of the catalogue: it states no act of the office, has no number and no signature.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from documents import typeface
from documents.layouts import table
from documents.page import About
from documents.paint import paint
from documents.parts import Context
from documents.running import printable
from documents.story import Block

TITLE = "证据另存说明"
NOTE = "本件证据不装入本卷，与本卷一并保管。核对时，计算文件的校验值，应当与上面登记的一致。"


@dataclass(frozen=True, slots=True)
class Slip:
    """What a sheet says; `rows` are label and words, an empty one is left out."""

    agency: str
    rows: Sequence[tuple[str, str]]
    demo: bool


def make(slip: Slip) -> bytes:
    """Lay out one sheet; a mark stands for a character that no face has, since names come from strangers."""
    said = [(label, printable(words)) for label, words in slip.rows if words]
    blocks = [
        Block("agency", (printable(slip.agency),)),
        Block("title", (TITLE,)),
        Block("gap", ("0.5",)),
        *(Block("field", row) for row in said),
        Block("gap", ("0.3",)),
        Block("line", (NOTE,)),
    ]
    about = About(title=TITLE, author=slip.agency, subject=TITLE, keywords="", demo=slip.demo, draft=False)
    typeface.prepare()
    return paint(table.compose(blocks, Context(demo=slip.demo)), about)
