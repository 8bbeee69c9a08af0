"""What a party must be told by the paper: how long to answer, remedies, payment, publication, who issues it.

Terms in words are compared with the rows they come from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from workflows.display import display
from workflows.lint.finding import DECISION, NOTICE, STOP, WARN, Finding, Look, articles, check, marked
from workflows.procedures import lawfulness as law
from workflows.rules.rows import DeadlineRule

_CF = "《中华人民共和国行政处罚法》"
_CX = "《市场监督管理行政处罚程序规定》"
_GS = "《市场监督管理行政处罚信息公示规定》"
ANSWER, PAY, RECONSIDER, SUE = "GEN-06", "ENF-01", "REM-01", "REM-04"
ADJUDICATED = "PAD-08"
# The terms that written papers tell, and the rows of which any one may be told.
TERMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "answer_window": ("PAD-03", "PAD-03-ABROAD"),
        "handling_term": ("PAD-06",),
        "opinion_window": ("PMD-02",),
        "demand_term": ("ENF-03",),
        "deemed_term": ("GEN-11",),
        "mediation_term": ("MED-01",),
        "list_term": ("SVL-02",),
        "removal_wait": ("SVL-03",),
        "stop_display_term": ("SVL-06",),
        "repair_due": ("REP-03",),
    }
)
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
    yield from _ways(look)
    if not look.paper.get("proof"):
        said = "没有写明各期限的最后一日怎样计算。"
        yield Finding("last_day_missing", STOP, said, f"{_CF}第五十九条", "期限的计算")


@check("写明复议机关、法院和各自的期限", "《行政复议法》；《行政诉讼法》", drafted=True)
def remedies_written(look: Look) -> Iterator[Finding]:
    """Of a paper whose wording says itself from when the terms run."""
    yield from _ways(look)


def _ways(look: Look) -> Iterator[Finding]:
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


@check("写明不服裁决的起诉期限和人民法院", "《中华人民共和国专利法》第六十五条", drafted=True)
def suit_told(look: Look) -> Iterator[Finding]:
    """The term runs from receipt by the wording; its length and the court are the officer's words."""
    told, rule = look.part("lawsuit"), _rule(look, ADJUDICATED)
    basis, words = marked(rule.basis, rule.confidence), str(told.get("days_label") or "")
    if not words:
        yield Finding("suit_term_missing", STOP, "没有写明不服裁决的起诉期限。", basis, "救济途径")
    elif not says(words, rule):
        said = f"不服裁决的起诉期限写的是“{words[:20]}”，与{basis}不一致。"
        yield Finding("suit_term_wrong", STOP, said, basis, "救济途径")
    if "法院" not in str(told.get("court") or ""):
        yield Finding("suit_court_missing", STOP, "没有写明向哪个人民法院起诉。", basis, "救济途径")
    if (cited := str(told.get("basis") or "")) and not articles(rule.basis) <= articles(cited):
        said = f"起诉期限的依据写的是“{cited[:40]}”，应当是{basis}。"
        yield Finding("suit_basis_wrong", STOP, said, basis, "救济途径")


@check("告知的期限与规定的一致", "《党政机关公文处理工作条例》第二十条", drafted=True)
def terms_as_the_law(look: Look) -> Iterator[Finding]:
    for name, rules in TERMS.items():
        words = str(look.part(name).get("days_label") or "")
        held = [_rule(look, rule_id) for rule_id in rules]
        if not words or any(says(words, rule) for rule in held):
            continue
        # A number of days that are working days by another article (行政强制法 69) is only pointed at.
        sure = all(rule.confidence == "text-seen" and not _short_of_working(words, rule) for rule in held)
        basis = marked(held[0].basis, held[0].confidence)
        said = f"{look.label(name)}写的是“{words[:20]}”，与{basis}不一致。"
        yield Finding("term_wrong", STOP if sure else WARN, said, basis, look.label(name))


def _short_of_working(words: str, rule: DeadlineRule) -> bool:
    return rule.unit == "working_day" and says(words, replace(rule, unit="calendar_day"))


CHECKS = (answer_term, remedies_told, payment_told, publication_told, issuer_told)
WRITTEN = (remedies_written, suit_told, terms_as_the_law)
