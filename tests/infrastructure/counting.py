"""Says at the end how many tests ran on SQLite, PostgreSQL, Redis and in Chromium."""

from collections import Counter

import pytest

SAID = {"sqlite": "SQLite", "postgresql": "PostgreSQL", "redis": "Redis", "browser": "Chromium"}
# A test that asks for one of these runs on what the fixture stands for, marked or not.
FIXTURES = {
    "sqlite_app": "sqlite",
    "sqlite_databases": "sqlite",
    "live_server": "sqlite",
    "create_live_server": "sqlite",
    "postgresql_app": "postgresql",
    "postgresql_databases": "postgresql",
    "redis_url": "redis",
    "browser": "browser",
    "create_page": "browser",
    "page": "browser",
}
PROPERTY = "ran_on"

ran: Counter[str] = Counter()


def grounds(item: pytest.Item) -> list[str]:
    """What this test runs on, by its marks and its fixtures."""
    marked = {name for name in SAID if item.get_closest_marker(name)}
    asked = {FIXTURES[name] for name in getattr(item, "fixturenames", ()) if name in FIXTURES}
    return [name for name in SAID if name in marked | asked]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for name in grounds(item):
            item.user_properties.append((PROPERTY, name))
            item.add_marker(name)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" and not report.skipped:
        ran.update(str(value) for key, value in report.user_properties if key == PROPERTY)


def summary() -> str:
    return "ran on " + ", ".join(f"{said}: {ran[name]}" for name, said in SAID.items())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(summary())
