"""The rules of the house, over every Python file of the project."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import checks, sources
from tests.house.sources import PRODUCT, Source

FILE_LINES = 400
FUNCTION_LINES = 40
DOOR_LINES = 80
DOOR = "casework/services/transition.py"
DATABASE = "casework/db.py"
CLOCK = "casework/clock.py"
JOBS = "casework/jobs/"
# The factory may import inside a function, so that `flask --help` does not load every room.
FACTORY = "casework/app.py"
# Tests that wait for a process they started, and say why in their docstring, live here.
INFRASTRUCTURE = "tests/infrastructure/"
VAGUE = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "manager", "handler"})


def at_fault(
    find: Callable[[Source], object], *under: str, spared: tuple[str, ...] = ()
) -> dict[str, object]:
    """What a check finds, by file."""
    found = {}
    for source in sources.code(*under):
        if not (spared and source.inside(*spared)):
            faults = find(source)
            if faults:
                found[source.path] = faults
    return found


def test_state_changes_at_the_door_only() -> None:
    # Rows live in casework/ alone; a font or a drawing elsewhere may have a state of its own.
    assert at_fault(lambda each: checks.state_changes(each.tree()), "casework/", spared=(DOOR,)) == {}


def test_one_file_commits() -> None:
    assert at_fault(lambda each: checks.commits(each.tree()), *PRODUCT, spared=(DATABASE,)) == {}


def test_one_file_reads_the_clock() -> None:
    assert at_fault(lambda each: checks.clock_readings(each.tree()), *PRODUCT, spared=(CLOCK,)) == {}


def test_only_jobs_may_catch_anything() -> None:
    assert at_fault(lambda each: checks.broad_handlers(each.tree()), spared=(JOBS,)) == {}


def test_files_stay_short() -> None:
    def over(source: Source) -> int:
        lines = len(source.text.splitlines())
        return lines if lines > FILE_LINES else 0

    assert at_fault(over) == {}


def test_functions_stay_short() -> None:
    def over(source: Source) -> list[str]:
        if source.path == DOOR:
            everything_else = checks.long_functions(
                source.tree(), FUNCTION_LINES, spared=frozenset({"advance"})
            )
            return everything_else + checks.long_functions(source.tree(), DOOR_LINES)
        return checks.long_functions(source.tree(), FUNCTION_LINES)

    # A revision lists tables; splitting the list would only hide it.
    assert at_fault(over, spared=("migrations/",)) == {}


def test_nothing_is_promised_or_silenced() -> None:
    assert at_fault(lambda each: checks.unfinished(each.text)) == {}


def test_nothing_is_a_stub() -> None:
    assert at_fault(lambda each: checks.stubs(each.tree()), *PRODUCT) == {}


def test_imports_stand_at_the_top() -> None:
    assert at_fault(lambda each: checks.hidden_imports(each.tree()), *PRODUCT, spared=(FACTORY,)) == {}


def test_no_test_is_left_out() -> None:
    assert at_fault(lambda each: checks.left_out(each.tree()), "tests/", spared=(INFRASTRUCTURE,)) == {}


def test_no_test_sleeps() -> None:
    assert at_fault(lambda each: checks.sleeps(each.tree()), "tests/", spared=(INFRASTRUCTURE,)) == {}


def test_every_module_says_what_it_holds() -> None:
    assert at_fault(lambda each: checks.silent_modules(each.tree()), spared=("migrations/",)) == {}


@pytest.mark.parametrize("path", sorted({path for path in sources.paths() if path.endswith(".py")}))
def test_names_say_something(path: str) -> None:
    assert not VAGUE & set(Path(path).with_suffix("").parts)
