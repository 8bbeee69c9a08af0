"""避头尾: where lines may end, for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.breaker import NO_END, NO_START, SPACES, clusters, lines

ROOM = 28.0
HAN = "当事人销售侵犯注册商标专用权的商品本局依法处罚宣州区"
MIXED = HAN + NO_START + NO_END + "0123456789abcXYZ/… —" + " "


class HalfOrFull(dict):
    """Latin characters half as wide as Han."""

    def __missing__(self, character: str) -> float:
        return 0.5 if ord(character) < 0x2000 else 1.0


WIDTHS = HalfOrFull()


def set_lines(text: str, room: float = ROOM, indent: float = 2.0):
    return lines(text, room=room, advance=WIDTHS, size=1.0, indent=indent)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=MIXED, max_size=400))
def test_no_character_is_lost_doubled_or_moved(text: str) -> None:
    assert "".join(line.text for line in set_lines(text)) == text


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=MIXED, max_size=400))
def test_no_line_is_wider_than_its_room(text: str) -> None:
    for line in set_lines(text):
        assert line.indent + line.width <= ROOM + 0.02


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=HAN + "，。、；：？！）〕》」』”’％（〔《「『“‘¥0123456789", max_size=400))
def test_no_line_starts_or_ends_with_what_it_may_not(text: str) -> None:
    broken = set_lines(text)
    torn = any(sum(WIDTHS[one] for one in cluster) > ROOM - 2 for cluster in clusters(text))
    if torn:
        return
    for line in broken[1:]:
        assert line.text[0] not in NO_START
    for line in broken[:-1]:
        assert line.text[-1] not in NO_END


@pytest.mark.parametrize(
    "whole",
    [
        "〔2026〕12号",
        "92341802MARLCR055F",
        "17,388.00",
        "……",
        "——",
        "3%",
        "百分之三％",
        "（2026）",
        "¥17,388.00",
    ],
)
def test_what_belongs_together_is_not_split_at_any_column(whole: str) -> None:
    unit = whole.removeprefix("百分之")
    for lead in range(1, 60):
        text = "字" * lead + whole + "字" * 30
        assert any(unit in line.text for line in set_lines(text, indent=0.0)), lead


def test_long_addresses_break_after_slashes() -> None:
    broken = set_lines(
        "网址https://example.gov.cn/aaaaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbbbbbbbbb/cccccccccccccccccccc"
    )
    assert len(broken) > 1
    assert all(line.text.endswith("/") or line.last for line in broken[:-1] if "/" in line.text)
    assert not any(line.text.endswith("https:/") for line in broken)


def test_a_word_longer_than_a_line_is_cut_rather_than_lost() -> None:
    broken = set_lines("f" * 500)
    assert [len(line.text) for line in broken[:-1]] == [52] + [56] * (len(broken) - 2)


def test_a_full_line_is_spread_to_the_edge_and_the_last_is_not() -> None:
    text = "字" * 25 + "，。" + "字" * 30
    broken = set_lines(text, indent=0.0)
    first = broken[0]
    ink = first.width + first.spread * (len(first.text) - 1)
    assert ink == pytest.approx(ROOM)
    assert broken[-1].spread == 0


def test_twenty_eight_characters_fill_a_line_exactly() -> None:
    broken = set_lines("字" * 56, indent=0.0)
    assert [len(line.text) for line in broken] == [28, 28]
    assert broken[0].spread == 0


def test_blanks_hang_at_the_end_of_a_line_and_take_no_room() -> None:
    broken = set_lines("字" * 28 + " " + "字" * 3, indent=0.0)
    assert broken[0].text == "字" * 28 + " "
    assert broken[1].text == "字" * 3


def test_an_empty_text_is_one_empty_line() -> None:
    assert [line.text for line in set_lines("")] == [""]


def test_clusters_keep_closing_marks_with_the_word_before() -> None:
    assert clusters("（甲）乙，〔2026〕12号。") == ["（甲）", "乙，", "〔2026〕12号。"]
    assert set(SPACES) >= {" "}
