"""Bytes without a row go after a day; bytes that a row names stay (I-5)."""

import io
import os
from collections.abc import Callable
from datetime import timedelta

from casework import clock, storage
from casework.config import current
from casework.db import db
from casework.demo.walk import Walk
from casework.services import tidying

Stand = Callable[..., Walk]


def age(key: str, days: int) -> None:
    """Make the kept bytes look so many days old."""
    then = (clock.now() - timedelta(days=days)).timestamp()
    os.utime(current().storage_dir / key, (then, then))


def test_bytes_without_a_row_go_after_a_day(stand: Stand) -> None:
    stand("submit")
    kept = storage.put(b"left behind by a killed request")
    age(kept.key, 2)
    assert tidying.drop_orphans() >= 1  # other tests of this worker left theirs in the same folder
    assert not storage.exists(kept.key)


def test_bytes_of_today_stay_since_their_row_may_be_on_its_way(stand: Stand) -> None:
    stand("submit")
    kept = storage.put(b"row follows")
    age(kept.key, 0)
    tidying.drop_orphans()
    assert storage.exists(kept.key)


def test_whatever_a_row_names_stays_however_old(stand: Stand) -> None:
    stand("archive")
    known = tidying.referred_to()
    db.session.rollback()
    assert known
    for key in known:
        age(key, 400)
    tidying.drop_orphans()
    assert all(storage.exists(key) for key in known)


def test_bytes_kept_again_at_the_last_moment_stay(stand: Stand) -> None:
    stand("submit")
    kept = storage.put(io.BytesIO(b"kept again"))
    assert storage.discard(kept.key, kept_before=clock.now() - timedelta(days=36_000)) is False
    assert storage.read(kept.key) == b"kept again"


def test_leftovers_of_interrupted_writers_go_too(stand: Stand) -> None:
    stand("submit")
    folder = current().storage_dir / storage.INCOMING
    folder.mkdir(exist_ok=True)
    left = folder / "half"
    left.write_bytes(b"half a file")
    then = (clock.now() - timedelta(days=3)).timestamp()
    os.utime(left, (then, then))
    assert tidying.drop_orphans() >= 1
    assert not left.exists()
