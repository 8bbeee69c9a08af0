"""Payment, closing and archiving. Shape only."""

from __future__ import annotations

from typing import Any

from wtforms.validators import ValidationError

from forms.base import _
from forms.desk_fields import DeskForm
from forms.fields import ChoiceField, DateField, MoneyField, TextArea, TextField
from forms.validators import Filled, length

RETENTION = (("长期", _("长期")), ("永久", _("永久")), ("30年", _("30年")), ("10年", _("10年")))


class PaymentForm(DeskForm):
    """A payment as the bank's voucher says it."""

    amount_fen = MoneyField(_("缴款金额"), [Filled(_("请填写缴款金额"))], description=_("例如17,388.00"))
    paid_on = DateField(_("缴款日期"), [Filled(_("请填写缴款日期"))], description=_("例如2026年3月6日"))
    voucher = TextField(
        _("票据号"), [Filled(_("请填写票据号")), length(2, 64)], description=_("同一张票据只登记一次")
    )

    def validate_amount_fen(self, field: Any) -> None:
        """A payment is more than nothing."""
        if field.data is not None and field.data <= 0:
            raise ValidationError(_("缴款金额应当大于0"))

    def cleaned(self) -> dict[str, Any]:
        """Give the arguments of enforcement.record_payment."""
        return {
            "amount_fen": self.amount_fen.data,
            "paid_on": self.paid_on.data,
            "voucher": self.voucher.data,
        }


class ConfirmPaidForm(DeskForm):
    """That everything is paid; for a late payer, what was decided about the surcharge."""

    surcharge_note = TextArea(
        _("加处罚款的决定和理由"), [length(0, 500)], description=_("按期缴清的不填；逾期的必填")
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the note."""
        return {"surcharge_note": self.surcharge_note.data or ""}


class CloseForm(DeskForm):
    """How the decision was carried out."""

    performance = TextArea(
        _("执行情况"),
        [Filled(_("请写明执行情况")), length(2, 500)],
        description=_("例如：罚款17,388.00元已于10月16日缴清"),
    )
    goods_handled = TextArea(
        _("涉案物品的处理"), [length(0, 500)], description=_("例如：没收的白酒6瓶已移交罚没物资仓库")
    )
    reason = TextField(
        _("结案理由"), [Filled(_("请写明结案理由")), length(2, 200)], description=_("例如：处罚决定执行完毕")
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the closing."""
        return {
            "closing": {
                "performance": self.performance.data,
                "goods_handled": self.goods_handled.data or "",
                "reason": self.reason.data,
            }
        }


class ArchiveForm(DeskForm):
    """How long the file is kept, and who bound it."""

    retention = ChoiceField(_("保管期限"), [Filled(_("请选择保管期限"))], choices=RETENTION)
    archivist = TextField(_("立卷人"), [Filled(_("请填写立卷人")), length(0, 50)])

    def cleaned(self) -> dict[str, Any]:
        """Give the archiving."""
        return {"archiving": {"retention": self.retention.data, "archivist": self.archivist.data}}
