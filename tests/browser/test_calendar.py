"""A holiday notice in a real browser, from pasted lines over the preview to the import."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime

import pytest

from casework import clock
from casework.app import create_app
from casework.demo import cast
from casework.services import accounts
from tests import builders
from tests import invented_notice as invented
from tests.browser.office import Office
from workflows.vocabulary import Procedure, Role, State

pytestmark = pytest.mark.browser
D = date
Hold = Callable[[datetime], datetime]
# The Sunday after a Saturday that the invented notice makes a working day.
TODAY = D(2027, 1, 31)


def keeper(office: Office) -> None:
    """Open an administrator who also leads the bureau, and cases whose terms reach into the new year."""
    with ExitStack() as held, create_app(office.site.config).app_context():

        def hold(moment: datetime) -> datetime:
            return held.enter_context(clock.at(moment))

        hold(builders.moment(D(2026, 12, 21), 1))
        accounts.create(
            username="keeper",
            password=cast.PASSWORD,
            name="管示例",
            roles=(Role.ADMINISTRATOR, Role.LEADER),
            bureau_region=cast.HOME,
        )
        for start in (D(2026, 12, 21), D(2027, 1, 11), D(2027, 1, 18)):
            builders.case_at(Procedure.INTAKE, State.RECEIVED, hold=hold, start=start)
        builders.case_at(Procedure.MEASURES, State.IN_FORCE, hold=hold, start=D(2027, 1, 20))
    office.site.move_clock(builders.moment(TODAY))


def test_a_notice_is_pasted_mended_previewed_and_confirmed(office: Office) -> None:
    keeper(office)
    person = office["keeper"].go("/admin").reads("缺2027年", "本地参数", "运行情况")
    person.go("/admin/calendar").reads("项在办期限因此是暂定的")
    person.follow("导入放假安排").reads("预览不改动任何内容")
    wrong = invented.LINES + "2027-02-30,休,春节\n"
    person.fill({"年份": "2027", "通知的名称和文号": invented.SOURCE, "放假和调休上班的日子": wrong})
    person.press("预览", 422).reads("第13行：没有2027年2月30日这一天。")
    person.fill({"放假和调休上班的日子": invented.LINES})
    person.press("预览").reads("核对2027年放假安排", "提前", "推后", "转为确定", "早于今天，逾期", "原已逾期")
    person.press("返回修改").reads("导入放假安排")
    person.press("预览").press("确认导入").reads("2027年放假安排已经生效", invented.SOURCE, "管示例")
    person.go("/admin").never_reads("缺2027年")
    person.go("/admin/calendar/import?year=2027")
    person.fill({"通知的名称和文号": "测试数据，虚构的更正"})
    short = "\n".join(line for line in invented.LINES.splitlines() if "端午" not in line)
    person.fill({"放假和调休上班的日子": short}).press("预览").reads("没有写端午节", "需要核对")
    person.press("确认导入", 422).reads("确认后勾选")
    person.fill({"已经对照通知原文核对，确认上面的疑问不是遗漏": True}).press("确认导入")
    person.reads("测试数据，虚构的更正", "与前一次的差别")
    assert office.eyes.faults == []
