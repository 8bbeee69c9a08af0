"""Inspection, inquiry, evidence and the closing report of an investigation. Shape only."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms.validators import ValidationError

from forms.base import _
from forms.desk_fields import (
    DaysField,
    DeskForm,
    LateChoice,
    LateChoices,
    MomentField,
    RowForm,
    RowsField,
    TimeField,
    at_least,
    ends_later,
    person,
    until,
)
from forms.fields import (
    ChoiceField,
    CodeField,
    DateField,
    FileField,
    IntegerField,
    LinesField,
    MoneyField,
    TextArea,
    TextField,
    TickField,
)
from forms.validators import Filled, length

GENDERS = (("男", _("男")), ("女", _("女")))
EVIDENCE_KINDS = tuple(
    (name, name)
    for name in (
        "书证",
        "物证",
        "视听资料",
        "电子数据",
        "证人证言",
        "当事人的陈述",
        "鉴定意见",
        "勘验笔录、现场笔录",
    )
)
ID_CARD = "居民身份证"
SHOWN = _("已经出示执法证件，说明来意，告知当事人的权利和义务")


class InspectionForm(DeskForm):
    """What was seen on the spot, with whom."""

    at = MomentField(_("开始时间"), [Filled(_("请填写开始时间"))], description=_("例如2026年3月6日 9:30"))
    until = TimeField(_("结束时间"), [Filled(_("请填写结束时间")), ends_later], description=_("例如10:40"))
    place = TextField(
        _("检查地点"), [Filled(_("请填写检查地点")), length(0, 200)], description=_("写到门牌号")
    )
    present_name = TextField(
        _("在场人姓名"),
        [Filled(_("请填写在场的当事人或者其工作人员")), length(0, 50)],
        description=_("当事人、法定代表人或者现场负责人"),
    )
    present_gender = ChoiceField(_("性别"), choices=GENDERS)
    present_position = TextField(_("职务"), [length(0, 50)], description=_("例如：经营者、店长"))
    present_relation = TextField(_("与当事人的关系"), [length(0, 50)], description=_("例如：本人、员工"))
    present_phone = CodeField(_("联系电话"), what="mobile", description=_("手机号码，加密保存"))
    situation = TextArea(
        _("现场情况"),
        [Filled(_("请写明现场情况")), length(10, 5000)],
        description=_("按看到的写：位置、品名、标识、数量、标价、票据，不写推测"),
    )
    evidence_taken = LinesField(_("现场提取的证据"), description=_("一行一项。例如：货架照片4张"))
    measures_taken = TextArea(
        _("采取的措施"), [length(0, 500)], description=_("例如：对“示例甲”白酒6瓶提请扣押。没有的不填")
    )
    recorder = TextField(_("记录人"), [Filled(_("请填写记录人")), length(0, 50)])
    witness_name = TextField(
        _("见证人"), [length(0, 50)], description=_("当事人不在场或者拒绝签名时，请见证人到场")
    )
    certificate_shown = TickField(SHOWN, [Filled(_("请确认已经出示执法证件并告知权利"))])

    def cleaned(self) -> dict[str, Any]:
        """Give the inspection as the record reads it."""
        witness = {"witness": {"name": self.witness_name.data}} if self.witness_name.data else {}
        return {
            "certificate_shown": bool(self.certificate_shown.data),
            "inspection": {
                "at": self.at.data,
                "until": until(self.at.data, self.until.data),
                "place": self.place.data,
                "present": person(self, "present", ("name", "gender", "position", "relation", "phone")),
                "situation": self.situation.data,
                "evidence_taken": list(self.evidence_taken.data or ()),
                "measures_taken": self.measures_taken.data or "",
                "recorder": self.recorder.data,
            }
            | witness,
        }


class QuestionRow(RowForm):
    """One question with its answer."""

    q = TextArea(_("问"), [Filled(_("请填写问题")), length(0, 1000)])
    a = TextArea(_("答"), [Filled(_("请填写回答")), length(0, 3000)])


class InquiryForm(DeskForm):
    """Who was asked what, and what was answered."""

    at = MomentField(_("开始时间"), [Filled(_("请填写开始时间"))], description=_("例如2026年3月6日 14:30"))
    until = TimeField(_("结束时间"), [Filled(_("请填写结束时间")), ends_later], description=_("例如15:20"))
    place = TextField(_("询问地点"), [Filled(_("请填写询问地点")), length(0, 200)])
    times = IntegerField(_("第几次询问"), [Filled(_("请填写第几次询问"))], least=1, most=99)
    person_name = TextField(_("被询问人姓名"), [Filled(_("请填写被询问人")), length(0, 50)])
    person_gender = ChoiceField(_("性别"), choices=GENDERS)
    person_position = TextField(_("职务"), [length(0, 50)])
    person_workplace = TextField(_("工作单位"), [length(0, 100)])
    person_address = TextField(_("住址"), [length(0, 200)])
    person_phone = CodeField(_("联系电话"), what="mobile", description=_("手机号码，加密保存"))
    person_id_number = CodeField(_("居民身份证号码"), what="resident_id", description=_("18位，可以带空格"))
    questions = RowsField(
        _("询问内容"),
        [at_least(1, _("请填写询问内容"))],
        row=QuestionRow,
        least=4,
        stacked=True,
        description=_("一问一答一组，空的不记入"),
    )
    recorder = TextField(_("记录人"), [Filled(_("请填写记录人")), length(0, 50)])
    certificate_shown = TickField(SHOWN, [Filled(_("请确认已经出示执法证件并告知权利"))])

    def cleaned(self) -> dict[str, Any]:
        """Give the inquiry as the record reads it."""
        names = ("name", "gender", "position", "workplace", "address", "phone", "id_number")
        asked = person(self, "person", names)
        if asked.get("id_number"):
            asked["id_label"] = ID_CARD
        return {
            "certificate_shown": bool(self.certificate_shown.data),
            "inquiry": {
                "at": self.at.data,
                "until": until(self.at.data, self.until.data),
                "place": self.place.data,
                "times": self.times.data,
                "person": asked,
                "questions": self.questions.data,
                "recorder": self.recorder.data,
            },
        }


class EvidenceForm(DeskForm):
    """One piece of evidence, with where it came from and what it proves."""

    file = FileField(_("证据文件"), [Filled(_("请选择文件"))])
    kind = ChoiceField(_("证据种类"), [Filled(_("请选择证据种类"))], choices=EVIDENCE_KINDS, select=True)
    source = TextField(
        _("来源"),
        [Filled(_("请写明证据从哪里来")), length(0, 200)],
        description=_("例如：10月9日现场检查时由执法人员拍摄"),
    )
    obtained_on = DateField(_("取得日期"), [Filled(_("请填写取得日期"))], description=_("例如2026年3月6日"))
    proves = LinesField(_("证明的事实"), description=_("一行一项。例如：被诉商品使用了相同商标"))

    def cleaned(self) -> dict[str, Any]:
        """Give the arguments of evidence.log but for the file."""
        return {
            "kind": self.kind.data,
            "source": self.source.data,
            "obtained_on": self.obtained_on.data,
            "proves": tuple(self.proves.data or ()),
        }


# Which facts of the report the evidence ticked in a field proves.
PROVED = {
    "facts_proofs": ("facts_found", "act_from", "act_ended"),
    "amounts_proofs": ("turnover_fen", "gains_fen"),
    "discretion_proofs": ("discretion", "innocent_seller"),
}


class ReportForm(DeskForm):
    """The closing report: facts, figures, the law, the reasons, what is proposed (程序规定 48)."""

    violation = LateChoice(_("违法行为"), [Filled(_("请选择违法行为"))], select=True)
    act_from = DateField(
        _("违法行为开始日期"), [Filled(_("请填写开始日期"))], description=_("例如2026年3月6日")
    )
    act_ended = DateField(
        _("违法行为终了日期"),
        [Filled(_("请填写终了日期"))],
        description=_("有连续状态的，写最后一日。适用哪一版法律由这一天决定"),
    )
    facts_found = TextArea(
        _("查明的事实"), [Filled(_("请写明查明的事实")), length(10, 8000)], description=_("一段一件事")
    )
    facts_proofs = LateChoices(
        _("证明上述事实的证据"), description=_("按登记证据时写的证明事项勾选好了，请核对。没有的先登记证据")
    )
    turnover_fen = MoneyField(_("违法经营额"), description=_("已售和未售合计。没有查清的不填"))
    gains_fen = MoneyField(_("违法所得"), description=_("没有查清的不填"))
    amounts_proofs = LateChoices(_("证明违法经营额、违法所得的证据"))
    nature = TextArea(_("性质和依据"), [Filled(_("请写明案件的性质和依据")), length(5, 3000)])
    discretion = TextArea(
        _("裁量理由"),
        [Filled(_("请写明从轻、从重或者一般处罚的理由")), length(5, 3000)],
        description=_("情节、后果、配合调查、是否初次违法，及其依据"),
    )
    discretion_proofs = LateChoices(_("证明裁量情节的证据"))
    orders = TextArea(
        _("责令改正的内容"),
        [Filled(_("请写明责令改正的内容")), length(2, 1000)],
        description=_("一行一项。例如：立即停止销售侵权商品"),
    )
    proposed_warning = TickField(_("拟给予警告"))
    proposed_fine_fen = MoneyField(_("拟处罚款"), description=_("不处罚款的不填"))
    confiscated_gains_fen = MoneyField(_("拟没收违法所得"))
    confiscated_goods = TextField(_("拟没收物品"), [length(0, 300)], description=_("例如：“示例甲”白酒6瓶"))
    confiscated_goods_fen = MoneyField(_("拟没收物品的价值"))
    innocent_seller = TickField(
        _("认定为不知情的销售者"),
        description=_("不知道是侵权商品，能证明合法取得并说明提供者的，依法不予罚款"),
    )
    prior_penalties = DaysField(_("此前商标侵权处罚日期"), description=_("一行一个日期。没有的不填"))
    major_case = LateChoices(
        _("应当法制审核的情形"), description=_("有一项即送法制审核，没有的不勾，送案件审核")
    )

    def validate_act_ended(self, field: Any) -> None:
        """Refuse an act that ends before it begins."""
        if field.data and self.act_from.data and field.data < self.act_from.data:
            raise ValidationError(_("终了日期早于开始日期，请核对"))

    def cleaned(self) -> dict[str, Any]:
        """Give every fact of the report."""
        return {
            "violation": self.violation.data,
            "facts_found": self.facts_found.data,
            "turnover_fen": self.turnover_fen.data,
            "gains_fen": self.gains_fen.data,
            "act_from": iso(self.act_from.data),
            "act_ended": iso(self.act_ended.data),
            "nature": self.nature.data,
            "discretion": self.discretion.data,
            "orders": self.orders.data,
            "proposed_warning": bool(self.proposed_warning.data),
            "proposed_fine_fen": self.proposed_fine_fen.data or 0,
            "confiscated_gains_fen": self.confiscated_gains_fen.data or 0,
            "confiscated_goods": self.confiscated_goods.data or "",
            "confiscated_goods_fen": self.confiscated_goods_fen.data or 0,
            "innocent_seller": bool(self.innocent_seller.data),
            "prior_penalties": list(self.prior_penalties.data or ()),
            "major_case": list(self.major_case.data or ()),
            "proofs": self.proofs(),
        }

    def proofs(self) -> dict[str, list[str]]:
        """Give what proves each fact; what was ticked once stands for all the facts it was asked for."""
        return {
            name: list(self[field].data)
            for field, names in PROVED.items()
            for name in names
            if self[field].data and self[name].data not in (None, False)
        }


def iso(day: date | None) -> str | None:
    """Write a day as ISO text."""
    return day.isoformat() if day else None
