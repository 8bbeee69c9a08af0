"""Only the bytes that were locked come into instance/."""

import base64
import hashlib
import io
import json
import tarfile
from pathlib import Path

import pytest

from deploy import fetch_assets
from deploy.fetch_assets import Wanted

CONTENT = b"font"


@pytest.fixture
def wanted(tmp_path: Path) -> Wanted:
    return Wanted("@faces/one", ("package/400/One.ttf",), tmp_path / "fonts", "1 kB")


@pytest.fixture
def packed(tmp_path: Path) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        entry = tarfile.TarInfo("package/400/One.ttf")
        entry.size = len(CONTENT)
        archive.addfile(entry, io.BytesIO(CONTENT))
    return stream.getvalue()


@pytest.fixture
def registry(tmp_path: Path, packed: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with a lock, and an npm that packs what it is told to."""
    digest = base64.b64encode(hashlib.sha512(packed).digest()).decode()
    entry = {"version": "1.0.0", "integrity": f"sha512-{digest}"}
    lock = {"packages": {"node_modules/@faces/one": entry}}
    (tmp_path / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    (tmp_path / "one.tgz").write_bytes(packed)
    npm = tmp_path / "npm"
    npm.write_text(f'#!/bin/sh\ncp "{tmp_path}/one.tgz" "$5/one.tgz" && echo one.tgz\n', encoding="utf-8")
    npm.chmod(0o755)
    monkeypatch.setattr(fetch_assets, "ROOT", tmp_path)
    monkeypatch.setattr(fetch_assets, "npm", lambda: str(npm))
    return tmp_path


def test_only_the_wanted_member_is_kept(registry: Path, wanted: Wanted) -> None:
    assert not fetch_assets.present(wanted)
    fetch_assets.fetch(wanted)
    assert (wanted.folder / "One.ttf").read_bytes() == CONTENT
    assert fetch_assets.present(wanted)


def test_other_bytes_than_the_locked_are_refused(registry: Path, wanted: Wanted) -> None:
    (registry / "one.tgz").write_bytes(b"something else")
    with pytest.raises(OSError, match="校验值"):
        fetch_assets.fetch(wanted)
    assert not (wanted.folder / "One.ttf").exists()


def test_a_failing_npm_is_reported(
    registry: Path, wanted: Wanted, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (registry / "npm").write_text("#!/bin/sh\necho unreachable >&2; exit 1\n", encoding="utf-8")
    monkeypatch.setattr(fetch_assets, "RUN", (wanted,))
    assert fetch_assets.main([]) == 1
    assert "unreachable" in capsys.readouterr().err


def test_files_of_an_earlier_start_serve_when_npm_fails(
    registry: Path, wanted: Wanted, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted.folder.mkdir()
    (wanted.folder / "One.ttf").write_bytes(CONTENT)
    (registry / "npm").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    monkeypatch.setattr(fetch_assets, "RUN", (wanted,))
    assert fetch_assets.main([]) == 0
