"""Bytes of a paper: made once, the same for the same data, told to the service that waits. I-7, I-14"""

import hashlib
from collections.abc import Callable

import pytest
from sqlalchemy import select

import documents
from casework import storage
from casework.db import canonical, db
from casework.demo import investigation_steps
from casework.demo.walk import Walk
from casework.errors import NotFound
from casework.models import Document, OutboxMessage
from casework.services import rendering
from tests import builders
from tests.casework.crowd import counts, together
from workflows.engine import Refused
from workflows.vocabulary import DocumentKind, Procedure, State

Stand = Callable[..., Walk]


def notice(walked: Walk) -> Document:
    db.session.expire_all()
    return db.session.scalars(
        select(Document).where(
            Document.case_id == walked.case_id, Document.kind == DocumentKind.PENALTY_NOTICE
        )
    ).one()


def test_a_paper_that_is_not_rendered_is_not_served(stand: Stand) -> None:
    walked = stand("notice")
    before = counts()
    with pytest.raises(Refused, match="文书正在制作，制成后才能送达。"):
        investigation_steps.deliver(walked)
    assert counts() == before
    builders.drain()
    investigation_steps.deliver(walked)
    assert walked.proceeding(Procedure.PENALTY).state == State.NOTICE_SERVED


def test_the_bytes_kept_are_the_bytes_recorded(stand: Stand) -> None:
    walked = stand("notice")
    paper = notice(walked)
    rendering.render(paper.id)
    paper = notice(walked)
    kept = storage.read(str(paper.storage_key))
    assert kept.startswith(b"%PDF")
    assert (hashlib.sha256(kept).hexdigest(), len(kept)) == (paper.sha256, paper.size)
    assert paper.pages
    service = walked.proceeding(Procedure.SERVICE)
    assert (service.subject or {})["document_id"] == paper.id
    assert service.state == State.PREPARED


def test_rendering_again_changes_nothing(stand: Stand) -> None:
    walked = stand("notice")
    paper_id = notice(walked).id
    rendering.render(paper_id)
    before, sha = counts(), notice(walked).sha256
    rendering.render(paper_id)
    assert counts() == before
    assert notice(walked).sha256 == sha


def test_two_who_render_at_once_tell_the_service_once(stand: Stand) -> None:
    walked = stand("notice")
    paper_id = notice(walked).id
    before = counts()["events"]
    assert together(*[lambda: rendering.render(paper_id)] * 2) == [None, None]
    assert counts()["events"] == before + 1


def test_the_same_data_gives_the_same_bytes(stand: Stand) -> None:
    walked = stand("notice")
    paper = notice(walked)
    first, second = (documents.render(paper.kind, dict(paper.data)) for _ in range(2))
    assert first.bytes == second.bytes
    assert first.sha256 == hashlib.sha256(first.bytes).hexdigest()


def test_a_failure_is_kept_for_the_desk_and_may_be_mended(stand: Stand) -> None:
    walked = stand("notice")
    paper_id = notice(walked).id
    rendering.failed(paper_id, "缺少字形：𠮷")
    paper = notice(walked)
    assert (paper.status, paper.error) == ("failed", "缺少字形：𠮷")
    rendering.render(paper_id)
    paper = notice(walked)
    assert (paper.status, paper.error) == ("rendered", "")
    rendering.failed(paper_id, "太晚了")
    assert notice(walked).status == "rendered"


def test_an_unknown_paper_is_not_found(stand: Stand) -> None:
    stand("submit")
    with pytest.raises(NotFound):
        rendering.render(999_999)
    rendering.failed(999_999, "没有这份文书")


def test_a_job_carries_an_id_and_nothing_else(stand: Stand) -> None:
    walked = stand("decide")
    for message in db.session.scalars(select(OutboxMessage)):
        assert message.ref.isdecimal()
        assert walked.story.respondent.name not in canonical(message.dedupe_key)
