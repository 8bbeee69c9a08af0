"""Turn an OpenType/CFF face into the TrueType outlines reportlab can embed.

Run once when fonts are fetched: `python -m documents.fontbuild SOURCE.otf DEST.ttf`. Knows nothing of papers.
"""

import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

MAX_ERROR = 1.0
CFF_ONLY = ("CFF ", "VORG", "GPOS", "GSUB", "BASE")


def _quadratic(font: TTFont) -> dict[str, object]:
    glyph_set = font.getGlyphSet()
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyph_set)
        glyph_set[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    return outlines


def _truetype_maxp(font: TTFont) -> None:
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    zeroes = (
        "maxTwilightPoints maxStorage maxFunctionDefs maxInstructionDefs maxStackElements "
        "maxSizeOfInstructions maxComponentElements maxPoints maxContours maxCompositePoints "
        "maxCompositeContours maxComponentDepth"
    )
    for field in zeroes.split():
        setattr(maxp, field, 0)
    maxp.maxZones = 1


def build(source: Path, destination: Path) -> None:
    """Write a glyf copy of a CFF face; a face that already is TrueType is copied as it stands."""
    font = TTFont(source)
    if "CFF " in font:
        outlines = _quadratic(font)
        for tag in CFF_ONLY:
            if tag in font:
                del font[tag]
        font["loca"] = newTable("loca")
        glyf = font["glyf"] = newTable("glyf")
        glyf.glyphOrder = font.getGlyphOrder()
        glyf.glyphs = outlines
        glyf.compile(font)
        _truetype_maxp(font)
        post = font["post"]
        post.formatType = 3.0
        post.extraNames, post.mapping = [], {}
        font.sfntVersion = "\000\001\000\000"
    destination.parent.mkdir(parents=True, exist_ok=True)
    unfinished = destination.with_suffix(".part")
    font.save(unfinished)
    unfinished.replace(destination)


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m documents.fontbuild SOURCE.otf DEST.ttf\n")
        return 2
    build(Path(arguments[0]), Path(arguments[1]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
