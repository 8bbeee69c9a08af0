"""Publishing a decision: what was considered before, and why it is withdrawn. Shape only."""

from __future__ import annotations

from typing import Any

from forms.base import _
from forms.desk_fields import DeskForm
from forms.fields import MultiCheckbox, TextArea, TextField
from forms.validators import Filled, length

SECRECY = (
    ("state", _("不涉及国家秘密，不危及国家安全、公共安全、经济安全、社会稳定")),
    ("privacy", _("商业秘密和个人信息已经作必要处理")),
)


class PrepareForm(DeskForm):
    """The two questions of the secrecy check."""

    secrecy = MultiCheckbox(_("保密审查，逐项确认"), [Filled(_("两项都要确认"))], choices=SECRECY)

    def cleaned(self) -> dict[str, Any]:
        """Give the argument of disclosure.prepare."""
        return {"secrecy": tuple(self.secrecy.data or ())}


class WithdrawForm(DeskForm):
    """Why a publication is withdrawn; the public reads it."""

    reason = TextArea(
        _("撤回的理由"),
        [Filled(_("请写明撤回的理由")), length(2, 300)],
        description=_("会公开说明。例如：行政处罚决定被行政复议决定撤销"),
    )
    document = TextField(_("依据的文书和文号"), [length(0, 100)])

    def cleaned(self) -> dict[str, Any]:
        """Give the arguments of disclosure.withdraw."""
        return {"reason": self.reason.data, "document": self.document.data or ""}
