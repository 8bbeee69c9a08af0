"""封条: everything stands inside the strip, one under the other, and the seal on the day."""

import io
from itertools import pairwise

import pypdfium2
import pytest

import documents
from documents import press, typeface
from documents.layouts import seal_strip
from documents.page import Code, Page, Rule, Seal, Text
from documents.parts import Context
from documents.story import story

EVERYTHING = Context(
    seal_name="宣城市宣州区市场监督管理局",
    demo=True,
    verify_code="7K3M",
    verify_url="https://ip.example/7K3M",
)


@pytest.fixture(autouse=True)
def fonts() -> None:
    typeface.prepare()


def strip(name: str = "", *, context: Context = EVERYTHING, draft: bool = False) -> Page:
    data = documents.sample("seal_strip")
    if name:
        data["agency"]["name"] = name
    if draft:
        data["issued_on"] = None
    (page,) = seal_strip.compose(story("seal_strip", data, draft=draft), context)
    return page


def words(page: Page) -> str:
    return "".join(mark.words for mark in page.marks if isinstance(mark, Text))


@pytest.mark.parametrize("name", ["甲局", "宣城市宣州区市场监督管理局", "超" * 40])
def test_what_is_on_the_strip_stands_inside_its_frame(name: str) -> None:
    page = strip(name)
    frame = [mark for mark in page.marks if isinstance(mark, Rule)]
    left, right = min(one.x1 for one in frame), max(one.x2 for one in frame)
    top, foot = min(one.y1 for one in frame), max(one.y2 for one in frame)
    inside = [one for one in page.marks if isinstance(one, Text) and one.x > left + 1 and one.y > top]
    assert name in "".join(one.words for one in inside)
    assert all(one.y < foot and one.x < right for one in inside)


def test_nothing_of_the_strip_lies_on_anything_else() -> None:
    column = [one for one in strip().marks if isinstance(one, Text) and one.y > seal_strip.TOP]
    inside = [one for one in column if one.x > seal_strip.EDGE]
    levels = [one.y for one in inside]
    assert levels == sorted(set(levels))
    for before, after in pairwise(inside):
        assert after.y - before.y >= after.size * 0.8, (before.words, after.words)


def test_the_code_stands_left_of_the_strip() -> None:
    page = strip()
    (code,) = (one for one in page.marks if isinstance(one, Code))
    assert code.x + code.side < seal_strip.EDGE
    captions = [one for one in page.marks if isinstance(one, Text) and "核验" in one.words]
    assert captions
    assert all(one.x < code.x + 1 for one in captions)


def test_a_number_of_the_date_is_one_cell_and_the_seal_lies_on_it() -> None:
    page = strip()
    day = [
        one for one in page.marks if isinstance(one, Text) and one.words in {"2026", "年", "8", "17", "日"}
    ]
    assert {one.words for one in day} == {"2026", "年", "8", "17", "日"}
    (seal,) = (one for one in page.marks if isinstance(one, Seal))
    assert min(one.y for one in day) < seal.y < max(one.y for one in day)


def test_a_draft_carries_neither_seal_nor_code() -> None:
    page = strip(context=Context(seal_name="某局", draft=True, verify_url="https://ip.example"), draft=True)
    assert not [one for one in page.marks if isinstance(one, Seal | Code)]
    assert "封" in words(page)


def test_the_finished_strip_says_which_measure_it_belongs_to() -> None:
    made = press.render("seal_strip", documents.sample("seal_strip"))
    assert made.pages == 1
    assert made.seal is not None
    page = pypdfium2.PdfDocument(io.BytesIO(made.bytes))[0].get_textpage().get_text_range()
    assert "宣州市监强制〔2026〕12号" in page
    assert "不得擅自启封、损毁" in page
