"""Whether a figure reaches a crime threshold: every figure compared with its row, and told in words.

Says what the figures say; that a case must go to the police for other reasons is for people. Knows no case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from workflows import money
from workflows.rules.book import RuleBook
from workflows.rules.rows import NotInForce, ReferralRule

SENT_BASIS = "《行政执法机关移送涉嫌犯罪案件的规定》第三条"
_FACTS_ONLY = ("facts", "principal")
# Several figures that each come half the way: 法释〔2025〕5号第十三条第一款第五项.
HALF, HALVES = "half", 2


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of an act, in fen or in pieces; None means not recorded."""

    turnover: int | None = None
    gains: int | None = None
    sales: int | None = None
    unsold: int | None = None
    items: int | None = None
    loss: int | None = None
    unsold_items: int | None = None
    downloads: int | None = None
    clicks: int | None = None
    members: int | None = None

    @property
    def total(self) -> int | None:
        return None if self.sales is None or self.unsold is None else self.sales + self.unsold

    def of(self, name: str) -> int | None:
        """A figure by name; sales fall back to the turnover where nobody told sold from unsold."""
        if name == "sales" and self.sales is None and self.unsold is None:
            return self.turnover
        return getattr(self, name, None)

    def negative(self) -> bool:
        return any((getattr(self, item.name) or 0) < 0 for item in fields(self))


@dataclass(frozen=True, slots=True)
class Criminal:
    """The answer: met, not met, or None when the figures cannot say."""

    met: bool | None
    why: str
    basis: str
    offence: str = ""
    figure: str = ""
    threshold: int | None = None


@dataclass(frozen=True, slots=True)
class _Before:
    """Earlier punishments, seen from the day of the act."""

    on: date
    prior: Sequence[date]

    def within(self, years: int | None) -> bool:
        return years is None or any(years_before(self.on, years) <= day <= self.on for day in self.prior)


def compare(
    book: RuleBook,
    keys: Sequence[str],
    *,
    on: date,
    figures: Figures,
    prior: Sequence[date] = (),
    marks: int = 1,
    service: bool = False,
) -> Criminal:
    """Compare the figures with every threshold of the offences an act may be."""
    if not keys:
        return Criminal(False, "这种行为没有对应的刑事追诉数额标准。", SENT_BASIS)
    conditions = _conditions(marks=marks, service=service)
    try:
        answers = [
            _one_offence(book.referral(key, on), figures, conditions, _Before(on, prior)) for key in keys
        ]
    except NotInForce as missing:
        return Criminal(None, f"{missing}。", SENT_BASIS)
    if len(answers) == 1:
        return answers[0]
    return _several(answers)


def _conditions(*, marks: int, service: bool) -> tuple[str, ...]:
    """The kinds of threshold that apply; a repeat is judged row by row, because each row has its years."""
    prefix = "service_" if service else ""
    found = ["service" if service else "", f"{prefix}repeat"]
    if marks >= 2:
        found.append(f"{prefix}two_marks")
    return tuple(found)


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _one_offence(
    rows: Sequence[ReferralRule], figures: Figures, conditions: Iterable[str], before: _Before
) -> Criminal:
    first = rows[0]
    if first.figure in _FACTS_ONLY:
        return Criminal(None, f"{first.offence}：{first.note}。", first.basis, first.offence)
    held = tuple(conditions)
    told: list[str] = []
    missing: list[str] = []
    for row in rows:
        if row.condition not in held or row.threshold is None or not before.within(row.within_years):
            continue
        value = figures.of(row.figure)
        if value is None:
            missing.append(row.figure_name)
            continue
        name, reached = _figure_name(row, figures), f"{_amount(row.threshold, row.unit)}{_under(row)}"
        if value >= row.threshold:
            words = f"{row.offence}：{name}{_amount(value, row.unit)}，达到{reached}，应当移送。"
            return Criminal(True, words, _full_basis(row), row.offence, name, row.threshold)
        told.append(f"{name}{_amount(value, row.unit)}，未达到{reached}")
    if halves := _halfway(rows, figures):
        return halves
    known = bool(told)
    if gap := list(dict.fromkeys(missing)):
        told.append(f"没有登记：{'、'.join(gap)}")
    words = f"{first.offence}：{'；'.join(told)}。"
    return Criminal(False if known else None, words, _full_basis(first), first.offence)


def _halfway(rows: Sequence[ReferralRule], figures: Figures) -> Criminal | None:
    """Met where two figures or more each reach half of their threshold."""
    reached = [
        (row, value)
        for row in rows
        if row.condition == HALF
        and row.threshold is not None
        and (value := figures.of(row.figure)) is not None
        and value >= row.threshold
    ]
    if len(reached) < HALVES:
        return None
    parts = [
        f"{row.figure_name}{_amount(value, row.unit)}，达到一半{_amount(row.threshold or 0, row.unit)}"
        for row, value in reached
    ]
    row = reached[0][0]
    words = f"{row.offence}：{'；'.join(parts)}，两项以上分别达到标准的一半，应当移送。"
    return Criminal(True, words, _full_basis(row), row.offence, row.figure_name, row.threshold)


def _several(answers: Sequence[Criminal]) -> Criminal:
    mets = {answer.met for answer in answers}
    met = mets.pop() if len(mets) == 1 else None
    why = "".join(answer.why for answer in answers)
    basis = "；".join(dict.fromkeys(answer.basis for answer in answers))
    if met is None:
        why += "定性为哪一种罪名，结论不同，由办案人员结合事实判断。"
    shown = next((answer for answer in answers if answer.met), answers[0])
    return Criminal(met, why, basis, shown.offence, shown.figure, shown.threshold)


def _figure_name(row: ReferralRule, figures: Figures) -> str:
    if row.figure == "sales" and figures.sales is None and figures.turnover is not None:
        return "违法经营额（没有分开登记销售金额和未售货值）"
    return row.figure_name


def _under(row: ReferralRule) -> str:
    return {
        "two_marks": "（两种以上）",
        "repeat": "（二年内再犯）",
        "service_two_marks": "（服务商标，两种以上）",
        "service_repeat": "（服务商标，二年内再犯）",
        "service": "（服务商标）",
    }.get(row.condition, "")


def _amount(value: int, unit: str) -> str:
    return f"{money.grouped(value)}元" if unit == "fen" else f"{value}"


def _full_basis(row: ReferralRule) -> str:
    return f"{row.article}；{row.basis}"
