"""The bound file."""

import io

import pypdf
import pytest

import documents
from documents import binder


@pytest.fixture(scope="module")
def papers() -> list[binder.Paper]:
    titles = {
        "filing_approval": "立案审批表",
        "penalty_decision": "行政处罚决定书",
        "service_receipt": "送达回证",
    }
    return [
        binder.Paper(title=title, content=documents.render(kind, documents.sample(kind)).bytes, number="1号")
        for kind, title in titles.items()
    ]


def test_catalogue_rows_name_the_pages_where_papers_stand(papers) -> None:
    rows = binder.entries(papers)
    bound = binder.bind(papers)
    reader = pypdf.PdfReader(io.BytesIO(bound.bytes))
    assert [row["page"] for row in rows] == ["1-2", "3-8", "9-10"]
    assert bound.first_pages == (1, 3, 9)
    assert "行政处罚决定书" in reader.pages[2].extract_text()
    assert "送达回证" in reader.pages[8].extract_text()


def test_front_pages_carry_no_number_and_every_other_page_its_own(papers) -> None:
    cover = binder.Paper("卷宗封面", documents.render("file_cover", documents.sample("file_cover")).bytes)
    bound = binder.bind(papers, front=[cover])
    reader = pypdf.PdfReader(io.BytesIO(bound.bytes))
    assert bound.pages == len(reader.pages) == 11
    assert [item.title for item in reader.outline] == [
        "卷宗封面",
        "立案审批表 1号",
        "行政处罚决定书 1号",
        "送达回证 1号",
    ]
    for number, page in enumerate(reader.pages[1:], start=1):
        assert str(number) in page.extract_text().split()


def test_the_catalogue_can_be_printed_from_the_rows(papers) -> None:
    data = documents.sample("file_catalogue")
    data["entries"] = binder.entries(papers)
    text = pypdf.PdfReader(io.BytesIO(documents.render("file_catalogue", data).bytes)).pages[0].extract_text()
    assert "3-8" in text


def test_equal_papers_bind_to_equal_bytes(papers) -> None:
    assert binder.bind(papers).sha256 == binder.bind(papers).sha256


def test_the_public_copy_is_summary_then_decision_without_new_numbers(papers) -> None:
    summary = binder.Paper(
        "摘要", documents.render("penalty_info_summary", documents.sample("penalty_info_summary")).bytes
    )
    joined = binder.join([summary, papers[1]], title="公示文本")
    reader = pypdf.PdfReader(io.BytesIO(joined.bytes))
    assert joined.pages == 7
    assert "摘要" in reader.pages[0].extract_text()


def test_what_is_no_pdf_is_refused_by_name() -> None:
    with pytest.raises(documents.PaperError, match="假证据"):
        binder.bind([binder.Paper("假证据", b"hello")])


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(documents.PaperError):
        binder.bind([])
