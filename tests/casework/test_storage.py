"""Stored bytes are whole, read-only and checked; whatever fails leaves nothing behind."""

import errno
import hashlib
import io
import os
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask

from casework import config, storage
from casework.errors import Corrupted, NotFound, StorageFull, TooLarge

BYTES = "现场照片".encode() * 1000


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    app = Flask("bare")
    app.config["CASEWORK"] = config.load({}, tmp_path)
    with app.app_context():
        yield tmp_path / "storage"


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_bytes_are_kept_under_their_digest(root: Path):
    stored = storage.put(BYTES)
    assert stored.sha256 == hashlib.sha256(BYTES).hexdigest()
    assert stored.size == len(BYTES) == storage.size(stored.key)
    assert stored.key == f"sha256/{stored.sha256[:2]}/{stored.sha256}"
    assert storage.read(stored.key) == BYTES
    assert files(root) == [root / stored.key]


def test_a_stream_is_kept_like_bytes(root: Path):
    assert storage.put(io.BytesIO(BYTES)) == storage.put(BYTES)
    assert len(files(root)) == 1
    with storage.open(storage.put(BYTES).key) as stream:
        assert stream.read() == BYTES


def test_kept_files_are_read_only(root: Path):
    stored = storage.put(BYTES)
    assert stat.S_IMODE((root / stored.key).stat().st_mode) == 0o440


def test_nothing_is_something(root: Path):
    stored = storage.put(b"")
    assert stored.size == 0
    assert storage.read(stored.key) == b""


def test_a_file_that_is_too_large_leaves_nothing(root: Path):
    with pytest.raises(TooLarge, match="没有保存"):
        storage.put(io.BytesIO(BYTES), limit=len(BYTES) - 1)
    assert files(root) == []
    assert storage.put(BYTES, limit=len(BYTES)).size == len(BYTES)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_is_named_and_leaves_nothing(root: Path, monkeypatch: pytest.MonkeyPatch, code: int):
    # I-25
    def fail(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageFull):
        storage.put(BYTES)
    assert files(root) == []


def test_another_failure_of_the_disk_is_not_called_full(root: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(_handle: int) -> None:
        raise OSError(errno.EIO, "i/o error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="i/o error") as caught:
        storage.put(BYTES)
    assert not isinstance(caught.value, StorageFull)
    assert files(root) == []


def test_a_stream_that_breaks_leaves_nothing(root: Path):
    class Breaking(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        storage.put(Breaking())
    assert files(root) == []


def test_folders_are_synced_after_the_rename(root: Path, monkeypatch: pytest.MonkeyPatch):
    synced: list[bool] = []
    real = os.fsync

    def watch(handle: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        real(handle)

    monkeypatch.setattr(os, "fsync", watch)
    storage.put(BYTES)
    assert synced[0] is False
    assert True in synced[1:]


@pytest.mark.parametrize("change", [b"X", b""])
def test_a_changed_file_is_not_handed_out(root: Path, change: bytes):
    # I-14
    stored = storage.put(BYTES)
    path = root / stored.key
    path.chmod(0o640)
    path.write_bytes(change + BYTES[1:])
    with pytest.raises(Corrupted), storage.open(stored.key):
        pass
    with pytest.raises(Corrupted):
        storage.read(stored.key)
    with pytest.raises(Corrupted):
        storage.verify(stored.key)


def test_keeping_the_same_bytes_again_heals_a_damaged_copy(root: Path):
    stored = storage.put(BYTES)
    path = root / stored.key
    path.chmod(0o640)
    path.write_bytes(b"damage")
    storage.put(BYTES)
    storage.verify(stored.key)


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    "key",
    [
        "",
        "x",
        "../secret_key",
        "sha256/../../secret_key",
        "/etc/passwd",
        "sha256/aa/" + "a" * 63,
        "sha256/AA/x",
    ],
)
def test_what_is_no_key_is_not_found(key: str):
    with pytest.raises(NotFound):
        storage.read(key)


@pytest.mark.usefixtures("root")
def test_a_key_without_a_file_is_not_found():
    key = "sha256/aa/" + "a" * 64
    assert not storage.exists(key)
    for ask in (storage.read, storage.verify, storage.size):
        with pytest.raises(NotFound):
            ask(key)


@pytest.mark.usefixtures("root")
def test_every_key_is_listed_once_in_order():
    made = sorted({storage.put(bytes([number])).key for number in range(20)})
    assert list(storage.keys()) == made
    assert storage.exists(made[0])
    assert storage.writable()
    assert storage.free_bytes() > 0


def test_the_same_bytes_from_many_threads_are_kept_once(root: Path):
    app = Flask("bare")
    app.config["CASEWORK"] = config.current()

    def keep(_number: int) -> str:
        with app.app_context():
            return storage.put(BYTES).key

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(keep, range(16)))) == 1
    assert len(files(root)) == 1
