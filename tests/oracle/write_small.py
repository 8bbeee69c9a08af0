"""Examples of crime thresholds, the simple procedure, the parts of a range and a fine paid in parts.

Answers come from the oracle; which questions are asked is decided here.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tests.oracle import capitals, shown, sums
from tests.oracle.sums import Act
from tests.oracle.tables import Row, key, rows
from tests.oracle.telling import PARTIES, Vector, day, example, sum_words

D = date
ON = D(2026, 7, 23)
DECIDED = D(2026, 10, 16)
LIGHT, HEAVY = "light_below", "heavy_above"
CONDITIONS = {
    "": "",
    "two_marks": "（两种以上）",
    "repeat": "（二年内再犯）",
    "service": "（服务商标）",
    "half": "（两项以上各达到一半）",
    "service_two_marks": "（服务商标，两种以上）",
    "service_repeat": "（服务商标，二年内再犯）",
}
# Figures that fill up to a joint threshold without reaching one of their own.
BESIDE = {"": 4_000_000, "repeat": 2_000_000}


def referral() -> Iterator[Vector]:
    """Each threshold one below, at and one above, and the days around its first day and around a repeat."""
    for row in rows("referral"):
        if not row["threshold"]:
            answer = {"met": None, "offence": row["offence"]}
            facts = {"offence": row["key"], "act_ended": ON.isoformat(), "turnover": "999999.00"}
            told = f"{row['note']}，数额本身不能回答。"
            name, hit = f"referral/{row['id']}", [key("referral", row)]
            yield example(name, "referral", facts, answer, article=row["basis"], arithmetic=told, rows=hit)
            continue
        line = int(row["threshold"])
        for amount in (line - 1, line, line + 1):
            yield _crime(row, amount)
    first = next(row for row in rows("referral") if row["id"] == "214-11")
    for on in (D(2025, 4, 25), D(2025, 4, 26)):
        yield _crime(first, 5_000_000, on=on)
    again = next(row for row in rows("referral") if row["id"] == "214-15")
    for before in (D(2024, 7, 22), D(2024, 7, 23), D(2026, 7, 23), D(2026, 7, 24)):
        yield _crime(again, 3_000_000, prior=[before], note=f"before-{before}")


def _crime(
    row: Row, amount: int, *, on: date = ON, prior: Sequence[date] | None = None, note: str = ""
) -> Vector:
    condition = row["condition"]
    if prior is None:
        prior = [D(2025, 9, 1)] if condition.endswith("repeat") else []
    marks, service = 2 if condition.endswith("two_marks") else 1, condition.startswith("service")
    figures = {row["figure"]: amount}
    if row["figure"] == "total":
        figures = {"sales": BESIDE[condition], "unsold": amount - BESIDE[condition]}
    if condition == "half":
        figures |= {"clicks": 50_000} if row["figure"] != "clicks" else {"members": 500}
    met, reached = shown.crime(row["key"], on, figures, prior=prior, marks=marks, service=service)
    facts: dict[str, Any] = {"offence": row["key"], "act_ended": on.isoformat()}
    pieces = row["unit"] == "items"
    in_yuan = ("turnover", "gains", "sales", "unsold", "loss")
    facts |= {name: capitals.yuan(each) if name in in_yuan else each for name, each in figures.items()}
    facts |= {"prior": [each.isoformat() for each in prior]} if prior else {}
    facts |= {"marks": marks} if marks > 1 else {}
    facts |= {"service": True} if service else {}
    line = int(row["threshold"])
    answer: dict[str, Any] = {"met": met}
    answer["threshold"] = _told(reached) if reached else None
    words = (str(amount), str(line)) if pieces else (sum_words(amount), sum_words(line))
    told = (
        f"{row['offence']}{CONDITIONS[condition]}：{row['figure_name']}{words[0]}，标准{words[1]}（含本数），"
    )
    told += f"以前受处罚的日子{'、'.join(map(day, prior))}，" if prior else ""
    told += {True: "达到。", False: "没有达到。", None: "当时的标准没有载入，不能判断。"}[met]
    hit = [key("referral", row)] if reached else []
    name = f"referral/{row['id']}/{note or amount}" + ("" if on == ON else f"/{on}")
    return example(name, "referral", facts, answer, article=row["basis"], arithmetic=told, rows=hit)


def _told(row: Row) -> int | str:
    return int(row["threshold"]) if row["unit"] == "items" else capitals.yuan(int(row["threshold"]))


def _limit(name: str) -> Row:
    return next(row for row in rows("limits") if row["id"] == name)


def simple() -> Iterator[Vector]:
    """The ceilings of the simple procedure and of collecting on the spot, one fen below, at and above."""
    spot = _limit("COLLECT_ON_SPOT")
    for party in PARTIES:
        top = _limit("SIMPLE_LEGAL" if party == "legal" else "SIMPLE_NATURAL")
        for line in (top, spot):
            for amount in (int(line["value"]) + step for step in (-1, 0, 1)):
                yield _simple(party, amount, top, spot)


def _simple(party: str, amount: int, top: Row, spot: Row) -> Vector:
    allowed = amount <= int(top["value"])
    collect = allowed and amount <= int(spot["value"])
    facts = {"party": party, "fine": capitals.yuan(amount), "on": DECIDED.isoformat()}
    told = f"对{PARTIES[party]}罚款{sum_words(amount)}。简易程序的上限{sum_words(int(top['value']))}："
    told += f"{'可以' if allowed else '不可以'}当场决定。当场收缴的上限{sum_words(int(spot['value']))}："
    told += f"{'可以' if collect else '不可以'}当场收缴。"
    return example(
        f"simple/{party}/{capitals.yuan(amount)}",
        "simple",
        facts,
        {"allowed": allowed, "collect": collect},
        article=top["basis"],
        arithmetic=told,
        rows=[key("limits", row) for row in (top, spot)],
    )


def tiers() -> Iterator[Vector]:
    """A range in three: one fen below, at and above both cuts, with the national and with local shares."""
    national = {row["id"]: row for row in rows("local") if row["region"] == "000000"}
    shares = int(national[LIGHT]["value"]), int(national[HEAVY]["value"])
    for violation, given in (
        ("TM57-3", {"turnover": 869_400}),
        ("TM57-3", {"turnover": 6_305_293}),
        ("UC10-2025", {}),
        ("SD77", {}),
    ):
        for percent in (*shares, 0, 100):
            yield from _cut(violation, given, percent, shares, local=False)
    for percent in (25, 60):
        yield from _cut("TM57-3", {"turnover": 869_400}, percent, (25, 60), local=True)
    for violation in ("TM53", "PT99", "GI-80"):
        facts = {"violation": violation, "act_ended": ON.isoformat(), "decided": DECIDED.isoformat()}
        told = "没有可以分档的幅度。"
        yield example(f"tiers/{violation}", "tiers", facts, {"tiers": None}, arithmetic=told)


def _cut(
    violation: str, given: Mapping[str, int], percent: int, shares: tuple[int, int], *, local: bool
) -> Iterator[Vector]:
    figures = {"illegal_turnover": given["turnover"]} if given else {}
    row, _why, found = sums.assess(Act(violation, ON, DECIDED, amounts=figures))
    _, least, most = found[0]
    edge = least + ((most or 0) - least) * percent // 100
    for fine in sorted({max(edge + step, 0) for step in (-1, 0, 1)}):
        facts: dict[str, Any] = {
            "violation": violation,
            "act_ended": ON.isoformat(),
            "decided": DECIDED.isoformat(),
            "fine": capitals.yuan(fine),
        }
        facts |= {name: capitals.yuan(value) for name, value in given.items()}
        hit = [] if local else [key("local", each) for each in rows("local") if each["id"] in (LIGHT, HEAVY)]
        if local:
            facts |= {"region": "341823", "local": _shares_here(shares)}
        tier = sums.tier(least, most or 0, fine, light=shares[0], heavy=shares[1])
        told = f"幅度{sum_words(least)}至{sum_words(most or 0)}，罚款{sum_words(fine)}；"
        told += f"前{shares[0]}%以内为从轻，"
        words = {"light": "从轻", "ordinary": "一般", "heavy": "从重", "": "不在幅度以内"}
        told += f"超过{shares[1]}%为从重：{words[tier]}。"
        place = "here" if local else "nation"
        name = f"tiers/{place}/{violation}/{given.get('turnover', 0)}/{fine}"
        yield example(name, "tiers", facts, {"tier": tier}, article=row["basis"], arithmetic=told, rows=hit)


def _shares_here(shares: tuple[int, int]) -> list[dict[str, Any]]:
    return [
        {
            "id": name,
            "region": "341800",
            "valid_from": "2026-01-01",
            "value": value,
            "basis": "宣城市裁量基准（假设）",
        }
        for name, value in zip((LIGHT, HEAVY), shares, strict=True)
    ]


def instalments() -> Iterator[Vector]:
    """Fines that divide and fines that leave a rest; too few parts, days out of order."""
    days = [D(2026, 11, 16), D(2026, 12, 16), D(2027, 1, 18), D(2027, 2, 16)]
    rule = _limit("INSTALMENTS_MIN")
    for fine in (4_000_000, 1_738_800, 6_305_293, 3500, 10_000_000):
        for count in (2, 3, 4):
            facts = _parts_facts(fine, days[:count])
            parts = [capitals.yuan(part) for part in sums.parts(fine, count)]
            told = f"{sum_words(fine)}分{count}期：{'、'.join(parts)}元，除不尽的并入最后一期。"
            answer = {"parts": parts, "dates": facts["dates"], "sum": capitals.yuan(fine)}
            yield example(
                f"instalments/{capitals.yuan(fine)}/{count}",
                "instalments",
                facts,
                answer,
                article=rule["basis"],
                arithmetic=told,
                rows=[key("limits", rule)],
            )
    bad = (
        ("one-part", 1_000_000, days[:1], "至少"),
        ("out-of-order", 1_000_000, [days[1], days[0]], "依次推后"),
        ("same-day", 1_000_000, [days[0], days[0]], "依次推后"),
        ("before-service", 1_000_000, [D(2026, 10, 1), days[0]], "依次推后"),
        ("nothing", 0, days[:2], "正数"),
        ("more-parts-than-fen", 1, days[:2], "期数过多"),
    )
    for name, fine, when, words in bad:
        told = f"{sum_words(fine)}，{'、'.join(day(each) for each in when)}：不能这样分期。"
        answer = {"refused": True, "reason_contains": words}
        yield example(
            f"instalments/refused/{name}", "instalments", _parts_facts(fine, when), answer, arithmetic=told
        )


def _parts_facts(fine: int, days: Sequence[date]) -> dict[str, Any]:
    dates = [each.isoformat() for each in days]
    return {"fine": capitals.yuan(fine), "served": "2026-10-16", "dates": dates}
