"""The RuleBook: every legal row, looked up by id and day, with local parameters laid over it.

Read and checked once; the digest names exactly which rules a decision was made under. Knows no case.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from workflows.rules import local, rows
from workflows.rules.reading import HERE, read
from workflows.rules.rows import (
    ConventionRule,
    DeadlineRule,
    DisplayRule,
    HearingRule,
    KindRule,
    LimitRule,
    LocalRule,
    MaskRow,
    NotInForce,
    ParameterKind,
    PenaltyRule,
    ProvisionRule,
    ReferralRule,
    ReviewRule,
    SurchargeRule,
    UnknownRule,
    in_force,
)

__all__ = ["Measure", "NotInForce", "RuleBook", "UnknownRule", "load"]

TABLES: dict[str, tuple[str, type[rows.RuleRow]]] = {
    "deadlines": ("deadlines", DeadlineRule),
    "penalties": ("penalties", PenaltyRule),
    "hearing": ("hearings", HearingRule),
    "surcharge": ("surcharges", SurchargeRule),
    "referral": ("referrals", ReferralRule),
    "display": ("displays", DisplayRule),
    "kinds": ("kinds", KindRule),
    "limits": ("limits", LimitRule),
    "review": ("reviews", ReviewRule),
    "provisions": ("provisions", ProvisionRule),
    "masking": ("masks", MaskRow),
    "conventions": ("conventions", ConventionRule),
    "parameters": ("parameters", ParameterKind),
    "local": ("local", LocalRule),
}
WHICH_LAW = "《行政处罚法》第三十七条"
Row = TypeVar("Row", bound=rows.RuleRow)
Measure = Callable[[PenaltyRule], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rows by table; immutable, so that a plan made with it can be made again."""

    deadlines: tuple[DeadlineRule, ...]
    penalties: tuple[PenaltyRule, ...]
    referrals: tuple[ReferralRule, ...]
    hearings: tuple[HearingRule, ...]
    surcharges: tuple[SurchargeRule, ...]
    displays: tuple[DisplayRule, ...]
    kinds: tuple[KindRule, ...]
    conventions: tuple[ConventionRule, ...]
    limits: tuple[LimitRule, ...]
    reviews: tuple[ReviewRule, ...]
    provisions: tuple[ProvisionRule, ...]
    masks: tuple[MaskRow, ...]
    parameters: tuple[ParameterKind, ...]
    local: tuple[LocalRule, ...]
    digest: str

    def deadline(self, rule_id: str, on: date) -> DeadlineRule:
        """The row of this clock that holds on the day the clock starts."""
        same = [row for row in self.deadlines if row.id == rule_id]
        if not same:
            raise UnknownRule(f"没有期限规则{rule_id}")
        name, check = f"“{same[0].label}”的期限", f"起算日期（{same[0].starts_at}）"
        return _one(same, on, name=name, check=check)

    def penalty(self, violation_id: str) -> PenaltyRule:
        """The row with this id, whether or not it still holds."""
        for row in self.penalties:
            if row.id == violation_id:
                return row
        raise UnknownRule(f"没有编号为{violation_id}的违法行为")

    def penalties_on(self, on: date) -> tuple[PenaltyRule, ...]:
        """The violations that the law knows on a day."""
        return tuple(row for row in self.penalties if in_force(row, on))

    def penalty_in_force(
        self, violation_id: str, act_ended: date, decided: date, *, measure: Measure | None = None
    ) -> tuple[PenaltyRule, str]:
        """The row by both dates, and why: the law at the act, or a later one when it is lighter."""
        if decided < act_ended:
            raise ValueError("决定日期早于违法行为终了的日期，请核对")
        asked = self.penalty(violation_id)
        old = self._of_family(asked, act_ended)
        ended = f"违法行为{_day(act_ended)}终了，"
        if in_force(old, decided):
            return old, f"{ended}至决定之日{_day(decided)}法律没有变化，适用{old.basis}（{WHICH_LAW}）。"
        try:
            new = self._of_family(old, decided)
        except NotInForce:
            return old, f"{ended}适用当时的{old.basis}；其后的对应条款没有载入，待核实（{WHICH_LAW}）。"
        lighter = _lighter(new, old, measure)
        since = f"{_day(new.valid_from)}起施行的{new.basis}" if new.valid_from else new.basis
        if lighter < 0:
            return new, f"{ended}当时适用{old.basis}；决定时{since}处罚较轻，适用新的规定（{WHICH_LAW}）。"
        compared = "处罚幅度相同" if lighter == 0 else "处罚不轻于原规定"
        return old, f"{ended}适用当时的{old.basis}；{since}{compared}，不适用新的规定（{WHICH_LAW}）。"

    def hearing(self, party: str, on: date) -> HearingRule:
        """The amount from which this kind of party may ask for a hearing, local amounts first."""
        same = [row for row in self.hearings if row.party == party]
        if not same:
            raise UnknownRule(f"不认识的当事人类型：{party}")
        row = _one(same, on, name="听证数额标准")
        local = self.local_rule(f"hearing_{party}", on)
        if local is None and party == "individual_business":
            # Taken as natural persons (the note of the row), so the place's amount for them holds as well.
            local = self.local_rule("hearing_natural", on)
        if local is None:
            return row
        return replace(
            row, threshold_fen=local.value, basis=local.basis, confidence=local.confidence, note=local.note
        )

    def hearing_kinds(self, on: date) -> tuple[HearingRule, ...]:
        """The rows whose kinds of penalty give the right whatever the amount."""
        return tuple(row for row in self.hearings if row.kinds and in_force(row, on))

    def surcharge(self, on: date) -> SurchargeRule:
        return _one(self.surcharges, on, name="加处罚款的规定")

    def display(self, channel: str, classed: str, on: date) -> DisplayRule:
        """What one channel does with one class of penalty on a day."""
        same = [row for row in self.displays if (row.channel, row.classed) == (channel, classed)]
        return _one(same, on, name=f"公示规则{channel} {classed}")

    def kind_effect(self, kind: str, effect: str, on: date) -> KindRule | None:
        for row in self.kinds:
            if row.kind == kind and row.effect == effect and in_force(row, on):
                return row
        return None

    def referral(self, key: str, on: date) -> tuple[ReferralRule, ...]:
        """The thresholds of one offence on a day; NotInForce when none is loaded for it."""
        same = [row for row in self.referrals if row.key == key]
        held = tuple(row for row in same if in_force(row, on))
        if same and not held:
            raise NotInForce(f"{_day(on)}适用的追诉标准没有载入，待核实")
        return held

    def limit(self, limit_id: str, on: date) -> LimitRule:
        """The figure in force on a day; before its first row began, the first row. UnknownRule for none."""
        same = [row for row in self.limits if row.id == limit_id]
        if not same:
            raise UnknownRule(f"没有这项限额：{limit_id}")
        return next((row for row in reversed(same) if in_force(row, on)), same[0])

    def provisions_of(self, subject: str, on: date) -> tuple[ProvisionRule, ...]:
        """The rules without figures of one subject that hold on a day: repair, listing, jurisdiction, ..."""
        return tuple(row for row in self.provisions if row.subject == subject and in_force(row, on))

    def parameter(self, name: str) -> ParameterKind:
        """What a local parameter is, who may set it and what follows while nobody has."""
        for row in self.parameters:
            if row.id == name:
                return row
        raise UnknownRule(f"不认识的本地参数：{name[:40]}")

    def local_rule(self, name: str, on: date) -> LocalRule | None:
        """What holds here for a local parameter on a day; None while nobody has set it."""
        return local.find(self.local, name, on)

    def with_local(self, given: Iterable[LocalRule], region: str) -> "RuleBook":
        """The same book for a place, with the approved rows that reach it laid over the national ones.

        Nearest place first; the digest changes with the rows. ValueError for a row unfit for its parameter.
        """
        laid = local.reaching((*given, *self.local), region)
        for row in laid:
            if faults := list(local.faults(self.parameter(row.id), row)):
                raise ValueError(f"本地参数{row.id}：{'；'.join(faults)}")
        if laid == self.local:
            return self
        digest = hashlib.sha256("\n".join((self.digest, *map(repr, laid))).encode()).hexdigest()
        return replace(self, local=laid, digest=digest)

    def convention(self, name: str, procedure: str = "") -> ConventionRule:
        """The way of counting, C1 to C10, as the procedure's own law states it."""
        same = [row for row in self.conventions if row.id.split("/")[0] == name]
        for row in same:
            if procedure in row.procedures or not row.procedures:
                return row
        raise UnknownRule(f"没有计算规则{name}")

    def in_force_on(self, on: date) -> tuple[rows.RuleRow, ...]:
        """Every row of every table that holds on the day, for the page and the command that list them."""
        return tuple(row for table in self.tables().values() for row in table if in_force(row, on))

    def tables(self) -> dict[str, tuple[rows.RuleRow, ...]]:
        """Every table by the name of its file, in the order in which a reader wants them."""
        return {name: getattr(self, place) for name, (place, _shape) in TABLES.items()}

    def _of_family(self, asked: PenaltyRule, on: date) -> PenaltyRule:
        if in_force(asked, on):
            return asked
        same = [row for row in self.penalties if row.family == asked.family and in_force(row, on)]
        if len(same) == 1:
            return same[0]
        if same:
            choice = "、".join(row.id for row in same)
            raise NotInForce(f"{asked.id}在{_day(on)}不适用，当时对应几种违法行为，请选定其一：{choice}")
        raise NotInForce(f"{asked.id}（{asked.name}）在{_day(on)}没有适用的规定")


def _one(same: tuple[Row, ...] | list[Row], on: date, *, name: str, check: str = "日期") -> Row:
    if not same:
        raise UnknownRule(f"没有{name}")
    for row in same:
        if in_force(row, on):
            return row
    raise NotInForce(f"{name}在{_day(on)}不适用，请核对{check}")


def _lighter(new: PenaltyRule, old: PenaltyRule, measure: Measure | None) -> int:
    """Negative when the new row is lighter, zero when equal, positive when heavier or not comparable."""
    if measure is not None:
        then, now = measure(old), measure(new)
        return (now > then) - (now < then)
    pairs = list(zip(_severity(new), _severity(old), strict=True))
    if all(now == then for now, then in pairs):
        return 0
    return -1 if all(now <= then for now, then in pairs) else 1


def _severity(row: PenaltyRule) -> tuple[int | float, ...]:
    serious = (
        (row.above_max_fen, row.above_min_fen)
        if row.serious_above
        else (row.below_max_fen, row.below_min_fen)
    )
    amounts = (row.below_max_fen or 0, row.below_min_fen or 0, *(amount or 0 for amount in serious))
    multipliers = (float(row.multiplier_max or 0), float(row.multiplier_min or 0))
    return (*amounts, *multipliers, row.modal == "shall")


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def load_from(folder: Path) -> RuleBook:
    """Read a folder of tables; used for the tables of the house and for copies under test."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        digest.update(f"{path.name}\n".encode())
        digest.update(path.read_bytes())
    tables = {place: read(f"{name}.csv", shape, folder=folder) for name, (place, shape) in TABLES.items()}
    return RuleBook(**tables, digest=digest.hexdigest())  # type: ignore[arg-type]


@cache
def load() -> RuleBook:
    """The book of the house, read and checked once."""
    return load_from(HERE)


load()
