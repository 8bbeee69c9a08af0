"""The bound file."""

import io
from dataclasses import replace

import pypdf
import pypdfium2
import pytest

import documents
from documents import binder
from tests.documents import foreign


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


def test_a_number_hides_nothing_of_its_page_and_stands_on_every_size(papers) -> None:
    """Evidence pages lie or stand; what they show is seen beside number and caption."""
    lying = binder.Paper("证据1", foreign.pdf(2, size=(842.0, 595.0)), caption="证据1：进货单.pdf")
    bound = binder.bind([papers[0], lying])
    reader = pypdf.PdfReader(io.BytesIO(bound.bytes))
    assert bound.first_pages == (1, 3)
    for place, number in ((2, "3"), (3, "4")):
        text = reader.pages[place].extract_text()
        assert f"purchase receipt {place - 1}" in text
        assert number in text.split()
        assert f"证据1：进货单.pdf　第{place - 1}页，共2页" in text
        seen = pypdfium2.PdfDocument(bound.bytes)[place]
        assert "purchase receipt" in seen.get_textpage().get_text_bounded()
        dark = seen.render().to_pil().convert("L").point(lambda value: 255 if value < 128 else 0)
        corner = (dark.width - 80, 25, dark.width, 60) if int(number) % 2 else (0, 25, 80, 60)
        assert dark.crop(corner).getbbox() is not None


def test_a_page_without_anything_on_it_gets_its_number() -> None:
    empty = pypdf.PdfWriter()
    empty.add_blank_page(595, 842)
    made = io.BytesIO()
    empty.write(made)
    bound = binder.bind([binder.Paper("空白", made.getvalue())])
    assert pypdf.PdfReader(io.BytesIO(bound.bytes)).pages[0].extract_text().split() == ["1"]


def test_a_paper_that_has_not_the_pages_it_was_listed_with_is_refused(papers) -> None:
    with pytest.raises(documents.PaperError, match="页数"):
        binder.bind([replace(papers[0], pages=9)])
