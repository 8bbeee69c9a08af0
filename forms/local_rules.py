"""Local parameters: what is proposed for a place, and why a proposal is not approved. Shape only.

Which places there are, the page brings; whether a value fits what is set elsewhere is not known here.
"""

from __future__ import annotations

from typing import Any

from wtforms.validators import StopValidation

from forms.base import BaseForm, _
from forms.desk_fields import LateChoice
from forms.fields import ChoiceField, DateField, IntegerField, MoneyField, TextArea, TextField
from forms.validators import Filled, length

SET, END = "set", "end"
CHANGES = (
    (SET, _("设定数值"), _("从施行日期起代替这个地区原来的设定")),
    (END, _("自某日起不再适用"), _("从这一天起适用上一级的设定，没有上一级设定的，按没有设定办理")),
)
CONFIDENCES = (
    ("text-seen", _("已核对原文")),
    ("to-confirm", _("待核实"), _("凡用到这个数值的页面和文书，都注明待核实")),
)


class NeededToSet(Filled):
    """Refuse an empty value where one is to be set; where the rule ends there is none."""

    def __init__(self) -> None:
        super().__init__(_("请填写数值"))

    def __call__(self, form: Any, field: Any) -> None:
        """Leave the field alone where the rule ends, whatever was typed in it."""
        if form.change.data == END:
            field.errors = []
            raise StopValidation
        super().__call__(form, field)


class ProposalForm(BaseForm):
    """A rule proposed for one place."""

    region = LateChoice(_("地区"), [Filled(_("请选择地区"))], select=True)
    change = ChoiceField(_("内容"), [Filled(_("请选择设定数值或者不再适用"))], choices=CHANGES, default=SET)
    amount: MoneyField | None = MoneyField(
        _("数额"), [NeededToSet()], description=_("例如3000。不再适用的不填")
    )
    share: IntegerField | None = IntegerField(
        _("比例"),
        [NeededToSet()],
        least=1,
        most=99,
        description=_("占法定幅度的百分之几，填整数，例如30。不再适用的不填"),
        render_kw={"unit": "%"},
    )
    valid_from = DateField(
        _("施行日期"), [Filled(_("请填写从哪一天起施行"))], description=_("例如2026年12月1日。当日起算")
    )
    valid_to = DateField(
        _("失效日期"), description=_("文件写明有效期的，填最后一日。没有写明的不填，到下一次设定为止")
    )
    basis = TextField(
        _("依据"),
        [Filled(_("请写明依据的文件名称和文号")), length(6, 300)],
        description=_("文件名称加书名号，后面写文号，例如《××办法》（皖市监发〔2026〕1号）"),
    )
    confidence = ChoiceField(_("核对情况"), [Filled(_("请选择核对情况"))], choices=CONFIDENCES)
    note = TextArea(_("说明"), [length(0, 500)], description=_("例如条款、口径，为什么要改"))

    @property
    def figure(self) -> Any:
        """Give the one field of this parameter's value."""
        return self.amount if self.amount is not None else self.share

    def refuse(self, name: str, message: str) -> None:
        """Put what is said of the value beside the field it was typed in."""
        super().refuse(self.figure.name if name == "value" else name, message)

    def cleaned(self) -> dict[str, Any]:
        """Give what is proposed; fen or percent, none where the rule ends."""
        ends = self.change.data == END
        return {
            "region": self.region.data,
            "value": None if ends else self.figure.data,
            "valid_from": self.valid_from.data,
            "valid_to": self.valid_to.data,
            "basis": self.basis.data,
            "confidence": self.confidence.data,
            "note": self.note.data or "",
        }


class AmountForm(ProposalForm):
    """A rule whose value is money."""

    share = None


class ShareForm(ProposalForm):
    """A rule whose value is a share of the statutory range."""

    amount = None


class ApproveForm(BaseForm):
    """A second person lets the rule hold."""

    note = TextArea(_("批准意见"), [length(0, 500)], description=_("不写也可以"))


class RefuseForm(BaseForm):
    """A second person does not."""

    reason = TextArea(
        _("不批准的理由"), [Filled(_("请写明不批准的理由")), length(2, 500)], description=_("提出人会看到")
    )
