"""A face inside one paper: a code for each character in order of first use, and the font as PDF objects.

A composite font with Identity-H (ISO 32000-1, 9.7): one font holds any number of characters, and its
ToUnicode map gives each of them back exactly, beyond the BMP, too. Equal text gives equal bytes.
"""

import zlib
from typing import Any

from documents.face import Face
from documents.objects import Raw, reference, stream

_ROW = 256


class _Codes(dict[str, str]):
    """The code of each character, four hexadecimal digits, given when it is first asked for."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self.face = face
        self.glyphs = [0]

    def __missing__(self, character: str) -> str:
        code = self[character] = f"{len(self.glyphs):04X}"
        self.glyphs.append(self.face.signs[character].glyph)
        return code


class Embedded:
    """One face as one paper uses it; `alias` is its name on the pages."""

    def __init__(self, face: Face, alias: str) -> None:
        self.face, self.alias = face, alias
        self.codes = _Codes(face)

    def written(self, words: str) -> str:
        """Words as a string of codes for Tj."""
        codes = self.codes
        return f"<{''.join([codes[character] for character in words])}>"

    def add_to(self, document: Any) -> None:
        """Hand the font to the document that is about to be saved."""
        characters = list(self.codes)
        tag = _tag("".join(characters))
        name = f"/{tag}+{self.face.name}".encode("ascii")
        below = reference(document, Raw(_descendant(self.face, name, characters, self._file(document, name))))
        back = reference(document, stream(_to_unicode([self.face.signs[one].text for one in characters])))
        font = b"<< /Type /Font /Subtype /Type0 /BaseFont %s /Encoding /Identity-H" % name
        font += b" /DescendantFonts [ %s ] /ToUnicode %s >>\n" % (below, back)
        document.idToObject["BasicFonts"].dict[self.alias] = Raw(font)

    def _file(self, document: Any, name: bytes) -> bytes:
        """The reference of the descriptor, with the subset in it."""
        data = self.face.subset(self.codes.glyphs)
        held = reference(document, stream(data, b" /Length1 %d" % len(data)))
        said = (name, self.face.traits, held)
        return reference(document, Raw(b"<< /Type /FontDescriptor /FontName %s %s /FontFile2 %s >>\n" % said))


def _tag(text: str) -> str:
    """Six letters that name a subset; different subsets of a face in one bound file must differ in them."""
    left, letters = zlib.crc32(text.encode("utf-8")), []
    for _n in range(6):
        left, letter = divmod(left, 26)
        letters.append(chr(65 + letter))
    return "".join(letters)


def _descendant(face: Face, name: bytes, characters: list[str], descriptor: bytes) -> bytes:
    widths = " ".join([face.signs[character].width for character in characters])
    return (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont %s /CIDToGIDMap /Identity /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /FontDescriptor %s /W [ 1 [ %s ] ] >>\n" % (name, descriptor, widths.encode("ascii"))
    )


def _to_unicode(texts: list[str]) -> bytes:
    """The map from codes to UTF-16; a range may not leave the row of its first byte (Adobe TN 5014)."""
    ranges = []
    for row in range(0, len(texts) + 1, _ROW):
        first, last = max(row, 1), min(row + _ROW - 1, len(texts))
        if first <= last:
            listed = "><".join(texts[first - 1 : last])
            ranges.append(f"1 beginbfrange\n<{first:04X}> <{last:04X}> [<{listed}>]\nendbfrange")
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
        *ranges,
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
    return "\n".join(lines).encode("ascii")
