"""The stamp decides whether anything is installed again."""

from pathlib import Path

import pytest

from deploy import environment


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose .venv is there and whose locks are empty."""
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    (tmp_path / "requirements").mkdir()
    for name in environment.ALSO_SATISFIES:
        environment.lock_file(name).write_text("", encoding="ascii")
    environment.PYTHON.parent.mkdir(parents=True)
    environment.PYTHON.write_text("#!/bin/sh\nexit 0\n", encoding="ascii")
    environment.PYTHON.chmod(0o755)
    return tmp_path


def test_installing_the_test_set_also_serves_make_run(project: Path) -> None:
    environment.install("test")
    assert environment.installed("test")
    assert environment.installed("run")


def test_a_changed_lock_is_installed_again(project: Path) -> None:
    environment.install("run")
    environment.lock_file("run").write_text("flask==3.1.3", encoding="ascii")
    assert not environment.installed("run")


def test_a_failing_installation_leaves_no_stamp(project: Path) -> None:
    environment.PYTHON.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    with pytest.raises(SystemExit, match="未能安装"):
        environment.install("run")
    assert not environment.installed("run")
