"""Recording a right: kind, number, name, holder, classes, term and certificate. Shape only.

Whether a number can be one of its kind is asked again by the service, with the same rules.
"""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, ValidationError

from forms.base import BaseForm, Text, _, clean_text, fold_width
from forms.fields import ChoiceField, DateField, FileField, TextField
from forms.intake import Expected
from forms.validators import Blank, Filled, length
from workflows import identifiers
from workflows.vocabulary import RightKind

KINDS = (
    (RightKind.TRADEMARK.value, _("注册商标"), _("注册号1至8位数字，例如 99001428")),
    (RightKind.PATENT.value, _("专利"), _("专利号，例如 ZL201910123456.X")),
    (RightKind.TRADE_SECRET.value, _("商业秘密"), _("没有登记号，写单位内部的编号或者名称")),
    (RightKind.GEOGRAPHICAL_INDICATION.value, _("地理标志"), _("产品公告号或者证明商标注册号")),
    (RightKind.COPYRIGHT.value, _("作品著作权"), _("登记号，例如 国作登字-2021-L-00268255")),
    (RightKind.SOFTWARE.value, _("软件著作权"), _("登记号，例如 2016SR172900")),
    (RightKind.PLANT_VARIETY.value, _("植物新品种"), _("品种权号，例如 CNA20101085.0")),
)
LAST_CLASS = 45


class ClassesField(TextField):
    """Classes of goods and services: 16、33 or 第16类,第33类."""

    def read(self, typed: str) -> tuple[int, ...]:
        """Read the classes in their order, each once."""
        text = clean_text(fold_width(typed))
        for sign in "、,;；第类 ":
            text = text.replace(sign, " ")
        found = []
        for part in text.split():
            if not (part.isascii() and part.isdigit() and len(part) <= 2 and 1 <= int(part) <= LAST_CLASS):
                raise ValueError(Text(_("“%(part)s”不是商品和服务的类别，类别是1到45"), part=part[:10]))
            found.append(int(part))
        return tuple(dict.fromkeys(found))

    def shown(self) -> str:
        """Write the classes."""
        return "、".join(str(number) for number in self.data or ())


class RightRecordForm(BaseForm):
    """One right."""

    draft = HiddenField()
    kind = ChoiceField(_("权利的种类"), [Filled(_("请选择权利的种类"))], choices=KINDS)
    number = TextField(
        _("注册号、专利号或者登记号"),
        [Filled(_("请填写证书上的号码")), length(1, 60)],
        description=_("可以从证书上整段粘贴，空格和全角数字会自动整理。"),
        render_kw={"class": "w-code"},
    )
    name = TextField(
        _("权利的名称"),
        [Filled(_("请填写权利的名称")), length(1, 100)],
        description=_("商标写文字或者图形的名称，专利写发明名称"),
    )
    holder_name = TextField(
        _("权利人"), [Filled(_("请填写证书上的权利人")), length(2, 100)], description=_("与证书一致")
    )
    classes = ClassesField(
        _("核定使用的类别"),
        [Expected()],
        description=_("注册商标填写，例如 16、33；其他权利不填"),
        render_kw={"class": "w-code", "inputmode": "text"},
    )
    valid_from = DateField(_("有效期自"), [Blank()], description=_("例如 2021年3月14日"))
    valid_to = DateField(_("有效期至"), [Blank()], description=_("例如 2031年3月13日。没有期限的不填"))
    certificate = FileField(_("权利证书"), [Filled(_("请上传权利证书的照片或者PDF"))])

    def validate_number(self, field: Any) -> None:
        """Say with the other faults what is wrong with a number that has rules of its own."""
        kind = str(self.kind.data or "")
        if kind in identifiers.kinds() and not (found := identifiers.check(kind, field.data)).valid:
            raise ValidationError(found.reason)

    def validate_valid_to(self, field: Any) -> None:
        """A term ends after it begins."""
        if field.data and self.valid_from.data and field.data < self.valid_from.data:
            raise ValidationError(_("有效期的最后一天早于第一天，请检查"))

    def validate_classes(self, field: Any) -> None:
        """A trade mark is registered for classes."""
        if self.kind.data == RightKind.TRADEMARK and not field.data and not field.errors:
            raise ValidationError(_("请填写商标核定使用的类别，例如 33"))

    def cleaned(self) -> dict[str, Any]:
        """Give the arguments of the service; the certificate goes its own way."""
        found = super().cleaned()
        found.pop("certificate")
        return found | {"classes": tuple(self.classes.data or ())}
