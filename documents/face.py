"""One TrueType file, opened once in a process: widths, outlines, and exact subsets of it.

reportlab reads the tables. Its own subsets hold 256 characters and are cut anew, glyph by glyph, for every
paper; here each glyph is cut once and a subset is joined from the pieces. Knows no paper.
"""

import io
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFile

# What a font inside a PDF needs (ISO 32000-1, 9.9) and, where the file has them, its instructions.
_COPIED = ("cvt ", "fpgm", "prep")
_MAGIC = 0xB1B0AFBA
_SYMBOLIC, _NONSYMBOLIC = 4, 32
# Flags of a composite glyph (OpenType, glyf).
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80


@dataclass(frozen=True, slots=True)
class _Cut:
    """A glyph cut out of its file: padded program, its sum, metrics, and where it names other glyphs."""

    program: bytes
    total: int
    metric: bytes
    parts: tuple[tuple[int, int], ...] = ()


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _total(data: bytes) -> int:
    """The checksum of a table or of a part that is a whole number of words long."""
    return sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF


def _parts(program: bytes) -> tuple[tuple[int, int], ...]:
    """Where a composite glyph names others: place of the number, number of the glyph."""
    if len(program) < 2 or struct.unpack_from(">h", program)[0] >= 0:
        return ()
    found, at, flags = [], 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", program, at)
        found.append((at + 2, glyph))
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Sign:
    """A character of a face: its glyph, its width as it stands in a PDF, and itself in UTF-16."""

    glyph: int
    width: str
    text: str


class _Signs(dict[str, Sign]):
    def __init__(self, face: "Face") -> None:
        super().__init__()
        self.face = face

    def __missing__(self, character: str) -> Sign:
        glyph, width = self.face.glyphs[ord(character)], self.face.width(character)
        found = self[character] = Sign(glyph, f"{width:g}", character.encode("utf-16-be").hex().upper())
        return found


def _traits(file: TTFontFile) -> bytes:
    """What a font descriptor says of a face (ISO 32000-1, 9.8): symbolic, as its codes are ours."""
    flags, box = file.flags & ~_NONSYMBOLIC | _SYMBOLIC, " ".join(f"{side:g}" for side in file.bbox)
    heights = f"/Ascent {file.ascent:g} /Descent {file.descent:g} /CapHeight {file.capHeight:g}"
    others = f"/Flags {flags} /ItalicAngle {file.italicAngle:g} /StemV {file.stemV:g}"
    return f"{others} {heights} /FontBBox [ {box} ]".encode("ascii")


class _Cuts(dict[int, _Cut]):
    """The glyphs of a face cut so far."""

    def __init__(self, file: TTFontFile) -> None:
        super().__init__()
        self.places: list[int] = file.glyphPos
        self.outlines, self.metrics = file.get_table("glyf"), file.get_table("hmtx")
        self.wide = struct.unpack_from(">H", file.get_table("hhea"), 34)[0]

    def __missing__(self, glyph: int) -> _Cut:
        start, end = self.places[glyph : glyph + 2]
        program = _padded(self.outlines[start:end])
        at = 4 * min(glyph, self.wide - 1)
        side = 4 * glyph + 2 if glyph < self.wide else 4 * self.wide + 2 * (glyph - self.wide)
        metric = self.metrics[at : at + 2] + self.metrics[side : side + 2]
        found = self[glyph] = _Cut(program, _total(program), metric, _parts(program))
        return found


class Face:
    """A font file; glyphs are named by their number in it, widths are in thousandths of an em."""

    def __init__(self, path: Path) -> None:
        # Not kept: with it goes its copy of the whole file, 15 MB.
        file = TTFontFile(io.BytesIO(path.read_bytes()))
        self.name: str = file.name.decode("ascii")
        self.glyphs: dict[int, int] = file.charToGlyph
        self.traits = _traits(file)
        self.signs = _Signs(self)
        self._widths, self._default = file.charWidths, file.defaultWidth
        self._cuts = _Cuts(file)
        self._head, self._hhea, self._maxp = (file.get_table(tag) for tag in ("head", "hhea", "maxp"))
        self._copied = {tag: file.get_table(tag) for tag in _COPIED if tag in file.table}

    def has(self, character: str) -> bool:
        return bool(self.glyphs.get(ord(character)))

    def width(self, character: str) -> float:
        return float(self._widths.get(ord(character), self._default))

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """A font file of these glyphs alone, numbered in this order; 0, the missing glyph, comes first."""
        cuts = [self._cuts[glyph] for glyph in glyphs]
        if any(cut.parts for cut in cuts):
            cuts = self._with_parts(glyphs)
        ends = accumulate((len(cut.program) for cut in cuts), initial=0)
        return _assembled(
            {
                **self._copied,
                "head": self._head[:8] + bytes(4) + self._head[12:50] + b"\x00\x01" + self._head[52:],
                "hhea": self._hhea[:34] + struct.pack(">H", len(cuts)) + self._hhea[36:],
                "hmtx": b"".join([cut.metric for cut in cuts]),
                "loca": struct.pack(f">{len(cuts) + 1}I", *ends),
                "maxp": self._maxp[:4] + struct.pack(">H", len(cuts)) + self._maxp[6:],
            },
            b"".join([cut.program for cut in cuts]),
            sum(cut.total for cut in cuts) & 0xFFFFFFFF,
        )

    def _with_parts(self, glyphs: Sequence[int]) -> list[_Cut]:
        """These glyphs and, behind them, those that composite ones among them are made of."""
        order = list(glyphs)
        place = {glyph: at for at, glyph in reversed(list(enumerate(order)))}
        for glyph in order:  # grows as it is walked: a part may be composite itself
            for _, part in self._cuts[glyph].parts:
                if part not in place:
                    place[part] = len(order)
                    order.append(part)
        return [_renumbered(self._cuts[glyph], place) for glyph in order]


def _renumbered(cut: _Cut, place: Mapping[int, int]) -> _Cut:
    """A composite glyph that names its parts by their places in the subset."""
    if not cut.parts:
        return cut
    program = bytearray(cut.program)
    for at, glyph in cut.parts:
        struct.pack_into(">H", program, at, place[glyph])
    return _Cut(bytes(program), _total(bytes(program)), cut.metric)


def _assembled(small: dict[str, bytes], outlines: bytes, total: int) -> bytes:
    """A font file from its tables, in the order of their names, with all its checksums."""
    tables = {tag: (_padded(data), len(data)) for tag, data in small.items()}
    sums = {tag: _total(data) for tag, (data, _) in tables.items()} | {"glyf": total}
    tables["glyf"] = (outlines, len(outlines))
    count = len(tables)
    power = count.bit_length() - 1
    search = 16 << power
    directory = [struct.pack(">IHHHH", 0x00010000, count, search, power, 16 * count - search)]
    at, adjust = 12 + 16 * count, 0
    for tag in sorted(tables):
        data, length = tables[tag]
        if tag == "head":
            adjust = at + 8
        directory.append(struct.pack(">4sIII", tag.encode("ascii"), sums[tag], at, length))
        at += len(data)
    opening = b"".join(directory)
    whole = bytearray(b"".join([opening, *(tables[tag][0] for tag in sorted(tables))]))
    struct.pack_into(">I", whole, adjust, (_MAGIC - _total(opening) - sum(sums.values())) & 0xFFFFFFFF)
    return bytes(whole)
