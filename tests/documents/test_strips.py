"""Titles and paragraphs as strips."""

from documents import typeface
from documents.fonts import Role
from documents.grid import WIDTH
from documents.parts import TITLE
from documents.strips import Style, halves, paragraph


def test_a_short_title_is_one_line() -> None:
    assert halves("行政处罚决定书", TITLE, WIDTH) == ["行政处罚决定书"]


def test_a_long_title_is_cut_into_lines_of_like_length() -> None:
    words = "宣城市宣州区市场监督管理局关于解除行政强制措施并退还涉案财物的决定书"
    found = halves(words, TITLE, WIDTH)
    assert "".join(found) == words
    assert len(found) == 2
    assert abs(len(found[0]) - len(found[1])) <= 2


def test_a_cut_made_by_hand_is_kept() -> None:
    assert halves("行政处罚信息公示 / 及信用修复告知书", TITLE, WIDTH) == [
        "行政处罚信息公示",
        "及信用修复告知书",
    ]


def test_each_line_feed_begins_a_paragraph_with_its_indent() -> None:
    typeface.prepare()
    strips = paragraph("甲\n\n乙", Style(role=Role.BODY))
    assert len(strips) == 2
    assert strips[0].marks[0].x == strips[1].marks[0].x > 28
