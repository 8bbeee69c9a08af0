"""One TrueType file, opened once in a process: widths, outlines, and exact subsets of it.

reportlab reads the tables. Its own subsets hold 256 characters and are cut anew, glyph by glyph, for every
paper; here each glyph is cut once and a subset is joined from the pieces. Knows no paper.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from threading import RLock

from reportlab.pdfbase.ttfonts import TTFontFile

# What a font inside a PDF needs (ISO 32000-1, 9.9) and, where the file has them, its instructions.
_COPIED = ("cvt ", "fpgm", "prep")
_MAGIC = 0xB1B0AFBA
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


class Face:
    """A font file; glyphs are named by their number in it, widths are in thousandths of an em."""

    def __init__(self, path: Path) -> None:
        self.file = TTFontFile(str(path))
        self.name: str = self.file.name.decode("ascii")
        self.glyphs: dict[int, int] = self.file.charToGlyph
        self._lock = RLock()
        self._cuts: dict[int, _Cut] = {}
        # The parser hands a table out through one moving position: each is taken once, here.
        self._outlines, self._metrics = self.file.get_table("glyf"), self.file.get_table("hmtx")
        self._head, self._hhea, self._maxp = (self.file.get_table(tag) for tag in ("head", "hhea", "maxp"))
        self._copied = {tag: self.file.get_table(tag) for tag in _COPIED if tag in self.file.table}
        self._wide = struct.unpack_from(">H", self._hhea, 34)[0]

    def has(self, character: str) -> bool:
        return bool(self.glyphs.get(ord(character)))

    def width(self, character: str) -> float:
        return float(self.file.charWidths.get(ord(character), self.file.defaultWidth))

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """A font file of these glyphs alone, numbered in this order; 0, the missing glyph, comes first."""
        order = self._with_parts(glyphs)
        place = {glyph: at for at, glyph in reversed(list(enumerate(order)))}
        cuts = [self._renumbered(self._cut(glyph), place) for glyph in order]
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

    def _with_parts(self, glyphs: Sequence[int]) -> list[int]:
        """These glyphs and, behind them, those that composite ones among them are made of."""
        order = list(glyphs)
        known = set(order)
        for glyph in order:  # grows as it is walked: a part may be composite itself
            for _, part in self._cut(glyph).parts:
                if part not in known:
                    known.add(part)
                    order.append(part)
        return order

    def _cut(self, glyph: int) -> _Cut:
        found = self._cuts.get(glyph)
        if found is None:
            with self._lock:
                found = self._cuts[glyph] = self._taken(glyph)
        return found

    def _taken(self, glyph: int) -> _Cut:
        start, end = self.file.glyphPos[glyph : glyph + 2]
        program = _padded(self._outlines[start:end])
        at = 4 * min(glyph, self._wide - 1)
        side = 4 * glyph if glyph < self._wide else 4 * self._wide + 2 * (glyph - self._wide) - 2
        metric = self._metrics[at : at + 2] + self._metrics[side + 2 : side + 4]
        return _Cut(program, _total(program), metric, _parts(program))

    @staticmethod
    def _renumbered(cut: _Cut, place: dict[int, int]) -> _Cut:
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
