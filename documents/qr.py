"""A QR code as filled rectangles, so that it stays sharp on paper and needs no picture."""

import re

import segno

# ISO/IEC 18004 lets the maker choose among eight masks, and every reader takes each of them: the code says
# which one it is. Trying all eight costs four times as much as the code itself.
MASK = 3
_DARK = re.compile(b"\x01+")


def rectangles(address: str) -> tuple[int, list[tuple[int, int, int]]]:
    """Return the side in modules and, for each dark stretch, its column, row (from the top) and length."""
    matrix = segno.make(address, error="m", micro=False, mask=MASK).matrix
    stretches = [
        (found.start(), row, found.end() - found.start())
        for row, modules in enumerate(matrix)
        for found in _DARK.finditer(modules)
    ]
    return len(matrix), stretches
