"""The ground of a penalty: facts and evidence, the article in force, the range, what else the row orders.

The law is chosen by workflows.fines and read from rows; nothing here holds an amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from workflows import fines, money
from workflows.display import FINE, WARNING
from workflows.lint.finding import DECISION, STOP, WARN, Finding, Look, articles, check, gathered, years
from workflows.procedures import lawfulness as law
from workflows.vocabulary import FactKey

_CF = "《中华人民共和国行政处罚法》"
_CX = "《市场监督管理行政处罚程序规定》"
GAINS = "违法所得"
_CITATION = re.compile(r"《([^》]+)》[（(]((?:19|20)\d\d)[^）)]*[）)]")
_EXHIBIT = re.compile(r"证据(\d{1,3})")
_STATE = "中华人民共和国"
_REASONS = ("facts", "evidence_finding", "comparison_finding", "prior_art", "other_defence", "reasoning")

evidence_logged = gathered(law.evidence_logged, "证据已登记", f"{_CF}第四十条、第四十六条", "证据")
some_penalty = gathered(law.some_penalty, "写明处罚的种类", f"{_CF}第九条、第五十九条", "处罚内容")
in_range = gathered(law.fine_in_range, "罚款在法定幅度以内", f"{_CF}第五条、第三十七条", "罚款")
warned = gathered(law.warning_as_the_law_says, "警告符合法律规定", f"{_CF}第四条、第三十八条", "警告")
no_crime = gathered(law.below_crime_threshold, "没有达到移送公安机关的标准", f"{_CF}第二十七条", "涉嫌犯罪")


def assessed(look: Look) -> fines.Assessment | None:
    """What the law says of the facts, an innocent seller included; None while it cannot be said."""
    violation, ended = look.known(FactKey.VIOLATION), look.day(FactKey.ACT_ENDED)
    party = look.facts.respondent()
    if not violation or ended is None or party is None:
        return None
    return fines.assess(
        look.step.book,
        str(violation),
        act_ended=ended,
        decided=look.step.today,
        party=party.kind,
        turnover_fen=look.known(FactKey.TURNOVER_FEN),
        gains_fen=look.known(FactKey.GAINS_FEN),
        prior=tuple(date.fromisoformat(str(day)) for day in look.known(FactKey.PRIOR_PENALTIES) or ()),
        innocent=bool(look.known(FactKey.INNOCENT_SELLER)),
    )


@check("写明违法事实和裁量理由", f"{_CF}第四十四条、第五十九条", drafted=True)
def facts_and_reasons(look: Look) -> Iterator[Finding]:
    for key, code, name in (
        ("facts_found", "facts_missing", "违法事实"),
        ("discretion", "reasons_missing", "裁量理由"),
    ):
        if not str(look.paper.get(key) or "").strip():
            yield Finding(code, STOP, f"没有写明{name}。", f"{_CF}第四十四条、第五十九条", name)


@check("违法事实有证据证明", f"{_CF}第四十条、第四十六条；{_CX}第六十二条", drafted=True)
def facts_proved(look: Look) -> Iterator[Finding]:
    """A numbered list, each item with its source, and among them what says which fact it proves."""
    basis = f"{_CF}第四十条、第四十六条；{_CX}第六十二条"
    yield from _proved(look, basis, ("facts_found", "discretion"), "违法事实")


@check("查明的事实有证据证明", "《专利纠纷行政裁决和调解办法》第三十一条（待核实）", drafted=True)
def findings_proved(look: Look) -> Iterator[Finding]:
    basis = "《专利纠纷行政裁决和调解办法》第三十一条（待核实）"
    if not str(look.paper.get("facts") or "").strip():
        yield Finding("facts_missing", STOP, "没有写明查明的事实。", basis, "主要事实")
    yield from _proved(look, basis, _REASONS, "查明的事实")


def _proved(look: Look, basis: str, texts: tuple[str, ...], what: str) -> Iterator[Finding]:
    listed = list(look.paper.get("evidence") or ())
    if not any(item.get("proves") for item in listed):
        yield Finding(
            "fact_without_evidence", STOP, f"没有一份证据写明证明什么事实，{what}不能成立。", basis, "证据"
        )
    if listed and [item.get("no") for item in listed] != list(range(1, len(listed) + 1)):
        yield Finding("evidence_numbers", STOP, "证据的编号不连续。", basis, "证据")
    if bare := [str(item.get("no")) for item in listed if not item.get("name") or not item.get("source")]:
        yield Finding("evidence_source", STOP, f"证据{'、'.join(bare)}没有写明名称或者来源。", basis, "证据")
    cited = {int(no) for text in look.texts(*texts) for no in _EXHIBIT.findall(text)}
    if absent := sorted(no for no in cited if not 1 <= no <= len(listed)):
        words = "、".join(f"证据{no}" for no in absent)
        yield Finding("evidence_cited", STOP, f"正文引用的{words}不在证据清单里。", basis, "证据")


@check("处罚依据是行为时有效的条文，新法较轻的适用新法", f"{_CF}第三十七条", drafted=True)
def article_in_force(look: Look) -> Iterator[Finding]:
    found = assessed(look)
    if found is None:
        return
    told = look.part("violation")
    for key, basis, name in (
        ("articles_penalty", found.basis, "处罚依据"),
        ("articles_violated", found.violation_basis, "违反的条文"),
    ):
        said = str(told.get(key) or "")
        if not articles(basis) <= articles(said) or years(said) - years(basis):
            yield Finding(
                "article_not_in_force",
                STOP,
                f"{name}写的是{said[:80] or '空白'}，应当是{basis}。{found.chosen_because}",
                f"{_CF}第三十七条",
                name,
            )
            return
    yield from _cited(look, found)


def _cited(look: Look, found: fines.Assessment) -> Iterator[Finding]:
    """Another version of the same law, cited in the text."""
    right = found.basis + found.violation_basis
    for text in look.texts("facts_found", "discretion", "statements"):
        for name, year in _CITATION.findall(text):
            short = f"《{name.removeprefix(_STATE)}》"
            if short in right and year not in years(right):
                yield Finding(
                    "article_not_in_force",
                    STOP,
                    f"正文引用《{name}》（{year}）的条文，本案应当适用{found.basis}。",
                    f"{_CF}第三十七条",
                    "正文",
                )
                return


@check("不知情的销售者不罚款", "《中华人民共和国商标法》第六十条第二款等")
def innocent_spared(look: Look) -> Iterator[Finding]:
    found = assessed(look)
    if found is not None and found.exempt and look.amount("fine_fen"):
        yield Finding(
            "innocent_fined",
            STOP,
            f"已认定当事人不知情、能证明合法取得并说明提供者，不得罚款。{found.exemption}。",
            found.basis,
            "罚款",
        )


@check("没收有法定依据", f"{_CF}第四条、第二十八条")
def confiscation_grounded(look: Look) -> Iterator[Finding]:
    """Goods by the row; gains by CF 28 II whatever the row says, and never more than were found."""
    found, content = assessed(look), look.content()
    if found is None:
        return
    if content["confiscated_goods"] and not [what for what in found.confiscate if what != GAINS]:
        yield Finding(
            "confiscation_unfounded",
            STOP,
            f"{found.basis}没有规定没收物品，不得没收“{str(content['confiscated_goods'])[:40]}”。",
            f"{_CF}第四条、第三十八条",
            "没收物品",
        )
    taken, gained = look.amount("confiscated_gains_fen"), look.known(FactKey.GAINS_FEN)
    if taken > int(gained or 0):
        known = money.display(int(gained)) if gained else "没有认定"
        yield Finding(
            "gains_exceeded",
            STOP,
            f"没收违法所得{money.display(taken)}，查明的违法所得{known}。",
            f"{_CF}第二十八条第二款",
            "没收违法所得",
        )
    if gained and not taken and not found.exempt:
        yield Finding(
            "gains_left",
            WARN,
            f"查明违法所得{money.display(int(gained))}，没有没收；除依法应当退赔的外应当没收。",
            f"{_CF}第二十八条第二款",
            "没收违法所得",
        )


@check("责令当事人改正", f"{_CF}第二十八条第一款", drafted=True)
def order_given(look: Look) -> Iterator[Finding]:
    found = assessed(look)
    if any(str(order).strip() for order in look.paper.get("orders") or ()):
        return
    wanted = "；".join(found.orders) if found and found.orders else "责令改正或者限期改正"
    basis = found.basis if found and found.orders else f"{_CF}第二十八条第一款"
    yield Finding("order_missing", STOP, f"没有写明责令事项，依法应当{wanted}。", basis, "责令事项")


@check("处罚种类与内容一致", f"{_CF}第九条、第五十九条")
def kinds_match(look: Look) -> Iterator[Finding]:
    """Each kind that is named has its content, each content its kind, in the words of the credit record."""
    record: Any = look.step.given(FactKey.DECISION if look.decides else FactKey.NOTICE) or {}
    meant, named = law.kinds(look.content()), record.get("kinds")
    basis = f"{_CF}第九条、第五十九条"
    if named is None:
        return
    for kind in (kind for kind in named if kind not in meant):
        yield Finding(
            "kind_without_content",
            STOP,
            f"处罚种类写有“{str(kind)[:20]}”，没有对应的内容。",
            basis,
            "处罚种类",
        )
    for kind in (kind for kind in meant if kind not in named):
        yield Finding("kind_not_named", STOP, f"处罚内容有“{kind}”，处罚种类没有写明。", basis, "处罚种类")


@check("文书写的处罚与决定的一致", f"{_CF}第五十九条", on=DECISION, drafted=True)
def text_matches(look: Look) -> Iterator[Finding]:
    text, content = str(look.paper.get("penalty_text") or ""), look.content()
    for kind, meant in ((FINE, bool(look.amount("fine_fen"))), (WARNING, bool(content["warning"]))):
        if (kind in text) is not meant:
            words = "没有写明" if meant else "写有"
            said = f"处罚内容{words}{kind}，与决定的种类不一致。"
            yield Finding("text_against_kinds", STOP, said, f"{_CF}第五十九条", "处罚内容")
    printed = int(look.paper.get("fine_fen") or 0)
    if printed != look.amount("fine_fen"):
        said = f"文书上的罚款{money.display(printed)}与决定的{money.display(look.amount('fine_fen'))}不一致。"
        yield Finding("fine_differs", STOP, said, f"{_CF}第五十九条", "罚款")


CHECKS = (
    evidence_logged,
    facts_and_reasons,
    facts_proved,
    article_in_force,
    some_penalty,
    in_range,
    warned,
    innocent_spared,
    confiscation_grounded,
    order_given,
    kinds_match,
    text_matches,
    no_crime,
)
WRITTEN = (findings_proved,)
