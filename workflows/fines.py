"""The statutory range of a fine for given facts, with the reasons a lay person can check.

Law chosen by the two dates, branch by the figure, bounds inclusive or exclusive exactly as the row says.
Knows no case and no discretion; hearing right and surcharge are here because they hang on the same sum.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from workflows import money, referral
from workflows.clocks import Exclusion, NotAllowed, day_words
from workflows.ranges import BASE_WORDS, Branch, branches_of
from workflows.referral import Criminal, Figures
from workflows.rules.book import Measure, RuleBook
from workflows.rules.rows import PenaltyRule, in_force

__all__ = [
    "Assessment",
    "Branch",
    "Criminal",
    "HearingRight",
    "Surcharge",
    "assess",
    "hearing_right",
    "surcharge",
]

WARNING_WORDS = {"may": "可以同时给予警告。", "shall": "应当同时给予警告。"}
# Exemptions that ignorance of the seller gives; the others rest on what was done.
SPARES = ("no_fine", "no_penalty")
PARTY_WORDS = {"natural": "自然人", "individual_business": "个体工商户", "legal": "法人或者其他组织"}


@dataclass(frozen=True, slots=True)
class Assessment:
    """The range for one act of one party, what goes with it, and why."""

    rule: str
    name: str
    valid_from: date | None
    branch: str
    min_fen: int
    max_fen: int | None
    modal: str
    warning: str
    confiscate: tuple[str, ...]
    orders: tuple[str, ...]
    licence: str
    aggravation: tuple[str, ...]
    exemption: str
    exempt: bool
    also: tuple[str, ...]
    criminal: Criminal
    chosen_because: str
    violation_basis: str
    basis: str
    confidence: str
    why: tuple[str, ...]
    alternatives: tuple[Branch, ...] = ()

    def contains(self, fine_fen: int) -> bool:
        """Whether a fine lies inside the range; with an unknown figure, inside a branch that is certain."""
        optional = self.modal == "may"
        own = Branch(self.branch, self.min_fen, self.max_fen, "")
        return any(one.contains(fine_fen, optional=optional) for one in (own, *self.alternatives))


@dataclass(frozen=True, slots=True)
class HearingRight:
    right: bool
    why: str
    basis: str
    confidence: str = "to-confirm"


@dataclass(frozen=True, slots=True)
class Surcharge:
    days: int
    amount_fen: int
    capped: bool
    basis: str
    why: str = ""


def assess(
    book: RuleBook,
    violation_id: str,
    *,
    act_ended: date,
    decided: date,
    party: str,
    turnover_fen: int | None = None,
    gains_fen: int | None = None,
    goods_value_fen: int | None = None,
    serious: bool = False,
    prior: Sequence[date] = (),
    figures: Figures | None = None,
    marks: int = 1,
    innocent: bool = False,
) -> Assessment:
    """The statutory range and everything beside it, for the facts as they are recorded; amounts in fen.

    `innocent`: a seller who did not know, bought lawfully and names the source. ValueError for facts that
    cannot be, UnknownRule and NotInForce for a violation that no row or no day knows.
    """
    amounts = {"illegal_turnover": turnover_fen, "illegal_gains": gains_fen, "goods_value": goods_value_fen}
    known = figures or Figures(turnover=turnover_fen, gains=gains_fen)
    _check(party, known, amounts)
    asked = book.penalty(violation_id)
    act = _Act(amounts, party, serious, innocent and _may_be_spared(book, asked, act_ended))
    rule, because = book.penalty_in_force(violation_id, act_ended, decided, measure=act.measure(asked))
    found = act.branches(rule)
    harder = _aggravation(rule, act_ended, prior, serious=serious)
    criminal = referral.compare(book, rule.offences, on=act_ended, figures=known, prior=prior, marks=marks)
    if found[0].branch == "exempt":
        # Knowledge is an element of the offence of selling: without it the figures alone say nothing.
        why = f"认定销售者不知情的，不具备“明知”；认定有变化的，{criminal.why}"
        return _exempt(rule, found[0], because, replace(criminal, met=None, why=why))
    return _assessment(rule, found, because, harder, criminal, innocent=innocent)


def hearing_right(
    book: RuleBook,
    *,
    party: str,
    fine_fen: int,
    on: date,
    confiscated_fen: int = 0,
    kinds: Sequence[str] = (),
) -> HearingRight:
    """Whether the party may ask for a hearing on this penalty."""
    if fine_fen < 0 or confiscated_fen < 0:
        raise ValueError("金额不能是负数")
    for row in book.hearing_kinds(on):
        if given := [kind for kind in kinds if kind in row.kinds]:
            return HearingRight(
                True, f"{'、'.join(given)}属于应当告知听证的处罚种类。", row.basis, row.confidence
            )
    rule = book.hearing(party, on)
    threshold = rule.threshold_fen or 0
    from_sum = f"{money.grouped(threshold)}元"
    reading = f"{rule.note}。" if party == "individual_business" and rule.note else ""
    who = PARTY_WORDS[party]
    if fine_fen >= threshold:
        words = f"对{who}罚款{money.grouped(fine_fen)}元，达到听证标准{from_sum}。{reading}"
        return HearingRight(True, words, rule.basis, rule.confidence)
    if confiscated_fen >= threshold:
        taken = f"没收违法所得和非法财物合计{money.grouped(confiscated_fen)}元"
        words = f"对{who}{taken}，达到听证标准{from_sum}。"
        return HearingRight(True, words + reading, rule.basis, rule.confidence)
    words = f"对{who}罚款{money.grouped(fine_fen)}元，没收{money.grouped(confiscated_fen)}元"
    words += f"，均未达到听证标准{from_sum}。"
    return HearingRight(False, words, rule.basis, rule.confidence)


def surcharge(
    book: RuleBook, *, fine_fen: int, due_on: date, paid_on: date, exclusions: Sequence[Exclusion] = ()
) -> Surcharge:
    """The additional fine for paying late: so much a day, never more than the fine itself."""
    if fine_fen < 0:
        raise ValueError("金额不能是负数")
    rule = book.surcharge(due_on)
    first = due_on + timedelta(days=1)
    days = max((paid_on - due_on).days, 0) - _days_out(exclusions, first, paid_on)
    cap = fine_fen * rule.cap_permille // 1000
    plain = fine_fen * rule.per_day_permille * days // 1000
    amount = min(cap, plain)
    capped = fine_fen * rule.per_day_permille * days > fine_fen * rule.cap_permille
    rate = f"{rule.per_day_permille / 10:g}%"
    words = f"逾期{days}日，{money.grouped(fine_fen)} × {rate} × {days} = {money.grouped(plain)}元"
    if capped:
        words += f"，不超出罚款数额，按{money.grouped(cap)}元"
    return Surcharge(days, amount, capped, rule.basis, f"{words}。" if days else "没有逾期，不加处罚款。")


def _days_out(exclusions: Sequence[Exclusion], first: date, last: date) -> int:
    total, reached = 0, first
    for one in sorted(exclusions, key=lambda exclusion: exclusion.start):
        if one.end < one.start:
            days = f"从{day_words(one.start)}到{day_words(one.end)}"
            raise NotAllowed(f"不计算的期间{days}，结束早于开始，请核对")
        begin, end = max(one.start, reached), min(one.end, last)
        if begin <= end:
            total += (end - begin).days + 1
            reached = end + timedelta(days=1)
    return total


def _check(party: str, known: Figures, amounts: Mapping[str, int | None]) -> None:
    if party not in PARTY_WORDS:
        raise ValueError(f"不认识的当事人类型：{party}")
    if known.negative() or any((amount or 0) < 0 for amount in amounts.values()):
        raise ValueError("金额不能是负数")


@dataclass(frozen=True, slots=True)
class _Act:
    """What decides the range of an act under any row that may apply to it."""

    amounts: Mapping[str, int | None]
    party: str
    serious: bool
    spared: bool

    def branches(self, row: PenaltyRule) -> tuple[Branch, ...]:
        if self.spared and row.exempt_effect in SPARES:
            return (Branch("exempt", 0, 0, f"{row.exemption}。"),)
        return branches_of(row, self.amounts.get(row.base), self.party, serious=self.serious)

    def measure(self, asked: PenaltyRule) -> Measure | None:
        """How heavy a row is for this act; nothing where its figure is unknown and nobody is spared."""
        if asked.base not in BASE_WORDS or self.amounts[asked.base] is not None:
            return self._severity
        return _sparing if self.spared else None

    def _severity(self, row: PenaltyRule) -> tuple[int, ...]:
        chosen = self.branches(row)[0]
        return (chosen.max_fen or 0, chosen.min_fen, int(row.modal == "shall"))


def _may_be_spared(book: RuleBook, asked: PenaltyRule, act_ended: date) -> bool:
    """Whether this act is one of those that the law of its day spares, or a later law may come to spare.

    Where the law of the day spares only one act of the family (sale), the other acts are not spared.
    """
    spared = [
        row
        for row in book.penalties
        if row.family == asked.family and row.exempt_effect in SPARES and in_force(row, act_ended)
    ]
    return not spared or asked in spared


def _sparing(row: PenaltyRule) -> tuple[int, ...]:
    return (int(row.exempt_effect not in SPARES),)


def _aggravation(
    rule: PenaltyRule, act_ended: date, prior: Sequence[date], *, serious: bool
) -> tuple[str, ...]:
    if not rule.aggravation or rule.aggravation_years is None or rule.aggravation_acts is None:
        return ()
    since = referral.years_before(act_ended, rule.aggravation_years)
    within = sorted(day for day in prior if since <= day <= act_ended)
    found = []
    if len(within) + 1 >= rule.aggravation_acts:
        days = "、".join(day_words(day) for day in within)
        found.append(f"{days}已有{len(within)}次，加上本次共{len(within) + 1}次：{rule.aggravation}。")
    if serious:
        found.append(f"认定有其他严重情节：{rule.aggravation}。")
    return tuple(found)


def _exempt(rule: PenaltyRule, branch: Branch, because: str, criminal: Criminal) -> Assessment:
    """No fine, and of everything that goes with one only the order that the exemption itself names."""
    bare = replace(
        rule, modal="none", warning="", confiscate=(), orders=(rule.exempt_order,), licence="", also=()
    )
    return replace(_assessment(bare, (branch,), because, (), criminal, innocent=True), exempt=True)


def _assessment(
    rule: PenaltyRule,
    found: tuple[Branch, ...],
    because: str,
    harder: tuple[str, ...],
    criminal: Criminal,
    *,
    innocent: bool,
) -> Assessment:
    chosen = found[0]
    return Assessment(
        rule=rule.id,
        name=rule.name,
        valid_from=rule.valid_from,
        branch=chosen.branch,
        min_fen=chosen.min_fen,
        max_fen=chosen.max_fen,
        modal=rule.modal,
        warning=rule.warning,
        confiscate=rule.confiscate,
        orders=rule.orders,
        licence=rule.licence,
        aggravation=harder,
        exemption=rule.exemption,
        exempt=False,
        also=rule.also,
        criminal=criminal,
        chosen_because=because,
        violation_basis=rule.violation_basis,
        basis=rule.basis,
        confidence=rule.confidence,
        why=(because, *_reasons(rule, found, harder, innocent=innocent)),
        alternatives=found[1:],
    )


def _reasons(
    rule: PenaltyRule, found: tuple[Branch, ...], harder: tuple[str, ...], *, innocent: bool
) -> Iterator[str]:
    yield found[0].why
    yield from (f"另一档：{other.why}" for other in found[1:])
    if innocent and found[0].branch != "exempt":
        yield "这种行为没有不知情可以免除罚款的规定，幅度不变。"
    if rule.modal == "may" and found[0].min_fen:
        yield "也可以不处罚款。"
    if rule.warning:
        yield WARNING_WORDS[rule.warning]
    yield from harder
    if rule.also:
        yield "直接负责的主管人员和其他直接责任人员另行处罚。"
    if rule.confidence == "to-confirm":
        yield "这条规定的条文待核实。"
