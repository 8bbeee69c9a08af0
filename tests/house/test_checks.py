"""Each check of Python code, on a piece that keeps the rule and on one that breaks it."""

import ast
from collections.abc import Callable

import pytest

from tests.house import checks

BREAKS = [
    (checks.state_changes, "proceeding.state = State.FILED"),
    (checks.state_changes, "a.state, b = 1, 2"),
    (checks.state_changes, "proceeding.state += 'x'"),
    (checks.state_changes, "setattr(proceeding, 'state', 'filed')"),
    (checks.state_changes, "update(Proceeding).values(state='filed')"),
    (checks.state_changes, "Proceeding(case_id=1, state='filed')"),
    (checks.commits, "db.session.commit()"),
    (checks.clock_readings, "datetime.now(UTC)"),
    (checks.clock_readings, "date.today()"),
    (checks.clock_readings, "datetime.datetime.utcnow()"),
    (checks.clock_readings, "select(func.now())"),
    (checks.clock_readings, "time.time()"),
    (checks.broad_handlers, "try: f()\nexcept: pass"),
    (checks.broad_handlers, "try: f()\nexcept Exception: pass"),
    (checks.broad_handlers, "try: f()\nexcept (ValueError, Exception): pass"),
    (checks.broad_handlers, "try: f()\nexcept BaseException: pass"),
    (checks.stubs, "raise NotImplementedError"),
    (checks.hidden_imports, "def f():\n    import json"),
    (checks.left_out, "@pytest.mark.skip\ndef test(): pass"),
    (checks.left_out, "pytest.skip('later')"),
    (checks.sleeps, "time.sleep(1)"),
]
KEEPS = [
    (checks.state_changes, "if proceeding.state == State.FILED: pass"),
    (checks.state_changes, "Facts(state='filed')"),
    (checks.state_changes, "select(Proceeding.state)"),
    (checks.state_changes, "case.status = 1"),
    (checks.commits, "with transaction(): pass"),
    (checks.clock_readings, "clock.now()"),
    (checks.clock_readings, "casework.clock.today()"),
    (checks.clock_readings, "time.monotonic()"),
    (checks.broad_handlers, "try: f()\nexcept ValueError: pass"),
    (checks.broad_handlers, "try: f()\nexcept BaseException:\n    undo()\n    raise"),
    (checks.stubs, "raise Refused(reasons)"),
    (checks.hidden_imports, "import json\ndef f(): pass"),
    (checks.left_out, "@pytest.mark.parametrize('a', [1])\ndef test(a): pass"),
    (checks.sleeps, "process.wait(1)"),
]
Check = Callable[[ast.AST], list[int]]


@pytest.mark.parametrize(("check", "piece"), BREAKS)
def test_check_finds_what_breaks_the_rule(check: Check, piece: str) -> None:
    assert check(ast.parse(piece))


@pytest.mark.parametrize(("check", "piece"), KEEPS)
def test_check_lets_pass_what_keeps_the_rule(check: Check, piece: str) -> None:
    assert check(ast.parse(piece)) == []


def test_a_function_is_measured_from_its_def_to_its_last_line() -> None:
    tree = ast.parse("@decorated\ndef f():\n    a = 1\n    return a\n")
    assert checks.long_functions(tree, 2) == ["f: 3"]
    assert checks.long_functions(tree, 3) == []
    assert checks.long_functions(tree, 2, spared=frozenset({"f"})) == []


@pytest.mark.parametrize("comment", ["# TO" + "DO later", "# FIX" + "ME", "x = 1  # no" + "qa: E501"])
def test_a_comment_that_promises_or_silences_is_found(comment: str) -> None:
    assert checks.unfinished(comment + "\n") == [1]


def test_a_plain_comment_and_a_word_in_text_pass() -> None:
    assert checks.unfinished("# 行政处罚法 44\nname = 'TO" + "DO'\n") == []


def test_a_module_says_what_it_holds() -> None:
    assert checks.silent_modules(ast.parse("a = 1"))
    assert not checks.silent_modules(ast.parse('"""Holds a."""\na = 1'))
    assert not checks.silent_modules(ast.parse(""))
