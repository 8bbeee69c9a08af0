"""The closing count of what tests ran on."""

from collections import Counter

import pytest

from tests.infrastructure import counting


def report(when: str, *grounds: str, outcome: str = "passed") -> pytest.TestReport:
    return pytest.TestReport(
        nodeid="t",
        location=("t.py", 1, "t"),
        keywords={},
        outcome=outcome,
        longrepr=None,
        when=when,
        user_properties=[(counting.PROPERTY, each) for each in grounds],
    )


def test_each_call_counts_once_for_each_ground(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "ran", Counter())
    counting.pytest_runtest_logreport(report("setup", "sqlite"))
    counting.pytest_runtest_logreport(report("call", "sqlite", "redis"))
    counting.pytest_runtest_logreport(report("call", "browser", outcome="failed"))
    counting.pytest_runtest_logreport(report("call", "postgresql", outcome="skipped"))
    assert counting.summary() == "ran on SQLite: 1, PostgreSQL: 0, Redis: 1, Chromium: 1"


@pytest.mark.sqlite
def test_a_mark_is_a_ground(request: pytest.FixtureRequest) -> None:
    assert counting.grounds(request.node) == ["sqlite"]
