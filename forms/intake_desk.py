"""Steps of the intake that officers take: supplement, routing, filing, not filing.

Shape only; which officers and bureaus there are, the page brings.
"""

from __future__ import annotations

from typing import Any

from wtforms.validators import ValidationError

from forms.base import _
from forms.desk_fields import DeskForm, LateChoice
from forms.fields import IntegerField, LinesField, MultiCheckbox, TextArea
from forms.validators import Filled, length

CONDITIONS = (
    ("evidence", _("有证据初步证明存在违法行为")),
    ("punishable", _("依法应当给予行政处罚")),
    ("competent", _("属于本部门管辖")),
    ("in_time", _("在给予行政处罚的法定期限内")),
)


class SupplementForm(DeskForm):
    """Which papers are missing, all at once."""

    missing_items = LinesField(
        _("需要补正的材料"),
        [Filled(_("请写明缺少的材料，一行一项")), length(0, 20)],
        description=_("一次列明全部，一行一项。例如：商标注册证复印件（加盖公章）"),
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the missing papers."""
        return {"missing_items": list(self.missing_items.data)}


class RouteForm(DeskForm):
    """The bureau that is competent."""

    bureau = LateChoice(
        _("接收案件的局"), [Filled(_("请选择接收案件的局"))], select=True, description=_("违法行为发生地的局")
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the bureau."""
        return {"bureau": self.bureau.data}


class ElsewhereForm(DeskForm):
    """Where the complainant has to go instead."""

    not_competent = TextArea(
        _("有权机关和理由"),
        [Filled(_("请写明向哪个机关提出，以及理由")), length(5, 500)],
        description=_("例如：侵犯著作权的投诉由文化市场综合执法机构办理，请向宣城市文化市场综合执法支队提出"),
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the body and the reasons."""
        return {"not_competent": self.not_competent.data}


class FindingsForm(DeskForm):
    """What the check found."""

    check_findings = TextArea(
        _("核查情况"),
        [Filled(_("请写明核查的过程和结果")), length(5, 2000)],
        description=_(
            "去了哪里、看到什么、有哪些材料。例如：10月9日到门店核查，货架有涉案白酒6瓶，进货票据不能提供"
        ),
    )


class FileCaseForm(FindingsForm):
    """Filing: the four conditions and the two officers."""

    conditions = MultiCheckbox(_("立案条件，逐项确认"), [Filled(_("四项条件都要确认"))], choices=CONDITIONS)
    violation = LateChoice(
        _("违法行为"),
        [Filled(_("请选择违法行为"))],
        select=True,
        description=_("投诉人所选的不准确的，在这里改正，案由随之改变"),
    )
    filing_reasons = TextArea(_("立案理由"), [length(0, 1000)], description=_("不填的，以核查情况为准"))
    lead = LateChoice(_("主办人员"), [Filled(_("请选择主办人员"))], select=True)
    assist = LateChoice(_("协办人员"), [Filled(_("请选择协办人员"))], select=True)

    def validate_assist(self, field: Any) -> None:
        """Two officers are two people."""
        if field.data and field.data == self.lead.data:
            raise ValidationError(_("主办和协办不能是同一人"))

    def cleaned(self) -> dict[str, Any]:
        """Give the arguments of intake.file_case."""
        return {
            "officers": (self.lead.data, self.assist.data),
            "violation": self.violation.data,
            "conditions": tuple(self.conditions.data or ()),
            "check_findings": self.check_findings.data,
            "filing_reasons": self.filing_reasons.data or self.check_findings.data,
        }


class RefuseFilingForm(FindingsForm):
    """Not filing, with the reasons the complainant will read."""

    filing_reasons = TextArea(
        _("不予立案的理由"),
        [Filled(_("请写明不予立案的理由")), length(5, 1000)],
        description=_("写明不符合哪一项立案条件。实名投诉人会收到告知"),
    )

    def cleaned(self) -> dict[str, Any]:
        """Give findings and reasons."""
        return {"check_findings": self.check_findings.data, "filing_reasons": self.filing_reasons.data}


class ExtendForm(DeskForm):
    """A longer term; how long it may be, the rule says."""

    extension_days = IntegerField(
        _("延长的天数"), [Filled(_("请填写延长的天数"))], least=1, most=999, description=_("按规则的单位计算")
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the days."""
        return {"extension_days": self.extension_days.data}
