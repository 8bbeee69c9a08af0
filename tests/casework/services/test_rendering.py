"""Bytes of a paper: made once, the same for the same data, told to the service that waits. I-7, I-14"""

import hashlib
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from flask import current_app
from sqlalchemy import select

import documents
from casework import signing, storage
from casework.db import canonical, db
from casework.demo import investigation_steps
from casework.demo.walk import Walk
from casework.errors import NotFound
from casework.models import Document, OutboxMessage
from casework.services import rendering
from documents.errors import SigningError
from documents.signer import Act
from documents.signer import State as Found
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


def test_what_bears_a_seal_is_signed_as_of_its_issue_and_nothing_else(stand: Stand) -> None:
    walked = stand("notice")
    builders.drain()
    db.session.expire_all()
    papers = db.session.scalars(select(Document).where(Document.case_id == walked.case_id)).all()
    sealed = {paper.kind for paper in papers if documents.lookup(paper.kind).sealed}
    assert sealed
    assert len(sealed) < len(papers)
    for paper in papers:
        found = signing.inspect(storage.read(str(paper.storage_key)))
        assert (found.state is Found.VALID) == (paper.kind in sealed), paper.kind
        if paper.kind in sealed:
            assert found.moment == paper.issued_at.replace(microsecond=0)
            assert found.signer.startswith("演示")


def test_the_issued_bytes_begin_with_what_the_frozen_data_give(stand: Stand) -> None:
    walked = stand("notice")
    rendering.render(notice(walked).id)
    paper = notice(walked)
    kept = storage.read(str(paper.storage_key))
    unsigned = documents.render(paper.kind, dict(paper.data)).bytes
    assert kept.startswith(unsigned)
    assert len(kept) > len(unsigned)


@pytest.mark.parametrize("last", ["put", "signed"])
def test_a_crash_before_the_digest_is_recorded_leaves_one_issued_file(
    stand: Stand, monkeypatch: pytest.MonkeyPatch, last: str
) -> None:
    walked = stand("notice")
    paper_id, before = notice(walked).id, counts()
    module = storage if last == "put" else signing
    work, seen = getattr(module, last), []

    def killed(*given: Any, **named: Any) -> None:
        seen.append(work(*given, **named))
        raise KeyboardInterrupt

    with monkeypatch.context() as changed:
        changed.setattr(module, last, killed)
        with pytest.raises(KeyboardInterrupt):
            rendering.render(paper_id)
    db.session.rollback()
    assert counts() == before
    assert (notice(walked).status, notice(walked).sha256) == ("issued", None)
    rendering.render(paper_id)
    rendering.render(paper_id)
    recorded = notice(walked).sha256
    # The key signs the same bytes the same way, so even what the killed process left is the issued file.
    assert recorded == (seen[0].sha256 if last == "put" else hashlib.sha256(seen[0]).hexdigest())
    assert counts()["events"] == before["events"] + 1


def test_a_service_that_signs_differently_each_time_issues_one_file(stand: Stand) -> None:
    walked = stand("notice")
    paper_id = notice(walked).id
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    drawn = itertools.count()

    class Restless:
        name = "印章服务"

        def sign(self, content: bytes, act: Act) -> bytes:
            return content + f"\n% {next(drawn)}".encode()

    signing.use(app, lambda region, agency: Restless())
    try:
        assert together(*[lambda: rendering.render(paper_id)] * 2) == [None, None]
        first = notice(walked).sha256
        rendering.render(paper_id)
    finally:
        del app.extensions[signing.SERVICE]
    assert notice(walked).sha256 == first
    assert hashlib.sha256(storage.read(str(notice(walked).storage_key))).hexdigest() == first


def test_a_key_that_cannot_sign_stops_the_paper_and_says_why(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = stand("notice")
    paper_id = notice(walked).id

    def refused(region: str, agency: str) -> None:
        raise SigningError("签名密钥打不开")

    with monkeypatch.context() as changed:
        changed.setattr(signing, "signer", refused)
        builders.drain()
    assert (notice(walked).status, notice(walked).error) == ("failed", "签名密钥打不开")
    rendering.render(paper_id)
    assert notice(walked).status == "rendered"
