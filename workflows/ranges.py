"""The arithmetic of one row of law: which branch a figure falls in, from how much to how much, in words.

Bounds are inclusive or exclusive as the row says, and fen are never rounded in anybody's disfavour: a low end
goes up to the next fen, a high end down. Knows no date, no party's history and no discretion.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from workflows import money
from workflows.rules.rows import PenaltyRule

BASE_WORDS = {"illegal_turnover": "违法经营额", "illegal_gains": "违法所得", "goods_value": "货值金额"}
MODAL_WORDS = {"may": "可以处", "shall": "应当处"}


@dataclass(frozen=True, slots=True)
class Branch:
    """One range the law offers; an unknown upper end is None."""

    branch: str
    min_fen: int
    max_fen: int | None
    why: str

    def contains(self, fine_fen: int, *, optional: bool) -> bool:
        if fine_fen == 0 and optional:
            return True
        return self.max_fen is not None and self.min_fen <= fine_fen <= self.max_fen


def branches_of(rule: PenaltyRule, amount: int | None, party: str, *, serious: bool) -> tuple[Branch, ...]:
    """The range that applies; where the figure is unknown or the text overlaps, the others after it."""
    if rule.base == "unknown":
        return (Branch("unknown", 0, None, "这条规定的条文没有载入，不能计算罚款幅度，待核实。"),)
    if rule.base == "none":
        return (Branch("none", 0, 0, "法律没有规定罚款。"),)
    if rule.base == "fixed":
        return (_fixed(rule, party, serious=serious),)
    if amount is None:
        above, below = _above(rule, None), _below(rule, None)
        words = f"{BASE_WORDS[rule.base]}没有登记，两档都列出；查明后适用其中一档。"
        return (Branch("undetermined", min(above.min_fen, below.min_fen), None, words), below, above)
    threshold = rule.threshold_fen or 0
    if rule.overlap and amount == threshold:
        above, below = _above(rule, amount), _below(rule, amount)
        sums = f"{BASE_WORDS[rule.base]}恰为{money.grouped(threshold)}元"
        words = f"{sums}，两档文字都包括，先列较轻的一档，经审核后确定。"
        return (Branch("overlap", below.min_fen, below.max_fen, words + below.why), below, above)
    over = amount >= threshold if rule.threshold_inclusive else amount > threshold
    return (_above(rule, amount) if over else _below(rule, amount),)


def _fixed(rule: PenaltyRule, party: str, *, serious: bool) -> Branch:
    if serious and rule.serious_above:
        low, high = rule.above_min_fen or 0, rule.above_max_fen
        return Branch("serious", low, high, f"情节严重的，{_range_words(rule, low, high)}罚款。")
    low, high = rule.below_min_fen or 0, rule.below_max_fen
    if rule.natural_max_fen is not None and party == "natural":
        high = rule.natural_max_fen
        return Branch("ordinary", low, high, f"当事人是个人，{_range_words(rule, low, high)}罚款。")
    name = "fixed" if low == high else "ordinary"
    return Branch(name, low, high, f"{_range_words(rule, low, high)}罚款。")


def _above(rule: PenaltyRule, amount: int | None) -> Branch:
    low, high = rule.multiplier_min or Fraction(0), rule.multiplier_max or Fraction(0)
    base = BASE_WORDS[rule.base]
    spread = _spread_words(low, high)
    if amount is None:
        fact = f"{base}{_over_words(rule)}的" if rule.threshold_fen else f"有{base}的"
        least = ceil(low * (rule.threshold_fen or 0))
        return Branch("above", least, None, f"{fact}，{_modal(rule)}{base}{spread}罚款。")
    least, most = ceil(amount * low), floor(amount * high)
    sums = f"{money.grouped(amount)} × {_number(high)} = {money.grouped(most)}元"
    if low:
        sums = f"{money.grouped(amount)} × {_number(low)} = {money.grouped(least)}元，{sums}"
    tier = f"，{'属于' if rule.threshold_inclusive else ''}{_over_words(rule)}" if rule.threshold_fen else ""
    words = f"{base}{money.grouped(amount)}元{tier}，{_modal(rule)}{base}{spread}罚款：{sums}"
    if rule.above_max_fen is not None and most > rule.above_max_fen:
        most = rule.above_max_fen
        words += f"，最高不超过{money.grouped(most)}元"
    return Branch("above", least, most, f"{words}。")


def _below(rule: PenaltyRule, amount: int | None) -> Branch:
    low, high = rule.below_min_fen or 0, rule.below_max_fen or 0
    base, under = BASE_WORDS[rule.base], _under_words(rule)
    if rule.below_max_fen is None:
        return Branch("below", 0, 0, f"没有{base}的，没有可以计算罚款的基数。")
    if amount is None:
        fact = f"没有{base}或者{base}{under}的" if rule.threshold_fen else f"没有{base}的"
    elif amount == 0:
        fact = f"没有{base}"
    else:
        fact = f"{base}{money.grouped(amount)}元，{under}"
    return Branch("below", low, high, f"{fact}，{_range_words(rule, low, high)}罚款。")


def _modal(rule: PenaltyRule) -> str:
    return MODAL_WORDS.get(rule.modal, "处")


def _range_words(rule: PenaltyRule, low: int, high: int | None) -> str:
    most = money.grouped(high or 0)
    if low == high:
        return f"{_modal(rule)}{most}元"
    return f"{_modal(rule)}{money.grouped(low)}元以上{most}元以下" if low else f"{_modal(rule)}{most}元以下"


def _over_words(rule: PenaltyRule) -> str:
    sums = money.grouped(rule.threshold_fen or 0)
    return f"{sums}元以上（含本数）" if rule.threshold_inclusive else f"超过{sums}元"


def _under_words(rule: PenaltyRule) -> str:
    sums = money.grouped(rule.threshold_fen or 0)
    return f"不足{sums}元" if rule.threshold_inclusive and not rule.overlap else f"在{sums}元以下（含本数）"


def _spread_words(low: Fraction, high: Fraction) -> str:
    if high < 1:
        return f"{_number(high * 100)}%以下"
    return f"{_number(low)}倍以上{_number(high)}倍以下" if low else f"{_number(high)}倍以下"


def _number(value: Fraction) -> str:
    return f"{float(value):g}"
