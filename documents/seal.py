"""A round bureau seal, drawn: 42 mm, five-pointed star, the name of the agency along the upper arc.

Basis: 国发〔1999〕25号. A drawn seal is a picture. Its legal weight comes from
the signature under it; a demo seal says 演示.
"""

import math
from dataclasses import dataclass

from documents.grid import MM

DIAMETER = 42 * MM
RING = 1.2 * MM
STAR = 6.2 * MM
LETTER = 14.0
FOOT_LETTER = 9.0
WIDEST_ARC = math.radians(238)
STEP_LIMIT = math.radians(25)


@dataclass(frozen=True, slots=True)
class Letter:
    """One character on the arc: its place from the centre, and how far it is turned, in degrees."""

    character: str
    x: float
    y: float
    turn: float
    size: float
    squeeze: float


def star(radius: float = STAR) -> list[tuple[float, float]]:
    """Return the ten corners of an upright star around the centre."""
    inner = radius * math.sin(math.radians(18)) / math.sin(math.radians(126))
    corners = []
    for point in range(10):
        reach = radius if point % 2 == 0 else inner
        angle = math.pi / 2 + point * math.pi / 5
        corners.append((reach * math.cos(angle), reach * math.sin(angle)))
    return corners


def arc(name: str) -> list[Letter]:
    """Spread the name over the upper arc, feet towards the centre, narrower when it is long."""
    radius = DIAMETER / 2 - RING - 1.1 * MM - LETTER
    count = max(len(name), 1)
    step = min(STEP_LIMIT, WIDEST_ARC / count)
    squeeze = min(1.0, step * (radius + LETTER / 2) / LETTER * 0.98)
    letters = []
    for place, character in enumerate(name):
        angle = math.pi / 2 + step * ((count - 1) / 2 - place)
        letters.append(
            Letter(
                character=character,
                x=radius * math.cos(angle),
                y=radius * math.sin(angle),
                turn=math.degrees(angle) - 90,
                size=LETTER,
                squeeze=squeeze,
            )
        )
    return letters
