"""Steps of a mediation: consent, session, record, agreement, end. Shape only."""

from __future__ import annotations

from datetime import date
from typing import Any

from forms.base import _
from forms.desk_fields import (
    DeskForm,
    MomentField,
    RowForm,
    RowsField,
    TimeField,
    at_least,
    ends_later,
    until,
)
from forms.fields import ChoiceField, DateField, LinesField, MoneyField, TextArea, TextField
from forms.validators import Filled, length

WAYS = (("书面", _("书面同意")), ("当面", _("当面表示同意，记入笔录")), ("电话", _("电话表示同意，已录音")))
ENDS = (
    ("refused", _("一方不同意调解")),
    ("no_agreement", _("调解不成，双方分歧较大")),
    ("absent", _("一方无正当理由不参加")),
    ("withdrawn", _("一方撤回调解请求")),
    ("other", _("其他原因")),
)
SIDES = (("投诉人", _("投诉人")), ("被投诉人", _("被投诉人")))


class OpenForm(DeskForm):
    """What the holder asks for; read by the mediator and the parties only."""

    claim = TextArea(
        _("赔偿请求"),
        [length(0, 1000)],
        description=_("投诉人请求的数额和理由，只有您和双方能看到。不清楚的不填"),
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the argument of mediation.open_mediation."""
        return {"claim": self.claim.data or ""}


class ConsentForm(DeskForm):
    """The other side agrees to talk."""

    by = TextField(_("同意人"), [Filled(_("请填写由谁表示同意")), length(0, 100)])
    way = ChoiceField(_("同意的方式"), [Filled(_("请选择同意的方式"))], choices=WAYS)

    def cleaned(self) -> dict[str, Any]:
        """Give the consent."""
        return {"mediation_consent": {"by": self.by.data, "way": self.way.data}}


class RefusalForm(DeskForm):
    """The other side does not agree to talk."""

    detail = TextArea(
        _("不同意的说明"),
        [Filled(_("请记下对方怎样表示不同意")), length(2, 500)],
        description=_("例如：10月12日电话表示赔偿数额由法院判决，不参加调解"),
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the end of the mediation."""
        return {"mediation_end": {"reason": "refused", "detail": self.detail.data}}


class SessionForm(DeskForm):
    """When and where both sides meet."""

    at = MomentField(_("调解时间"), [Filled(_("请填写调解时间"))], description=_("例如2026年10月20日 9:30"))
    place = TextField(
        _("地点"), [Filled(_("请填写地点")), length(0, 100)], description=_("例如：本局三楼调解室")
    )
    mediator = TextField(_("调解员"), [Filled(_("请填写调解员")), length(0, 50)])

    def cleaned(self) -> dict[str, Any]:
        """Give the session."""
        return {"session": {"at": self.at.data, "place": self.place.data, "mediator": self.mediator.data}}


class ParticipantRow(RowForm):
    """Somebody who took part."""

    side = ChoiceField(_("哪一方"), choices=SIDES, select=True)
    name = TextField(_("姓名"), [Filled(_("请填写姓名")), length(0, 50)])
    represents = TextField(_("身份"), [length(0, 60)])


class ProposalRow(RowForm):
    """Something that was proposed."""

    speaker = TextField(_("谁提出"), [Filled(_("请填写由谁提出")), length(0, 50)])
    text = TextField(_("内容"), [Filled(_("请填写内容")), length(0, 500)])


class SessionRecordForm(DeskForm):
    """How a session went; read by the mediator and the parties only."""

    at = MomentField(_("开始时间"), [Filled(_("请填写开始时间"))], description=_("例如2026年10月20日 9:30"))
    until = TimeField(_("结束时间"), [Filled(_("请填写结束时间")), ends_later], description=_("例如11:10"))
    place = TextField(_("地点"), [Filled(_("请填写地点")), length(0, 100)])
    participants = RowsField(_("参加人"), [at_least(2, _("请填写双方的参加人"))], row=ParticipantRow, least=3)
    claims = LinesField(_("请求"), [Filled(_("请写明请求，一行一项"))], description=_("一行一项"))
    proposals = RowsField(_("调解经过"), [at_least(1, _("请写明调解的经过"))], row=ProposalRow, least=4)
    result = TextArea(
        _("调解结果"),
        [Filled(_("请写明调解结果")), length(2, 500)],
        description=_("例如：双方同意赔偿12,000元，分两期付清，另行签订协议"),
    )
    recorder = TextField(_("记录人"), [Filled(_("请填写记录人")), length(0, 50)])

    def cleaned(self) -> dict[str, Any]:
        """Give the record."""
        return {
            "session_record": {
                "at": self.at.data,
                "until": until(self.at.data, self.until.data),
                "place": self.place.data,
                "participants": self.participants.data,
                "claims": list(self.claims.data),
                "proposals": self.proposals.data,
                "result": self.result.data,
                "recorder": self.recorder.data,
            }
        }


class PerformanceRow(RowForm):
    """One payment of an agreement."""

    on = DateField(_("日期"), [Filled(_("请填写履行日期"))])
    amount_fen = MoneyField(_("金额"), [Filled(_("请填写金额"))])
    how = TextField(_("方式"), [length(0, 100)])

    def cleaned(self) -> dict[str, Any]:
        """Give the payment with its day as ISO text."""
        on: date | None = self.on.data
        return {
            "on": on.isoformat() if on else "",
            "amount_fen": self.amount_fen.data or 0,
            "how": self.how.data or "",
        }


class AgreementForm(DeskForm):
    """What both sides agree on."""

    facts = TextArea(_("事实"), [Filled(_("请写明争议的事实")), length(5, 2000)])
    dispute = TextArea(_("争议事项"), [Filled(_("请写明争议事项")), length(2, 500)])
    responsibility = TextArea(_("责任"), [Filled(_("请写明各方责任")), length(2, 500)])
    amount_fen = MoneyField(_("赔偿总额"), [Filled(_("请填写赔偿总额"))], description=_("例如12,000.00"))
    performances = RowsField(
        _("分期履行"),
        [at_least(1, _("请写明履行的日期和金额"))],
        row=PerformanceRow,
        least=2,
        description=_("各期金额之和应当等于赔偿总额"),
    )
    terms = LinesField(_("其他约定"), description=_("一行一项。例如：被投诉人停止销售“示例甲”白酒，不再购进"))

    def cleaned(self) -> dict[str, Any]:
        """Give the argument of mediation.draft_agreement."""
        return {
            "agreement": {
                "facts": self.facts.data,
                "dispute": self.dispute.data,
                "responsibility": self.responsibility.data,
                "amount_fen": self.amount_fen.data,
                "performances": self.performances.data,
                "terms": list(self.terms.data or ()),
            }
        }


class TerminateForm(DeskForm):
    """Why the mediation ends without an agreement."""

    reason = ChoiceField(_("终止的原因"), [Filled(_("请选择终止的原因"))], choices=ENDS)
    detail = TextArea(
        _("具体情况"),
        [Filled(_("请写明具体情况")), length(2, 500)],
        description=_("通知书会写明理由和还可以走的途径。不写对方提出过的数额"),
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the end of the mediation."""
        return {"mediation_end": {"reason": self.reason.data, "detail": self.detail.data}}
