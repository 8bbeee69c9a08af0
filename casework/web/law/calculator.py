"""The public calculator: a tab for each question, answers from the rules in force. Nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import g, render_template, request

from casework.calendar_table import working_calendar
from casework.web import filters
from casework.web.law import fine, source, sums, term
from casework.web.law.asking import CALCULATOR, Asked
from casework.web.law.blueprint import blueprint
from casework.web.site import views as site

BAD_REQUEST = 400


def _(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Tab:
    """One question: its key in the address, its name, who answers it, how it is shown."""

    key: str
    label: str
    lede: str
    ask: Callable[[], Asked]

    @property
    def template(self) -> str:
        return f"law/_{self.key}.html"


TABS = (
    Tab(term.TAB, _("期限"), _("选一个事项和起算日，给出最后一日，逐日说明哪天计入、哪天不计入。"), term.ask),
    Tab(fine.TAB, _("罚款幅度"), _("选一种违法行为和日期，给出适用的法律、档次和幅度。"), fine.ask),
    Tab("late", _("加处罚款"), _("逾期缴纳罚款的，按日加处，不超出罚款数额。"), sums.late),
    Tab("show", _("公示期"), _("两个渠道分别计算，不合并。"), sums.show),
    Tab("hearing", _("听证权利"), _("按当事人的种类、数额和处罚种类判断。"), sums.hearing),
    Tab("capital", _("大写金额"), _("文书上的大写金额。"), sums.capital),
)
HEADS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@blueprint.get(CALCULATOR)
def calculator() -> tuple[str, int]:
    """Show the question of a tab and, where it was asked, its answer with every step."""
    chosen = next((tab for tab in TABS if tab.key == request.args.get("t")), TABS[0])
    asked = chosen.ask()
    g.law_note = site.law_note(working_calendar().horizon)
    context: dict[str, Any] = {
        "tab": chosen,
        "tabs": [(tab.label, f"{CALCULATOR}?t={tab.key}", tab is chosen) for tab in TABS],
        "form": asked.form,
        "answer": asked.answer,
        "digest": source.rules().digest,
        "heads": site.WEEKDAYS if filters.chinese() else HEADS,
        **asked.more,
    }
    wrong = bool(asked.form.summary())
    return render_template("law/calculator.html", **context), BAD_REQUEST if wrong else 200
