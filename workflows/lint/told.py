"""What a party must be told by the paper: how long to answer, remedies, payment, publication, who issues it.

Terms in words are compared with the rows they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflows.display import display
from workflows.lint.finding import DECISION, NOTICE, STOP, Finding, Look, check
from workflows.procedures import lawfulness as law
from workflows.rules.rows import DeadlineRule

_CF = "《中华人民共和国行政处罚法》"
_CX = "《市场监督管理行政处罚程序规定》"
_GS = "《市场监督管理行政处罚信息公示规定》"
ANSWER, PAY, RECONSIDER, SUE = "GEN-06", "ENF-01", "REM-01", "REM-04"
_TERM = re.compile(r"([零一二两三四五六七八九十百]+|\d+)(个工作日|工作日|日|天|个月|年)")
_UNITS = {
    "个工作日": "working_day",
    "工作日": "working_day",
    "日": "calendar_day",
    "天": "calendar_day",
    "个月": "month",
    "年": "year",
}
_DIGITS = {letter: value for value, letter in enumerate("零一二三四五六七八九")} | {"两": 2}


def number(words: str) -> int:
    """A whole number below a thousand as papers write it: 十五, 六十, 一百二十, 30."""
    if words.isascii():
        return int(words)
    total = current = 0
    for letter in words:
        if letter == "百":
            total, current = total + current * 100, 0
        elif letter == "十":
            total, current = total + (current or 1) * 10, 0
        else:
            current = _DIGITS[letter]
    return total + current


def says(term: str, rule: DeadlineRule) -> bool:
    """Whether a term in words is the length of the rule."""
    found = _TERM.fullmatch(term.strip())
    return found is not None and (number(found[1]), _UNITS[found[2]]) == (rule.length, rule.unit)


def _rule(look: Look, rule_id: str) -> DeadlineRule:
    return look.step.book.deadline(rule_id, look.step.today)


@check("告知陈述、申辩的期限", f"{_CF}第四十四条；{_CX}第五十七条", on=NOTICE, drafted=True)
def answer_term(look: Look) -> Iterator[Finding]:
    rule, told = _rule(look, ANSWER), str(look.part("window").get("days_label") or "")
    if not says(told, rule):
        said = f"写的是“{told[:20]}”" if told else "没有写明"
        words = f"陈述、申辩和要求听证的期限{said}，应当是{rule.length}个工作日。"
        yield Finding("answer_term", STOP, words, rule.basis, "陈述申辩期限")


@check(
    "写明复议机关、法院和各自的期限",
    f"{_CF}第五十九条；《行政复议法》；《行政诉讼法》",
    on=DECISION,
    drafted=True,
)
def remedies_told(look: Look) -> Iterator[Finding]:
    told = look.part("remedies")
    for body, name, term, rule_id in (
        ("reconsideration_body", "行政复议机关", "reconsideration_term", RECONSIDER),
        ("court", "人民法院", "suit_term", SUE),
    ):
        rule, words = _rule(look, rule_id), str(told.get(term) or "")
        if not str(told.get(body) or "").strip():
            yield Finding("remedy_body_missing", STOP, f"没有写明{name}。", rule.basis, "救济途径")
        if not words:
            said = f"没有写明向{name}提出的期限。"
            yield Finding("remedy_term_missing", STOP, said, rule.basis, "救济途径")
        elif not says(words, rule):
            said = f"向{name}提出的期限写的是“{words[:20]}”，与{rule.basis}不一致。"
            yield Finding("remedy_term_wrong", STOP, said, rule.basis, "救济途径")
    if not look.paper.get("proof"):
        said = "没有写明各期限的最后一日怎样计算。"
        yield Finding("last_day_missing", STOP, said, f"{_CF}第五十九条", "期限的计算")


@check("写明缴款的期限、方式和加处罚款", f"{_CF}第六十七条、第七十二条", on=DECISION, drafted=True)
def payment_told(look: Look) -> Iterator[Finding]:
    if not look.amount("fine_fen") and not look.amount("confiscated_gains_fen"):
        return
    rule, told = _rule(look, PAY), look.part("payment")
    words = str(told.get("days_label") or "")
    if not words:
        yield Finding("payment_term_missing", STOP, "没有写明缴款期限。", rule.basis, "缴款")
    elif not says(words, rule):
        said = f"缴款期限写的是“{words[:20]}”，与{rule.basis}不一致。"
        yield Finding("payment_term_wrong", STOP, said, rule.basis, "缴款")
    if not str(told.get("how") or "").strip():
        said = "没有写明缴款的银行或者方式。"
        yield Finding("payment_way_missing", STOP, said, f"{_CF}第六十七条", "缴款")
    if look.amount("fine_fen") and not told.get("surcharge"):
        late = look.step.book.surcharge(look.step.today)
        yield Finding("surcharge_missing", STOP, "没有写明逾期加处罚款的标准。", late.basis, "缴款")


@check("公示类别已经算出，公示的期限已经告知", f"{_GS}第八条、第十三条", on=DECISION, drafted=True)
def publication_told(look: Look) -> Iterator[Finding]:
    told = look.part("display")
    kinds, basis = law.kinds(look.content()), f"{_GS}第八条"
    if not told or not told.get("term") or not told.get("channel"):
        yield Finding("publication_not_told", STOP, "没有告知行政处罚信息公示的渠道和期限。", basis, "公示")
        return
    if not kinds:
        return
    found = display(
        look.step.book,
        channel="gsxt",
        procedure="ordinary",
        kinds=kinds,
        fine_fen=look.amount("fine_fen"),
        decided=look.step.today,
        calendar=look.step.calendar,
    )
    if bool(told.get("published")) is not found.published:
        should = "应当公示" if found.published else "依法不公示"
        said = f"按处罚的种类和数额{should}，文书写的与此不一致。"
        yield Finding("display_class_wrong", STOP, said, found.basis, "公示")


@check("写明作出机关和日期", f"{_CF}第四十四条、第五十九条", drafted=True)
def issuer_told(look: Look) -> Iterator[Finding]:
    lacking = [] if look.part("agency").get("name") else ["机关名称"]
    lacking += [] if look.paper.get("issued_on") else ["日期"]
    if lacking:
        words = f"没有写明{'、'.join(lacking)}。"
        yield Finding("issuer_missing", STOP, words, f"{_CF}第五十九条", "落款")


CHECKS = (answer_term, remedies_told, payment_told, publication_told, issuer_told)
