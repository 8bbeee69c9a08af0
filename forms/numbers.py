"""The register of document numbers: a block held for an officer, a number given to nobody. Shape only.

Which kinds and which officers there are, the page brings; who may do it is not known here.
"""

from __future__ import annotations

from typing import Any

from forms.base import BaseForm, _
from forms.desk_fields import LateChoice
from forms.fields import IntegerField, TextArea, TickField
from forms.validators import Filled, length

MOST, LONGEST = 100, 200


class HoldForm(BaseForm):
    """Numbers in a row for an officer who decides on the spot."""

    kind = LateChoice(_("文书"), [Filled(_("请选择文书"))], select=True)
    holder = LateChoice(
        _("持有人"), [Filled(_("请选择持有人"))], select=True, description=_("本局有执法证的办案人员")
    )
    count = IntegerField(
        _("预留几个"),
        [Filled(_("请填写预留几个文号"))],
        least=1,
        most=MOST,
        description=_("从下一号起连续预留，一次不超过100个"),
        render_kw={"unit": "个"},
    )
    again = TickField(_("仍要再预留"))

    def cleaned(self) -> dict[str, Any]:
        """Give the kind, the officer's public id, how many, and whether beside those that are still held."""
        return {
            "kind": self.kind.data,
            "holder_id": self.holder.data,
            "count": self.count.data,
            "again": bool(self.again.data),
        }


class VoidForm(BaseForm):
    """A held number that is given to nobody."""

    reason = TextArea(
        _("作废的原因"),
        [Filled(_("请写明作废的原因")), length(2, LONGEST)],
        description=_("例如：预制的决定书填写错误。记入登记簿，不能改动"),
    )
