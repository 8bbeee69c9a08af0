"""The pages of a complaint: who, against whom, what was done, what proves it, what is asked, what follows.

Shape only. Which acts, rights and places there are is brought by the page; nothing is looked up here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from wtforms import HiddenField, ValidationError

from forms.base import BaseForm, Text, _, clean_text, fold_width
from forms.fields import (
    ChoiceField,
    CodeField,
    DateField,
    FileField,
    LinesField,
    MoneyField,
    MultiCheckbox,
    TextArea,
    TextField,
    TickField,
    options_of,
)
from forms.validators import Blank, Filled, at_most, length
from workflows import identifiers
from workflows.vocabulary import PartyKind

PARTY_KINDS = (
    (PartyKind.LEGAL.value, _("企业或者其他组织")),
    (PartyKind.INDIVIDUAL_BUSINESS.value, _("个体工商户")),
    (PartyKind.NATURAL.value, _("个人")),
)
CLAIMS = (
    ("stop", _("责令对方停止侵权")),
    ("penalise", _("依法给予行政处罚")),
    (
        "mediate",
        _("就赔偿数额进行调解"),
        _("双方自愿。行政处罚不判给您赔偿，调解不成可以向人民法院起诉"),
    ),
)
FILE_KINDS = (
    ("侵权证据", _("侵权商品、店面、网页")),
    ("购买凭证", _("购买凭证")),
    ("授权委托书", _("授权委托书")),
    ("主体资格", _("营业执照、身份证件")),
    ("其他", _("其他")),
)
SCENES = (
    ("shop", _("实体店铺、批发市场")),
    ("online", _("网店、直播间")),
    ("factory", _("工厂、仓库")),
    ("fair", _("展会")),
)
MOST_LINKS = 500
_LANDLINE = re.compile(r"(?:0\d{2,3}-?)?\d{7,8}(?:-\d{1,6})?|[48]00-?\d{3}-?\d{4}", re.ASCII)
_LINK = re.compile(r"https?://[^\s/]+\.[^\s]+")


class Expected:
    """Marks a field that some must fill in; a check of the form says who."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Leave the judging to the form."""


class PhoneField(TextField):
    """A mobile or landline number; spaces, full-width digits and +86 are taken out."""

    def __init__(self, label: str = "", validators: Sequence[Any] = (), **options: Any) -> None:
        shape = {"class": "w-code", "inputmode": "tel", "autocomplete": "tel"}
        options["render_kw"] = shape | options.get("render_kw", {})
        super().__init__(label, validators, **options)

    def read(self, typed: str) -> str:
        """Give the number as it is dialled, or say what is wrong with it."""
        text = identifiers.compact(clean_text(fold_width(typed)))
        if not text or (_LANDLINE.fullmatch(text) and text[0] in "0478"):
            return text
        checked = identifiers.check("mobile", text)
        if not checked.valid:
            raise ValueError(Text(_("%(reason)s；固定电话写作0563-3022315"), reason=checked.reason))
        return checked.normalised


class StepForm(BaseForm):
    """A page of the wizard: it remembers which saving of its step it was made from."""

    rev = HiddenField()

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Put on offer what the page brings as `offers`, before what was sent is judged by it."""
        for name, choices in (kwargs.pop("offers", None) or {}).items():
            self[name].choices = options_of(choices)
        super().process(*args, **kwargs)

    @classmethod
    def known(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Turn kept values into what the fields take."""
        return dict(values)

    @property
    def seen(self) -> int | None:
        """Give the count this page was made from."""
        typed = str(self.rev.data or "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


class _Person(StepForm):
    """What both sides' pages share: the kind of party must fit its credit code."""

    def validate_uscc(self, field: Any) -> None:
        """Hold the code to the kind of party."""
        kind = str(self["kind"].data or "")
        if field.data and kind != PartyKind.NATURAL and (fault := identifiers.party_fault(field.data, kind)):
            raise ValidationError(fault)


class RightForm(_Person):
    """Which right, and who asks for its protection."""

    right_id = ChoiceField(_("被侵犯的权利"), [Filled(_("请选择被侵犯的权利"))])
    kind = ChoiceField(
        _("您是"), [Filled(_("请选择您是企业、个体工商户还是个人"))], choices=PARTY_KINDS, default="legal"
    )
    name = TextField(
        _("名称或者姓名"),
        [Filled(_("请填写营业执照或者身份证件上的名称")), length(2, 100)],
        description=_("与营业执照或者身份证件一致"),
        render_kw={"autocomplete": "organization"},
    )
    uscc = CodeField(
        _("统一社会信用代码"),
        [Blank()],
        what="uscc",
        description=_("18位，可以从执照上整段粘贴，空格会自动去掉。个人不填"),
        render_kw={"class": "w-code", "autocapitalize": "characters"},
    )
    legal_representative = TextField(
        _("法定代表人、负责人或者经营者"), [Expected(), length(0, 50)], description=_("个人不填")
    )
    address = TextField(
        _("联系地址"),
        [Filled(_("请填写能收到文书的地址")), length(5, 200)],
        description=_("文书寄到这个地址"),
        render_kw={"autocomplete": "street-address"},
    )
    contact_name = TextField(
        _("联系人"), [Filled(_("请填写联系人")), length(2, 50)], render_kw={"autocomplete": "name"}
    )
    phone = PhoneField(
        _("联系电话"),
        [Filled(_("请填写联系电话"))],
        description=_("例如 139 0000 1234 或者 0563-3022315。加密保存，不告诉对方"),
    )

    def validate_legal_representative(self, field: Any) -> None:
        """A firm acts through somebody."""
        if self["kind"].data in (PartyKind.LEGAL, PartyKind.INDIVIDUAL_BUSINESS) and not field.data:
            raise ValidationError(_("请填写法定代表人、负责人或者经营者的姓名"))


class RespondentForm(_Person):
    """Against whom."""

    kind = ChoiceField(_("对方是"), [Filled(_("请选择对方是企业、个体工商户还是个人"))], choices=PARTY_KINDS)
    name = TextField(
        _("对方的名称或者姓名"),
        [Filled(_("请填写对方的名称；只知道店名的，填写店名")), length(2, 100)],
        description=_("尽量与营业执照一致。网店填店铺名称"),
    )
    uscc = CodeField(
        _("对方的统一社会信用代码"),
        [Blank()],
        what="uscc",
        description=_("店里的营业执照或者网店的“证照信息”页面上有，不知道可以不填"),
        render_kw={"class": "w-code", "autocapitalize": "characters"},
    )
    legal_representative = TextField(_("对方的负责人或者经营者"), [Blank(), length(2, 50)])
    address = TextField(
        _("对方的地址"),
        [Filled(_("请填写对方的地址；网店填写网店页面上的经营地址")), length(4, 200)],
    )
    phone = PhoneField(_("对方的电话"), [Blank()])


class ActForm(StepForm):
    """What was done, when and where, with which goods."""

    violation = ChoiceField(
        _("对方做了什么"),
        [Filled(_("请选择最接近的一项"))],
        description=_("选最接近的一项。选错不影响受理，办案人员会依法认定。"),
    )
    complaint_facts = TextArea(
        _("经过"),
        [Filled(_("请写明您看到了什么、怎样判断是侵权")), length(10, 3000)],
        description=_(
            "写明您看到了什么、怎样判断是侵权。例如：货架上摆放、销售标注我公司商标的白酒，瓶盖和喷码与正品不同"
        ),
    )
    found_on = DateField(
        _("您是哪天发现的"),
        [Filled(_("请填写发现的日期"))],
        description=_("例如 2026年9月18日。记不清可以填大概的日期。"),
    )
    scenes = MultiCheckbox(
        _("在哪里发现"), [Blank()], choices=SCENES, description=_("可以多选。"), render_kw={"columns": 2}
    )
    place_region = ChoiceField(
        _("发生在哪个县市区、乡镇街道"),
        [Filled(_("请选择违法行为发生的县市区或者乡镇街道"))],
        select=True,
        description=_("地点决定由哪个局办理。网店选对方经营地址所在的地方；不知道乡镇的，选到县市区。"),
    )
    place = TextField(
        _("具体地点"),
        [Filled(_("请填写店铺、仓库的地址或者网店名称")), length(2, 200)],
        description=_("例如：宣州区鳌峰街道示例路66号；网店写平台和店铺名称"),
    )
    goods = TextField(
        _("涉及的商品"),
        [Filled(_("请填写商品名称")), length(2, 200)],
        description=_("名称、数量，例如：标注“示例老窖”的白酒6瓶"),
    )
    amount_fen = MoneyField(
        _("您知道的金额"),
        [Blank()],
        description=_("您看到的标价、成交价或者销售额。查实的数额以办案人员核定的为准。"),
    )
    links = LinesField(
        _("网页链接"),
        [Blank(), at_most(MOST_LINKS)],
        description=_("一行一条，最多500条，可以从表格里整列粘贴。重复的链接会自动去掉。"),
        render_kw={"spellcheck": "false"},
    )
    # The page brings the day; a form reads no clock.
    today: date | None = None

    @classmethod
    def known(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        """Take the day from its ISO text."""
        found = dict(values)
        if found.get("found_on"):
            found["found_on"] = date.fromisoformat(found["found_on"])
        return found

    def validate_found_on(self, field: Any) -> None:
        """Nothing is found tomorrow."""
        if self.today and field.data and field.data > self.today:
            shown = f"{self.today.year}年{self.today.month}月{self.today.day}日"
            raise ValidationError(
                Text(_("发现日期不能晚于今天（%(today)s）。请检查年份和月份。"), today=shown)
            )

    def validate_links(self, field: Any) -> None:
        """Say which of the addresses is not whole."""
        for number, link in enumerate(field.data or (), 1):
            if not _LINK.fullmatch(link):
                raise ValidationError(
                    Text(_("第%(n)d条网址不完整。请在浏览器地址栏里整条复制，以 https:// 开头。"), n=number)
                )

    def cleaned(self) -> dict[str, Any]:
        """Give the act in the shapes a draft keeps."""
        found = super().cleaned()
        found["found_on"] = self.found_on.data.isoformat() if self.found_on.data else ""
        found["scenes"] = list(self.scenes.data or ())
        found["links"] = list(self.links.data or ())
        return found


class EvidenceForm(StepForm):
    """What proves it, and what is asked."""

    files = FileField(_("照片、网页截图、购买凭证"), multiple=True)
    file_kind = ChoiceField(_("这些文件是"), [Blank()], choices=FILE_KINDS, select=True, default="侵权证据")
    claims = MultiCheckbox(
        _("您请求本局"), [Filled(_("请至少选一项请求"))], choices=CLAIMS, default=("stop", "penalise")
    )
    confidential = TickField(
        _("对我的身份保密"),
        description=_("不告诉对方是谁投诉的。请求调解的，对方参加调解时会知道您是谁。"),
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the claims; files went their own way."""
        return {"claims": list(self.claims.data or ()), "confidential": bool(self.confidential.data)}


class CheckForm(StepForm):
    """The declaration at the end."""

    declared = TickField(
        _("我确认以上内容和材料真实，愿意承担提供虚假材料的责任。"), [Filled(_("请勾选确认后再提交"))]
    )

    def cleaned(self) -> dict[str, Any]:
        """Give the declaration."""
        return {"declared": bool(self.declared.data)}


class PartyStepForm(BaseForm):
    """A step of a proceeding a party takes: the version of the page it was asked from."""

    version = HiddenField()

    @property
    def seen_version(self) -> int | None:
        """Give the version of the proceeding that the page was made from."""
        typed = str(self.version.data or "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


class SupplyForm(PartyStepForm):
    """The missing items, with a word on them."""

    supplied = TextArea(
        _("补正说明"),
        [Filled(_("请写明补交了什么")), length(2, 1000)],
        description=_("例如：补交授权委托书原件照片一份，委托林示例办理"),
    )
    files = FileField(_("补正材料"), multiple=True)


class WithdrawForm(PartyStepForm):
    """The complaint is taken back."""

    reason = TextArea(_("撤回的理由"), [Blank(), length(2, 500)])
    sure = TickField(_("我确认撤回这件投诉"), [Filled(_("请勾选确认后再撤回"))])


class AddFilesForm(BaseForm):
    """Files handed in later, of the holder's own accord."""

    files = FileField(_("材料"), [Filled(_("请选择文件"))], multiple=True)
    file_kind = ChoiceField(_("这些文件是"), choices=FILE_KINDS, select=True, default="侵权证据")


class SignForm(PartyStepForm):
    """A signature under an agreement: the typed name and an express tick."""

    name = TextField(
        _("签署人姓名"),
        [Filled(_("请填写签署人的姓名")), length(2, 50)],
        description=_("法定代表人、负责人或者受委托的代理人"),
        render_kw={"autocomplete": "name"},
    )
    agree = TickField(_("我已经看过协议全文，自愿签署"), [Filled(_("请勾选确认后再签署"))])
