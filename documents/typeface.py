"""Faces loaded once in a process: the width of a character, the face that has it, exact subsets.

Everything reportlab knows of fonts is here and in page.py.
"""

from itertools import groupby
from pathlib import Path
from threading import RLock
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts

from documents import fonts
from documents.errors import MissingFont, MissingGlyph
from documents.fonts import Role

CMAP_SECTION = 100
Glyph = tuple[str, float]


def _to_unicode(fontname: str, subset: Any) -> str:
    """Map codes to UTF-16; reportlab's own map writes characters beyond the BMP as no reader expects."""
    written = [chr(value).encode("utf-16-be").hex().upper() for value in subset]
    pairs = [f"<{code:02X}> <{text}>" for code, text in enumerate(written)]
    sections = []
    for start in range(0, len(pairs), CMAP_SECTION):
        part = pairs[start : start + CMAP_SECTION]
        sections += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{fontname} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            f"<00> <{len(subset) - 1:02X}>",
            "endcodespacerange",
            *sections,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


# Text-safe streams cost a fifth of the size and serve no reader of today.
rl_config.useA85 = 0
# The map has no hook of its own in reportlab; the function is looked up in its module at every save.
ttfonts.makeToUnicodeCMap = _to_unicode


class _Cabinet:
    """The faces loaded so far and, for each role, the answer for every character asked before."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.state: tuple[int, Path] | None = None
        self.faces: dict[Path, ttfonts.TTFont] = {}
        self.chains: dict[Role, tuple[Path, ...]] = {}
        self.known: dict[Role, dict[str, Glyph]] = {role: {} for role in Role}

    def refresh(self) -> None:
        state = fonts.state()
        if state != self.state:
            self.state = state
            self.chains = {role: fonts.chain(role) for role in Role}
            self.known = {role: {} for role in Role}


_cabinet = _Cabinet()


def _face(path: Path) -> ttfonts.TTFont:
    if path not in _cabinet.faces:
        name = path.stem if not any(p.stem == path.stem for p in _cabinet.faces) else str(path)
        face = ttfonts.TTFont(name, str(path), asciiReadable=False, shapable=False)
        pdfmetrics.registerFont(face)
        _cabinet.faces[path] = face
    return _cabinet.faces[path]


def _search(role: Role, character: str) -> Glyph:
    files = _cabinet.chains[role]
    if not files:
        raise MissingFont(fonts.LABELS[role], str(fonts.folder()))
    code = ord(character)
    for path in files:
        face = _face(path)
        if face.face.charToGlyph.get(code):
            return face.fontName, face.face.getCharWidth(code) / 1000
    raise MissingGlyph(character)


def exclusive() -> RLock:
    """Return the lock under which papers are drawn: reportlab reads a face through one moving position."""
    return _cabinet.lock


def prepare() -> None:
    """Notice changed font folders; called once before each paper."""
    with _cabinet.lock:
        _cabinet.refresh()


def glyph(role: Role, character: str) -> Glyph:
    """Return the face that has a character and its width in ems."""
    known = _cabinet.known[role]
    found = known.get(character)
    if found is None:
        with _cabinet.lock:
            found = known[character] = _search(role, character)
    return found


def runs(role: Role, text: str) -> list[tuple[str, str]]:
    """Cut text into stretches of one face."""
    return [
        (name, "".join(part)) for name, part in groupby(text, key=lambda character: glyph(role, character)[0])
    ]


def width(role: Role, text: str, size: float, tracking: float = 0.0) -> float:
    """Return how wide a text is, with tracking after each character but the last."""
    if not text:
        return 0.0
    return sum(glyph(role, character)[1] for character in text) * size + tracking * (len(text) - 1)


def has(role: Role, character: str) -> bool:
    """Say whether any face of the chain has a character."""
    try:
        glyph(role, character)
    except MissingGlyph:
        return False
    return True
