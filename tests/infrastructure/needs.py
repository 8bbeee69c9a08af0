"""Programs of the system that some tests need. Missing ones are named; under CI=true that is a failure."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def required(package: str, find: Callable[[], str | None]) -> Path:
    """Return the program; leave the test out and say what to install when it is not there."""
    found = find()
    if found:
        return Path(found)
    reason = f"缺少系统软件 {package}；请以管理员身份执行 apt-get install {package}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
