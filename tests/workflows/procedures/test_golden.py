"""The tables against the reviewed list of all legal steps."""

from tests.workflows.procedures import golden


def test_every_legal_step_is_as_reviewed() -> None:
    reviewed = golden.FILE.read_text(encoding="utf-8").splitlines()
    now = golden.lines()
    assert [line for line in now if line not in reviewed] == [], "new or changed steps"
    assert [line for line in reviewed if line not in now] == [], "steps that are gone"
    assert now == reviewed


def test_each_step_stands_in_the_list_once() -> None:
    keys = [line.split(" -> ")[0] for line in golden.lines()]
    assert len(keys) == len(set(keys))
