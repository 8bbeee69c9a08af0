"""A QR code as filled rectangles, so that it stays sharp on paper and needs no picture."""

import segno


def rectangles(address: str) -> tuple[int, list[tuple[int, int, int]]]:
    """Return the side in modules and, for each dark stretch, its column, row (from the top) and length."""
    matrix = segno.make(address, error="m", micro=False).matrix
    stretches = []
    for row, modules in enumerate(matrix):
        start = None
        for column, dark in enumerate([*modules, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                stretches.append((start, row, column - start))
                start = None
    return len(matrix), stretches
