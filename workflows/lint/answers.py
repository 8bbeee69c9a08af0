"""Whether an adjudication answers what it was asked: each claim of the requester, each line of the defence.

Compares words, never meaning: what is nowhere taken up in the words of the party counts as unanswered, and
the officer answers it by naming it. No threshold here is law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from workflows.lint.finding import STOP, Finding, Look, check

_ZL = "《中华人民共和国专利法》"
_BF = "《专利纠纷行政裁决和调解办法》"
_REASONED = f"{_BF}第三十一条、第三十二条（待核实）"
# What a claim asks to be done; the answer must speak of the same.
_RELIEF = re.compile(
    r"停止|销毁|删除|下架|断开|赔偿|支付|消除影响|召回|收回|交出|拆除|封存|赔礼道歉|公开声明|登报|更正|撤回|承担"
)
_ASKED = re.compile(r"^(?:\d+[.．、])?(?:请求|依法|裁决|责令|判令|被请求人|立即|其|本局|宣城市?)*")
_SENTENCE = re.compile(r"[。；;！？\n]+")
_LETTERS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
_ENOUGH_OF_CLAIM, _ENOUGH_OF_LINE = 0.3, 0.34
_SHORT = 30
# Where the office gives its view; a defence that is only told again is not answered.
_VIEWS = ("comparison_finding", "prior_art", "other_defence", "reasoning", "evidence_finding", "same_finding")
_REFUSALS = ("reasoning", "rejection_reason", "other_defence")
# Defences that the law names: the words by which they are raised, what must be taken up, the article.
_NAMED = (
    (r"现有技术|现有设计|公知技术", "现有技术（现有设计）", r"现有技术|现有设计|公知技术", "第六十七条"),
    (r"合法来源", "合法来源", r"合法来源", "第七十七条"),
    (r"先用权|在?申请日前?已经?(?:制造|使用)", "先用权", r"先用", "第七十五条"),
    (r"权利用尽|专利权人售出", "权利用尽", r"用尽|售出", "第七十五条"),
    (r"(?:经过?|取得|有)(?:专利权人|请求人)?(?:的)?许可", "许可", r"许可", "第十一条"),
    (r"(?:超过|已过).{0,6}时效", "请求时效", r"时效", "第七十四条"),
)


@check("每项请求都有答复", _REASONED, drafted=True)
def claims_answered(look: Look) -> Iterator[Finding]:
    """By an order, or by the reason for which it is not granted."""
    said = list(look.texts("orders"))
    if look.paper.get("rest_rejected") or not said:
        said += look.texts(*_REFUSALS)
    units = [unit for text in said for unit in _units(text)]
    rejected_whole = bool(look.paper.get("rejection_reason"))
    for number, claim in enumerate(look.texts("claims"), start=1):
        if not (rejected_whole or _answered(claim, units)):
            words = (
                f"第{number}项请求“{claim[:_SHORT]}”没有答复：裁决结果没有支持，也没有写明不予支持的理由。"
            )
            yield Finding("claim_unanswered", STOP, words, _REASONED, "请求事项")


def _answered(claim: str, units: Iterable[str]) -> bool:
    relief, asked = set(_RELIEF.findall(claim)), _pairs(_ASKED.sub("", claim))
    return any(
        (not relief or relief & set(_RELIEF.findall(unit))) and _share(asked, unit) >= _ENOUGH_OF_CLAIM
        for unit in units
    )


@check("每项答辩意见都有审查意见", f"{_ZL}第六十七条；{_REASONED}", drafted=True)
def defence_lines_answered(look: Look) -> Iterator[Finding]:
    views = list(look.texts(*_VIEWS))
    raised = "\n".join(look.texts("defence"))
    named = [one for one in _NAMED if re.search(one[0], raised)]
    for _, name, taken_up, article in named:
        if not any(re.search(taken_up, text) for text in views):
            words = f"被请求人提出{name}抗辩，没有写明审查意见。"
            yield Finding("defence_unanswered", STOP, words, f"{_ZL}{article}", "答辩意见")
    for number, line in enumerate(_units(raised), start=1):
        if any(re.search(one[0], line) for one in named):
            continue
        if not any(_share(_pairs(line), text) >= _ENOUGH_OF_LINE for text in views):
            words = f"第{number}项答辩意见“{line[:_SHORT]}”没有审查意见。"
            yield Finding("defence_unanswered", STOP, words, _REASONED, "答辩意见")


def _units(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def _pairs(text: str) -> set[str]:
    """Neighbouring letters, marks left out: enough to see whether two texts speak of the same."""
    letters = _LETTERS.findall(text)
    return {first + second for first, second in pairwise(letters)}


def _share(asked: set[str], text: str) -> float:
    return len(asked & _pairs(text)) / len(asked) if asked else 1.0


CHECKS = (claims_answered, defence_lines_answered)
