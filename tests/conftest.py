"""Fixtures are in tests/infrastructure: machine.py and fixtures.py; the closing count stands beside them.

Cases to stand in are in tests/standing.py.
"""

from hypothesis import settings

# The same examples on every run and every machine, and no deadline on a busy one.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.load_profile("fixed")

pytest_plugins = [
    "tests.infrastructure.counting",
    "tests.infrastructure.translating",
    "tests.infrastructure.machine",
    "tests.infrastructure.fixtures",
    "tests.standing",
]
