"""The form by which a year's holiday notice comes in. What its lines say is read by workflows.notices."""

from __future__ import annotations

from wtforms import HiddenField

from forms.base import BaseForm, _
from forms.fields import FileField, IntegerField, TextArea, TextField, TickField
from forms.validators import Blank, Filled, at_most, length

FIRST_YEAR, LAST_YEAR = 1949, 2199
LINES_MOST = 40_000
SPACES = {0x3000: " ", 0xA0: " "}
# As long as the source column of the calendar table.
SOURCE_LEAST, SOURCE_MOST = 6, 200


class NoticeLines(TextArea):
    """Lines whose numbers are spoken of later: none is dropped, and wide spaces stay spaces."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep every line where it was typed."""
        super().process_formdata([text.translate(SPACES) for text in valuelist])

    def read(self, typed: str) -> str:
        """Refuse what cannot be kept; leave all else as it is, nothing when there is nothing."""
        return typed if super().read(typed) else ""


class NoticeForm(BaseForm):
    """A year, where its days come from, and the days as a file or as lines; `mark` names a preview."""

    mark = HiddenField()
    year = IntegerField(
        _("年份"),
        [Filled(_("请填写年份，例如2027"))],
        description=_("通知安排的是哪一年，例如2027"),
        least=FIRST_YEAR,
        most=LAST_YEAR,
    )
    source = TextField(
        _("通知的名称和文号"),
        [Filled(_("请写明通知的名称和文号")), length(SOURCE_LEAST, SOURCE_MOST)],
        description=_("照通知原文填写，会写入每一天的来源和案件经过"),
    )
    file = FileField(
        _("CSV文件"),
        [Blank(), at_most(1)],
        accept=".csv,.txt",
        description=_("文件和下面的文本填一种。从表格另存的CSV，不超过64 KB，不能用Excel文件和图片"),
    )
    lines = NoticeLines(
        _("放假和调休上班的日子"),
        [Blank(), length(0, LINES_MOST)],
        description=_("可以直接粘贴通知里“一、元旦：……”各行，或者每行写“日期,休或者班,节日名称”"),
        render_kw={"rows": 12, "spellcheck": "false"},
    )
    checked = TickField(_("已经对照通知原文核对，确认上面的疑问不是遗漏"), [])
