"""Files by the digest of their bytes, in one folder: written once, read-only, checked whenever they are read.

It knows bytes and digests; what a file is, whose it is and who may see it, others know.
"""

import errno
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO

from casework.config import current
from casework.errors import Corrupted, NotFound, StorageFull, TooLarge

CHUNK = 1024 * 1024
INCOMING = "incoming"
KEY = re.compile(r"sha256/[0-9a-f]{2}/[0-9a-f]{64}")
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True)
class Stored:
    """Where bytes are kept, and what they are."""

    sha256: str
    size: int
    key: str


def put(content: bytes | IO[bytes], *, limit: int | None = None) -> Stored:
    """Keep the bytes; once this returns they survive a power cut. The same bytes are kept once."""
    root = current().storage_dir
    folder = root / INCOMING
    folder.mkdir(exist_ok=True)
    draft = folder / secrets.token_hex(16)
    try:
        sha256, size = _write(draft, content, limit)
        return _settle(root, draft, sha256, size)
    except OSError as error:
        if error.errno in FULL:
            raise StorageFull from error
        raise
    finally:
        draft.unlink(missing_ok=True)


def exists(key: str) -> bool:
    """Whether something is kept under this key."""
    return _path(key).is_file()


def size(key: str) -> int:
    """How many bytes are kept under this key."""
    return _found(key).stat().st_size


@contextmanager
def open(key: str) -> Iterator[BinaryIO]:
    """Read the kept bytes, after checking that all of them still are what their key says."""
    path = _found(key)
    with path.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != path.name:
            raise Corrupted(key)
        stream.seek(0)
        yield stream


def read(key: str) -> bytes:
    """All kept bytes, checked."""
    content = _found(key).read_bytes()
    if hashlib.sha256(content).hexdigest() != key.rpartition("/")[2]:
        raise Corrupted(key)
    return content


def verify(key: str) -> None:
    """Raise when the kept bytes are gone or are no longer what their key says."""
    with open(key):
        pass


def keys() -> Iterator[str]:
    """Every key kept, in order; for the scrub and for backups."""
    root = current().storage_dir
    for path in sorted((root / "sha256").glob("??/*")):
        key = path.relative_to(root).as_posix()
        if KEY.fullmatch(key):
            yield key


def discard(key: str, *, kept_before: datetime) -> bool:
    """Drop bytes nobody refers to, unless they were kept again since; whether they are gone."""
    path = _found(key)
    aside = current().storage_dir / INCOMING / f"{path.name}.{secrets.token_hex(8)}"
    aside.parent.mkdir(exist_ok=True)
    # Moved first and looked at then: the same bytes may be kept again at this very moment.
    path.rename(aside)
    if _kept_at(aside) >= kept_before:
        aside.replace(path)
        return False
    aside.unlink()
    return True


def clear_incoming(*, kept_before: datetime) -> int:
    """Drop what interrupted writers left behind; how many files."""
    left = [path for path in (current().storage_dir / INCOMING).glob("*") if _kept_at(path) < kept_before]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _kept_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def free_bytes() -> int:
    """How much room is left on the volume."""
    return shutil.disk_usage(current().storage_dir).free


def writable() -> bool:
    """Whether a file can be kept now."""
    return os.access(current().storage_dir, os.W_OK | os.X_OK)


def _write(draft: Path, content: bytes | IO[bytes], limit: int | None) -> tuple[str, int]:
    digest = hashlib.sha256()
    total = 0
    with draft.open("xb") as stream:
        for chunk in _chunks(content):
            total += len(chunk)
            if limit is not None and total > limit:
                raise TooLarge(limit)
            digest.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fchmod(stream.fileno(), 0o440)
        os.fsync(stream.fileno())
    return digest.hexdigest(), total


def _chunks(content: bytes | IO[bytes]) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    while chunk := content.read(CHUNK):
        yield chunk


def _settle(root: Path, draft: Path, sha256: str, size: int) -> Stored:
    key = f"sha256/{sha256[:2]}/{sha256}"
    target = root / key
    target.parent.mkdir(parents=True, exist_ok=True)
    # Replacing what is there heals a damaged copy; the bytes under one digest are the same.
    draft.replace(target)
    for folder in (target.parent, target.parent.parent, root):
        _sync(folder)
    return Stored(sha256=sha256, size=size, key=key)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _path(key: str) -> Path:
    if not KEY.fullmatch(key):
        raise NotFound
    return current().storage_dir / key


def _found(key: str) -> Path:
    path = _path(key)
    if not path.is_file():
        raise NotFound
    return path
