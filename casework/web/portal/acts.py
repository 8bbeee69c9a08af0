"""Which acts a holder may name for a kind of right, in plain words; the articles come from the rules.

Words only. Whether a row is law today the rule book says; the holder's choice binds nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from forms.fields import Option
from workflows.rules import book
from workflows.rules.rows import UnknownRule, in_force
from workflows.vocabulary import RightKind


def _(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the rules in words for people who are not lawyers."""

    violation: str
    words: str


_CONFUSION = Act("UC7-2025", _("仿冒您有一定影响的商品名称、包装、装潢，让人误以为是您的"))
ACTS: dict[RightKind, tuple[Act, ...]] = {
    RightKind.TRADEMARK: (
        Act("TM57-1", _("在同样的商品上用了和您一样的商标")),
        Act("TM57-2", _("用了近似的商标，或者用在类似商品上，容易让人混淆")),
        Act("TM57-3", _("销售侵犯您商标权的商品")),
        Act("TM57-4", _("伪造、擅自制造您的商标标识，或者销售这种标识")),
        Act("TM57-6", _("故意为侵犯您商标权的行为提供仓储、运输、场所等便利")),
        Act("TM72-2026", _("用了和您一样或者近似的商标，销售侵权商品，或者伪造、销售您的商标标识")),
        _CONFUSION,
        Act("TM57-7", _("其他，或者说不清")),
    ),
    RightKind.PATENT: (Act("PT68", _("冒充专利：在没有专利的产品上标注专利号，或者冒用您的专利号")),),
    RightKind.TRADE_SECRET: (
        Act("UC10-2025", _("以盗窃、引诱、违反保密要求等手段取得、披露或者使用您的商业秘密")),
    ),
    RightKind.GEOGRAPHICAL_INDICATION: (
        Act("GI-80", _("擅自使用地理标志产品名称或者专用标志")),
        Act("GI-TM", _("侵犯作为证明商标、集体商标注册的地理标志")),
        Act("GI-TM-2026", _("侵犯作为证明商标、集体商标注册的地理标志")),
    ),
    RightKind.COPYRIGHT: (
        Act("CR53", _("未经许可复制、发行、通过网络传播您的作品，同时损害公共利益")),
        Act("CR218", _("销售侵权复制品")),
    ),
    RightKind.SOFTWARE: (Act("CR-SW", _("未经许可复制、发行、出租或者通过网络传播您的软件")),),
    RightKind.PLANT_VARIETY: (
        Act("PV72", _("未经许可生产、繁殖、销售您的授权品种")),
        Act("PV73", _("假冒授权品种")),
    ),
}
OURS = "市场监管"


def offered(kind: RightKind, today: date, *, chosen: str = "") -> tuple[Option, ...]:
    """The acts to choose from: rows that are law today, and what a draft chose while it was."""
    rules = book.load()
    found = []
    for act in ACTS[kind]:
        try:
            row = rules.penalty(act.violation)
        except UnknownRule:
            continue
        if in_force(row, today) or act.violation == chosen:
            found.append(Option(act.violation, act.words, _hint(row.violation_basis, row.department)))
    return tuple(found)


def words(violation: str) -> str:
    """The plain words of a row, or its name."""
    for acts in ACTS.values():
        for act in acts:
            if act.violation == violation:
                return gettext(act.words)
    return book.load().penalty(violation).name


def basis(violation: str) -> str:
    """The article of a row."""
    return book.load().penalty(violation).violation_basis


def _hint(article: str, department: str) -> str:
    """The article, and who is competent where it is not this bureau."""
    if department == OURS:
        return article
    return article + gettext("。由%(who)s查处，提交后本局告知您向有权机关提出", who=department)
