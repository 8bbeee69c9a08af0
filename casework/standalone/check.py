"""Check an opened case package: every file against its digest, every entry of the log against the chain.

Runs by itself with the standard library of Python 3.9 or later: python check.py [FOLDER]. Changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

# The list cannot list itself.
OWN = {"manifest.json"}


def canonical(value: Any) -> str:
    """Write JSON in the one form that is hashed (RFC 8785 for text, whole numbers and lists)."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)


def digest(path: Path) -> str:
    """Give the SHA-256 of a file, read piece by piece."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1024 * 1024):
            found.update(piece)
    return found.hexdigest()


def check_files(folder: Path, manifest: dict[str, Any]) -> list[str]:
    """Say what is missing, altered or added."""
    faults = []
    for one in manifest["files"]:
        path = folder / one["path"]
        if not path.is_file():
            faults.append(f"缺少文件：{one['path']}")
        elif digest(path) != one["sha256"]:
            faults.append(f"文件被改动：{one['path']}")
    listed = {one["path"] for one in manifest["files"]} | OWN
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return faults + [f"多出文件：{name}" for name in sorted(there - listed)]


def check_chain(log: dict[str, Any]) -> list[str]:
    """Name the first entry at which the chain does not hold; a withheld one is checked by its hashes only."""
    before = ""
    for place, entry in enumerate(log["entries"], 1):
        said = entry.get("said")
        if entry["seq"] != place or (said is not None and said["seq"] != place):
            return [f"经过第{place}条：序号不对"]
        if entry["previous_hash"] != before:
            return [f"经过第{place}条：与前一条不衔接"]
        if said is not None:
            found = hashlib.sha256((before + canonical(said)).encode()).hexdigest()
            if found != entry["hash"]:
                return [f"经过第{place}条：内容与校验值不一致"]
        before = entry["hash"]
    return [] if before == log["head"] else ["经过的最后一条与登记的校验值不一致"]


def check_custody(manifest: dict[str, Any], log: dict[str, Any]) -> list[str]:
    """Say which evidence has another digest than the log gave it when it was taken in."""
    given: dict[str, str] = {}
    for entry in log["entries"]:
        payload = (entry.get("said") or {}).get("payload") or {}
        if "evidence" in payload and "sha256" in payload:
            given.setdefault(payload["evidence"], payload["sha256"])
    return [
        f"证据与登记时的校验值不一致：{one['path']}"
        for one in manifest["files"]
        if given.get(one.get("evidence"), one["sha256"]) != one["sha256"]
    ]


def check(folder: Path) -> list[str]:
    """Say everything that is wrong with the package in this folder; nothing when it is whole.

    What cannot be read is named, and the rest is checked all the same.
    """

    def load(name: str) -> Any:
        return json.loads((folder / name).read_text(encoding="utf-8"))

    def files() -> list[str]:
        return check_files(folder, load("manifest.json"))

    def chain() -> list[str]:
        return check_chain(load("events.json"))

    def custody() -> list[str]:
        return check_custody(load("manifest.json"), load("events.json"))

    faults: list[str] = []
    unread: list[str] = []
    for name, found in (("manifest.json", files), ("events.json", chain), ("", custody)):
        if not name and unread:
            break
        try:
            faults += found()
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            unread.append(f"无法读取：{name or 'manifest.json'}")
    return faults + unread


def main(arguments: list[str]) -> int:
    """Print what was found; 0 when the package is whole."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    faults = check(folder)
    for line in faults or ["核对通过：文件与校验值一致，经过的各条依次衔接。"]:
        sys.stdout.buffer.write(f"{line}\n".encode())
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
