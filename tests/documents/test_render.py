"""Finished papers: what is in the bytes."""

import hashlib
import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pypdf
import pypdfium2
import pytest

import documents
from documents.breaker import NO_START
from documents.press import Rendered

KINDS = documents.kinds()
A4 = (595.28, 841.89)


@pytest.fixture(scope="module")
def papers() -> dict[str, Rendered]:
    return {kind: documents.render(kind, documents.sample(kind)) for kind in KINDS}


def lines_of(content: bytes) -> list[str]:
    """Read the words back as they stand, one string for each baseline."""
    found = []
    for page in pypdfium2.PdfDocument(io.BytesIO(content)):
        text = page.get_textpage().get_text_range()
        found += [line.strip() for line in text.splitlines() if line.strip()]
    return found


def fonts_of(content: bytes) -> list[pypdf.generic.DictionaryObject]:
    found = []
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        found += [font.get_object() for font in page["/Resources"].get("/Font", {}).values()]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_renders_its_sample_on_a4(kind: str, papers) -> None:
    paper = papers[kind]
    reader = pypdf.PdfReader(io.BytesIO(paper.bytes))
    assert len(reader.pages) == paper.pages >= 1
    assert hashlib.sha256(paper.bytes).hexdigest() == paper.sha256
    for page in reader.pages:
        assert (round(float(page.mediabox.width), 2), round(float(page.mediabox.height), 2)) == A4


@pytest.mark.parametrize("kind", KINDS)
def test_all_fonts_are_embedded_and_none_is_helvetica(kind: str, papers) -> None:
    fonts = fonts_of(papers[kind].bytes)
    assert fonts
    for font in fonts:
        (below,) = font["/DescendantFonts"]
        assert "/FontFile2" in below.get_object()["/FontDescriptor"].get_object(), font["/BaseFont"]
        assert "+" in font["/BaseFont"]
    assert b"Helvetica" not in papers[kind].bytes


@pytest.mark.parametrize("kind", KINDS)
def test_equal_data_give_equal_bytes(kind: str, papers) -> None:
    assert documents.render(kind, documents.sample(kind)).bytes == papers[kind].bytes


@pytest.mark.parametrize(
    "kind", ["penalty_decision", "penalty_notice", "penalty_disclosure_notice", "mediation_agreement"]
)
def test_no_line_on_paper_starts_with_closing_punctuation(kind: str, papers) -> None:
    for line in lines_of(papers[kind].bytes):
        assert line[0] not in NO_START.replace("—", ""), line


def test_a_whole_paper_never_splits_a_document_number() -> None:
    for lead in range(28):
        data = documents.sample("report_result_notice")
        data["result"] = "其他"
        data["reason"] = "字" * lead + "宣州市监处罚〔2026〕145号"
        text = "\n".join(lines_of(documents.render("report_result_notice", data).bytes))
        assert "〔2026〕145号" in text


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(papers) -> None:
    document = pypdfium2.PdfDocument(io.BytesIO(papers["penalty_decision"].bytes))
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        found = text.search(f"— {number} —").get_next()
        left = text.get_charbox(found[0])[0]
        assert (left > 300) == (number % 2 == 1)


def test_the_page_of_the_seal_carries_body_text() -> None:
    for length in range(0, 1400, 28):
        data = documents.sample("mediation_end_notice")
        data["reason"] = "字" * max(length, 1)
        reader = pypdfium2.PdfDocument(io.BytesIO(documents.render("mediation_end_notice", data).bytes))
        last = reader[len(reader) - 1].get_textpage().get_text_range()
        before = last.split("宣城市宣州区市场监督管理局\r\n2026年9月4日")[0]
        body = [line for line in before.splitlines() if line.strip() and "演示" not in line]
        assert len(body) >= 2, length


def test_a_draft_is_marked_and_needs_no_number_or_date() -> None:
    data = documents.sample("penalty_decision")
    data["number"], data["issued_on"] = "", None
    text = "".join(lines_of(documents.render("penalty_decision", data, draft=True).bytes))
    assert "草稿" in text
    assert "文号待编" in text
    assert "扫码核验" not in text
    with pytest.raises(documents.MissingField, match="文号"):
        documents.render("penalty_decision", data)


def test_a_demo_paper_says_so_and_a_real_one_does_not() -> None:
    data = documents.sample("penalty_decision")
    assert "演示文书" in "".join(lines_of(documents.render("penalty_decision", data).bytes))
    data["demo"] = False
    assert "演示" not in "".join(lines_of(documents.render("penalty_decision", data).bytes))


def test_a_paper_without_a_code_still_renders() -> None:
    data = documents.sample("penalty_decision")
    data["verify"] = None
    assert "扫码核验" not in "".join(lines_of(documents.render("penalty_decision", data).bytes))


@pytest.mark.parametrize("kind", KINDS)
def test_long_hostile_and_empty_data_break_no_page(kind: str) -> None:
    data = documents.sample(kind)
    for field in documents.fields(kind):
        if field.type == "paragraphs" and data.get(field.name):
            data[field.name] = "很长的一段，" * 1700 + "<b>&{{x}}"
        if field.type == "list" and field.name in data:
            data[field.name] = []
    if "party" in data:
        data["party"]["name"] = "超" * 60
    paper = documents.render(kind, data)
    assert paper.pages >= 1
    if any(field.type == "paragraphs" and data.get(field.name) for field in documents.fields(kind)):
        assert "<b>&{{x}}" in "".join(lines_of(paper.bytes)).replace(" ", "")


@pytest.mark.parametrize("how", ["到指定的银行或者通过电子支付系统", "到指定银行缴纳"])
def test_a_fine_on_the_spot_is_paid_in_a_whole_sentence(how: str) -> None:
    data = documents.sample("on_the_spot_decision")
    data |= {"collected_on_spot": False, "payment": data.get("payment", {}) | {"how": how, "bank": None}}
    told = "".join(lines_of(documents.render("on_the_spot_decision", data).bytes)).replace(" ", "")
    assert f"{how.removesuffix('缴纳')}缴纳。到期不缴纳的" in told


def test_a_list_of_many_rows_repeats_its_head() -> None:
    data = documents.sample("inventory_list")
    data["items"] = [{**data["items"][0], "name": f"物品{number}"} for number in range(80)]
    paper = documents.render("inventory_list", data)
    reader = pypdf.PdfReader(io.BytesIO(paper.bytes))
    assert paper.pages > 3
    for page in reader.pages[:-1]:
        assert "物品状况" in page.extract_text().replace("\n", "")
    text = "".join(page.extract_text() for page in reader.pages)
    assert text.count("以下空白") == 1


def test_importing_the_room_does_not_load_reportlab() -> None:
    code = "import sys, documents; documents.sample('penalty_decision'); sys.exit('reportlab' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_papers_made_at_the_same_time_do_not_disturb_each_other(papers) -> None:
    kinds = ["penalty_notice", "inventory_list", "service_receipt", "file_cover"] * 3
    with ThreadPoolExecutor(max_workers=4) as pool:
        made = list(pool.map(lambda kind: documents.render(kind, documents.sample(kind)).sha256, kinds))
    assert made == [papers[kind].sha256 for kind in kinds]


@pytest.mark.parametrize("kind", ["investigation_report", "mediation_record", "on_site_record"])
def test_nobody_signs_a_page_without_the_paper(kind: str) -> None:
    field = {
        "investigation_report": "discretion",
        "mediation_record": "result",
        "on_site_record": "situation",
    }
    for length in range(1, 800, 112):
        data = documents.sample(kind)
        data[field[kind]] = "字" * length
        reader = pypdfium2.PdfDocument(io.BytesIO(documents.render(kind, data).bytes))
        last = reader[len(reader) - 1].get_textpage().get_text_range()
        lines = [line for line in last.splitlines() if len(line.strip()) > 1 and "演示" not in line]
        assert not lines[0].startswith(("办案人员", "（请")), (kind, length)


def test_places_left_for_writing_are_rules_not_characters() -> None:
    data = documents.sample("inquiry_record")
    data["person"] = {"name": "陈示例"}
    text = "".join(lines_of(documents.render("inquiry_record", data).bytes))
    assert "＿" not in text
    assert "联系电话：" in text


def test_a_receipt_of_many_papers_keeps_to_one_page() -> None:
    data = documents.sample("service_receipt")
    data["papers"] = [{"title": "行政处罚信息公示告知书", "number": "宣州市监公示告〔2026〕45号"}] * 3
    made = documents.render("service_receipt", data)
    assert made.pages == 2
    signed, annex = pypdf.PdfReader(io.BytesIO(made.bytes)).pages
    assert "收件人签名" in signed.extract_text()
    assert "期限怎么算" in annex.extract_text()
    data["proof"] = []
    assert documents.render("service_receipt", data).pages == 1
