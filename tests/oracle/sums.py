"""Ranges of fines, the law that applies, hearing right and surcharge, read off the row with a pencil.

From article 37 (old law unless the new one is lighter), 63 and 72 of the penalty law and from the rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from tests.oracle.days import Span, stopped
from tests.oracle.tables import Refuse, Row, holds, number, one, rows, words

Band = tuple[str, int, int | None]
FIGURES = ("illegal_turnover", "illegal_gains", "goods_value")
# Words of the rows for a seller who did not know: no fine, or no penalty.
SPARING = ("no_fine", "no_penalty")


def up(value: Fraction) -> int:
    whole = value.numerator // value.denominator
    return whole if whole == value else whole + 1


def down(value: Fraction) -> int:
    return value.numerator // value.denominator


def bands(
    row: Row, amounts: Mapping[str, int], party: str, *, serious: bool = False, spared: bool = False
) -> list[Band]:
    """What the row offers: the first is the answer, the others stand beside it."""
    if spared and row["exempt_effect"] in SPARING:
        return [("exempt", 0, 0)]
    if row["base"] == "unknown":
        return [("unknown", 0, None)]
    if row["base"] == "none":
        return [("none", 0, 0)]
    if row["base"] == "fixed":
        return [_fixed(row, party, serious=serious)]
    amount, turn = amounts.get(row["base"]), number(row, "threshold_fen") or 0
    if amount is None:
        small, large = _small(row), _large(row, None)
        return [("undetermined", min(small[1], large[1]), None), small, large]
    if amount == turn and row["overlap"] == "yes":
        small = _small(row)
        return [("overlap", small[1], small[2]), small, _large(row, amount)]
    if amount > turn or (amount == turn and row["threshold_inclusive"] == "yes"):
        return [_large(row, amount)]
    return [_small(row)]


def _fixed(row: Row, party: str, *, serious: bool) -> Band:
    if serious and row["serious_above"] == "yes":
        return ("serious", number(row, "above_min_fen") or 0, number(row, "above_max_fen"))
    least, most = number(row, "below_min_fen") or 0, number(row, "below_max_fen")
    if party == "natural" and row["natural_max_fen"]:
        return ("ordinary", least, number(row, "natural_max_fen"))
    return ("fixed" if least == most else "ordinary", least, most)


def _small(row: Row) -> Band:
    if not row["below_max_fen"]:
        return ("below", 0, 0)
    return ("below", number(row, "below_min_fen") or 0, number(row, "below_max_fen"))


def _large(row: Row, amount: int | None) -> Band:
    low, high = Fraction(row["multiplier_min"]), Fraction(row["multiplier_max"])
    if amount is None:
        return ("above", up(low * (number(row, "threshold_fen") or 0)), None)
    most = down(high * amount)
    if row["above_max_fen"]:
        most = min(most, int(row["above_max_fen"]))
    return ("above", up(low * amount), most)


@dataclass(frozen=True, slots=True)
class Act:
    """One act of one party, amounts in fen by the name of the figure."""

    violation: str
    ended: date
    decided: date
    party: str = "legal"
    amounts: Mapping[str, int] = field(default_factory=dict)
    serious: bool = False
    innocent: bool = False


def assess(act: Act) -> tuple[Row, str, list[Band]]:
    """The row, why it applies (unchanged, lighter, same, heavier, gone), and its range."""
    row, why = applies(act)
    spared = act.innocent and sold(act)
    return row, why, bands(row, act.amounts, act.party, serious=act.serious, spared=spared)


def applies(act: Act) -> tuple[Row, str]:
    """Article 37: the law of the act, unless the law changed before the decision and became lighter."""
    if not any(row["id"] == act.violation for row in rows("penalties")):
        raise Refuse("没有编号为")
    if act.decided < act.ended:
        raise Refuse("决定日期早于违法行为终了的日期")
    old = _then(act.violation, act.ended)
    if old is None:
        raise Refuse("没有适用的规定")
    if holds(old, act.decided):
        return old, "unchanged"
    in_time = [row for row in rows("penalties") if holds(row, act.decided)]
    later = [row for row in in_time if row["id"] == old["id"]]
    later = later or [row for row in in_time if row["family"] == old["family"]]
    if len(later) != 1:
        return old, "gone"
    new = later[0]
    known = all(row["base"] not in FIGURES or row["base"] in act.amounts for row in (old, new))
    trials = [act.amounts] if known else _trials(old, new)
    pairs = [(_weight(new, one, act), _weight(old, one, act)) for one in trials]
    if all(now == then for now, then in pairs):
        return old, "same"
    return (new, "lighter") if all(now <= then for now, then in pairs) else (old, "heavier")


def sold(act: Act) -> bool:
    """Whether the act is one that ignorance may excuse: the law excuses sellers, never makers."""
    family = next(row["family"] for row in rows("penalties") if row["id"] == act.violation)
    then = [row for row in rows("penalties") if row["family"] == family and holds(row, act.ended)]
    excused = [row["id"] for row in then if row["exempt_effect"] in SPARING]
    return act.violation in excused or not excused


def _then(violation: str, on: date) -> Row | None:
    asked = [row for row in rows("penalties") if row["id"] == violation]
    for row in asked:
        if holds(row, on):
            return row
    family = [row for row in rows("penalties") if row["family"] == asked[0]["family"] and holds(row, on)]
    if len(family) > 1:
        raise Refuse("请选定其一")
    return family[0] if family else None


def _weight(row: Row, amounts: Mapping[str, int], act: Act) -> tuple[int, int, bool]:
    spared = act.innocent and sold(act)
    branch, least, most = bands(row, amounts, act.party, serious=act.serious, spared=spared)[0]
    return (most or 0, least, row["modal"] == "shall" and branch != "exempt")


def _trials(*both: Row) -> list[dict[str, int]]:
    """Without the figure, the new law is lighter only if it is so whatever the figure was."""
    turns = {0, 1, 10_000, 10**8} | {number(row, "threshold_fen") or 0 for row in both}
    near = sorted({max(turn + step, 0) for turn in turns for step in (-1, 0, 1)})
    return [dict.fromkeys(FIGURES, amount) for amount in near]


def aggravated(row: Row, ended: date, prior: Sequence[date], *, serious: bool) -> bool:
    years, acts = number(row, "aggravation_years"), number(row, "aggravation_acts")
    if not row["aggravation"] or years is None or acts is None:
        return False
    return serious or 1 + sum(recent(day, ended, years) for day in prior) >= acts


def recent(day: date, until: date, years: int) -> bool:
    """Whether a day lies in the years before another; the same day of the first year is inside."""
    first = (until.year - years, until.month, until.day)
    if (until.month, until.day) == (2, 29) and (until.year - years) % 4:
        first = (until.year - years, 2, 28)
    return (day.year, day.month, day.day) >= first and day <= until


def heard(
    party: str,
    fine: int,
    on: date,
    *,
    confiscated: int = 0,
    kinds: Sequence[str] = (),
    amount: int | None = None,
) -> bool:
    """Article 63: heavy kinds always; otherwise fine, or what is taken, reaching the amount."""
    for row in rows("hearing"):
        if row["kinds"] and holds(row, on) and set(kinds) & set(words(row, "kinds")):
            return True
    line = amount if amount is not None else int(one("hearing", on, party=party)["threshold_fen"])
    return fine >= line or confiscated >= line


def late(fine: int, due: date, paid: date, exclusions: Sequence[Span] = ()) -> tuple[int, int, bool]:
    """Days late, the sum in fen and whether the cap cut it: day by day, 3 % of the fine, at most the fine."""
    rate = one("surcharge", due)
    daily = Fraction(fine * int(rate["per_day_permille"]), 1000)
    cap = Fraction(fine * int(rate["cap_permille"]), 1000)
    for first, last in exclusions:
        if last < first:
            raise Refuse("结束早于开始")
    total, days, day = Fraction(0), 0, due
    while day < paid:
        day += timedelta(days=1)
        if not stopped(day, exclusions):
            days += 1
            total += daily
    return days, down(min(total, cap)), total > cap


def tier(least: int, most: int, fine: int, *, light: int, heavy: int) -> str:
    """Lower part, middle or upper part of a range by its share in percent; nothing outside."""
    if not least <= fine <= most:
        return ""
    share = Fraction(fine - least, most - least) * 100
    if share < light:
        return "light"
    return "heavy" if share > heavy else "ordinary"


def parts(fine: int, count: int) -> list[int]:
    """Coin by coin in turn; the coins that do not go round are paid with the last part."""
    even = [0] * count
    while fine - sum(even) >= count:
        step = max((fine - sum(even)) // count, 1)
        even = [part + step for part in even]
    even[-1] += fine - sum(even)
    return even
