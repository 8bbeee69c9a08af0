"""Which font file serves which role of an official paper, and which characters it has.

仿宋 for the body, 小标宋 for titles, 黑体 and 楷体 for headings, 宋体 for page numbers and as the net
under all of them. Finds files and says what it found; loading a face is left to typeface.py.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import RLock


class Role(StrEnum):
    BODY = "body"  # 仿宋
    TITLE = "title"  # 小标宋
    HEADING = "heading"  # 黑体
    SUBHEADING = "subheading"  # 楷体
    SONG = "song"  # 宋体


LABELS = {
    Role.BODY: "正文仿宋",
    Role.TITLE: "标题小标宋",
    Role.HEADING: "黑体",
    Role.SUBHEADING: "楷体",
    Role.SONG: "宋体",
}
WANTED = {
    Role.BODY: ("FandolFang-Regular.ttf",),
    Role.TITLE: ("NotoSerifSC_700Bold.ttf",),
    Role.HEADING: ("NotoSansSC_700Bold.ttf", "NotoSansSC_400Regular.ttf", "wqy-zenhei.ttc"),
    Role.SUBHEADING: ("LXGWWenKai-Regular.ttf", "FandolFang-Regular.ttf"),
    Role.SONG: ("NotoSerifSC_400Regular.ttf",),
}
NET = (
    "NotoSerifSC_400Regular.ttf",
    "NotoSansSC_400Regular.ttf",
    "LXGWWenKai-Regular.ttf",
    "HanaMinA.ttf",
    "HanaMinB.ttf",
    "BabelStoneHan.ttf",
    "wqy-zenhei.ttc",
)
SYSTEM_FOLDERS = (
    "/usr/share/fonts/truetype/lxgw-wenkai",
    "/usr/share/fonts/truetype/hanazono",
    "/usr/share/fonts/truetype/babelstone",
    "/usr/share/fonts/truetype/wqy",
)
ENVIRONMENT = "CASEWORK_FONTS"
DEFAULT_FOLDER = Path(__file__).resolve().parent.parent / "instance" / "fonts"


@dataclass(frozen=True, slots=True)
class Served:
    """What serves a role now; `substitute` when it is not the face the role asks for."""

    role: Role
    label: str
    file: str
    substitute: bool


class _Shelf:
    def __init__(self) -> None:
        self.lock = RLock()
        self.folder: Path | None = None
        self.serial = 0


_shelf = _Shelf()


def configure(folder: str | os.PathLike[str] | None) -> None:
    """Look for fonts in this folder first; None returns to the environment or the default."""
    with _shelf.lock:
        _shelf.folder = Path(folder) if folder is not None else None
        _shelf.serial += 1


def folder() -> Path:
    """Return the folder that is searched first."""
    return _shelf.folder or Path(os.environ.get(ENVIRONMENT) or DEFAULT_FOLDER)


def state() -> tuple[int, Path]:
    """Return a value that changes whenever the fonts may have changed."""
    return _shelf.serial, folder()


def find(name: str) -> Path | None:
    """Return where a font file lies."""
    for place in (folder(), *map(Path, SYSTEM_FOLDERS)):
        candidate = place / name
        if candidate.is_file():
            return candidate
    return None


def chain(role: Role) -> tuple[Path, ...]:
    """Return the files asked for a character of this role, best first."""
    names = dict.fromkeys((*WANTED[role], *NET))
    return tuple(found for found in map(find, names) if found is not None)


def report() -> tuple[Served, ...]:
    """Say for every role which file serves it, for the health page and the metadata of a paper."""
    found = []
    for role in Role:
        files = chain(role)
        name = files[0].name if files else ""
        found.append(Served(role=role, label=LABELS[role], file=name, substitute=name != WANTED[role][0]))
    return tuple(found)


def substitutes() -> tuple[str, ...]:
    """Name in Chinese the roles that are served by another face than their own."""
    return tuple(f"{one.label}以{one.file or '无字体'}代替" for one in report() if one.substitute)
