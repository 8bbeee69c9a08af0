"""Serving a paper: that it arrived, or not. Shape only; which proof a way needs, the table asks."""

from __future__ import annotations

from typing import Any

from forms.base import _
from forms.desk_fields import DeskForm, TimeField
from forms.fields import ChoiceField, DateField, TextArea, TextField
from forms.investigation import iso
from forms.validators import Filled, length
from workflows.vocabulary import ServiceWay

WAYS = tuple((way.value, way.label) for way in ServiceWay)


class DeliverForm(DeskForm):
    """When, how and to whom a paper was served."""

    served_on = DateField(
        _("送达日期"),
        [Filled(_("请填写送达日期"))],
        description=_("按送达回证填写，例如2026年3月6日。各项期限从这一天算起"),
    )
    at = TimeField(_("时间"), description=_("例如10:40。不知道的不填"))
    way = ChoiceField(_("送达方式"), [Filled(_("请选择送达方式"))], choices=WAYS)
    place = TextField(_("送达地点"), [Filled(_("请填写送达地点")), length(0, 200)])
    receiver = TextField(_("签收人"), [Filled(_("请填写签收人")), length(0, 50)])
    relation = TextField(
        _("与受送达人的关系"), [length(0, 50)], description=_("例如：本人、成年家属、收件人员")
    )
    witness = TextField(_("见证人或者录像情况"), [length(0, 200)], description=_("留置送达必填"))
    proof = TextField(_("回执号、凭证"), [length(0, 200)], description=_("邮寄送达必填"))

    def cleaned(self) -> dict[str, Any]:
        """Give the arguments of serving.deliver."""
        names = ("way", "place", "receiver", "relation", "at", "witness", "proof")
        found = {name: self[name].data for name in names}
        return {
            "served_on": self.served_on.data,
            "proof": {name: value for name, value in found.items() if value},
        }


class AttemptForm(DeskForm):
    """Why a paper did not arrive."""

    on = DateField(_("日期"), [Filled(_("请填写日期"))], description=_("例如2026年3月6日"))
    way = ChoiceField(_("送达方式"), [Filled(_("请选择送达方式"))], choices=WAYS)
    reason = TextArea(
        _("没有送达的原因"),
        [Filled(_("请写明原因")), length(2, 500)],
        description=_("例如：店铺关门，电话无人接听"),
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the attempt."""
        return {
            "service_attempt": {
                "on": iso(self.on.data),
                "way": self.way.data,
                "reason": self.reason.data,
            }
        }
