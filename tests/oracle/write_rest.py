"""Examples of surcharge, hearing, display, money and working days.

Answers come from the oracle; which questions are asked is decided here.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from tests.oracle import capitals, days, shown, sums, telling
from tests.oracle.days import Span
from tests.oracle.shown import Notice
from tests.oracle.tables import Refuse, Row, key, one, rows
from tests.oracle.telling import PARTIES, Vector, day, example, refused, sum_words

D = date
ONE = timedelta(days=1)
ON = D(2026, 10, 16)

ALONE = ("罚款",)
NOTICES: Sequence[tuple[str, Mapping[str, Any]]] = (
    ("summary", {"kinds": ALONE, "procedure": "summary"}),
    ("only-warning", {"kinds": ("警告",)}),
    ("none", {"kinds": ()}),
    ("only-criticism", {"kinds": ("通报批评",)}),
    ("warning-and-criticism", {"kinds": ("警告", "通报批评")}),
    ("criticism-and-fine", {"kinds": ("通报批评", "罚款"), "low": 300_000}),
    ("fine-without-limit", {"kinds": ALONE}),
    ("fine-a-fen-below", {"kinds": ALONE, "fine": 299_999, "low": 300_000}),
    ("fine-at-the-limit", {"kinds": ALONE, "fine": 300_000, "low": 300_000}),
    ("fine-a-fen-above", {"kinds": ALONE, "fine": 300_001, "low": 300_000}),
    ("warning-and-low-fine", {"kinds": ("警告", "罚款"), "low": 300_000}),
    ("low-fine-and-goods", {"kinds": ("罚款", "没收非法财物"), "low": 300_000}),
    ("other", {"kinds": ("罚款", "没收违法所得")}),
    ("not-yet-published", {"kinds": ("罚款", "没收违法所得"), "published": None}),
    ("other-province", {"kinds": ("罚款", "没收违法所得"), "other_province": True}),
    ("restricted-longer", {"kinds": ("限制从业",), "restriction_until": D(2029, 10, 21)}),
    ("restricted-three-years", {"kinds": ("限制从业",), "restriction_until": D(2029, 10, 20)}),
    ("before-decision", {"kinds": ALONE, "published": D(2026, 9, 20)}),
    ("leap", {"kinds": ("没收违法所得",), "decided": D(2024, 2, 1), "published": D(2024, 2, 29)}),
    ("month-end", {"kinds": ("通报批评",), "decided": D(2026, 11, 2), "published": D(2026, 11, 30)}),
    (
        "gsxt-first-day",
        {"kinds": ("罚款", "没收违法所得"), "decided": D(2021, 9, 1), "published": D(2021, 9, 1)},
    ),
    ("gsxt-too-early", {"kinds": ("罚款", "没收违法所得"), "decided": D(2021, 8, 31), "published": None}),
    ("credit-first-day", {"kinds": ("罚款",), "decided": D(2026, 3, 31), "published": D(2026, 4, 1)}),
    ("credit-too-early", {"kinds": ("罚款",), "decided": D(2026, 3, 30), "published": D(2026, 3, 31)}),
)


def surcharge() -> Iterator[Vector]:
    """Around the last day, the cap on day 34, stopped days, odd sums, and the first day of the rule."""
    due = D(2026, 10, 8)
    for fine in (1_000_000, 3500, 6_305_293, 1, 0, 10**13):
        for late in (-3, 0, 1, 10, 33, 34, 35, 200):
            yield _late(fine, due, due + timedelta(days=late), ())
    spans: Sequence[Sequence[Span]] = (
        [(D(2026, 10, 10), D(2026, 10, 15))],
        [(D(2026, 10, 10), D(2026, 10, 15)), (D(2026, 10, 14), D(2026, 10, 20))],
        [(D(2026, 10, 1), D(2026, 10, 9))],
        [(D(2026, 11, 1), D(2026, 12, 31))],
        [(D(2026, 10, 9), D(2026, 12, 31))],
        [(D(2026, 10, 15), D(2026, 10, 10))],
    )
    for place, pauses in enumerate(spans):
        for paid in (D(2026, 10, 20), D(2026, 11, 17)):
            yield _late(1_000_000, due, paid, pauses, note=f"stopped-{place}")
    for first in (D(2021, 7, 14), D(2021, 7, 15)):
        yield _late(1_000_000, first, first + timedelta(days=5), (), note="first-day")


def _late(fine: int, due: date, paid: date, pauses: Sequence[Span], *, note: str = "plain") -> Vector:
    name = f"surcharge/{note}/{capitals.yuan(fine)}/{due}/{paid}"
    facts: dict[str, Any] = {"fine": capitals.yuan(fine), "due": due.isoformat(), "paid": paid.isoformat()}
    facts |= {"exclusions": [[a.isoformat(), b.isoformat()] for a, b in pauses]} if pauses else {}
    try:
        late, amount, capped = sums.late(fine, due, paid, pauses)
    except Refuse as no:
        return example(name, "surcharge", facts, refused(no.words), arithmetic=telling.no(no.words))
    row = one("surcharge", due)
    answer = {"days": late, "surcharge": capitals.yuan(amount), "capped": capped}
    told = f"{day(due)}届满，{day(paid)}缴款，扣除不计算的日子，逾期{late}日；每日{sum_words(fine)}×3%，"
    told += f"{late}日，{'超过罚款本身，按' if capped else '不足一分的舍去，'}{sum_words(amount)}。"
    return example(
        name, "surcharge", facts, answer, article=row["basis"], arithmetic=told, rows=[key("surcharge", row)]
    )


def hearing() -> Iterator[Vector]:
    """One fen below, at and above each amount, by fine and by what is taken; kinds; local amounts."""
    for row in rows("hearing"):
        if not row["party"]:
            continue
        line = int(row["threshold_fen"])
        for amount in (line - 1, line, line + 1):
            yield _heard(row["party"], amount, 0, row=row)
            yield _heard(row["party"], 0, amount, row=row)
        yield _heard(row["party"], line - 1, line - 1, row=row)
    kinds = next(row for row in rows("hearing") if row["kinds"])
    for kind in kinds["kinds"].split(";"):
        yield _heard("legal", 100, 0, row=kinds, kinds=["罚款", kind])
    yield _heard("legal", 100, 0, row=one("hearing", ON, party="legal"), kinds=["罚款", "没收违法所得"])
    for on in (D(2021, 7, 14), D(2021, 7, 15)):
        row = kinds if on == D(2021, 7, 15) else one("hearing", on, party="legal")
        yield _heard("legal", 100, 0, row=row, kinds=["吊销营业执照"], on=on)
    for party, name in (("natural", "natural"), ("individual_business", "natural"), ("legal", "legal")):
        for amount in (1_999_999, 2_000_000):
            yield _heard_here(party, f"hearing_{name}", amount)
    yield _heard_here("individual_business", "hearing_individual_business", 1_738_800)


def _heard(
    party: str, fine: int, taken: int, *, row: Row, kinds: Sequence[str] = (), on: date = ON
) -> Vector:
    right = sums.heard(party, fine, on, confiscated=taken, kinds=kinds)
    facts: dict[str, Any] = {
        "party": party,
        "fine": capitals.yuan(fine),
        "confiscated": capitals.yuan(taken),
        "kinds": list(kinds),
        "on": on.isoformat(),
    }
    told = f"对{PARTIES[party]}罚款{sum_words(fine)}、没收{sum_words(taken)}"
    told += f"，处罚种类{'、'.join(kinds)}" if kinds else ""
    line = f"数额标准{sum_words(int(row['threshold_fen']))}" if row["threshold_fen"] else "按种类"
    told += f"；{line}：{'应当' if right else '不必'}告知听证权利。"
    mark = "_".join(kinds) or "plain"
    name = f"hearing/{party}/{capitals.yuan(fine)}/{capitals.yuan(taken)}/{mark}/{on}"
    answer = {"right": right, "confidence": row["confidence"], "basis": row["basis"]}
    return example(
        name, "hearing", facts, answer, article=row["basis"], arithmetic=told, rows=[key("hearing", row)]
    )


def _heard_here(party: str, parameter: str, fine: int) -> Vector:
    """With an amount of the province laid over the national one."""
    basis = "皖市监办〔2026〕1号（假设）"
    local = {
        "id": parameter,
        "region": "340000",
        "valid_from": "2026-01-01",
        "value": 2_000_000,
        "basis": basis,
    }
    facts = {
        "party": party,
        "fine": capitals.yuan(fine),
        "on": ON.isoformat(),
        "region": "341823",
        "local": [local],
    }
    right = sums.heard(party, fine, ON, amount=2_000_000)
    told = f"本省对这类当事人另定二万元：罚款{sum_words(fine)}，{'应当' if right else '不必'}告知听证权利。"
    name = f"hearing/local/{parameter}/{party}/{capitals.yuan(fine)}"
    return example(name, "hearing", facts, {"right": right, "basis": basis}, article=basis, arithmetic=told)


def display() -> Iterator[Vector]:
    """Every class on both channels, low fines to the fen, other provinces, restrictions and their ends."""
    decided, published = D(2026, 9, 21), D(2026, 10, 20)
    for channel in shown.CHANNELS:
        for name, given in NOTICES:
            notice = {"fine": 300_000, "decided": decided, "published": published, "channel": channel} | dict(
                given
            )
            yield _shown(f"display/{channel}/{name}", Notice(**notice))
        for row in rows("kinds"):
            notice = Notice(channel, ("罚款", row["kind"]), 300_000, decided, published)
            used = (channel == "gsxt") == (row["effect"] == "repair_barred")
            yield _shown(f"display/{channel}/{row['id']}", notice, extra=[row] if used else [])
    yield from _low_fine_here()


def _shown(name: str, notice: Notice, *, extra: Sequence[Row] = ()) -> Vector:
    facts: dict[str, Any] = {
        "channel": notice.channel,
        "kinds": list(notice.kinds),
        "fine": capitals.yuan(notice.fine),
        "decided": notice.decided.isoformat(),
    }
    facts |= {"published": notice.published.isoformat()} if notice.published else {}
    facts |= {"procedure": notice.procedure} if notice.procedure != "ordinary" else {}
    facts |= {"low_fine_max": capitals.yuan(notice.low)} if notice.low is not None else {}
    facts |= {"other_province": True} if notice.other_province else {}
    if notice.restriction_until:
        facts["restriction_until"] = notice.restriction_until.isoformat()
    try:
        found = shown.shown(notice)
    except Refuse as no:
        return example(name, "display", facts, refused(no.words), arithmetic=telling.no(no.words))
    dates = ("publish_by", "push_by", "until", "repair_from")
    answer: dict[str, Any] = {"classed": found.classed, "published": found.published}
    answer |= {each: value.isoformat() if (value := getattr(found, each)) else None for each in dates}
    answer["confidence"] = found.confidence
    row = found.rows[0]
    hit = [key("display", row), *(key("kinds", one_row) for one_row in extra)]
    told = f"属于“{row['label']}”：" + (_tell_shown(row, found) if found.published else "不公示。")
    return example(name, "display", facts, answer, article=row["basis"], arithmetic=told, rows=hit)


def _tell_shown(row: Row, found: shown.Shown) -> str:
    period = f"{row['length']}{telling.UNITS[row['unit']]}" if row["length"] else "限制期满为止"
    begins = "决定" if row["runs_from"] == "decided" else "公示"
    text = f"公示{period}，自{begins}之日起，不顺延"
    text += f"，到{day(found.until)}" if found.until else ""
    text += f"；最迟{day(found.push_by)}推送外省" if found.push_by else ""
    text += f"；最迟{day(found.publish_by)}公示" if found.publish_by else ""
    return text + (
        f"；{day(found.repair_from)}起可以申请提前停止。" if found.repair_from else "；不能提前停止。"
    )


def _low_fine_here() -> Iterator[Vector]:
    basis = "皖市监办〔2026〕2号（假设）"
    facts: dict[str, Any] = {
        "channel": "gsxt",
        "kinds": ["罚款"],
        "decided": "2026-09-21",
        "published": "2026-10-20",
        "region": "341823",
        "local": [
            {
                "id": "low_fine_max",
                "region": "340000",
                "valid_from": "2026-09-21",
                "value": 300_000,
                "basis": basis,
            }
        ],
    }
    for text, decided, classed, until in (
        ("3000.00", "2026-09-21", "only_low_fine", "2027-01-20"),
        ("3000.01", "2026-09-21", "other", "2029-10-20"),
        ("3000.00", "2026-09-20", "other", "2029-10-20"),
    ):
        told = f"本省自2026年9月21日起定三千元以下为较低数额：{decided}决定罚款{text}元，公示到{until}。"
        yield example(
            f"display/local/{text}/{decided}",
            "display",
            facts | {"fine": text, "decided": decided},
            {"classed": classed, "until": until},
            article=basis,
            arithmetic=told,
        )


def money() -> Iterator[Vector]:
    """Capitals, groups and ten thousands: zeros in every place, jiao and fen, the largest sum."""
    amounts = [0, 1, 5, 10, 50, 99, 100, 101, 110, 3500, 5000, 10_000, 10_010, 100_100, 1_000_050]
    amounts += [1_738_800, 6_305_293, 1_680_032, 1_000_000, 10_000_000, 10_100_000, 10_001_000, 100_000_000]
    amounts += [107_000_053, 1_000_000_000, 10_000_000_000, 10_000_000_100, 10_001_000_000, 20_000_000_005]
    amounts += [123_456_789_012, 1_000_100_010_001, 10**13, 10**13 - 1, 100_020_003_000, 5_000_050_005]
    for fen in amounts:
        text = capitals.yuan(fen)
        answer = {
            "fen": fen,
            "capital": capitals.capital(fen),
            "yuan": text,
            "grouped": capitals.grouped(fen),
            "wan": capitals.wan(fen),
        }
        told = f"{text}元，大写{answer['capital']}，{answer['wan']}万元。"
        yield example(
            f"money/{text}", "money", {"text": text}, answer, article="《支付结算办法》附一", arithmetic=told
        )


def calendar() -> Iterator[Vector]:
    """Days on both sides of every holiday and make-up day of two years, and what lies past the notices."""
    marked = sorted(
        each
        for each in {*days.HOLIDAYS, *days.MAKEUPS}
        if each.year in (2025, 2026) and ({each - ONE, each + ONE} - {*days.HOLIDAYS, *days.MAKEUPS})
    )
    near = {each + timedelta(days=step) for each in marked for step in (-1, 0, 1)}
    extra = {D(2026, 12, 31), D(2027, 1, 1), D(2027, 1, 2), D(2018, 12, 31), D(2019, 1, 1), D(2024, 2, 29)}
    for each in sorted(near | extra):
        works = days.working(each)
        rolled = each
        while not days.working(rolled):
            rolled += ONE
        answer = {"working": works, "provisional": not days.known(each), "rolled": rolled.isoformat()}
        told = f"{day(each)}是星期{'一二三四五六日'[each.weekday()]}，"
        told += "调休上班" if each in days.MAKEUPS else "放假" if each in days.HOLIDAYS else "不在放假安排里"
        told += f"：{'是' if works else '不是'}工作日，遇休息日顺延到{day(rolled)}。"
        article = "国务院办公厅节假日安排通知"
        yield example(
            f"calendar/{each}",
            "calendar",
            {"day": each.isoformat()},
            answer,
            article=article,
            arithmetic=told,
        )
