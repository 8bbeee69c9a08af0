"""A wording and the shared parts it takes in: from the house's files or handed over, told apart by digest.

Knows the folder of the files; must not know cases, people or which wording is in force on a day.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from documents import catalogue
from documents.errors import UnknownKind

FOLDER = Path(__file__).parent / "wording"
TEXT = "text"
_PART = re.compile(r"_[a-z0-9_]{1,60}\.txt")
_TAKEN = re.compile(r"""\{%[-+]?\s*(?:include|import|from)\s+['"](_[a-z0-9_]{1,60}\.txt)['"]""")


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of a kind with every part it takes in, so that nothing outside can change it.

    `parts` is (file name, text), in the order of the names.
    """

    text: str
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of text and parts together."""
        whole = json.dumps([self.text, self.parts], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=256)
def base(kind: str) -> Wording:
    """The wording of the house. Raises UnknownKind."""
    catalogue.lookup(kind)
    file = FOLDER / f"{kind}.txt"
    if not file.is_file():
        raise UnknownKind(kind)
    return whole(file.read_text(encoding="utf-8"))


def whole(text: str, parts: Mapping[str, str] | None = None) -> Wording:
    """A text with the parts it takes in, and those that these take in.

    The parts are those handed over by name, else as the house's files are now.
    """
    source = part_files() if parts is None else parts
    found: dict[str, str] = {}
    waiting = list(taken(text))
    while waiting:
        name = waiting.pop()
        known = source.get(name)
        if name not in found and known is not None:
            found[name] = known
            waiting += taken(known)
    return Wording(text, tuple(sorted(found.items())))


def kept(text: str, parts: Mapping[str, str]) -> Wording:
    """A wording as it was kept with a paper."""
    return Wording(text, tuple(sorted(parts.items())))


def taken(text: str) -> Iterable[str]:
    """The parts that a text names."""
    return dict.fromkeys(_TAKEN.findall(text))


def uses(part: str, texts: Mapping[str, str], parts: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the texts that take a part in, themselves or by another part."""
    return tuple(name for name, text in texts.items() if part in dict(whole(text, parts).parts))


@lru_cache(maxsize=1)
def part_titles() -> Mapping[str, str]:
    """What the shared parts are called, by file name."""
    with (FOLDER.parent / "shared.csv").open(encoding="utf-8", newline="") as file:
        return {row["part"]: row["title"] for row in csv.DictReader(file)}


@lru_cache(maxsize=1)
def part_files() -> Mapping[str, str]:
    """The shared parts of the house, by file name."""
    files = sorted(FOLDER.glob("_*.txt"))
    return {file.name: file.read_text(encoding="utf-8") for file in files if _PART.fullmatch(file.name)}
