"""Document numbers: written as the city writes them, read as any agency does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows import numbering


def test_the_city_writes_its_numbers_so() -> None:
    assert numbering.document_number("宣", "市监", "处罚", 2026, 12) == "宣市监处罚〔2026〕12号"
    assert numbering.document_number("宣州", "市监", "立", 2026, 96) == "宣州市监立〔2026〕96号"
    assert numbering.own("宣市监处罚〔2026〕12号")
    assert not numbering.own("宣市监处罚〔2026〕012号")
    assert not numbering.own("宣市监处罚[2026]12号")


@pytest.mark.parametrize(
    ("short", "code", "year", "seq"),
    [
        ("", "处罚", 2026, 1),
        ("X", "处罚", 2026, 1),
        ("宣城市局", "处罚", 2026, 1),
        ("宣", "处罚", 1999, 1),
        ("宣", "处罚", 2026, 0),
        ("宣", "处罚", 2026, 100000),
        ("宣", "fa", 2026, 1),
    ],
)
def test_a_number_that_cannot_be_is_refused(short: str, code: str, year: int, seq: int) -> None:
    with pytest.raises(ValueError, match=r"代字|序号|格式"):
        numbering.document_number(short, "市监", code, year, seq)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("浏市监处罚〔2025〕439号", "浏市监处罚〔2025〕439号"),
        ("湘(岳)文综罚字〔2024〕045号", "湘(岳)文综罚字〔2024〕45号"),
        ("湘（岳）文综罚字〔2024〕045号", "湘(岳)文综罚字〔2024〕45号"),
        ("(固)文综罚字〔2024〕F-000003号", "(固)文综罚字〔2024〕F-3号"),
        ("郑市监处罚〔2023〕第0201004号", "郑市监处罚〔2023〕201004号"),
        ("浏市监先登[2025]0000541号", "浏市监先登〔2025〕541号"),
        ("津市监丽执案移【2025】43号", "津市监丽执案移〔2025〕43号"),
        (" 宣市监处罚 〔２０２６〕 12 号", "宣市监处罚〔2026〕12号"),
    ],
)
def test_numbers_of_other_agencies_are_read_and_normalised(text: str, normal: str) -> None:
    assert numbering.parse(text).text == normal


@pytest.mark.parametrize(
    "text", ["", "宣市监处罚〔2026〕12", "〔2026〕12号", "宣市监处罚〔1826〕12号", "宣市监处罚〔2026〕0号"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="文书号格式不对"):
        numbering.parse(text)


@given(st.sampled_from(["宣", "宣州", "郎"]), st.integers(2000, 2099), st.integers(1, 99999))
def test_what_is_written_reads_back(short: str, year: int, seq: int) -> None:
    number = numbering.parse(numbering.document_number(short, "市监", "处罚", year, seq))
    assert (number.prefix, number.year, number.sequence) == (f"{short}市监处罚", year, seq)
