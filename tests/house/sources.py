"""The files of the project as git sees them, also those not yet added; nothing that is ignored."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("casework/", "documents/", "forms/", "workflows/")


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its path from the root of the project, and its text."""

    path: str
    text: str

    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    def inside(self, *folders: str) -> bool:
        return self.path.startswith(folders)


@cache
def paths() -> tuple[str, ...]:
    """Every tracked or new path; a copy without git is walked instead."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        found = listed.stdout.split("\0")
    else:
        hidden = (".git", ".venv", "instance", "node_modules")
        walked = (path.relative_to(ROOT) for path in ROOT.rglob("*"))
        found = [str(path) for path in walked if not set(path.parts) & set(hidden)]
    return tuple(sorted(path for path in set(found) if path and (ROOT / path).is_file()))


def texts(*endings: str, under: tuple[str, ...] = ()) -> Iterator[Source]:
    """The files that end so and lie there; a file that is not text is passed over."""
    for path in paths():
        if path.endswith(endings or "") and (not under or path.startswith(under)):
            try:
                yield Source(path, (ROOT / path).read_text(encoding="utf-8"))
            except UnicodeDecodeError:
                continue


def code(*under: str) -> Iterator[Source]:
    return texts(".py", under=under)
