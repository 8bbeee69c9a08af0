"""The fixtures of every test are in tests/infrastructure/fixtures.py, the closing count beside them."""

import importlib

pytest_plugins = ["tests.infrastructure.counting"]
try:
    importlib.import_module("tests.infrastructure.fixtures")
    pytest_plugins.append("tests.infrastructure.fixtures")
except ImportError:
    pass
