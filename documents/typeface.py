"""Faces loaded once in a process: the face that has a character, its width, stretches of one face."""

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from threading import RLock

from documents import fonts
from documents.errors import MissingFont, MissingGlyph
from documents.face import Face
from documents.fonts import Role

Glyph = tuple[Face, float]


class _Known(dict[str, Glyph]):
    """For one role the face and the width in ems of every character asked for so far."""

    def __init__(self, role: Role, files: tuple[Path, ...]) -> None:
        super().__init__()
        self.role, self.files = role, files

    def __missing__(self, character: str) -> Glyph:
        with _cabinet.lock:
            found = self[character] = self._search(character)
        return found

    def _search(self, character: str) -> Glyph:
        if not self.files:
            raise MissingFont(fonts.LABELS[self.role], str(fonts.folder()))
        for path in self.files:
            face = _cabinet.face(path)
            if face.has(character):
                return face, face.width(character) / 1000
        raise MissingGlyph(character)


class _Advances(dict[str, float]):
    """How far each character moves the pen at one size, with its tracking."""

    def __init__(self, known: _Known, size: float, tracking: float) -> None:
        super().__init__()
        self.known, self.size, self.tracking = known, size, tracking

    def __missing__(self, character: str) -> float:
        found = self[character] = self.known[character][1] * self.size + self.tracking
        return found


class _Cabinet:
    """The faces loaded so far and the answers of each role; both are forgotten when the fonts change."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.state: tuple[int, Path] | None = None
        self.faces: dict[Path, Face] = {}
        self.known: dict[Role, _Known] = {role: _Known(role, ()) for role in Role}
        self.advances: dict[tuple[Role, float, float], _Advances] = {}
        self.substitutes: tuple[str, ...] = ()

    def refresh(self) -> None:
        state = fonts.state()
        if state != self.state:
            self.known = {role: _Known(role, fonts.chain(role)) for role in Role}
            self.advances = {}
            self.substitutes = fonts.substitutes()
            self.state = state

    def face(self, path: Path) -> Face:
        if path not in self.faces:
            self.faces[path] = Face(path)
        return self.faces[path]


_cabinet = _Cabinet()


def prepare() -> None:
    """Notice changed font folders; called once before each paper."""
    with _cabinet.lock:
        _cabinet.refresh()


def substitutes() -> tuple[str, ...]:
    """Name the roles that papers are set in another face than their own, as of the last `prepare`."""
    return _cabinet.substitutes


def glyph(role: Role, character: str) -> Glyph:
    """Return the face that has a character and its width in ems."""
    return _cabinet.known[role][character]


def runs(role: Role, text: str) -> list[tuple[Face, str]]:
    """Cut text into stretches of one face."""
    known = _cabinet.known[role]
    faces = {known[character][0] for character in text}
    if len(faces) == 1:
        return [(faces.pop(), text)]
    return [(face, "".join(part)) for face, part in groupby(text, key=lambda character: known[character][0])]


def advances(role: Role, size: float, tracking: float = 0.0) -> Mapping[str, float]:
    """How far each character moves the pen, with its tracking; asked by character."""
    key = (role, size, tracking)
    found = _cabinet.advances.get(key)
    if found is None:
        found = _cabinet.advances[key] = _Advances(_cabinet.known[role], size, tracking)
    return found


def width(role: Role, text: str, size: float, tracking: float = 0.0) -> float:
    """Return how wide a text is, with tracking after each character but the last."""
    if not text:
        return 0.0
    known = _cabinet.known[role]
    return sum([known[character][1] for character in text]) * size + tracking * (len(text) - 1)


def has(role: Role, character: str) -> bool:
    """Say whether any face of the chain has a character."""
    try:
        glyph(role, character)
    except MissingGlyph:
        return False
    return True
