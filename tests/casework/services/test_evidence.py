"""Files: bytes before row, allow-list by content, custody in the log, nobody else's case. I-13, I-15"""

import hashlib
import io
from collections.abc import Callable

import pytest
from sqlalchemy import select

from casework import storage
from casework.db import db
from casework.demo.walk import Walk, photo
from casework.errors import Invalid, NotFound
from casework.models import Draft, Event, Evidence, Right
from casework.queries import accounts as people
from casework.services import drafts, evidence
from tests import builders
from tests.casework.crowd import counts

Stand = Callable[..., Walk]


def log(walked: Walk, **changes) -> str:
    kept = {
        "actor": walked.staff("officer1"),
        "case_id": walked.public_id,
        "stream": photo("现场"),
        "name": "现场照片.jpg",
        "kind": "视听资料",
        "source": "现场检查拍摄",
    } | changes
    return evidence.log(**kept)


def test_evidence_is_kept_under_its_digest_with_a_custody_event(stand: Stand) -> None:
    walked = stand("begin")
    content = photo("现场").getvalue()
    public_id = log(walked)
    row = db.session.scalars(select(Evidence).where(Evidence.public_id == public_id)).one()
    assert row.sha256 == hashlib.sha256(content).hexdigest()
    assert storage.read(row.storage_key) == content
    event = db.session.scalars(select(Event).where(Event.action == "evidence_logged")).one()
    assert event.payload == {"evidence": public_id, "sha256": row.sha256, "size": len(content)}


def test_every_reading_is_written_down(stand: Stand) -> None:
    walked = stand("submit")
    row = db.session.scalars(select(Evidence).where(Evidence.case_id == walked.case_id)).first()
    assert row is not None
    evidence.record_reading(actor=walked.staff("clerk"), evidence_id=row.id, purpose="核对材料")
    event = db.session.scalars(select(Event).where(Event.action == "evidence_opened")).one()
    assert (event.note, event.payload["evidence"]) == ("核对材料", row.public_id)
    with pytest.raises(NotFound):
        evidence.record_reading(actor=walked.staff("clerk"), evidence_id=999_999, purpose="")


def test_a_certificate_of_no_case_is_read_without_a_custody_event(stand: Stand) -> None:
    walked = stand("submit")
    row = db.session.scalars(select(Evidence).where(Evidence.right_id.is_not(None))).first()
    assert row is not None
    before = counts()
    evidence.record_reading(actor=walked.staff("clerk"), evidence_id=row.id, purpose="核对")
    assert counts() == before


def test_another_bureaus_officer_logs_nothing(stand: Stand) -> None:
    walked = stand("begin")
    before = counts()
    for case_id in (walked.public_id, "没有这个案件"):
        with pytest.raises(NotFound):
            log(walked, actor=builders.stranger("officer1"), case_id=case_id)
    assert counts() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("合同.docx", b"PK\x03\x04" + b"\0" * 60),
        ("脚本.html", b"<html><script>alert(1)</script>"),
        ("照片.jpg", b"%PDF-1.7 not a photo"),
        ("空.pdf", b""),
        ("程序.exe", b"MZ" + b"\0" * 60),
    ],
)
def test_what_is_not_on_the_list_is_refused_and_leaves_no_row(
    stand: Stand, name: str, content: bytes
) -> None:
    walked = stand("begin")
    before = counts()
    with pytest.raises(Invalid):
        log(walked, stream=io.BytesIO(content), name=name)
    assert counts() == before


def test_a_name_is_never_a_path(stand: Stand) -> None:
    walked = stand("begin")
    public_id = log(walked, name="../../etc/现场照片.jpg")
    row = db.session.scalars(select(Evidence).where(Evidence.public_id == public_id)).one()
    assert "/" not in row.name
    assert row.name.endswith("现场照片.jpg")


def test_files_of_a_draft_belong_to_its_writer_until_it_is_submitted(stand: Stand) -> None:
    walked = stand("submit")
    holder, other = people.by_username("holder").account_id, people.by_username("holder2").account_id
    draft_id = drafts.start(account_id=holder)
    file_id = evidence.attach_to_draft(
        account_id=holder, draft_id=draft_id, stream=photo("店面"), name="店面.jpg", kind="侵权证据"
    )
    with pytest.raises(NotFound):
        evidence.attach_to_draft(
            account_id=other, draft_id=draft_id, stream=photo("店面"), name="店面.jpg", kind="侵权证据"
        )
    with pytest.raises(NotFound):
        evidence.detach_from_draft(account_id=other, draft_id=draft_id, evidence_id=file_id)
    evidence.detach_from_draft(account_id=holder, draft_id=draft_id, evidence_id=file_id)
    row = db.session.scalars(select(Evidence).where(Evidence.public_id == file_id)).one()
    assert row.removed_at is not None
    sent = db.session.scalars(select(Draft).where(Draft.submitted_case_id == walked.case_id)).one().public_id
    with pytest.raises(NotFound):
        evidence.attach_to_draft(
            account_id=holder, draft_id=sent, stream=photo("晚"), name="晚.jpg", kind="侵权证据"
        )
    taken = db.session.scalars(select(Evidence).where(Evidence.case_id == walked.case_id)).first()
    assert taken is not None
    with pytest.raises(NotFound):
        evidence.detach_from_draft(account_id=holder, draft_id=sent, evidence_id=taken.public_id)


def test_a_certificate_belongs_to_the_owner_of_the_right(stand: Stand) -> None:
    stand("submit")
    right = db.session.scalars(select(Right)).first()
    assert right is not None
    assert right.certificate_id is not None
    with pytest.raises(NotFound):
        evidence.attach_certificate(
            account_id=people.by_username("holder2").account_id,
            right_id=right.id,
            stream=photo("证书"),
            name="证书.jpg",
        )
