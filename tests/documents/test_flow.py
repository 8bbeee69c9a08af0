"""Strips on pages: what stays together, and the company a seal keeps."""

from documents.flow import paginate, place
from documents.grid import LEFT, TOP, WIDTH
from documents.page import Rule
from documents.strips import Strip

ROOM = 220.0


def body(count: int) -> list[Strip]:
    return [Strip(height=10, body=True) for _ in range(count)]


TAIL = Strip(height=50, tail=True)
COPIES = Strip(height=10, bottom=True)


def test_twenty_two_lines_fill_a_page() -> None:
    assert [len(sheet.strips) for sheet in paginate(body(45), room=ROOM)] == [22, 22, 1]


def test_a_heading_goes_over_with_its_first_line() -> None:
    strips = [*body(21), Strip(height=10, keep=True), *body(3)]
    assert [len(sheet.strips) for sheet in paginate(strips, room=ROOM)] == [21, 4]


def test_the_seal_takes_two_body_lines_with_it() -> None:
    sheets = paginate([*body(22), TAIL, COPIES], room=ROOM)
    assert [sum(strip.body for strip in sheet.strips) for sheet in sheets] == [20, 2]


def test_one_lone_line_on_the_last_page_gets_company() -> None:
    sheets = paginate([*body(23), TAIL, COPIES], room=ROOM)
    assert [sum(strip.body for strip in sheet.strips) for sheet in sheets] == [21, 2]


def test_one_line_too_many_is_taken_in_by_a_closer_pitch() -> None:
    loose = paginate([*body(17), TAIL, COPIES], room=ROOM)
    close = paginate([*body(17), TAIL, COPIES], room=ROOM, squeeze=22 / 23)
    assert len(loose) == 2
    assert len(close) == 1
    assert close[0].used <= ROOM


def test_the_copies_line_sits_on_the_lower_edge() -> None:
    marked = Strip(height=10, bottom=True, marks=(Rule(LEFT, 0, LEFT + WIDTH, 0),))
    page = place(paginate([*body(3), TAIL, marked], room=ROOM)[0], room=ROOM)
    assert page.marks[-1].y1 == TOP + ROOM - 10


def test_a_group_higher_than_a_page_is_torn_rather_than_lost() -> None:
    strips = [Strip(height=10, keep=True, body=True) for _ in range(60)]
    assert sum(len(sheet.strips) for sheet in paginate(strips, room=ROOM)) == 60


def test_a_torn_row_is_closed_and_opened_again_and_its_head_repeats() -> None:
    edges = (LEFT, LEFT + 50, LEFT + WIDTH)
    head = Strip(height=10, columns=edges, opens=True, closes=True)
    rows = [Strip(height=10, columns=edges, header=(head,)) for _ in range(30)]
    sheets = paginate([head, *rows], room=ROOM)
    assert [sheet.strips[0] for sheet in sheets] == [head, head]
    page = place(sheets[0], room=ROOM)
    lowest = max(mark.y1 for mark in page.marks if mark.y1 == mark.y2)
    assert lowest == TOP + ROOM


def test_no_strip_means_one_empty_page() -> None:
    assert len(paginate([], room=ROOM)) == 1


def attached(count: int) -> list[Strip]:
    return [Strip(height=10, annex=True) for _ in range(count)]


def annexed(sheets: list) -> list[int]:
    return [sum(strip.annex for strip in sheet.strips) for sheet in sheets]


def test_an_annex_stands_under_the_seal_where_all_of_it_has_room() -> None:
    sheets = paginate([*body(5), TAIL, *attached(11), COPIES], room=ROOM)
    assert annexed(sheets) == [11]
    assert sheets[0].strips[5] == TAIL
    assert sheets[0].strips[-1] == COPIES


def test_an_annex_without_room_begins_a_page_and_takes_the_copies_along() -> None:
    sheets = paginate([*body(5), TAIL, *attached(12), COPIES], room=ROOM)
    assert annexed(sheets) == [0, 12]
    assert TAIL in sheets[0].strips
    assert COPIES not in sheets[0].strips
    assert sheets[1].strips[-1] == COPIES


def test_an_annex_never_moves_the_seal() -> None:
    for lines in range(1, 45):
        plain = paginate([*body(lines), TAIL], room=ROOM, squeeze=22 / 23)
        longer = paginate([*body(lines), TAIL, *attached(30), COPIES], room=ROOM, squeeze=22 / 23)
        kept = [[strip for strip in sheet.strips if not strip.annex and not strip.bottom] for sheet in longer]
        assert kept[: len(plain)] == [sheet.strips for sheet in plain]
        assert all(sheet.used <= ROOM for sheet in longer)
