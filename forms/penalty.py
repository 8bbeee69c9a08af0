"""Review, defence, discussion and decision of a penalty. Shape only; no range of a fine is judged here."""

from __future__ import annotations

from typing import Any

from forms.base import _
from forms.desk_fields import (
    DeskForm,
    MomentField,
    PresetField,
    RowForm,
    RowsField,
    TimeField,
    at_least,
    ends_later,
    until,
)
from forms.fields import (
    ChoiceField,
    DateField,
    IntegerField,
    LinesField,
    MoneyField,
    TextArea,
    TextField,
    TickField,
)
from forms.investigation import iso
from forms.validators import Filled, length

REVIEW_ITEMS = (
    "是否具有管辖权",
    "当事人的基本情况是否清楚",
    "案件事实是否清楚、证据是否充分",
    "定性是否准确",
    "适用法律、法规、规章是否正确",
    "处理是否适当",
    "程序是否合法",
)
ADOPTED = (("yes", _("采纳")), ("no", _("不采纳")))
FINE = _("符合要求")


class ReviewItemRow(RowForm):
    """One point of a review."""

    name = PresetField(_("审核内容"), [length(0, 60)])
    finding = TextField(_("意见"), [Filled(_("请填写意见")), length(0, 200)])


class ReviewForm(DeskForm):
    """The opinion of a review."""

    result = ""
    items = RowsField(
        _("逐项审核"),
        row=ReviewItemRow,
        fixed=True,
        default=[{"name": name, "finding": FINE} for name in REVIEW_ITEMS],
    )
    text = TextArea(
        _("审核意见"),
        [Filled(_("请写明审核意见")), length(2, 2000)],
        description=_("例如：事实清楚，证据充分，定性准确，处罚适当，程序合法，同意"),
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the opinion."""
        return {"review_opinion": {"result": self.result, "text": self.text.data, "items": self.items.data}}


class AgreeForm(ReviewForm):
    """The review agrees."""

    result = "同意"


class ReturnForm(ReviewForm):
    """The review sends the file back."""

    result = "退回补充调查"


class DefenceForm(DeskForm):
    """What the party states, written down by an officer."""

    lines = LinesField(
        _("陈述申辩意见"),
        [Filled(_("请写明当事人的意见，一行一项"))],
        description=_("一行一项，便于逐项答复。按当事人的原意记录"),
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the numbered lines."""
        numbered = enumerate(self.lines.data, 1)
        return {"defence_lines": [{"no": number, "text": text} for number, text in numbered]}


class WaiverForm(DeskForm):
    """What the party declared in writing: a waiver, a request, its withdrawal."""

    key = ""
    by = TextField(_("表示人"), [Filled(_("请填写由谁表示")), length(0, 100)])
    on = DateField(_("日期"), [Filled(_("请填写日期"))], description=_("例如2026年3月6日"))
    text = TextArea(
        _("书面内容"),
        [Filled(_("请抄录书面内容")), length(2, 1000)],
        description=_("按原文抄录，书面原件作为证据登记"),
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the declaration under the key of its kind."""
        return {self.key: {"by": self.by.data, "on": iso(self.on.data), "text": self.text.data}}


class WaiveStatementForm(WaiverForm):
    """No statement."""

    key = "statement_waived"


class WaiveHearingForm(WaiverForm):
    """No hearing."""

    key = "hearing_waived"


class RequestHearingForm(WaiverForm):
    """A hearing is asked for."""

    key = "hearing_request"


class AnswerRow(RowForm):
    """The answer to one line of the defence."""

    no = PresetField(_("序号"))
    adopted = ChoiceField(_("是否采纳"), [Filled(_("请选择是否采纳"))], choices=ADOPTED, select=True)
    reply = TextArea(_("理由"), [Filled(_("请写明理由")), length(2, 2000)])

    def cleaned(self) -> dict[str, Any]:
        """Give the answer."""
        number = str(self.no.data or "")
        return {
            "no": int(number) if number.isascii() and number.isdigit() else 0,
            "adopted": self.adopted.data == "yes",
            "reply": self.reply.data,
        }


class AnswerForm(DeskForm):
    """The answers, line by line."""

    answers = RowsField(_("逐项复核"), row=AnswerRow, fixed=True, stacked=True)

    def cleaned(self) -> dict[str, Any]:
        """Give the answers."""
        return {"defence_answers": self.answers.data}


class OpinionRow(RowForm):
    """What one leader said."""

    name = TextField(_("姓名"), [Filled(_("请填写姓名")), length(0, 50)])
    position = TextField(_("职务"), [length(0, 50)])
    text = TextField(_("意见"), [Filled(_("每名参加人员的意见都应当记录")), length(0, 1000)])


class DiscussionForm(DeskForm):
    """The collective discussion."""

    at = MomentField(_("开始时间"), [Filled(_("请填写开始时间"))], description=_("例如2026年3月6日 9:30"))
    until = TimeField(_("结束时间"), [Filled(_("请填写结束时间")), ends_later], description=_("例如10:30"))
    place = TextField(_("地点"), [Filled(_("请填写地点")), length(0, 100)])
    host = TextField(_("主持人"), [Filled(_("请填写主持人")), length(0, 50)])
    recorder = TextField(_("记录人"), [Filled(_("请填写记录人")), length(0, 50)])
    opinions = RowsField(
        _("参加人员和意见"), [at_least(1, _("请填写参加人员和意见"))], row=OpinionRow, least=4
    )
    conclusion = TextArea(_("讨论决定"), [Filled(_("请写明讨论决定")), length(2, 1000)])

    def cleaned(self) -> dict[str, Any]:
        """Give the discussion."""
        return {
            "discussion": {
                "at": self.at.data,
                "until": until(self.at.data, self.until.data),
                "place": self.place.data,
                "host": self.host.data,
                "recorder": self.recorder.data,
                "opinions": self.opinions.data,
                "conclusion": self.conclusion.data,
            }
        }


class DecideForm(DeskForm):
    """The penalty that is decided."""

    warning = TickField(_("给予警告"))
    fine_fen = MoneyField(_("罚款"), description=_("不处罚款的不填"))
    confiscated_gains_fen = MoneyField(_("没收违法所得"))
    confiscated_goods = TextField(
        _("没收物品"), [length(0, 300)], description=_("例如：“示例甲”白酒6瓶。扣押的物品同时办理没收")
    )
    confiscated_goods_fen = MoneyField(_("没收物品的价值"))

    def cleaned(self) -> dict[str, Any]:
        """Give the arguments of penalty.decide."""
        return {
            "warning": bool(self.warning.data),
            "fine_fen": self.fine_fen.data or 0,
            "confiscated_gains_fen": self.confiscated_gains_fen.data or 0,
            "confiscated_goods": self.confiscated_goods.data or "",
            "confiscated_goods_fen": self.confiscated_goods_fen.data or 0,
        }


class ExtendTermForm(DeskForm):
    """A longer term for the case."""

    extension_days = IntegerField(
        _("延长的天数"), [Filled(_("请填写延长的天数"))], least=1, most=999, description=_("自然日")
    )
    reason = TextArea(_("延长的理由"), [Filled(_("请写明案情复杂在哪里")), length(5, 1000)])

    def cleaned(self) -> dict[str, Any]:
        """Give days and reason."""
        return {
            "extension_days": self.extension_days.data,
            "term_extension": {"days": self.extension_days.data, "reason": self.reason.data},
        }
