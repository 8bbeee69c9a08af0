"""What the public calculator asks: one form a question, sent by GET so that a link asks it again.

Shape only; which rules there are and what they allow is brought by the page.
"""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from forms.base import FilterForm, _, clean_text, fold_width
from forms.calculator_fields import PickField
from forms.fields import (
    ChoiceField,
    DateField,
    IntegerField,
    MoneyField,
    MultiCheckbox,
    SearchField,
    TextField,
    TickField,
)
from forms.validators import Filled

PAIRS = ("1", "2", "3")
PARTIES = (
    ("legal", _("法人或者其他组织")),
    ("individual_business", _("个体工商户")),
    ("natural", _("自然人")),
)
# The kinds of penalty of the credit record, where confiscation and fine are counted apart.
KINDS = tuple(
    (kind, kind)
    for kind in (
        _("警告"),
        _("通报批评"),
        _("罚款"),
        _("没收违法所得"),
        _("没收非法财物"),
        _("暂扣许可证件"),
        _("降低资质等级"),
        _("吊销许可证件"),
        _("吊销营业执照"),
        _("限制开展生产经营活动"),
        _("责令停产停业"),
        _("责令关闭"),
        _("限制从业"),
    )
)
PROCEDURES = (("ordinary", _("普通程序")), ("summary", _("简易程序")))
LONGEST_EXTENSION = 3650
_TIME = re.compile(r"([01]?\d|2[0-3])[:：时](?:([0-5]?\d)分?)?")


class TimeField(TextField):
    """A time of day: 14:30, 14时30分."""

    def read(self, typed: str) -> time | None:
        """Read hours and minutes, or say how to write them."""
        text = clean_text(fold_width(typed)).replace(" ", "")
        if not text:
            return None
        found = _TIME.fullmatch(text)
        if not found:
            raise ValueError(_("请按“14:30”的样子填写时刻"))
        return time(int(found[1]), int(found[2] or 0))

    def shown(self) -> str:
        """Write 14:30."""
        return f"{self.data:%H:%M}" if self.data else ""


class Excluding(FilterForm):
    """Days that do not count: up to three runs, each from one day to another, both counted.

    Each form has the fields itself, at their place on its page.
    """

    def pairs(self) -> list[tuple[Any, Any]]:
        """The fields of each run, for the page."""
        return [(self[f"from{n}"], self[f"to{n}"]) for n in PAIRS]

    def runs(self) -> list[tuple[str, Any, Any]]:
        """The runs that were filled in: number, first day, last day."""
        filled = ((n, self[f"from{n}"].data, self[f"to{n}"].data) for n in PAIRS)
        return [(n, first, last) for n, first, last in filled if first and last]

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse half a run and one that ends before it starts."""
        valid = super().validate(extra_validators)
        for number in PAIRS:
            first, last = self[f"from{number}"], self[f"to{number}"]
            if first.errors or last.errors:
                continue
            if bool(first.data) != bool(last.data):
                self.refuse((last if first.data else first).name, _("开始和结束的日期都要填写"))
            elif first.data and last.data < first.data:
                self.refuse(last.name, _("结束早于开始，请核对"))
        return valid and not self.summary()


class TermForm(Excluding):
    """When does a term end."""

    q = SearchField(_("查找事项"), description=_("输入“立案”“听证”“复议”，选单只留下有关的事项"))
    rule = PickField(_("事项"), [Filled(_("请选择事项"))])
    start = DateField(
        _("起算日"), [Filled(_("请填写起算日"))], description=_("例如2026年9月28日、2026-9-28、20260928")
    )
    at = TimeField(
        _("时刻"),
        description=_("按小时计算的期限，填写开始的时刻，例如14:30"),
        render_kw={"class": "w-short"},
    )
    why = PickField(_("不计入的原因"))
    from1 = DateField(_("从"))
    to1 = DateField(_("到"))
    from2 = DateField(_("从"))
    to2 = DateField(_("到"))
    from3 = DateField(_("从"))
    to3 = DateField(_("到"))
    ext = IntegerField(_("已批准延长"), least=1, most=LONGEST_EXTENSION)
    ext_on = DateField(_("批准日期"))
    later = IntegerField(_("再次延长"), least=1, most=LONGEST_EXTENSION)
    later_on = DateField(_("批准日期"))
    back = TickField(_("从这一天往前数"), description=_("用于“举行听证的若干个工作日前”这样的期限"))


class FineForm(FilterForm):
    """How much may the fine be."""

    q = SearchField(_("查找违法行为"), description=_("输入“商标”“专利”“商业秘密”，选单只留下有关的行为"))
    act = PickField(_("违法行为"), [Filled(_("请选择违法行为"))])
    ended = DateField(
        _("违法行为终了的日期"),
        [Filled(_("请填写违法行为终了的日期"))],
        description=_("还在继续的，填写发现之日"),
    )
    decided = DateField(_("作出决定的日期"), description=_("不填写的，按今天"))
    party = ChoiceField(_("当事人"), [Filled(_("请选择当事人的种类"))], choices=PARTIES)
    turnover = MoneyField(_("违法经营额"), description=_("已售和未售的合计"))
    gains = MoneyField(_("违法所得"))
    goods = MoneyField(_("货值金额"), description=_("种子、海关案件按货值计算"))
    sales = MoneyField(_("销售金额"))
    unsold = MoneyField(_("未销售商品货值"))
    loss = MoneyField(_("权利人损失"))
    items = IntegerField(_("件数、份数"))
    marks = IntegerField(_("涉及几种商标、专利"), least=1, most=1000)
    serious = TickField(_("情节严重"))
    innocent = TickField(_("不知道侵权，能证明合法取得并说明提供者"))
    prior1 = DateField(_("以前受处罚的日期"))
    prior2 = DateField(_("以前受处罚的日期（第二次）"))
    fine = MoneyField(_("拟罚款"), description=_("填写后指出是否在幅度内、是否应当告知听证"))


class LateForm(Excluding):
    """What is added for paying late."""

    fine = MoneyField(_("罚款数额"), [Filled(_("请填写罚款数额"))], description=_("不含没收的违法所得"))
    due = DateField(_("缴款的最后一日"), [Filled(_("请填写缴款的最后一日"))])
    paid = DateField(_("缴清的日期"), description=_("不填写的，按今天"))
    from1 = DateField(_("从"))
    to1 = DateField(_("到"))
    from2 = DateField(_("从"))
    to2 = DateField(_("到"))
    from3 = DateField(_("从"))
    to3 = DateField(_("到"))


class ShowForm(FilterForm):
    """How long a penalty is shown to the public."""

    procedure = ChoiceField(_("处罚程序"), [Filled(_("请选择处罚程序"))], choices=PROCEDURES)
    kinds = MultiCheckbox(
        _("处罚种类"), [Filled(_("请选择处罚种类"))], choices=KINDS, render_kw={"columns": 2}
    )
    fine = MoneyField(_("罚款数额"))
    decided = DateField(_("作出决定的日期"), [Filled(_("请填写作出决定的日期"))])
    published = DateField(_("公示的日期"), description=_("还没有公示的不填写"))
    other = TickField(_("当事人登记在外省"))
    until = DateField(_("限制经营、从业的最后一日"))


class HearingForm(FilterForm):
    """May the party ask for a hearing."""

    party = ChoiceField(_("当事人"), [Filled(_("请选择当事人的种类"))], choices=PARTIES)
    fine = MoneyField(_("拟罚款"))
    confiscated = MoneyField(_("拟没收违法所得和非法财物的合计"))
    kinds = MultiCheckbox(_("其他处罚种类"), choices=KINDS[4:], render_kw={"columns": 2})
    on = DateField(_("告知的日期"), description=_("不填写的，按今天"))


class CapitalForm(FilterForm):
    """A sum in capitals."""

    amount = MoneyField(_("金额"), [Filled(_("请填写金额"))])


class RulesForm(FilterForm):
    """Which rules, on which day, compared with which other day."""

    q = SearchField(_("查找规则"))
    on = DateField(_("哪一天的规则"))
    other = DateField(_("与哪一天比较"), name="with")
