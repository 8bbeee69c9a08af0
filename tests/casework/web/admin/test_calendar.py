"""A holiday notice on its way in: pasted or uploaded, previewed, confirmed once, and given back as a file."""

import io
import re
from collections.abc import Callable
from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from casework.db import db
from casework.demo import cast
from casework.models import CalendarNotice, Deadline
from casework.queries import calendar as showing
from casework.services import accounts
from tests import builders
from tests import invented_notice as invented
from tests.casework.crowd import counts
from tests.casework.web import browsing
from tests.casework.web.browsing import Visitor, text
from tests.standing import Shelf
from workflows import notices
from workflows.vocabulary import Procedure, Role, State

Freeze = Callable[[datetime], datetime]
D = date
PAGE, IMPORT = "/admin/calendar", "/admin/calendar/import"
MONDAY = D(2026, 12, 21)
GIVEN = {"year": "2027", "source": invented.SOURCE, "lines": invented.LINES}
FIELD = re.compile(r'name="(mark|form_token)" value="([^"]*)"')
LINES = re.compile(r'<input type="hidden" name="lines" value="([^"]*)">')


@pytest.fixture
def admin(app: Flask, shelf: Shelf, freeze: Freeze) -> Visitor:
    """Sign an administrator in, where one complaint came on a Monday before the new year."""
    with app.app_context():
        freeze(builders.moment(MONDAY, 1))
        shelf.settle()
        accounts.create(
            username="admin",
            password=cast.PASSWORD,
            name="管示例",
            roles=(Role.ADMINISTRATOR,),
            bureau_region=cast.HOME,
        )
        builders.case_at(Procedure.INTAKE, State.RECEIVED, hold=freeze, start=MONDAY)
        db.session.remove()
    return signed_in(app, "admin")


def signed_in(app: Flask, username: str) -> Visitor:
    browser = browsing.visitor(app)
    browser.sign_in(username, cast.PASSWORD)
    return browser


def previewed(browser: Visitor, **changes: str) -> dict[str, str]:
    """What the confirm button of a preview sends."""
    answer = browser.post(IMPORT, GIVEN | changes)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200, text(answer)
    kept = LINES.search(page)
    assert kept
    fields = {name: unescape(value) for name, value in FIELD.findall(page)}
    return GIVEN | changes | fields | {"lines": unescape(kept[1]), "confirm": "1"}


def imports(app: Flask) -> int:
    with app.app_context():
        return int(db.session.scalar(select(func.count(CalendarNotice.id))) or 0)


def due(app: Flask) -> list[date]:
    with app.app_context():
        return list(db.session.scalars(select(Deadline.due_on).order_by(Deadline.id)))


def test_a_preview_lists_what_moves_and_writes_nothing(app: Flask, admin: Visitor) -> None:
    with app.app_context():
        before = counts()
    page = text(admin.post(IMPORT, GIVEN))
    assert "其中1项会改动，涉及1件案件" in page
    assert "2027年1月11日" in page
    assert "2027年1月12日" in page
    assert "推后" in page
    assert "已经制作的文书不改" in page
    with app.app_context():
        assert counts() == before


def test_confirming_puts_the_year_in_force_and_says_what_moved(app: Flask, admin: Visitor) -> None:
    answer = admin.post(IMPORT, previewed(admin), follow_redirects=True)
    page = text(answer)
    assert "2027年放假安排已经生效。重新计算期限1项：推后1项。" in page
    assert invented.SOURCE in page
    assert "管示例" in page
    assert due(app) == [D(2027, 1, 12)]
    assert imports(app) == 1


def test_confirming_twice_imports_once_and_tells_the_second(app: Flask, admin: Visitor) -> None:
    sent = previewed(admin)
    assert admin.post(IMPORT, sent).status_code == 303
    again = admin.post(IMPORT, sent)
    assert again.status_code == 409
    assert "同样的内容刚刚由管示例导入" in text(again)
    assert "确认导入" not in text(again)
    assert imports(app) == 1


def test_what_was_changed_after_the_preview_is_shown_again(app: Flask, admin: Visitor) -> None:
    sent = previewed(admin) | {"lines": invented.LINES + "2027-01-04,休,元旦\n"}
    again = admin.post(IMPORT, sent)
    assert again.status_code == 409
    assert "这次没有导入" in text(again)
    assert "2027年1月13日" in text(again)
    assert imports(app) == 0


def test_a_correction_shows_the_difference_and_keeps_the_history(app: Flask, admin: Visitor) -> None:
    admin.post(IMPORT, previewed(admin))
    lines = invented.LINES + "2027-01-04,休,元旦\n"
    again = text(admin.post(IMPORT, GIVEN | {"lines": lines, "source": "测试数据，虚构的更正"}))
    assert "与现行安排的差别（1日）" in again
    assert "照常改为放假（元旦）" in again
    admin.post(IMPORT, previewed(admin, lines=lines, source="测试数据，虚构的更正"))
    page = text(admin.get(f"{PAGE}?year=2027"))
    assert invented.SOURCE in page
    assert "测试数据，虚构的更正 现行" in page
    assert due(app) == [D(2027, 1, 13)]


def test_the_same_again_is_not_imported(admin: Visitor) -> None:
    admin.post(IMPORT, previewed(admin))
    page = text(admin.post(IMPORT, GIVEN))
    assert "不用再导入" in page
    assert "确认导入" not in page


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_file_is_taken_as_well_as_lines(admin: Visitor, encoding: str) -> None:
    page = text(upload(admin, invented.LINES.encode(encoding), name="2027.csv"))
    assert "核对2027年放假安排" in page
    assert "其中1项会改动" in page


def upload(browser: Visitor, content: bytes, name: str = "放假.csv", **changes: str) -> Any:
    given = {**GIVEN, "lines": "", **changes, "file": (io.BytesIO(content), name)}
    return browser.post(IMPORT, given, content_type="multipart/form-data")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"PK\x03\x04\x14\x00", "2027.xlsx", "另存为CSV"),
        (b"\x89PNG\r\n\x1a\n", "2027.png", "这是图片"),
        (b"%PDF-1.7", "2027.pdf", "这是PDF文件"),
        (b"", "2027.csv", "文件是空的"),
        (b"\x00\x01\x02", "2027.csv", "不是文本文件"),
        (b"a" * (notices.MAX_BYTES + 1), "2027.csv", "超过64 KB"),
    ],
)
def test_a_file_that_is_no_notice_is_refused_in_words(
    admin: Visitor, content: bytes, name: str, words: str
) -> None:
    answer = upload(admin, content, name)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in page
    assert f'value="{invented.SOURCE}"' in page
    assert 'value="2027"' in page


def test_a_file_with_faults_is_put_where_it_can_be_mended(admin: Visitor) -> None:
    answer = upload(admin, "2027-01-01,休,元旦\n2027-02-30,休,春节\n".encode())
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "第2行：没有2027年2月30日这一天。" in page
    assert "2027-01-01,休,元旦\n2027-02-30,休,春节" in page


def test_file_and_lines_together_are_refused(admin: Visitor) -> None:
    answer = upload(admin, b"2027-01-01,0,x", lines="2027-05-01,休,劳动节")
    assert answer.status_code == 422
    assert "只能选一种" in text(answer)
    assert "2027-05-01,休,劳动节" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lines": ""}, "请选择文件，或者把放假和调休上班的日子粘贴在这里"),
        ({"lines": "hello\n\n2026-01-01,休,元旦"}, "第1行：没有读懂"),
        ({"lines": "hello\n\n2026-01-01,休,元旦"}, "第3行：2026年1月1日不在2027年"),
        ({"lines": "2027-01-04,班,元旦"}, "本来就上班"),
        ({"lines": "x\n" * 30}, "另外还有10行不能读取"),
        ({"lines": "2027-01-01,休,元旦\u202e"}, "看不见的排版控制字符"),
        ({"lines": "x" * 40_001}, "最多填40000个字"),
        ({"source": ""}, "请写明通知的名称和文号"),
        ({"source": "通知"}, "至少填6个字"),
        ({"source": "长" * 201}, "最多填200个字"),
        ({"year": ""}, "请填写年份"),
        ({"year": "明年"}, "请填写整数"),
        ({"year": "20270"}, "之间的整数"),
        ({"year": "2028", "lines": "2028-01-01,休,元旦"}, "要到2027年才公布"),
        ({"year": "2018", "lines": "2018-01-01,休,元旦"}, "不能导入更早的年份"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_lost(
    app: Flask, admin: Visitor, changes: dict[str, str], words: str
) -> None:
    answer = admin.post(IMPORT, GIVEN | changes)
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert words in page
    for kept in ({"lines": invented.LINES, "source": invented.SOURCE} | changes).values():
        assert kept.replace("\u202e", "").strip() in page
    assert imports(app) == 0


def test_full_width_digits_and_wide_spaces_survive_the_preview(app: Flask, admin: Visitor) -> None:
    lines = invented.LINES + "２０２７年１月４日　放假　元旦\n"
    assert admin.post(IMPORT, previewed(admin, year="２０２７", lines=lines)).status_code == 303
    assert due(app) == [D(2027, 1, 13)]


def test_the_way_back_from_the_preview_keeps_what_was_typed(admin: Visitor) -> None:
    sent = previewed(admin)
    del sent["confirm"]
    answer = admin.post(IMPORT, sent | {"edit": "1"})
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 200
    assert invented.LINES in page
    assert invented.SOURCE in page


def test_doubts_are_listed_and_have_to_be_ticked(app: Flask, admin: Visitor) -> None:
    sent = previewed(admin, lines="2027-01-01,休,元旦\n")
    page = text(admin.post(IMPORT, GIVEN | {"lines": "2027-01-01,休,元旦\n"}))
    assert "没有写春节，法定放假4天" in page
    assert "《全国年节及纪念日放假办法》" in page
    refused = admin.post(IMPORT, sent)
    assert refused.status_code == 422
    assert "请核对上面的疑问，确认后勾选" in text(refused)
    assert imports(app) == 0
    assert admin.post(IMPORT, sent | {"checked": "1"}).status_code == 303
    assert imports(app) == 1


def test_a_year_is_given_back_as_it_can_be_imported(app: Flask, admin: Visitor) -> None:
    admin.post(IMPORT, previewed(admin))
    answer = admin.get("/admin/calendar/2027.csv")
    assert answer.mimetype == "text/csv"
    assert "holidays-2027.csv" in answer.headers["Content-Disposition"]
    given_back = notices.read(notices.decode(answer.get_data()), 2027)
    assert given_back == notices.read(invented.LINES, 2027)
    assert "不用再导入" in text(upload(admin, answer.get_data()))
    for year in (2019, 2026):
        again = notices.read(notices.decode(admin.get(f"/admin/calendar/{year}.csv").get_data()), year)
        with app.app_context():
            found = showing.year(year)
        assert found is not None
        assert again == found.notice


def test_the_form_brings_the_days_of_a_year_that_is_to_be_corrected(admin: Visitor) -> None:
    page = admin.get(f"{IMPORT}?year=2026").get_data(as_text=True)
    assert "2026-10-10,班,国庆节" in page
    assert 'value="2026"' in page
    assert 'value="2027"' in admin.get(IMPORT).get_data(as_text=True)


@pytest.mark.parametrize(
    "address", ["?year=1900", "?year=99999", "?year=2027", "/2027.csv", "/0.csv", "/99999.csv"]
)
def test_a_year_that_is_not_there_is_not_found(admin: Visitor, address: str) -> None:
    assert admin.get(PAGE + address).status_code == 404


def test_a_year_is_printed_month_by_month(admin: Visitor) -> None:
    page = admin.get(f"{PAGE}?year=2026").get_data(as_text=True)
    assert page.count('<table class="cal') == 12
    assert '<td class="off"><b>1</b><span>休</span></td>' in page
    assert '<td class="count"><b>10</b><span>班</span></td>' in page
    assert "10月1日至7日" in text(admin.get(f"{PAGE}?year=2026"))


def test_a_leader_sees_and_does_not_import(app: Flask, admin: Visitor) -> None:
    leader = signed_in(app, "leader")
    assert leader.get(PAGE).status_code == 200
    assert "导入放假安排" not in text(leader.get(PAGE))
    assert leader.get("/admin/calendar/2026.csv").status_code == 200
    assert leader.get(IMPORT).status_code == 404
    assert leader.post(IMPORT, previewed(admin)).status_code == 404
    assert imports(app) == 0


@pytest.mark.parametrize("who", ["officer1", "holder"])
def test_others_do_not_find_the_calendar(app: Flask, admin: Visitor, who: str) -> None:
    browser = signed_in(app, who)
    for address in (PAGE, "/admin/calendar/2026.csv", IMPORT):
        assert browser.get(address).status_code == 404


def test_case_numbers_are_links_for_those_alone_who_may_open_the_case(app: Flask, admin: Visitor) -> None:
    assert "/desk/cases/" not in admin.post(IMPORT, GIVEN).get_data(as_text=True)
    with app.app_context():
        accounts.create(
            username="both",
            password=cast.PASSWORD,
            name="双示例",
            roles=(Role.ADMINISTRATOR, Role.LEADER),
            bureau_region=cast.HOME,
        )
    page = signed_in(app, "both").post(IMPORT, GIVEN).get_data(as_text=True)
    link = re.search(r'href="(/desk/cases/[^"]+)"', page)
    assert link
    assert signed_in(app, "leader").get(link[1]).status_code == 200
