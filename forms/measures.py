"""Seizure: what is proposed, told on the spot, extended, lifted. Shape only."""

from __future__ import annotations

from typing import Any

from forms.base import _, fold_width
from forms.desk_fields import DeskForm, RowForm, RowsField, at_least
from forms.fields import IntegerField, MultiCheckbox, TextArea, TextField
from forms.validators import Filled, length

TOLD = (
    ("certificate", _("出示执法身份证件")),
    ("reasons", _("当场告知理由、依据以及当事人的权利、救济途径")),
    ("heard", _("听取当事人的陈述和申辩")),
)


class ItemRow(RowForm):
    """One kind of goods."""

    name = TextField(_("名称"), [Filled(_("请填写名称")), length(0, 100)])
    quantity = TextField(_("数量"), [Filled(_("请填写数量")), length(0, 20)])
    unit = TextField(_("单位"), [length(0, 10)])
    model = TextField(_("规格型号"), [length(0, 60)])
    maker = TextField(_("标称生产者"), [length(0, 100)])
    batch = TextField(_("批号"), [length(0, 60)])
    condition = TextField(_("状况"), [length(0, 60)])
    note = TextField(_("备注"), [length(0, 100)])

    def cleaned(self) -> dict[str, Any]:
        """Give the item; full-width digits of the quantity become plain ones."""
        found = super().cleaned()
        return found | {"quantity": fold_width(found["quantity"])}


class ProposeMeasureForm(DeskForm):
    """What shall be seized and why."""

    seized_items = RowsField(
        _("拟扣押的物品"),
        [at_least(1, _("请写明物品的名称和数量"))],
        row=ItemRow,
        least=2,
        paste=True,
        description=_("名称和数量必填。也可以从表格里整块粘贴到下面的框里，列的顺序与表头相同"),
    )
    measure_reasons = TextArea(
        _("扣押的理由"),
        [Filled(_("请写明扣押的理由")), length(5, 1000)],
        description=_("有什么证据证明是侵权商品，为什么不扣押会灭失或者转移"),
    )
    measure_place = TextField(
        _("存放地点"), [length(0, 200)], description=_("扣押后存放在哪里。不填的，写本局地址")
    )

    def cleaned(self) -> dict[str, Any]:
        """Give items, reasons and place."""
        place = {"measure_place": self.measure_place.data} if self.measure_place.data else {}
        return {
            "seized_items": self.seized_items.data,
            "measure_reasons": self.measure_reasons.data,
        } | place


class SeizeForm(DeskForm):
    """What was done on the spot."""

    told = MultiCheckbox(_("现场程序，逐项确认"), [Filled(_("三项都要确认"))], choices=TOLD)

    def cleaned(self) -> dict[str, Any]:
        """Give what was told."""
        return {"told": list(self.told.data or ())}


class HandlingForm(DeskForm):
    """Why a seizure is refused or lifted."""

    reason = TextArea(
        _("理由"),
        [Filled(_("请写明理由")), length(2, 500)],
        description=_("例如：经权利人辨认不是侵权商品，与案件无关"),
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the reason."""
        return {"measure_handling": {"reason": self.reason.data}}


class ExtendMeasureForm(HandlingForm):
    """A longer seizure."""

    extension_days = IntegerField(
        _("延长的天数"), [Filled(_("请填写延长的天数"))], least=1, most=999, description=_("自然日")
    )

    def cleaned(self) -> dict[str, Any]:
        """Give reason and days."""
        return super().cleaned() | {"extension_days": self.extension_days.data}
