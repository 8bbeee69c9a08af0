"""Examples of fines: every row on both sides of its threshold, both ends of its life, and which law applies.

Answers come from the oracle; which questions are asked is decided here.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.oracle import capitals, sums, telling
from tests.oracle.sums import Act, Band
from tests.oracle.tables import Refuse, Row, holds, key, number, rows
from tests.oracle.telling import Vector, example, opt_yuan, refused, sum_words

D = date
ONE = timedelta(days=1)
BRANCHES = {
    "above": "适用分界以上的一档，按倍数计算",
    "below": "适用分界以下的一档，按固定幅度",
    "fixed": "定额",
    "ordinary": "按固定幅度",
    "serious": "情节严重，按加重的幅度",
    "none": "法律没有规定罚款",
    "unknown": "条文没有载入，不计算",
    "undetermined": "数额没有查明，两档都列出",
    "overlap": "恰在分界上，两档文字都包括，先列较轻的一档",
    "exempt": "不知情的销售者，不罚款",
}
REASONS = {
    "unchanged": "从行为终了到决定，法律没有变化",
    "lighter": "决定时的新法较轻，适用新法",
    "same": "新法与旧法相同，适用行为时的法律",
    "heavier": "新法不轻于旧法，适用行为时的法律",
    "gone": "没有对应的新条款，适用行为时的法律",
}
# Violation, when the act ended, when it was decided, figures in yuan and other facts.
LAWS: Sequence[tuple[str, str, date, date, Mapping[str, Any]]] = (
    ("mark-same-tiers", "TM57-3", D(2026, 12, 31), D(2027, 1, 1), {"turnover": 869400}),
    ("mark-before-switch", "TM57-3", D(2026, 12, 30), D(2026, 12, 31), {"turnover": 869400}),
    ("mark-ended-after-switch", "TM57-3", D(2027, 1, 1), D(2027, 2, 1), {"turnover": 869400}),
    ("mark-unknown-turnover", "TM57-3", D(2026, 12, 1), D(2027, 2, 1), {}),
    ("well-known-lighter", "TM53", D(2026, 12, 31), D(2027, 1, 1), {}),
    ("well-known-before", "TM53", D(2026, 12, 31), D(2026, 12, 31), {}),
    ("passing-off-same", "TM52", D(2026, 11, 2), D(2027, 1, 5), {"turnover": 6000000}),
    ("unregistered-gone", "TM51", D(2026, 12, 1), D(2027, 1, 5), {"turnover": 6000000}),
    ("bad-faith-old-lighter", "TM68-BAD", D(2026, 12, 1), D(2027, 1, 5), {"gains": 500000}),
    ("bad-faith-no-gains", "TM68-BAD", D(2026, 12, 1), D(2027, 1, 5), {"gains": 0}),
    ("bad-faith-unknown", "TM68-BAD", D(2026, 12, 1), D(2027, 1, 5), {}),
    ("agency-same", "TM68-AG", D(2026, 12, 1), D(2027, 1, 5), {}),
    ("agency-serious-old", "TM68-AG", D(2026, 12, 1), D(2027, 1, 5), {"serious": True}),
    ("agency-serious-new", "TM68-AG", D(2027, 1, 2), D(2027, 1, 5), {"serious": True}),
    ("agency-person", "TM68-P", D(2026, 12, 1), D(2027, 1, 5), {"party": "natural"}),
    ("confusion-same", "UC6-2019", D(2025, 10, 14), D(2025, 10, 15), {"turnover": 17740800}),
    ("confusion-by-its-new-name", "UC7-2025", D(2025, 10, 14), D(2025, 11, 3), {"turnover": 17740800}),
    (
        "confusion-innocent-lighter",
        "UC6-2019",
        D(2025, 10, 14),
        D(2025, 10, 15),
        {"turnover": 100, "innocent": True},
    ),
    (
        "confusion-innocent-before",
        "UC6-2019",
        D(2025, 10, 13),
        D(2025, 10, 14),
        {"turnover": 100, "innocent": True},
    ),
    ("secret-same", "UC9-2019", D(2025, 10, 14), D(2025, 11, 3), {}),
    ("secret-serious-heavier", "UC9-2019", D(2025, 10, 14), D(2025, 11, 3), {"serious": True}),
    ("secret-serious-new", "UC9-2019", D(2025, 10, 15), D(2025, 11, 3), {"serious": True}),
    ("advertising-lighter", "UC8-2019", D(2025, 10, 14), D(2025, 10, 15), {}),
    ("advertising-before", "UC8-2019", D(2025, 10, 13), D(2025, 10, 14), {}),
    ("advertising-serious-same", "UC8-2019", D(2025, 10, 14), D(2025, 10, 15), {"serious": True}),
    ("disparagement-heavier", "UC11-2019", D(2025, 10, 14), D(2025, 10, 15), {}),
    ("disparagement-new", "UC11-2019", D(2025, 10, 15), D(2025, 10, 15), {}),
    ("disparagement-serious", "UC11-2019", D(2025, 10, 14), D(2025, 10, 15), {"serious": True}),
    ("layout-same", "IC31", D(2026, 10, 14), D(2026, 10, 15), {}),
    ("layout-new", "IC31", D(2026, 10, 15), D(2026, 10, 16), {}),
    ("variety-new-basis", "PV72", D(2025, 5, 31), D(2025, 6, 1), {"goods_value": 5000000}),
    ("variety-after", "PV72", D(2025, 6, 1), D(2025, 6, 2), {"goods_value": 5000000}),
    ("geographic-same", "GI-TM", D(2026, 12, 31), D(2027, 1, 4), {"turnover": 5000000}),
    ("several-to-choose-from", "TM72-2026", D(2026, 12, 31), D(2027, 1, 4), {"turnover": 5000000}),
    ("decided-before-the-act", "TM57-3", D(2026, 10, 16), D(2026, 10, 15), {"turnover": 1}),
    ("before-any-row", "TM57-3", D(2019, 10, 31), D(2026, 10, 16), {"turnover": 1}),
    ("no-such-violation", "TM99", D(2026, 10, 1), D(2026, 10, 16), {}),
)
NAMES = {"turnover": "illegal_turnover", "gains": "illegal_gains", "goods_value": "goods_value"}


def ask(
    name: str,
    violation: str,
    ended: date,
    decided: date,
    given: Mapping[str, Any],
    *,
    kind: str = "fine",
    fine: int | None = None,
    prior: Sequence[date] = (),
    hit: bool = True,
) -> Vector:
    """One question; `given` has figures in fen under the names of the facts, and party, serious, innocent."""
    facts = _facts(violation, ended, decided, given, prior=prior, fine=fine)
    amounts = {NAMES[key]: given[key] for key in NAMES if key in given}
    serious, innocent = given.get("serious", False), given.get("innocent", False)
    act = Act(violation, ended, decided, facts["party"], amounts, serious, innocent)
    try:
        row, why, found = sums.assess(act)
    except Refuse as no:
        told = f"{telling.day(ended)}终了、{telling.day(decided)}决定，{telling.no(no.words)}"
        return example(name, kind, facts, refused(no.words), arithmetic=told)
    answer = _answer(row, found)
    if prior:
        answer["aggravated"] = sums.aggravated(row, ended, prior, serious=serious)
    if fine is not None:
        answer["verdict"] = _verdict(row, found, fine)
    return example(
        name,
        kind,
        facts,
        answer,
        article=row["basis"],
        arithmetic=tell(row, why, found, amounts) + _tell_fine(answer, fine),
        rows=[key("penalties", row)] if hit else [],
    )


def _facts(
    violation: str,
    ended: date,
    decided: date,
    given: Mapping[str, Any],
    *,
    prior: Sequence[date],
    fine: int | None,
) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "violation": violation,
        "act_ended": ended.isoformat(),
        "decided": decided.isoformat(),
        "party": given.get("party", "legal"),
    }
    facts |= {key: capitals.yuan(given[key]) for key in NAMES if key in given}
    facts |= {key: True for key in ("serious", "innocent") if given.get(key)}
    facts |= {"prior": [day.isoformat() for day in prior]} if prior else {}
    return facts | ({"fine": capitals.yuan(fine)} if fine is not None else {})


def _answer(row: Row, found: Sequence[Band]) -> dict[str, Any]:
    branch, least, most = found[0]
    answer: dict[str, Any] = {
        "rule": row["id"],
        "valid_from": row["valid_from"] or None,
        "branch": branch,
        "min": capitals.yuan(least),
        "max": opt_yuan(most),
        "modal": "none" if branch == "exempt" else row["modal"],
    }
    if len(found) > 1:
        answer["others"] = [[capitals.yuan(low), opt_yuan(high)] for _, low, high in found[1:]]
    return answer | ({"exempt": True} if branch == "exempt" else {})


def _verdict(row: Row, found: Sequence[Band], fine: int) -> str:
    """Inside the range; 可以 also allows none at all."""
    _, least, _ = found[0]
    sure = [(low, high) for _, low, high in found if high is not None]
    inside = any(low <= fine <= high for low, high in sure) or (fine == 0 and row["modal"] == "may")
    if not inside:
        return "out_of_range"
    return "in_range_at_min" if fine == least > 0 else "in_range"


def tell(row: Row, why: str, found: Sequence[Band], amounts: Mapping[str, int]) -> str:
    """The law, the branch and the multiplication, in words."""
    branch, least, most = found[0]
    text = f"{REASONS[why]}：{row['basis']}。"
    base = telling.FIGURES.get(row["base"], "")
    if base:
        amount, turn = amounts.get(row["base"]), number(row, "threshold_fen") or 0
        sign = "（含本数）" if row["threshold_inclusive"] == "yes" else "（不含本数）"
        text += f"分界{sum_words(turn)}{sign}，"
        text += f"{base}{sum_words(amount)}，" if amount is not None else f"{base}没有查明，"
        if branch == "above" and amount is not None:
            text += _multiplied(row, amount, least, most or 0)
    ends = "没有上限数额" if most is None else sum_words(most)
    return text + f"{BRANCHES[branch]}：{sum_words(least)}至{ends}。"


def _multiplied(row: Row, amount: int, least: int, most: int) -> str:
    low, high = Fraction(row["multiplier_min"]), Fraction(row["multiplier_max"])
    times = f"×{high}" if high >= 1 else f"×{high * 100}%"
    text = f"{sum_words(amount)}×{low}＝{sum_words(least)}，" if low else ""
    full = sums.down(high * amount)
    text += f"{sum_words(amount)}{times}＝{sum_words(full)}（不足一分的舍去），"
    return text + (f"最高不超过{sum_words(most)}，" if most < full else "")


def _tell_fine(answer: Mapping[str, Any], fine: int | None) -> str:
    if fine is None:
        return ""
    words = {"in_range": "在幅度以内", "in_range_at_min": "恰为下限", "out_of_range": "不在幅度以内"}
    return f"罚款{sum_words(fine)}，{words[answer['verdict']]}。"


def every_row() -> Iterator[Vector]:
    """Each row on both sides of its threshold, without the figure, and at both ends of its life."""
    for row in rows("penalties"):
        name, on = f"fine/{row['id']}/{row['valid_from']}", _inside(row)
        figure = telling.FACTS.get(row["base"])
        if figure:
            turn = number(row, "threshold_fen") or 0
            for amount in sorted({max(turn - 1, 0), turn, turn + 1, 6_305_293}):
                yield ask(f"{name}/{capitals.yuan(amount)}", row["id"], on, on, {figure: amount})
            yield ask(f"{name}/unknown", row["id"], on, on, {})
        else:
            yield ask(f"{name}/plain", row["id"], on, on, {})
        if row["serious_above"] == "yes":
            yield ask(f"{name}/serious", row["id"], on, on, {"serious": True})
        if row["natural_max_fen"]:
            yield ask(f"{name}/natural", row["id"], on, on, {"party": "natural"})
        if row["exempt_effect"]:
            yield ask(
                f"{name}/innocent", row["id"], on, on, {"innocent": True, **({figure: 100} if figure else {})}
            )
        yield from _edges(name, row, {figure: 100} if figure else {})


def _inside(row: Row) -> date:
    """A day on which the row holds: 16 October 2026 where it may be, else its first day."""
    for day in (D(2026, 10, 16), D.fromisoformat(row["valid_from"])):
        if holds(row, day):
            return day
    raise ValueError(row["id"])


def _edges(name: str, row: Row, given: Mapping[str, Any]) -> Iterator[Vector]:
    first = D.fromisoformat(row["valid_from"])
    yield ask(f"{name}/first-day", row["id"], first, first, given)
    yield ask(f"{name}/day-before", row["id"], first - ONE, first - ONE, given)
    if row["valid_to"]:
        last = D.fromisoformat(row["valid_to"])
        yield ask(f"{name}/last-day", row["id"], last, last, given)
        yield ask(f"{name}/day-after", row["id"], last + ONE, last + ONE, given)


def figures() -> Iterator[Vector]:
    """Real sums, both ends of a range, repeated acts, fines inside and outside."""
    on = D(2026, 10, 16)
    ended = D(2026, 7, 23)
    for fine in (0, 3500, 6_305_293, 25_000_000, 25_000_001):
        name = f"figures/TM57-3/8694/{capitals.yuan(fine)}"
        yield ask(name, "TM57-3", ended, on, {"turnover": 869_400}, fine=fine)
    for fine in (31_526_464, 31_526_465, 31_526_466):
        name = f"figures/TM57-3/63052.93/{capitals.yuan(fine)}"
        yield ask(name, "TM57-3", ended, on, {"turnover": 6_305_293}, fine=fine)
    for fine in (0, 999_999, 1_000_000, 25_000_000, 25_000_001):
        yield ask(f"figures/PV72/{capitals.yuan(fine)}", "PV72", ended, on, {"goods_value": 100}, fine=fine)
    for fine in (0, 4_999_999, 5_000_000, 25_000_000, 25_000_001):
        yield ask(
            f"figures/CR53/{capitals.yuan(fine)}", "CR53", ended, on, {"turnover": 5_000_000}, fine=fine
        )
    for fine in (9_999_999, 10_000_000, 10_000_001):
        yield ask(f"figures/TM53/{capitals.yuan(fine)}", "TM53", ended, on, {}, fine=fine)
    for gains in (0, 1, 999_999, 1_000_000, 1_000_001):
        yield ask(f"figures/TM68-BAD/{capitals.yuan(gains)}", "TM68-BAD", ended, on, {"gains": gains})
    for days in (
        (D(2021, 7, 23),),
        (D(2021, 7, 22),),
        (D(2026, 7, 23),),
        (D(2026, 7, 24),),
        (D(2022, 1, 1), D(2025, 1, 1)),
    ):
        text = "_".join(str(day) for day in days)
        yield ask(f"figures/repeated/{text}", "TM57-3", ended, on, {"turnover": 100}, prior=days)
    for ended_on, prior in ((D(2024, 2, 29), D(2019, 11, 1)), (D(2024, 2, 29), D(2019, 2, 28))):
        yield ask(f"figures/repeated/leap-{prior}", "TM57-1", ended_on, on, {"turnover": 100}, prior=[prior])


def not_answered() -> Iterator[Vector]:
    """Money below zero, beyond all measure, or not a number."""
    base = {"violation": "TM57-3", "act_ended": "2026-07-23", "decided": "2026-10-16", "party": "legal"}
    texts = (
        ("-1", "负数"),
        ("-0.01", "负数"),
        ("9" * 20, "金额过大"),
        ("100000000000.01", "金额过大"),
        ("1.234", "精确到分"),
        ("若干", "只能写数字"),
        ("1,23", "逗号"),
        ("", "请填写金额"),
    )
    for place, (text, told) in enumerate(texts, start=1):
        words = f"违法经营额写作“{text}”，不是可以计算的金额，不计算。"
        yield example(
            f"refused/turnover/{place}", "fine", base | {"turnover": text}, refused(told), arithmetic=words
        )
    ghost = base | {"party": "ghost"}
    yield example(
        "refused/party", "fine", ghost, refused("不认识的当事人类型"), arithmetic="没有这种当事人。"
    )


def fines() -> Iterator[Vector]:
    for part in (every_row, figures, not_answered):
        yield from part()


def which_law() -> Iterator[Vector]:
    """Old law, new law, and why, around every switch of the penalty rows."""
    for name, violation, ended, decided, given in LAWS:
        yield ask(f"which-law/{name}", violation, ended, decided, given, kind="which_law")
