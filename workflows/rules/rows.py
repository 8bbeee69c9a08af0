"""The shapes of legal rows: one frozen class for each table, and the two ways a look-up can fail.

Every row has its days, its basis and how sure we are of the text. Knows no file and decides nothing.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

UNITS = ("working_day", "calendar_day", "month", "year", "hour")
CONFIDENCES = ("text-seen", "to-confirm")
MODALS = ("may", "shall", "none", "unknown")
# A warning beside the fine: none in the law, at discretion, or always.
WARNINGS = ("", "may", "shall")
BASES = ("illegal_turnover", "illegal_gains", "goods_value", "fixed", "none", "unknown")
# From which day a channel counts the time that it shows a decision.
ANCHORS = ("published", "decided")
# What an exemption does for a seller who did not know and names the source: no fine, or no penalty at all.
EXEMPTIONS = ("", "no_fine", "no_penalty", "not_infringing")


NUMERALS = "零一两三四五六七八九十"


class UnknownRule(LookupError):
    """No rule has this id."""

    def __str__(self) -> str:
        return str(self.args[0])


class NotInForce(LookupError):
    """The rule exists, but not on that day."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """How long something may take, from what to what, and how it may be lengthened or paused.

    `rolls`: a last day off moves to the next working day; `backward`: so many days before what ends it.
    """

    id: str
    valid_from: date | None
    valid_to: date | None
    label: str
    procedure: str
    starts_at: str
    ends_at: str
    length: int
    unit: str
    rolls: bool
    backward: bool
    extension_length: int | None
    extension_unit: str
    extension_max_times: int | None
    extension_by: str
    later_length: int | None
    later_unit: str
    later_max_times: int | None
    later_by: str
    not_counted: tuple[str, ...]
    basis: str
    confidence: str
    note: str

    @property
    def extendable(self) -> bool:
        return self.extension_by != ""


@dataclass(frozen=True, slots=True)
class PenaltyRule:
    """One violation: which figure decides, the two branches of the fine, and what goes with it."""

    id: str
    family: str
    name: str
    department: str
    violation_basis: str
    basis: str
    valid_from: date | None
    valid_to: date | None
    modal: str
    base: str
    threshold_fen: int | None
    threshold_inclusive: bool
    overlap: bool
    multiplier_min: Fraction | None
    multiplier_max: Fraction | None
    above_min_fen: int | None
    above_max_fen: int | None
    below_min_fen: int | None
    below_max_fen: int | None
    serious_above: bool
    natural_max_fen: int | None
    warning: str
    confiscate: tuple[str, ...]
    orders: tuple[str, ...]
    licence: str
    aggravation_years: int | None
    aggravation_acts: int | None
    aggravation: str
    exemption: str
    exempt_effect: str
    exempt_order: str
    also: tuple[str, ...]
    offences: tuple[str, ...]
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class ReferralRule:
    """One threshold of one offence: which figure, under which condition, from how much."""

    id: str
    key: str
    valid_from: date | None
    valid_to: date | None
    offence: str
    article: str
    condition: str
    within_years: int | None
    figure: str
    figure_name: str
    threshold: int | None
    unit: str
    basis: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class HearingRule:
    """From which amount a kind of party may ask for a hearing, or which kinds of penalty always give it."""

    id: str
    valid_from: date | None
    valid_to: date | None
    party: str
    kinds: tuple[str, ...]
    threshold_fen: int | None
    basis: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class SurchargeRule:
    """The daily rate and the cap of the additional fine for late payment."""

    id: str
    valid_from: date | None
    valid_to: date | None
    per_day_permille: int
    cap_permille: int
    basis: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class DisplayRule:
    """For one channel and class of penalty: published or not, how long and from when, under which clocks."""

    id: str
    valid_from: date | None
    valid_to: date | None
    channel: str
    classed: str
    label: str
    published: bool
    length: int | None
    unit: str
    runs_from: str
    publish_rule: str
    push_rule: str
    repair_rule: str
    basis: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class KindRule:
    """What a kind of penalty does to display: bars early repair, or makes the record serious."""

    id: str
    valid_from: date | None
    valid_to: date | None
    kind: str
    effect: str
    basis: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class ConventionRule:
    """One way of counting that all clocks of some procedures share, with the article that says so."""

    id: str
    valid_from: date | None
    valid_to: date | None
    procedures: tuple[str, ...]
    label: str
    basis: str
    confidence: str


@dataclass(frozen=True, slots=True)
class LimitRule:
    """One figure of the procedure rules that a guard compares with: a count of people, an amount in fen."""

    id: str
    valid_from: date | None
    valid_to: date | None
    value: int
    unit: str
    label: str
    basis: str
    confidence: str

    @property
    def value_text(self) -> str:
        """The figure as running text says a count: 两, 三; above ten in digits."""
        return NUMERALS[self.value] if self.value < len(NUMERALS) else str(self.value)


@dataclass(frozen=True, slots=True)
class ReviewRule:
    """One kind of case that must pass legal review."""

    id: str
    valid_from: date | None
    valid_to: date | None
    label: str
    basis: str
    confidence: str


@dataclass(frozen=True, slots=True)
class ProvisionRule:
    """A rule without a figure: a condition of repair or listing, a ground of jurisdiction, a department."""

    id: str
    valid_from: date | None
    valid_to: date | None
    subject: str
    kind: str
    text: str
    basis: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class MaskRow:
    """What is kept, masked or left out of a public copy."""

    id: str
    label: str
    action: str
    mask: str
    basis: str
    confidence: str
    valid_from: date | None
    valid_to: date | None
    note: str


@dataclass(frozen=True, slots=True)
class ParameterKind:
    """A figure that a province, city or county may set for itself; `levels` says which of them.

    `unit` is fen or percent; `absent` says what follows while nobody has set it.
    """

    id: str
    valid_from: date | None
    valid_to: date | None
    label: str
    unit: str
    levels: tuple[str, ...]
    hint: str
    absent: str
    basis: str
    confidence: str


@dataclass(frozen=True, slots=True)
class LocalRule:
    """What one place has set for a parameter; `value` in the parameter's unit.

    None says that the place's own rule has ended and the next level above holds again.
    """

    id: str
    region: str
    valid_from: date | None
    valid_to: date | None
    value: int | None
    basis: str
    confidence: str
    note: str = ""


RuleRow = (
    DeadlineRule
    | PenaltyRule
    | ReferralRule
    | HearingRule
    | SurchargeRule
    | DisplayRule
    | KindRule
    | ConventionRule
    | LimitRule
    | ReviewRule
    | ProvisionRule
    | MaskRow
    | ParameterKind
    | LocalRule
)


def in_force(row: RuleRow, on: date) -> bool:
    """Whether the row holds on the day; an empty first day means unknown, so never refused."""
    return (row.valid_from is None or row.valid_from <= on) and (row.valid_to is None or on <= row.valid_to)
