"""The first requests after a start come together: none sees what another has only half read."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from flask import Flask

from casework.web import chrome

PATIENCE = 10.0


def test_assets_are_whole_or_not_there(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    sqlite_app.extensions.pop("casework.assets", None)
    begun, go_on = Event(), Event()
    read = Path.read_bytes

    def slow(path: Path) -> bytes:
        first = not begun.is_set()
        content = read(path)
        if not first and not go_on.is_set():
            go_on.wait(PATIENCE)
        begun.set()
        return content

    monkeypatch.setattr(Path, "read_bytes", slow)
    with ThreadPoolExecutor(2) as pool:
        slow_one = pool.submit(chrome.versions, sqlite_app)
        assert begun.wait(PATIENCE)
        seen = sqlite_app.extensions.get("casework.assets")
        go_on.set()
        assert "style.css" in slow_one.result(PATIENCE)
    assert seen is None
    assert "style.css" in chrome.versions(sqlite_app)
