"""The course of a case: notice, window, defence, hearing, terms, order of days, numbers of papers.

Lengths of terms come from rows and from the clocks the door keeps; nothing is counted by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from workflows import clocks, fines, numbering
from workflows.lint.finding import DECISION, STOP, WARN, Finding, Look, as_day, check, gathered, marked
from workflows.procedures import lawfulness as law
from workflows.procedures.terms import zh_day
from workflows.vocabulary import Action, FactKey

_CF = "《中华人民共和国行政处罚法》"
_CX = "《市场监督管理行政处罚程序规定》"
CASE_TERM, LIMITATION, WINDOW = "GEN-07", "GEN-10", "GEN-06"

window_over = gathered(
    law.notice_window_settled,
    "告知书已送达，陈述、申辩和要求听证的期限已过",
    f"{_CF}第四十四条、第六十三条；{_CX}第五十七条",
    "告知",
    on=DECISION,
)
defence_answered = gathered(
    law.defence_answered, "每项陈述、申辩意见都已复核答复", f"{_CF}第四十五条", "陈述申辩", on=DECISION
)
not_heavier = gathered(
    law.not_heavier_than_notified,
    "不重于告知的内容",
    f"{_CF}第四十四条、第四十五条、第六十二条",
    "处罚内容",
    on=DECISION,
)
decided_once = gathered(law.no_decision_yet, "没有重复处罚", f"{_CF}第二十九条", "案卷", on=DECISION)


@check("应当告知听证权利的已经告知", f"{_CF}第六十三条")
def hearing_offered(look: Look) -> Iterator[Finding]:
    notice: Any = look.known(FactKey.NOTICE)
    party = look.facts.respondent()
    if not notice or party is None:
        return
    served = look.facts.clock(WINDOW)
    right = fines.hearing_right(
        look.step.book,
        party=party.kind,
        fine_fen=int(notice.get("fine_fen") or 0),
        confiscated_fen=int(notice.get("confiscated_gains_fen") or 0)
        + int(notice.get("confiscated_goods_fen") or 0),
        kinds=tuple(notice.get("kinds") or ()),
        on=served.start_on if served else look.step.today,
    )
    told = (notice.get("hearing") or {}).get("right")
    printed = look.part("hearing")
    if right.right and (not told or (printed and not printed.get("right"))):
        yield Finding(
            "hearing_not_offered",
            STOP,
            f"{right.why}应当告知要求听证的权利，没有告知。",
            f"{_CF}第六十三条；{marked(right.basis, right.confidence)}",
            "听证权利",
        )


@check("没有超过办案期限", f"{_CX}第六十四条；{_CF}第六十条")
def in_time(look: Look) -> Iterator[Finding]:
    """The term with every extension and exclusion the clock holds; at the notice only a warning."""
    clock = look.facts.clock(CASE_TERM)
    if clock is None or clock.status == "paused" or look.step.today <= clock.due_on:
        return
    rule = look.step.book.deadline(CASE_TERM, clock.start_on)
    extended = "延长后的" if clock.extensions else ""
    yield Finding(
        "over_time",
        STOP if look.decides else WARN,
        f"{extended}办案期限已于{zh_day(clock.due_on)}届满，届满前没有批准延长。",
        rule.basis,
        "办案期限",
    )


@check("没有超过追责时效", f"{_CF}第三十六条")
def within_limitation(look: Look) -> Iterator[Finding]:
    ended = look.day(FactKey.ACT_ENDED)
    if ended is None:
        return
    found_on = look.day(FactKey.FOUND_ON) or min(
        (event.on for event in look.facts.events), default=look.facts.proceeding.opened_on
    )
    rule = look.step.book.deadline(LIMITATION, found_on)
    due = clocks.compute(rule, ended, look.step.calendar).due_on
    if found_on > due:
        yield Finding(
            "limitation_over",
            STOP,
            f"违法行为{zh_day(ended)}终了，{zh_day(found_on)}才发现，已过{zh_day(due)}，不再给予行政处罚。"
            f"{rule.note}。",
            rule.basis,
            "违法行为终了日期",
        )


@check("日期先后：违法行为、立案、告知、送达、决定", f"{_CF}第五章；{_CX}第三章", drafted=True)
def days_in_order(look: Look) -> Iterator[Finding]:
    """An act may go on after filing, so only its beginning lies before it."""
    issued = ("决定" if look.decides else "告知", as_day(look.paper.get("issued_on")))
    begun = ("违法行为开始", look.day(FactKey.ACT_FROM))
    ended = ("违法行为终了", look.day(FactKey.ACT_ENDED))
    filed = ("立案", as_day(look.paper.get("filed_on")))
    chains = [[begun, ended, issued], [begun, filed, issued]]
    if look.decides:
        notice = look.part("notice")
        told = ("告知", as_day(notice.get("on")))
        served = ("告知书送达", as_day(notice.get("served_on")))
        discussed = ("集体讨论", as_day(look.paper.get("collective_on")))
        chains = [[begun, ended, told, served, discussed, issued], [begun, filed, told, served, issued]]
    wrong: dict[str, None] = {}
    for chain in chains:
        dated = [(name, day) for name, day in chain if day is not None]
        wrong |= dict.fromkeys(_wrong(dated))
    for words in wrong:
        yield Finding("days_out_of_order", STOP, words, f"{_CF}第五章；{_CX}第三章", "日期")


def _wrong(dated: list[tuple[str, date]]) -> Iterator[str]:
    for (before, first), (after, second) in pairwise(dated):
        if second < first:
            yield f"{after}（{zh_day(second)}）早于{before}（{zh_day(first)}）。"


@check("引用的告知书写明文号和送达日期", f"{_CF}第四十四条；{_CX}第六十二条", on=DECISION, drafted=True)
def notice_cited(look: Look) -> Iterator[Finding]:
    notice = look.part("notice")
    lacking = [name for key, name in (("number", "文号"), ("served_on", "送达日期")) if not notice.get(key)]
    if lacking and look.facts.done(Action.SERVE_NOTICE):
        yield Finding(
            "notice_not_cited",
            STOP,
            f"没有写明告知书的{'、'.join(lacking)}。",
            f"{_CF}第四十四条；{_CX}第六十二条",
            "告知",
        )


@check("文书编号符合格式", f"{_CX}第六十二条", drafted=True)
def numbers_well_formed(look: Look) -> Iterator[Finding]:
    numbers = [
        look.paper.get("number"),
        look.part("case").get("filing_number"),
        look.part("notice").get("number"),
    ]
    numbers += [one.get("number") for one in look.paper.get("measures") or ()]
    for number in dict.fromkeys(str(one) for one in numbers if one):
        if not numbering.own(number):
            yield Finding(
                "number_malformed",
                STOP,
                f"文书编号“{number[:40]}”格式不对，应当如“宣市监处罚〔2026〕12号”。",
                f"{_CX}第六十二条",
                "文书编号",
            )


CHECKS = (
    window_over,
    defence_answered,
    hearing_offered,
    not_heavier,
    decided_once,
    in_time,
    within_limitation,
    days_in_order,
    notice_cited,
    numbers_well_formed,
)
