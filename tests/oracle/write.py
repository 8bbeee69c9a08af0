"""Write the worked examples anew from the oracle: `python -m tests.oracle.write`.

hand.json and samples.json were worked out by people and are never written here.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tests.oracle import write_deadlines, write_fines, write_rest, write_small
from tests.oracle.telling import Vector

FOLDER = Path(__file__).resolve().parents[1] / "vectors"
FILES: Mapping[str, Callable[[], Iterable[Vector]]] = {
    "calendar": write_rest.calendar,
    "conventions": write_deadlines.conventions,
    "deadlines": write_deadlines.deadlines,
    "display": write_rest.display,
    "fines": write_fines.fines,
    "hearing": write_rest.hearing,
    "instalments": write_small.instalments,
    "money": write_rest.money,
    "referral": write_small.referral,
    "simple": write_small.simple,
    "surcharge": write_rest.surcharge,
    "tiers": write_small.tiers,
    "which_law": write_fines.which_law,
}


def text(vectors: Iterable[Vector]) -> str:
    """One example a line, in the order of their names, so that a change is a changed line."""
    lines = [json.dumps(one, ensure_ascii=False) for one in sorted(vectors, key=lambda one: str(one["id"]))]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def write(folder: Path = FOLDER) -> None:
    """Put every file into the folder."""
    for name, make in FILES.items():
        (folder / f"{name}.json").write_text(text(make()), encoding="utf-8")


if __name__ == "__main__":
    write()
