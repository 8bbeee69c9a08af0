"""What stands on a laid-out page: words, rules, seal and code with their places; what the file says.

Data only: nothing here decides where a thing goes, and nothing is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from documents import seal
from documents.fonts import Role
from documents.grid import PAPER_HEIGHT

BLACK = (0.0, 0.0, 0.0)
RED = (0.82, 0.05, 0.05)
GREY = (0.45, 0.45, 0.45)
PALE = (0.88, 0.88, 0.88)


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their left end and baseline; y grows downwards from the top of the paper."""

    x: float
    y: float
    words: str
    role: Role = Role.BODY
    size: float = 16.0
    tracking: float = 0.0
    colour: tuple[float, float, float] = BLACK


@dataclass(frozen=True, slots=True)
class Rule:
    x1: float
    y1: float
    x2: float
    y2: float
    thick: float = 0.5
    colour: tuple[float, float, float] = BLACK


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal around its centre."""

    x: float
    y: float
    name: str
    demo: bool


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code with its top left corner."""

    x: float
    y: float
    side: float
    address: str


Mark = Text | Rule | Seal | Code


@dataclass(frozen=True, slots=True)
class Place:
    """A square on a page, counted from 0: left, bottom, right, top in points from the foot of the paper."""

    page: int
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class Page:
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class About:
    """What the metadata of the PDF say; `identifier` is the address at which the paper can be checked."""

    title: str
    author: str
    subject: str
    keywords: str
    demo: bool
    draft: bool
    issued_on: date | None = None
    identifier: str = ""


def place_of_seal(pages: Sequence[Page]) -> Place | None:
    """Say where the first seal stands."""
    reach = seal.DIAMETER / 2
    for number, page in enumerate(pages):
        for mark in page.marks:
            if isinstance(mark, Seal):
                x, y = mark.x, PAPER_HEIGHT - mark.y
                return Place(number, (x - reach, y - reach, x + reach, y + reach))
    return None
