"""Evidence in the bound file: page by page or as a sheet, in its place, and what must never be in it."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader
from sqlalchemy import select

from casework import clock, storage
from casework.db import db, transaction
from casework.demo.walk import Walk
from casework.models import Document, Event, Evidence, Party, Proceeding
from casework.services import archive, audit_check, enclosures, evidence, exhibits, tidying
from documents import enclosing
from documents.volumes import Volume
from tests import builders
from tests.casework.crowd import counts
from tests.casework.services.test_writing import begun, paper_of, take
from tests.documents import foreign
from workflows.vocabulary import Action, DocumentKind, PartyRole, Procedure

Stand = Callable[..., Walk]
JPEG, PDF, VIDEO = "image/jpeg", "application/pdf", "video/mp4"
FILM = b"\0\0\0\x18ftypmp42" + bytes(5000)


def put(walked: Walk, name: str, content: bytes, media_type: str, **columns: Any) -> str:
    """A row of evidence as if it had come long ago; its digest."""
    kept = storage.put(content)
    with transaction() as session:
        session.add(
            Evidence(
                case_id=walked.case_id,
                name=name,
                kind="书证",
                media_type=media_type,
                size=kept.size,
                sha256=kept.sha256,
                storage_key=kept.key,
                received_at=clock.now(),
                **{"source": "现场检查时拍摄", **columns},
            )
        )
    return kept.sha256


@dataclass(frozen=True, slots=True)
class Read:
    """A bound volume with its bookmarks and where each leads; papers may be called alike."""

    reader: PdfReader
    marks: tuple[tuple[str, int], ...]

    @property
    def titles(self) -> list[str]:
        return [title for title, _first in self.marks]

    def span(self, title: str) -> range:
        """The pages under a bookmark, counted from 0."""
        first = next(at for one, at in self.marks if one == title)
        return range(
            first, min([at for _one, at in self.marks if at > first], default=len(self.reader.pages))
        )

    def text(self, title: str) -> str:
        """The words of the pages under a bookmark, without blanks."""
        return "".join("".join(self.reader.pages[at].extract_text().split()) for at in self.span(title))


def cover(walked: Walk) -> Document:
    db.session.expire_all()
    return db.session.scalars(
        select(Document).where(Document.case_id == walked.case_id, Document.kind == DocumentKind.FILE_COVER)
    ).one()


def read(walked: Walk, name: str = archive.BOUND) -> Read:
    reader = PdfReader(io.BytesIO(storage.read(cover(walked).data[name]["key"])))
    marks = [item for item in reader.outline if not isinstance(item, list)]
    return Read(
        reader, tuple((str(one.title), int(reader.get_destination_page_number(one) or 0)) for one in marks)
    )


def titled(book: Read, words: str) -> str:
    return next(title for title in book.titles if words in title)


# What each file is called in print, its bytes, its kind, and how many pages stand for it.
MIXED = (
    ("店面.jpg", foreign.photo((800, 600), turned=foreign.SIDEWAYS), JPEG, 1),
    ("进货单.pdf", foreign.pdf(3), PDF, 3),
    ("录像.mp4", FILM, VIDEO, 1),
    ("坏件.pdf", b"%PDF-1.7 nothing more", PDF, 1),
    ("加密.pdf", foreign.locked(), PDF, 1),
    ("带脚本🧨.pdf", foreign.active(), PDF, 1),
)


def test_evidence_is_bound_page_by_page_or_has_a_sheet_that_says_where_it_is(stand: Stand) -> None:
    walked = stand("archive")
    digests = [put(walked, name, content, kind) for name, content, kind, _pages in MIXED]
    builders.drain()
    book = read(walked)
    for name, _content, _kind, pages in MIXED:
        assert len(book.span(titled(book, name.replace("🧨", "〓")))) == pages, name
    film = book.text(titled(book, "录像.mp4"))
    for said in ("证据另存说明", digests[2][:32], digests[2][32:], enclosures.UNBOUND, "5,012字节"):
        assert said in film
    assert enclosing.BROKEN in book.text(titled(book, "坏件.pdf"))
    assert enclosing.LOCKED in book.text(titled(book, "加密.pdf"))
    assert "purchasereceipt2" in book.text(titled(book, "进货单.pdf"))
    assert "第2页，共3页" in book.text(titled(book, "进货单.pdf"))
    listing = book.text("卷内文件目录")
    assert all(sha256[:32] in listing and sha256[32:] in listing for sha256 in digests)
    assert "其中证据3件不能装订" in book.text("卷内备考表")
    _shows_the_photograph_and_runs_nothing(walked, book.span(titled(book, "店面.jpg")).start)


def _shows_the_photograph_and_runs_nothing(walked: Walk, place: int) -> None:
    whole = storage.read(cover(walked).data[archive.BOUND]["key"])
    drawn = pypdfium2.PdfDocument(whole)[place].render().to_pil().convert("RGB")
    colours = [pixel for _count, pixel in drawn.getcolors(1 << 20)]
    assert any(red > 200 and green < 60 for red, green, _blue in colours)
    assert not any(word in whole for word in (b"/JavaScript", b"/EmbeddedFile", b"/Launch"))


def test_evidence_stands_in_the_fourth_group_between_its_neighbours(stand: Stand) -> None:
    walked = stand("archive")
    put(walked, "进货单.pdf", foreign.pdf(2), PDF)
    builders.drain()
    book = read(walked)
    order = [title.split(" ")[0] for title in book.titles]
    place = order.index(titled(book, "进货单.pdf"))
    assert order.index("行政处罚告知书") < place < order.index("行政处罚信息摘要")
    assert not any("证据" in title for title in read(walked, archive.BOUND_SECONDARY).titles)


def test_every_page_of_evidence_has_the_number_that_the_catalogue_says(stand: Stand) -> None:
    walked = stand("archive")
    put(walked, "宽.pdf", foreign.pdf(2, size=(1200, 700)), PDF)
    put(walked, "店面.jpg", foreign.photo((800, 600)), JPEG)
    builders.drain()
    book = read(walked)
    front = book.marks[2][1]
    listing = "".join(book.text("卷内文件目录"))
    for name in ("宽.pdf", "店面.jpg"):
        title = titled(book, name)
        first, count = book.span(title).start, len(book.span(title))
        for place in book.span(title):
            page = book.reader.pages[place]
            assert str(place - front + 1) in page.extract_text().split()
            assert float(page.mediabox.width) > float(page.mediabox.height)
        last = first + count - front
        wanted = f"{first - front + 1}-{last}" if count > 1 else f"{last}"
        assert f"日{wanted}" in listing


def test_what_is_infected_taken_out_or_of_the_mediation_is_nowhere_in_file_or_sheet(stand: Stand) -> None:
    walked = stand("archive")
    apart = db.session.scalars(
        select(Proceeding.id).where(
            Proceeding.case_id == walked.case_id, Proceeding.procedure == Procedure.MEDIATION
        )
    ).first()
    assert apart is not None
    hidden = [
        put(walked, "带毒.pdf", foreign.pdf(1), PDF, scan_status="infected"),
        put(walked, "撤下.pdf", foreign.pdf(2), PDF, removed_at=clock.now()),
        put(walked, "调解录像.mp4", FILM, VIDEO, proceeding_id=apart),
        put(walked, "调解照片.jpg", foreign.photo(), JPEG, proceeding_id=apart),
    ]
    builders.drain()
    for name in (archive.BOUND, archive.BOUND_SECONDARY):
        book = read(walked, name)
        words = "".join(book.titles) + "".join(book.text(title) for title in book.titles)
        assert not any(one in words for one in ("带毒", "撤下", "调解录像", "调解照片"))
        assert not any(sha256[:32] in words for sha256 in hidden)


def test_what_a_complainant_in_confidence_handed_in_is_in_the_sub_volume_only(stand: Stand) -> None:
    walked = stand("archive")
    with transaction() as session:
        party = session.scalars(
            select(Party).where(Party.case_id == walked.case_id, Party.role == PartyRole.COMPLAINANT)
        ).one()
        party.confidential = True
        account, name = party.account_id, party.name
    put(walked, "举报材料.pdf", foreign.pdf(1), PDF, account_id=account, source="投诉人提交")
    put(walked, f"{name}的标识.jpg", foreign.photo(), JPEG)
    found = {one.name: one.standing for one in exhibits.of_case(walked.case_id)}
    assert (found["举报材料.pdf"].volume, found["举报材料.pdf"].place) == (Volume.SECONDARY, 1)
    builders.drain()
    main, secondary = read(walked), read(walked, archive.BOUND_SECONDARY)
    assert any("举报材料" in title for title in secondary.titles)
    assert not any("举报材料" in title for title in main.titles)
    assert any("投诉人的标识.jpg" in title for title in main.titles)
    listing = main.text("卷内文件目录")
    assert name not in "".join(main.titles)
    assert name not in listing


def test_a_file_beyond_the_limits_has_its_sheet(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    walked = stand("archive")
    put(walked, "大.pdf", foreign.pdf(1), PDF)
    put(walked, "小.jpg", foreign.photo((64, 48)), JPEG)
    monkeypatch.setattr(enclosures, "ALL_BYTES", 0)
    builders.drain()
    book = read(walked)
    assert enclosing.LARGE in book.text(titled(book, "大.pdf"))
    assert enclosing.LARGE in book.text(titled(book, "小.jpg"))


def test_a_paper_or_evidence_that_comes_later_is_bound_in_anew_and_the_former_bytes_stay(
    stand: Stand,
) -> None:
    walked = stand("archive")
    builders.drain()
    first = dict(cover(walked).data[archive.BOUND])
    second = cover(walked).data[archive.BOUND_SECONDARY]
    evidence.log(
        actor=walked.staff("officer1"),
        case_id=walked.public_id,
        stream=io.BytesIO(foreign.pdf(2)),
        name="补充.pdf",
        kind="书证",
        source="当事人补充提交",
    )
    builders.drain()
    now = cover(walked).data
    assert now[archive.BOUND]["sha256"] != first["sha256"]
    assert now[archive.BOUND_SECONDARY] == second
    assert any("补充.pdf" in title for title in read(walked).titles)
    assert archive.ANEW in read(walked).text("卷内备考表")
    (former,) = now[archive.FORMER]
    assert (former["volume"], former["sha256"]) == (archive.BOUND, first["sha256"])
    content = storage.read(former["key"])
    assert hashlib.sha256(content).hexdigest() == first["sha256"]
    assert former["key"] in tidying.referred_to()
    events = db.session.scalars(select(Event).where(Event.action == "file_bound").order_by(Event.seq)).all()
    assert [(one.note, one.payload.get("former")) for one in events] == [
        ("", None),
        (archive.ANEW, [first["sha256"]]),
    ]
    before = counts()
    archive.bind(walked.case_id)
    assert counts() == before
    assert audit_check.verify().ok


def test_opening_evidence_or_coming_before_the_archive_promises_no_binding(stand: Stand) -> None:
    walked = stand("close")
    builders.drain()
    before = counts()["outbox"]
    archive.bind_again(walked.case_id, "paper:1")
    assert counts()["outbox"] == before
    walked = stand("archive")
    builders.drain()
    before = counts()["outbox"]
    one = db.session.scalars(select(Evidence).where(Evidence.case_id == walked.case_id)).first()
    assert one is not None
    evidence.record_reading(actor=walked.staff("officer1"), evidence_id=one.id, purpose="办案查阅")
    assert counts()["outbox"] == before
    archive.bind_again(walked.case_id, "paper:1")
    archive.bind_again(walked.case_id, "paper:1")
    assert counts()["outbox"] == before + 1


def test_what_comes_while_the_file_is_bound_makes_it_wait(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = stand("archive")
    builders.drain()
    put(walked, "一.pdf", foreign.pdf(1), PDF)
    usual = enclosing.enclose

    def slowly(files: Any) -> Any:
        if not any(one.name == "二.jpg" for one in exhibits.of_case(walked.case_id)):
            put(walked, "二.jpg", foreign.photo(), JPEG)
        return usual(files)

    monkeypatch.setattr(enclosing, "enclose", slowly)
    with pytest.raises(archive.NotReady):
        archive.bind(walked.case_id)
    archive.bind(walked.case_id)
    assert {"一.pdf", "二.jpg"} <= {title.partition("：")[2] for title in read(walked).titles}


def test_a_paper_issued_after_the_archive_is_bound_in_too(stand: Stand) -> None:
    walked = stand("archive")
    builders.drain()
    first = cover(walked).data[archive.BOUND]["sha256"]
    row = begun(walked, "decision_correction")
    take(row, Action.SUBMIT_TO_LEADER, walked.staff("officer1"))
    take(row, Action.APPROVE_PAPER, walked.staff("leader"))
    builders.drain()
    now = cover(walked).data
    assert now[archive.BOUND]["sha256"] != first
    assert first in {one["sha256"] for one in now[archive.FORMER]}
    correction = paper_of("decision_correction")
    book = read(walked)
    title = titled(book, str(correction.number))
    assert book.span(title).start < book.span(titled(book, "行政处罚告知书")).start
    digest = str(correction.sha256)
    assert digest[:32] in book.text("卷内文件目录")
    assert audit_check.verify().ok
