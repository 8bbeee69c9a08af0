"""The words of the law room as files; `python -m tests.workflows.words.golden` writes them anew."""

from collections.abc import Iterator
from pathlib import Path

from tests.workflows.words import clocks, money

HERE = Path(__file__).parent
FILES = {"clocks.txt": clocks.lines, "money.txt": money.lines}


def lines(name: str) -> Iterator[str]:
    yield from FILES[name]()


if __name__ == "__main__":
    for file in FILES:
        (HERE / file).write_text("\n".join(lines(file)) + "\n", encoding="utf-8")
