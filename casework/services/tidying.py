"""Tidying: stored bytes that no row refers to are dropped after a day; the rest stays (I-5)."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from casework import clock, storage
from casework.db import db
from casework.models import Document, Evidence, Publication
from casework.services import archive
from workflows.vocabulary import DocumentKind

# A file is on disk before its row exists; a day is longer than any request.
GRACE = timedelta(hours=24)


def drop_orphans() -> int:
    """Drop the bytes that interrupted requests left behind; how many files."""
    before = clock.now() - GRACE
    known = referred_to()
    db.session.rollback()
    orphans = sorted(set(storage.keys()) - known)
    gone = sum(storage.discard(key, kept_before=before) for key in orphans)
    return gone + storage.clear_incoming(kept_before=before)


def referred_to() -> set[str]:
    """Every storage key that a row names: files, papers, public copies, bound files of now and before."""
    columns = (Evidence.storage_key, Document.storage_key, Publication.pdf_key)
    found = {key for column in columns for key in db.session.scalars(select(column)) if key}
    covers = db.session.scalars(select(Document.data).where(Document.kind == DocumentKind.FILE_COVER))
    return found.union(*(archive.keys_of(data) for data in covers))
