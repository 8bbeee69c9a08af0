"""The bound file: every paper of the penalty with cover and catalogue, nothing of the mediation. I-5"""

import hashlib
import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from casework import storage
from casework.db import db, transaction
from casework.demo.walk import Walk
from casework.errors import NotFound
from casework.models import Document, Event
from casework.services import archive, audit_check
from tests import builders
from tests.casework.crowd import counts
from workflows.vocabulary import DocumentKind

Stand = Callable[..., Walk]


def cover(walked: Walk) -> Document:
    db.session.expire_all()
    return db.session.scalars(
        select(Document).where(Document.case_id == walked.case_id, Document.kind == DocumentKind.FILE_COVER)
    ).one()


def test_the_file_waits_for_its_last_paper(stand: Stand) -> None:
    walked = stand("archive")
    with pytest.raises(archive.NotReady):
        archive.bind(walked.case_id)
    builders.drain()
    assert cover(walked).data[archive.BOUND]["sha256"]


def test_a_paper_that_could_not_be_made_is_not_left_out(stand: Stand) -> None:
    walked = stand("archive")
    with transaction():
        for paper in db.session.scalars(select(Document).where(Document.status == "issued")):
            paper.status = "failed"
    with pytest.raises(archive.NotReady):
        archive.bind(walked.case_id)


def test_everything_is_in_it_but_the_mediation(stand: Stand) -> None:
    walked = stand("archive")
    builders.drain()
    bound = cover(walked).data[archive.BOUND]
    content = storage.read(bound["key"])
    assert (hashlib.sha256(content).hexdigest(), len(content)) == (bound["sha256"], bound["size"])
    reader = PdfReader(io.BytesIO(content))
    text = "".join("".join((page.extract_text() or "").split()) for page in reader.pages)
    papers = db.session.scalars(select(Document).where(Document.case_id == walked.case_id)).all()
    apart = {p.title for p in papers if p.kind in archive._APART}
    inside = [p for p in papers if p.kind not in archive._APART and p.kind not in archive._FRONT]
    assert len(reader.pages) >= sum(p.pages or 0 for p in inside)
    for paper in inside:
        assert not paper.number or paper.number in text, paper.title
    assert apart
    assert "愿意赔偿" not in text
    assert not any(title in text for title in apart)


def test_binding_again_changes_nothing(stand: Stand) -> None:
    walked = stand("archive")
    builders.drain()
    before, bound = counts(), cover(walked).data[archive.BOUND]
    archive.bind(walked.case_id)
    assert counts() == before
    assert cover(walked).data[archive.BOUND] == bound
    assert len(db.session.scalars(select(Event).where(Event.action == "file_bound")).all()) == 1
    assert audit_check.verify().ok


def test_a_case_that_is_not_archived_has_no_file(stand: Stand) -> None:
    walked = stand("close")
    builders.drain()
    with pytest.raises(NotFound):
        archive.bind(walked.case_id)
