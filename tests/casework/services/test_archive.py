"""The bound file: every paper of the penalty with cover and catalogue, nothing of the mediation. I-5"""

import hashlib
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from casework import clock, storage
from casework.db import db, transaction
from casework.demo import decision_steps
from casework.demo.walk import Walk
from casework.errors import NotFound
from casework.models import Document, Event
from casework.services import archive, audit_check, exhibits
from documents import volumes
from documents.volumes import Volume
from documents.wordings import base
from tests import builders
from tests.casework import office
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


def read(walked: Walk, name: str = archive.BOUND) -> PdfReader:
    kept = cover(walked).data[name]
    content = storage.read(kept["key"])
    assert (hashlib.sha256(content).hexdigest(), len(content)) == (kept["sha256"], kept["size"])
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) == kept["pages"]
    return reader


def plain(text: str) -> str:
    return "".join(text.split())


def titles(reader: PdfReader) -> list[str]:
    return [str(one.title) for one in reader.outline]


def test_everything_is_in_one_volume_but_the_mediation(stand: Stand) -> None:
    walked = stand("archive")
    builders.drain()
    main, secondary = read(walked), read(walked, archive.BOUND_SECONDARY)
    papers = db.session.scalars(select(Document).where(Document.case_id == walked.case_id)).all()
    apart = {p.title for p in papers if volumes.standing(p.kind).volume is Volume.APART}
    inside = [p for p in papers if archive.volume_of(p) in volumes.BOUND]
    found = sorted(titles(main)[2:-1] + titles(secondary)[2:-1])
    evidence = [f"证据{one.number}：{one.name}" for one in exhibits.of_case(walked.case_id)]
    assert evidence
    assert found == sorted([*(f"{p.title} {p.number or ''}".strip() for p in inside), *evidence])
    text = plain("".join(page.extract_text() or "" for one in (main, secondary) for page in one.pages))
    assert apart
    assert "愿意赔偿" not in text
    assert not any(title in text for title in apart)


def test_the_volumes_stand_in_the_order_of_the_rule_and_are_never_mixed(stand: Stand) -> None:
    walked = stand("archive")
    builders.drain()
    main, secondary = titles(read(walked)), titles(read(walked, archive.BOUND_SECONDARY))
    for listed in (main, secondary):
        assert (listed[0], listed[1], listed[-1]) == ("卷宗封面", "卷内文件目录", "卷内备考表")
    heads = [one.split(" ")[0] for one in main]
    wanted = ["立案审批表", "行政处罚决定书", "行政处罚告知书", "现场笔录", "行政处罚信息摘要"]
    assert [one for one in dict.fromkeys(heads) if one in wanted] == wanted
    heads = [one.split(" ")[0] for one in secondary]
    wanted = ["知识产权侵权投诉书", "案件调查终结报告", "结案审批表"]
    assert [one for one in dict.fromkeys(heads) if one in wanted] == wanted
    internal = {"案件调查终结报告", "行政处理决定审批表", "知识产权侵权投诉书"}
    assert internal <= {one.split(" ")[0] for one in secondary}
    assert not internal & {one.split(" ")[0] for one in main}


def test_the_printed_page_of_each_paper_is_the_page_of_the_catalogue(stand: Stand) -> None:
    walked = stand("archive")
    builders.drain()
    for name in (archive.BOUND, archive.BOUND_SECONDARY):
        reader = read(walked, name)
        outline = [item for item in reader.outline if not isinstance(item, list)]
        starts = [reader.get_destination_page_number(item) for item in outline]
        front, back = starts[2], starts[-1]
        listing = plain("".join(page.extract_text() for page in reader.pages[starts[1] : front]))
        for item, begins, ends in zip(outline[2:-1], starts[2:-1], starts[3:], strict=True):
            for place in range(begins, ends):
                assert str(place - front + 1) in reader.pages[place].extract_text().split(), item.title
            first, last = begins - front + 1, ends - front
            page = str(first) if first == last else f"{first}-{last}"
            assert f"日{page}" in listing, (item.title, page)
        assert f"{back - front}页" in plain(reader.pages[0].extract_text())
        assert f"{back - front}页" in plain(reader.pages[back].extract_text())
    papers = archive.papers_of(walked.case_id)
    for volume, name in archive.KEPT_AS.items():
        text = plain("".join(page.extract_text() for page in read(walked, name).pages))
        own = [p.sha256 for p in papers if archive.volume_of(p) is volume]
        other = [p.sha256 for p in papers if archive.volume_of(p) is not volume]
        assert own
        # A digest is set in two lines; a title of two lines stands between them in the text.
        assert all(digest[:32] in text and digest[32:] in text for digest in own)
        assert not any(digest[:32] in text for digest in other)
    assert "正卷共2卷第1卷" in plain(read(walked).pages[0].extract_text())
    assert "副卷共2卷第2卷" in plain(read(walked, archive.BOUND_SECONDARY).pages[0].extract_text())


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


def test_the_forms_of_a_volume_have_the_wording_of_the_day_they_were_drawn_up(
    stand: Stand,
) -> None:
    walked = stand("close")
    said = {"file_cover": "格式甲", "file_catalogue": "格式乙", "file_remark": "格式丙"}
    for kind, words in said.items():
        office.worded(kind, f"{base(kind).text.rstrip()}\nnote: {words}\n")
    builders.drain()
    decision_steps.archive(walked)
    builders.drain()
    first = cover(walked).data[archive.BOUND]["sha256"]
    pages = "".join(page.extract_text() or "" for page in read(walked).pages)
    assert all(words in pages for words in said.values())
    office.worded("file_cover", base("file_cover").text, day=clock.today() + timedelta(days=1))
    archive.bind(walked.case_id)
    assert cover(walked).data[archive.BOUND]["sha256"] == first
