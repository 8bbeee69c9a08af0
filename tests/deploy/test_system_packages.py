"""What is missing is named exactly; under CI it is a failure."""

import pytest

from deploy import system_packages


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Chromium, and nobody who may install it."""
    monkeypatch.setattr(system_packages, "NEEDS", {"chromium": lambda: None, "redis-server": lambda: "here"})
    monkeypatch.setattr(system_packages, "can_install", lambda: False)


@pytest.mark.usefixtures("bare")
def test_a_developer_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert system_packages.main() == 0
    said = capsys.readouterr().err
    assert "apt-get install chromium\n" in said
    assert "redis-server" not in said


@pytest.mark.usefixtures("bare")
def test_a_missing_program_fails_under_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    assert system_packages.main() == 1


def test_nothing_is_said_when_nothing_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_packages, "NEEDS", {"redis-server": lambda: "here"})
    assert system_packages.main() == 0
    assert capsys.readouterr() == ("", "")
