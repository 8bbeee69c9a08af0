"""What a respondent fills in: the code from the letter, a defence, a waiver, a request, a word on mediation.

Shape only; whether a step is allowed now is the tables' to say.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from forms.base import BaseForm, _, clean_text, fold_width
from forms.fields import CodeField, LinesField, TextArea, TextField, TickField
from forms.intake import PartyStepForm
from forms.validators import Filled, at_most, length
from workflows import identifiers

MOST_POINTS = 50
_REFERENCE = re.compile(r"XC-?(20\d{2})-?(\d{4,8})", re.ASCII)
_COPIED = {
    "class": "w-code",
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
}


class TypedCode(TextField):
    """A code copied from paper: case, spaces, hyphens and full width do not matter."""

    def read(self, typed: str) -> str:
        """Take out what people add while typing."""
        return identifiers.compact(clean_text(fold_width(typed))).replace("-", "")[:40]


class ReferenceField(TextField):
    """The reference of a complaint, however its strokes and digits were typed."""

    def read(self, typed: str) -> str:
        """Give it as the receipt writes it, or say how that is."""
        text = identifiers.compact(clean_text(fold_width(typed)))
        if not text:
            return ""
        found = _REFERENCE.fullmatch(text)
        if found is None:
            raise ValueError(_("投诉编号写作XC-2026-0142，请对照接收回执填写"))
        return f"XC-{found[1]}-{found[2]}"


class EnterForm(BaseForm):
    """Number and code as they stand on the letter."""

    number = CodeField(
        _("文书号"),
        [Filled(_("请填写文书右上角的文书号"))],
        what="document_number",
        description=_("例如 宣市监罚告〔2026〕12号。括号用哪一种都可以"),
    )
    code = TypedCode(
        _("查阅码"),
        [Filled(_("请填写文书上的查阅码"))],
        description=_("文书上写明的8位字母和数字，不分大小写"),
        render_kw=_COPIED,
    )

    def cleaned(self) -> dict[str, Any]:
        """Give number and code."""
        return {"number": self.number.data, "code": self.code.data}


class TrackForm(BaseForm):
    """Reference and query code as they stand on the receipt."""

    reference = ReferenceField(
        _("投诉编号"),
        [Filled(_("请填写投诉编号"))],
        description=_("例如 XC-2026-0142"),
        render_kw=_COPIED,
    )
    code = TypedCode(
        _("查询码"),
        [Filled(_("请填写查询码"))],
        description=_("接收回执上的6位字母和数字，不分大小写"),
        render_kw=_COPIED,
    )


class SaidForm(PartyStepForm):
    """What a party declares about itself; the page brings the day."""

    day: date | None = None

    def said(self, text: str, by: str) -> dict[str, str]:
        """Give a declaration in the shape the papers read."""
        return {"by": by, "on": self.day.isoformat() if self.day else "", "text": text}

    def recorded(self) -> dict[str, Any]:
        """Give what the step records."""
        return {}


class DefenceForm(SaidForm):
    """The defence, one point a line."""

    points = LinesField(
        _("您的意见"),
        [Filled(_("请写明您的意见，一行一条")), at_most(MOST_POINTS)],
        description=_("一行写一条，办案人员逐条答复。您的申辩不会使处罚加重。"),
        render_kw={"rows": 8},
    )

    def recorded(self) -> dict[str, Any]:
        """Give the numbered points."""
        numbered = enumerate(self.points.data, 1)
        return {"defence_lines": [{"no": number, "text": text} for number, text in numbered]}


class WaiverForm(SaidForm):
    """A right given up: only with a tick and a typed name."""

    key = ""
    words = ""
    name = TextField(
        _("表示人姓名"),
        [Filled(_("请填写表示放弃的人的姓名")), length(2, 50)],
        description=_("法定代表人、负责人、经营者或者受委托的代理人"),
        render_kw={"autocomplete": "name"},
    )
    sure = TickField("", [Filled(_("请勾选确认；不放弃的，请返回"))])

    def recorded(self) -> dict[str, Any]:
        """Give the waiver."""
        return {self.key: self.said(self.words, self.name.data)}


class WaiveStatementForm(WaiverForm):
    """No statement."""

    key = "statement_waived"
    words = "我方已知道有权陈述、申辩，自愿放弃。"
    sure = TickField(_("我方知道有权陈述、申辩，自愿放弃"), [Filled(_("请勾选确认；不放弃的，请返回"))])


class WaiveHearingForm(WaiverForm):
    """No hearing."""

    key = "hearing_waived"
    words = "我方已知道有权要求听证，自愿放弃。"
    sure = TickField(_("我方知道有权要求听证，自愿放弃"), [Filled(_("请勾选确认；不放弃的，请返回"))])


class WithdrawHearingForm(WaiverForm):
    """The request for a hearing is taken back."""

    key = "hearing_waived"
    words = "我方撤回听证要求，知道撤回后视为放弃听证。"
    sure = TickField(
        _("我方撤回听证要求，知道撤回后视为放弃听证"), [Filled(_("请勾选确认；不撤回的，请返回"))]
    )


class RequestHearingForm(SaidForm):
    """A hearing is asked for."""

    name = TextField(
        _("提出人姓名"),
        [Filled(_("请填写提出人的姓名")), length(2, 50)],
        render_kw={"autocomplete": "name"},
    )
    reason = TextArea(
        _("要求听证的事项"),
        [Filled(_("请写明对哪些内容有不同意见")), length(2, 1000)],
        description=_("例如：对违法经营额的计算有不同意见。听证不收费用。"),
    )

    def recorded(self) -> dict[str, Any]:
        """Give the request."""
        return {"hearing_request": self.said(self.reason.data, self.name.data)}


class ConsentForm(SaidForm):
    """Mediation is agreed to."""

    name = TextField(
        _("表示人姓名"), [Filled(_("请填写姓名")), length(2, 50)], render_kw={"autocomplete": "name"}
    )
    sure = TickField(_("我方自愿参加赔偿调解"), [Filled(_("请勾选确认；不同意的，请返回选择不同意"))])

    def recorded(self) -> dict[str, Any]:
        """Give the consent."""
        return {"mediation_consent": {"by": self.name.data, "way": "网上同意"}}


class RefusalForm(SaidForm):
    """Mediation is not agreed to."""

    detail = TextArea(
        _("说明"),
        [length(0, 500)],
        description=_("不同意调解不影响案件处理，也不会因此加重处罚。可以不写理由。"),
    )

    def recorded(self) -> dict[str, Any]:
        """Give the end of the mediation."""
        said = self.detail.data or "被投诉人在网上表示不同意调解。"
        return {"mediation_end": {"reason": "refused", "detail": said}}
