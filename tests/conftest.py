"""The fixtures of every test are in tests/infrastructure/fixtures.py; guards and the closing count beside them."""

from importlib.util import find_spec

pytest_plugins = ["tests.infrastructure.counting"]
if find_spec("casework.app"):
    pytest_plugins.append("tests.infrastructure.fixtures")
