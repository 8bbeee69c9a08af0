"""What a patent adjudication rests on: panel, approver, patent, comparison, orders, law, no mediation.

Of the papers 专利侵权纠纷行政裁决 only (专利法 65; 令第81号). Knows no penalty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from workflows.identifiers import check as check_number
from workflows.identifiers import party_fault
from workflows.lint.finding import STOP, WARN, Finding, Look, as_day, check, marked, years
from workflows.permissions import not_handling_officer
from workflows.procedures.terms import zh_day
from workflows.vocabulary import Action, FactKey, PartyRole

_ZL = "《中华人民共和国专利法》"
_BF = "《专利纠纷行政裁决和调解办法》"
_PANEL_RULE = f"{_BF}第二十条（待核实）"
_OLD_RULES = "专利行政执法办法"
INFRINGES, REJECTS, REPEATS = (
    "patent_adjudication_decision",
    "request_rejection_decision",
    "repeat_infringement_decision",
)
_PANEL, _PATENT, _ORDERS = "合议组", "专利权", "裁决结果"
# The kind of patent is the letter after the year of its number.
_KINDS = {"1": "发明", "2": "实用新型", "3": "外观设计", "8": "发明", "9": "实用新型"}
_SAME, _DIFFERENT = (
    re.compile(r"相同|等同|相近似|近似|无实质性差异"),
    re.compile(r"不相?同|缺少|不等同|不近似|没有"),
)
_VALID, _ENDED = re.compile(r"有效"), re.compile(r"(?:已|被|全部)(?:终止|宣告无效|届满)|失效")
_CITATION = re.compile(r"《(?:中华人民共和国)?专利法》[（(]((?:19|20)\d\d)[^）)]*[）)]")
_PROSE = (
    "facts",
    "reasoning",
    "comparison_finding",
    "prior_art",
    "other_defence",
    "rejection_reason",
    "same_finding",
)
_MEDIATED = re.compile(
    r"调解(?:过程)?(?:中|时|期间)[^。；]{0,20}(?:表示|承认|认可|同意|提出|让步|陈述|愿意|自认|承诺)"
    r"|调解笔录|调解记录|调解方案"
)


def members(look: Look) -> list[str]:
    return [str(one.get("name") or "").strip() for one in look.paper.get("panel") or ()]


@check("合议组人数符合规定，是单数，成员不重复", _PANEL_RULE, drafted=True)
def panel_formed(look: Look) -> Iterator[Finding]:
    rule, names = look.step.book.limit("PANEL_MIN", look.step.today), members(look)
    basis = marked(rule.basis, rule.confidence)
    if len(names) < rule.value:
        words = f"合议组只有{len(names)}名成员，不得少于{rule.value_text}名。"
        yield Finding("panel_too_small", STOP, words, basis, _PANEL)
    elif len(names) % 2 == 0:
        words = f"合议组有{len(names)}名成员，人数应当是单数。"
        yield Finding("panel_even", STOP, words, basis, _PANEL)
    for name in dict.fromkeys(one for one in names if names.count(one) > 1):
        yield Finding("panel_repeated", STOP, f"合议组成员“{name[:20]}”写了不止一次。", basis, _PANEL)
    recorder = str(look.paper.get("recorder") or "").strip()
    if recorder and recorder in names:
        words = f"书记员{recorder[:20]}同时是合议组成员，请核对。"
        yield Finding("recorder_in_panel", WARN, words, basis, _PANEL)


@check("合议组成员已经告知双方，没有已经回避的人员", _PANEL_RULE, drafted=True)
def panel_told(look: Look) -> Iterator[Finding]:
    """The panel of the newest notice, with whoever replaced a member who was excluded since."""
    told = look.earlier("panel_notice")
    out, instead = _recused(look)
    for name in (one for one in members(look) if one in out):
        words = f"{name[:20]}已经决定回避，不能参加合议组。"
        yield Finding("panel_recused", STOP, words, _PANEL_RULE, _PANEL)
    if not told:
        words = "没有制发合议组成员告知书，当事人没有机会申请回避。"
        yield Finding("panel_not_told", STOP, words, _PANEL_RULE, _PANEL)
        return
    known = {str(one.get("name")) for one in (told[-1].get("data") or {}).get("panel") or ()}
    for name in members(look):
        if name and name not in known | instead | out:
            words = f"合议组成员{name[:20]}没有告知过当事人，应当重新告知。"
            yield Finding("panel_changed", STOP, words, _PANEL_RULE, _PANEL)


def _recused(look: Look) -> tuple[set[str], set[str]]:
    out, instead = set(), set()
    for one in look.earlier("avoidance_decision"):
        data: Mapping[str, Any] = one.get("data") or {}
        if data.get("avoidance_granted"):
            out.add(str((data.get("avoidance_person") or {}).get("name") or ""))
            instead.add(str(data.get("replacement") or ""))
    return out, instead - {""}


@check("批准人不是合议组成员，也不是承办人员", _PANEL_RULE, drafted=True)
def approver_outside(look: Look) -> Iterator[Finding]:
    if look.step.action != Action.APPROVE_PAPER:
        yield Finding("given_approver", STOP, "送批以后核对批准人。", _PANEL_RULE, "批准人")
        return
    if look.step.actor.name in members(look):
        words = "您是本案合议组成员，不能批准本案的行政裁决。"
        yield Finding("approver_in_panel", STOP, words, _PANEL_RULE, "批准人")
    for reason in not_handling_officer(look.facts, look.step):
        yield Finding(reason.code, STOP, reason.text, _PANEL_RULE, "批准人")


@check("双方当事人与案件登记的一致", f"{_BF}第三十一条（待核实）", drafted=True)
def sides_named(look: Look) -> Iterator[Finding]:
    basis = f"{_BF}第三十一条（待核实）"
    for key, role, name in (
        ("complainant", PartyRole.COMPLAINANT, "请求人"),
        ("party", PartyRole.RESPONDENT, "被请求人"),
    ):
        view = next((one for one in look.facts.parties if one.role == role), None)
        told = look.part(key)
        if not told.get("name") or view is None:
            yield Finding("side_missing", STOP, f"没有写明{name}。", basis, name)
            continue
        if told["name"] != view.name and not view.confidential:
            yield Finding("side_name", STOP, f"{name}的名称与案件登记的不一致。", basis, name)
        code = str(told.get("uscc") or "")
        found = check_number("uscc", code) if code else None
        if found and (fault := found.reason or party_fault(found.normalised, view.kind)):
            yield Finding("side_code", STOP, f"{name}的统一社会信用代码不对：{fault}。", basis, name)


@check("专利号、种类正确，行为时专利权有效", f"{_ZL}第十一条、第四十二条、第六十四条", drafted=True)
def patent_stands(look: Look) -> Iterator[Finding]:
    basis = f"{_ZL}第十一条、第四十二条"
    patents = [one for one in look.paper.get("rights") or () if _is_patent(one)]
    if not patents:
        yield Finding("patent_missing", STOP, "没有写明据以提出请求的专利权。", basis, _PATENT)
    for one in patents:
        yield from _numbered(one, basis)
        until, act = as_day(one.get("valid_to")), _act(look)
        # While nobody has found out until when the act went on, the day it was found is only a hint.
        sure = look.day(FactKey.ACT_ENDED) is not None
        if until is None:
            words = "案件没有登记专利权的届满日，请对照专利登记簿副本核对行为时专利权有效。"
            yield Finding("patent_end_unknown", WARN, words, basis, _PATENT)
        elif act and until < act:
            ends = "不在保护期内" if sure else "请核对是否在保护期内"
            words = f"专利权{zh_day(until)}届满，侵权行为到{zh_day(act)}，{ends}。"
            yield Finding("patent_expired", STOP if sure else WARN, words, basis, _PATENT)
    status = str(look.paper.get("patent_status") or "")
    if look.kind in (INFRINGES, REPEATS) and (not _VALID.search(status) or _ENDED.search(status)):
        words = "没有写明行为时专利权有效，专利权终止或者被宣告无效的，不能认定侵权。"
        yield Finding("patent_not_valid", STOP, words, f"{basis}、第四十七条", _PATENT)


def _is_patent(right: Mapping[str, Any]) -> bool:
    label = str(right.get("kind_label") or "")
    return any(word in label for word in ("专利", "发明", "实用新型", "外观设计"))


def _numbered(right: Mapping[str, Any], basis: str) -> Iterator[Finding]:
    found = check_number("patent", str(right.get("number") or ""))
    if not found.valid:
        words = f"专利号“{str(right.get('number') or '')[:30]}”不对：{found.reason}。"
        yield Finding("patent_number", STOP, words, basis, _PATENT)
        return
    digits = re.sub(r"[^0-9]", "", found.normalised.split(".")[0])
    kind = _KINDS.get(digits[4] if len(digits) == 12 else digits[2], "")
    label = str(right.get("kind_label") or "")
    named = next((one for one in ("实用新型", "外观设计", "发明") if one in label), "")
    if kind and named and kind != named:
        words = f"专利种类写的是{named}，按专利号是{kind}。"
        yield Finding("patent_kind", STOP, words, basis, _PATENT)


def _act(look: Look) -> date | None:
    """The last day on which the act is known to have gone on, else the day of the request."""
    known = [look.day(key) for key in (FactKey.ACT_ENDED, FactKey.FOUND_ON)]
    return next((day for day in known if day), as_day(look.paper.get("received_at")))


@check("逐项比对技术特征，比对结果与结论一致", f"{_ZL}第六十四条", drafted=True)
def features_compared(look: Look) -> Iterator[Finding]:
    """Every feature of the claim must be found in the product, or the product does not infringe."""
    listed, basis, where = list(look.paper.get("features") or ()), f"{_ZL}第六十四条", "技术特征比对"
    if not listed and look.kind != REPEATS:
        yield Finding("features_missing", STOP, "没有逐项比对技术特征。", basis, where)
    absent = []
    for place, one in enumerate(listed, start=1):
        name = f"特征{one.get('no') or place}"
        result = str(one.get("comparison") or "")
        if not (one.get("claim_feature") and one.get("accused_feature") and result):
            yield Finding("feature_incomplete", STOP, f"{name}的比对没有填写完整。", basis, where)
        elif _DIFFERENT.search(result):
            absent.append(name)
        elif not _SAME.search(result):
            words = f"{name}的比对结果“{result[:20]}”看不出是否相同、等同。"
            yield Finding("feature_unclear", STOP, words, basis, where)
    if absent and look.kind != REJECTS:
        words = f"{'、'.join(absent)}的比对结果是不同或者缺少，不能认定落入保护范围。"
        yield Finding("comparison_contradicts", STOP, words, basis, where)
    if listed and not absent and look.kind == REJECTS and not look.paper.get("prior_art"):
        defence = look.paper.get("other_defence")
        words = "全部特征相同或者等同，又没有抗辩成立的理由，与驳回请求的结论不一致。"
        if not defence:
            yield Finding("comparison_contradicts", STOP, words, basis, where)


@check("责令停止的行为明确，不涉及罚款、没收和赔偿数额", f"{_ZL}第六十五条", drafted=True)
def orders_lawful(look: Look) -> Iterator[Finding]:
    orders, basis = [one for one in look.texts("orders") if one.strip()], f"{_ZL}第六十五条"
    if not any("停止" in one for one in orders):
        words = "没有责令立即停止侵权行为，也没有写明停止的行为和产品。"
        yield Finding("stop_not_ordered", STOP, words, basis, _ORDERS)
    for one in orders:
        if re.search(r"赔偿|补偿|支付", one):
            words = f"“{one[:30]}”涉及赔偿数额，只能调解，不能裁决。"
            yield Finding("damages_ordered", STOP, words, basis, _ORDERS)
        if re.search(r"罚款|没收", one):
            words = f"“{one[:30]}”是行政处罚，不能在行政裁决里作出。"
            yield Finding("penalty_ordered", STOP, words, basis, _ORDERS)
    if "停止" in "".join(orders) and not look.paper.get("accused_product") and look.kind == INFRINGES:
        yield Finding("product_missing", STOP, "没有写明被控侵权产品（方法）。", basis, _ORDERS)


@check("引用的法律是行为时有效的", f"{_ZL}第六十五条", drafted=True)
def law_in_force(look: Look) -> Iterator[Finding]:
    act = _act(look) or look.step.today
    right, _ = look.step.book.penalty_in_force("PT-INF", act, look.step.today)
    for name in _PROSE:
        for text in look.texts(name):
            for year in _CITATION.findall(text):
                if year not in years(right.basis + right.violation_basis):
                    words = f"引用《专利法》（{year}）的条文，本案应当适用{right.basis}。"
                    yield Finding("article_not_in_force", STOP, words, right.basis, look.label(name))
            if f"《{_OLD_RULES}》" in text:
                words = f"引用了《{_OLD_RULES}》，行政裁决的程序应当适用{_BF}，请核对。"
                yield Finding("old_rules_cited", WARN, words, f"{_BF}（待核实）", look.label(name))


@check("没有引用调解中的陈述和让步", f"{_BF}（待核实）", drafted=True)
def mediation_kept_out(look: Look) -> Iterator[Finding]:
    """By the words alone: nothing of a mediation is read to judge this."""
    for name in (*_PROSE, "evidence_finding", "evidence"):
        if any(_MEDIATED.search(text) for text in look.texts(name)):
            words = "写有调解中的陈述、方案或者笔录，调解的内容不能作为裁决的依据。"
            yield Finding("mediation_used", STOP, words, f"{_BF}（待核实）", look.label(name))


CHECKS = (
    panel_formed,
    panel_told,
    approver_outside,
    sides_named,
    patent_stands,
    features_compared,
    orders_lawful,
    law_in_force,
    mediation_kept_out,
)
