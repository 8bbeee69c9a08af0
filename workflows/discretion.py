"""Where in the statutory range a fine lies: light, ordinary or heavy, and what the simple procedure allows.

Shares and ceilings come from rows, local ones first. Decides no fine and knows no case.
"""

from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from workflows import money
from workflows.fines import PARTY_WORDS, Assessment
from workflows.rules.book import RuleBook

LIGHT, ORDINARY, HEAVY = "light", "ordinary", "heavy"
TIER_WORDS = {LIGHT: "从轻", ORDINARY: "一般", HEAVY: "从重"}
LIGHT_BELOW, HEAVY_ABOVE = "light_below", "heavy_above"


@dataclass(frozen=True, slots=True)
class Tiers:
    """The range cut in three, in fen: light is below `light_below_fen`, heavy above `heavy_above_fen`."""

    min_fen: int
    light_below_fen: int
    heavy_above_fen: int
    max_fen: int
    why: str
    basis: str
    confidence: str

    def of(self, fine_fen: int) -> str:
        """light, ordinary or heavy; nothing for a fine outside the range."""
        if not self.min_fen <= fine_fen <= self.max_fen:
            return ""
        if fine_fen < self.light_below_fen:
            return LIGHT
        return HEAVY if fine_fen > self.heavy_above_fen else ORDINARY


@dataclass(frozen=True, slots=True)
class Simple:
    """Whether a fine may be imposed on the spot, and whether it may be collected there."""

    allowed: bool
    collect: bool
    why: str
    basis: str


def tiers(book: RuleBook, found: Assessment, on: date) -> Tiers | None:
    """Cut a range in three by the shares in force on a day; None where there is no range to cut."""
    light, heavy = book.local_rule(LIGHT_BELOW, on), book.local_rule(HEAVY_ABOVE, on)
    if found.max_fen is None or found.max_fen <= found.min_fen or light is None or heavy is None:
        return None
    low, width = found.min_fen, found.max_fen - found.min_fen
    light_below = low + ceil(width * (light.value or 0) / 100)
    heavy_above = low + floor(width * (heavy.value or 0) / 100)
    least, below, above, most = map(money.grouped, (low, light_below, heavy_above, found.max_fen))
    why = (
        f"幅度{least}元至{most}元，前{light.value}%以内为从轻：低于{below}元；"
        f"超过{heavy.value}%为从重：高于{above}元；其间为一般。"
    )
    basis = "；".join(dict.fromkeys((light.basis, heavy.basis)))
    unsure = "to-confirm" in (light.confidence, heavy.confidence, found.confidence)
    return Tiers(
        low,
        light_below,
        heavy_above,
        found.max_fen,
        why,
        basis,
        "to-confirm" if unsure else "text-seen",
    )


def simple_procedure(book: RuleBook, *, party: str, fine_fen: int, on: date) -> Simple:
    """Whether the simple procedure may impose this fine (行政处罚法 51) and collect it on the spot (68).

    An individual business is taken as a natural person, the reading with the lower ceiling.
    """
    if party not in PARTY_WORDS:
        raise ValueError(f"不认识的当事人类型：{party}")
    if fine_fen < 0:
        raise ValueError("金额不能是负数")
    ceiling = book.limit("SIMPLE_LEGAL" if party == "legal" else "SIMPLE_NATURAL", on)
    spot = book.limit("COLLECT_ON_SPOT", on)
    allowed, sums = fine_fen <= ceiling.value, money.grouped(fine_fen)
    compared = "不超过" if allowed else "超过"
    why = f"对{PARTY_WORDS[party]}罚款{sums}元，{compared}{ceiling.label}{money.grouped(ceiling.value)}元"
    why += "，可以当场作出决定。" if allowed else "，应当适用普通程序。"
    basis = ceiling.basis
    collect = allowed and fine_fen <= spot.value
    if collect:
        why += f"不超过{money.grouped(spot.value)}元，可以当场收缴。"
        basis += f"；{spot.basis}"
    return Simple(allowed, collect, why, basis)
