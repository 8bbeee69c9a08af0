"""Evidence laid out as pages in a process of its own, with little memory, little time and no surroundings.

A file that is broken, locked or built to harm ends that process, never the binding: its reason is given back.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

PICTURES = frozenset({"image/jpeg", "image/png"})
BINDABLE = PICTURES | {"application/pdf"}
BROKEN = "文件损坏，不能逐页打印"
LOCKED = "文件加密，不能逐页打印"
LARGE = "文件过大，没有逐页打印"
# For all evidence of a case together; what is not reached in this time gets its sheet only.
ALL_SECONDS = 75
HOUSE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of evidence and where its pages are wanted."""

    source: Path
    media_type: str
    target: Path


@dataclass(frozen=True, slots=True)
class Answer:
    """How many pages were made, or why none were."""

    pages: int = 0
    reason: str = ""


def enclose(files: Sequence[Enclosure]) -> tuple[Answer, ...]:
    """Lay out each of these files at its target, in their order; one that cannot be ends alone."""
    found: list[Answer] = []
    left = ALL_SECONDS * 1.0
    while len(found) < len(files) and left > 0:
        answers, used = _run(files[len(found) :], left)
        found += answers
        left -= used
        if len(found) < len(files):
            found.append(Answer(reason=BROKEN if left > 0 else LARGE))
    return (*found, *(Answer(reason=LARGE) for _ in files[len(found) :]))


def _run(files: Sequence[Enclosure], seconds: float) -> tuple[list[Answer], float]:
    """What the process answered before it ended, and how many seconds of work it cost."""
    wanted = [[str(one.source), one.media_type, str(one.target)] for one in files]
    before = os.times()
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "documents.enclosure"],
            input=json.dumps(wanted).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=HOUSE,
            # Nothing of the house's settings: they hold its secrets.
            env={"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=seconds,
            check=False,
        )
        said = ended.stdout
    except subprocess.TimeoutExpired as error:
        said = error.stdout or b""
    answers = [Answer(*json.loads(line)) for line in said.splitlines(keepends=True) if line.endswith(b"\n")]
    return answers, os.times().elapsed - before.elapsed


def slip(said: Mapping[str, Any]) -> bytes:
    """Make the sheet of a file that has no pages: agency, rows and demo, as documents.slip says."""
    sheet = import_module("documents.slip")
    content: bytes = sheet.make(sheet.Slip(**said))
    return content


def printable(text: str) -> str:
    """Make one line that can be printed whatever a stranger called a file."""
    line: str = import_module("documents.running").printable(text)
    return line
