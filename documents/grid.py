"""The page of GB/T 9704-2012 in points: paper, type area, 28 characters by 22 lines.

Numbers only; nothing is measured or drawn here.
"""

from dataclasses import dataclass

MM = 72 / 25.4
PAPER_WIDTH = 210 * MM
PAPER_HEIGHT = 297 * MM
LEFT = 28 * MM
TOP = 37 * MM
WIDTH = 156 * MM
HEIGHT = 225 * MM
CHARACTERS = 28
LINES = 22

SIZE_2 = 22.0
SIZE_2_SMALL = 18.0
SIZE_3 = 16.0
SIZE_4 = 14.0
SIZE_4_SMALL = 12.0
SIZE_5 = 10.5
SIZE_5_SMALL = 9.0

PAGE_NUMBER_DROP = 7 * MM
SMALLEST_PITCH = 27.5


@dataclass(frozen=True, slots=True)
class Grid:
    """How lines of text sit in the type area."""

    size: float = SIZE_3
    characters: int = CHARACTERS
    lines: int = LINES
    height: float = HEIGHT

    @property
    def pitch(self) -> float:
        return self.height / self.lines

    @property
    def cell(self) -> float:
        return WIDTH / self.characters

    @property
    def tracking(self) -> float:
        return self.cell - self.size

    @property
    def squeezed(self) -> "Grid":
        """The same grid with one line more, if the pitch stays readable."""
        closer = Grid(size=self.size, characters=self.characters, lines=self.lines + 1, height=self.height)
        return closer if closer.pitch >= SMALLEST_PITCH else self


BODY = Grid()
RECORD = Grid(size=SIZE_4, characters=32, lines=22, height=198 * MM)


def baseline(pitch: float, size: float) -> float:
    """Return how far under the top of a line its baseline lies: Han characters stand in the middle."""
    return pitch / 2 + size * 0.37
