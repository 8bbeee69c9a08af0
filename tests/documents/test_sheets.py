"""Where things stand on every kind of paper: inside the type area, lines beginning and ending as they may."""

from collections.abc import Iterator

import pytest

import documents
from documents import catalogue, press, typeface
from documents.breaker import NO_END, NO_START
from documents.grid import HEIGHT, LEFT, MM, PAPER_HEIGHT, TOP, WIDTH
from documents.page import Mark, Page, Rule, Text
from documents.story import story

KINDS = documents.kinds()
# A seal strip (封条) is pasted over a door: it has no type area.
SHEETS = [kind for kind in KINDS if documents.lookup(kind).layout != "seal_strip"]
HANGING = 3.0
AWKWARD = "（经查，当事人（甲）销售“示例”牌商品３件、共¥17,388.00元；《条例》〔2026〕12号……）。"
LONG = "（超）长、名。" * 9
FOOT = TOP + HEIGHT


def laid(kind: str, data: dict[str, object]) -> list[Page]:
    row = catalogue.lookup(kind)
    typeface.prepare()
    return press.LAYOUTS[row.layout](story(kind, data), press._context(row, data, draft=False))


def crowded(kind: str) -> dict[str, object]:
    """The sample with long and awkward words where it has room for them."""
    data = documents.sample(kind)
    for field in documents.fields(kind):
        if field.type == "paragraphs" and data.get(field.name):
            data[field.name] = AWKWARD * 40
    for name, value in data.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and "name" in one and name != "officers":
                one["name"] = LONG
    return data


@pytest.fixture(scope="module", params=[*SHEETS, *(f"{kind}+" for kind in SHEETS)])
def pages(request: pytest.FixtureRequest) -> list[Page]:
    kind = request.param.removesuffix("+")
    data = crowded(kind) if request.param.endswith("+") else documents.sample(kind)
    if data.get("verify"):
        data["verify"] = None
    return laid(kind, data)


def lines(pages: list[Page]) -> Iterator[Text]:
    for page in pages:
        for mark in page.marks:
            if isinstance(mark, Text) and mark.words.strip():
                yield mark


def ends(mark: Text) -> float:
    return mark.x + typeface.width(mark.role, mark.words.rstrip(), mark.size, mark.tracking)


def test_no_line_begins_or_ends_with_what_may_not_stand_there(pages: list[Page]) -> None:
    for mark in lines(pages):
        words = mark.words.strip()
        assert words[0] not in NO_START.replace("—", ""), words
        assert words[-1] not in NO_END, words


def test_every_word_is_inside_the_type_area(pages: list[Page]) -> None:
    for mark in lines(pages):
        assert mark.x >= LEFT - 0.1, mark.words
        assert ends(mark) <= LEFT + WIDTH + HANGING, mark.words


def test_nothing_is_above_or_below_it_but_page_number_and_signatures(pages: list[Page]) -> None:
    for page in pages:
        for mark in page.marks:
            assert 0 < lowest(mark) < PAPER_HEIGHT - 10 * MM
            assert highest(mark) >= TOP - 1


def lowest(mark: Mark) -> float:
    return max(mark.y1, mark.y2) if isinstance(mark, Rule) else mark.y


def highest(mark: Mark) -> float:
    if isinstance(mark, Rule):
        return min(mark.y1, mark.y2)
    return mark.y - mark.size if isinstance(mark, Text) else mark.y
