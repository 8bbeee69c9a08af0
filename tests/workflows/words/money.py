"""Ranges, hearing rights, surcharges, tiers, parts and amounts, with every refusal."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from workflows import discretion, fines, money, payment
from workflows.clocks import Exclusion, NotAllowed
from workflows.fines import Assessment
from workflows.rules.book import load
from workflows.rules.rows import LocalRule

D, BOOK, fen = date, load(), money.fen
DAY = D(2026, 9, 21)
RANGES: tuple[tuple[str, str, dict], ...] = (
    *(("TM57-3", "legal", {"turnover_fen": fen(sum_)}) for sum_ in ("0", "49999.99", "50000", "72500.33")),
    ("TM57-3", "natural", {}),
    (
        "TM57-3",
        "legal",
        {"turnover_fen": fen("80000"), "serious": True, "prior": (D(2022, 1, 1), D(2024, 5, 6))},
    ),
    ("TM57-3", "legal", {"turnover_fen": fen("80000"), "innocent": True}),
    ("TM57-1", "legal", {"turnover_fen": fen("80000"), "innocent": True}),
    *(("PT68", "legal", {"gains_fen": fen(sum_)}) for sum_ in ("0", "50000", "50000.01")),
    ("PT68", "legal", {}),
    *(("CR53", "legal", {"turnover_fen": fen(sum_)}) for sum_ in ("0", "50000")),
    *(("CR-NET18", "legal", {"turnover_fen": fen(sum_)}) for sum_ in ("49999.99", "50000", "50000.01")),
    *(("PA27", "legal", {"gains_fen": gains}) for gains in (0, 1, fen("63052.93"), None)),
    *(("TM68-BAD", "legal", {"gains_fen": gains}) for gains in (0, fen("100"), fen("1000000"))),
    ("TM51", "legal", {"turnover_fen": fen("50000.01")}),
    ("CUS25", "legal", {"goods_value_fen": fen("35.01")}),
    ("SD74", "legal", {"goods_value_fen": fen("20000")}),
    ("PV72", "legal", {"goods_value_fen": fen("1")}),
    ("TM53", "legal", {}),
    ("TM68-AG", "legal", {}),
    ("TM68-P", "natural", {}),
    ("TMPRINT", "legal", {"gains_fen": fen("10")}),
    *(("UC10-2025", "legal", {"serious": serious}) for serious in (False, True)),
    *(("UC35-2025", party, {}) for party in ("natural", "individual_business", "legal")),
    *((violation, "legal", {}) for violation in ("PT99", "PT-INF", "GI-80", "OL12")),
)
HEARINGS = (
    *(
        (party, sum_, "0", ())
        for party in fines.PARTY_WORDS
        for sum_ in ("9999.99", "10000", "99999.99", "100000")
    ),
    ("legal", "0", "100000", ()),
    ("legal", "0", "99999.99", ()),
    ("individual_business", "0", "10000", ()),
    ("legal", "0", "0", ("警告", "吊销营业执照", "责令停产停业")),
)
LATE = (
    ("10000", D(2026, 10, 31), ()),
    ("10000", D(2026, 11, 1), ()),
    ("10000", D(2026, 12, 3), ()),
    ("10000", D(2026, 12, 4), ()),
    ("63052.93", D(2026, 11, 10), ()),
    ("10000", D(2026, 11, 20), ((D(2026, 11, 5), D(2026, 11, 8)), (D(2026, 11, 8), D(2026, 11, 9)))),
    ("10000", D(2026, 11, 5), ((D(2026, 10, 1), D(2026, 12, 31)),)),
    ("10000", D(2026, 10, 1), ()),
)
AMOUNTS = (
    *("0", "1", "０.５", "0.05", "10", "100", "1010", "10100", "17388", "63052.93", "100005.5", "1000000.03"),
    *(
        "10000000",
        "100000000",
        "100010000",
        "1000000000.10",
        "1.2万元",
        "¥1,234,567.89",
        "人民币 35 元整",
        "3圆",
    ),
)
NOT_AMOUNTS = (
    *(
        "",
        "  ",
        "-1",
        "−1",
        "1,23",
        "1,2345",
        "abc",
        "1.234",
        "1e5",
        "一百",
        "1.2.3",
        "999999999999",
        "9" * 41,
    ),
    "0.0000001万",
)


def lines() -> Iterator[str]:
    for violation, party, facts in RANGES:
        found = fines.assess(BOOK, violation, act_ended=DAY, decided=DAY, party=party, **facts)
        yield f"{violation} {party} {facts}"
        yield from _assessment(found)
    yield from _laws()
    for party, fine, taken, kinds in HEARINGS:
        right = fines.hearing_right(
            BOOK, party=party, fine_fen=fen(fine), confiscated_fen=fen(taken), kinds=kinds, on=DAY
        )
        yield f"{party} {fine} {taken} {kinds}: {right}"
    for fine, paid, stops in LATE:
        given = [Exclusion(*stop) for stop in stops]
        late = fines.surcharge(
            BOOK, fine_fen=fen(fine), due_on=D(2026, 10, 31), paid_on=paid, exclusions=given
        )
        yield f"{fine} paid {paid} {stops}: {late}"
    yield from _discretion()
    yield from _refusals()
    for text in AMOUNTS:
        sum_ = fen(text)
        said = (
            money.yuan(sum_),
            money.grouped(sum_),
            money.display(sum_),
            money.wan(sum_),
            money.capital(sum_),
        )
        yield f"{text}: {sum_} {' '.join(said)}"
    for sum_ in (-1, -123_456, -1_234_567):
        yield f"{sum_}: {money.yuan(sum_)} {money.grouped(sum_)} {money.display(sum_)} {money.wan(sum_)}"


def _assessment(found: Assessment) -> Iterator[str]:
    for name in found.__slots__:
        value = getattr(found, name)
        if isinstance(value, tuple):
            yield from (f"    {name}: {one}" for one in value)
        elif value not in ("", None):
            yield f"    {name}: {value}"


def _laws() -> Iterator[str]:
    for violation, act, decided, facts in (
        ("TM53", D(2026, 12, 31), D(2027, 1, 4), {}),
        ("TM57-3", D(2026, 12, 31), D(2027, 1, 4), {"turnover_fen": fen("8694")}),
        ("TM57-3", D(2026, 12, 31), D(2027, 1, 4), {}),
        ("UC9-2019", D(2025, 10, 14), D(2026, 1, 4), {"serious": True}),
        ("UC9-2019", D(2025, 10, 14), D(2026, 1, 4), {}),
        ("UC6-2019", D(2025, 10, 14), D(2026, 1, 4), {"innocent": True}),
        ("TM51", D(2026, 12, 31), D(2027, 1, 4), {}),
        ("PV72", D(2025, 5, 31), D(2026, 1, 4), {"goods_value_fen": fen("3600")}),
    ):
        found = fines.assess(BOOK, violation, act_ended=act, decided=decided, party="legal", **facts)
        most = None if found.max_fen is None else money.yuan(found.max_fen)
        yield f"{violation} {act} {decided}: {found.rule} {money.yuan(found.min_fen)} {most}"
        yield f"    {found.chosen_because}"


def _discretion() -> Iterator[str]:
    county = [LocalRule("light_below", "341823", None, None, 25, "县文件", "text-seen")]
    found = fines.assess(BOOK, "UC12-2025", act_ended=DAY, decided=DAY, party="legal", serious=True)
    for book in (BOOK, BOOK.with_local(county, "341823")):
        yield str(discretion.tiers(book, found, DAY))
    yield str(discretion.tiers(BOOK, replace(found, confidence="to-confirm"), DAY))
    for party in fines.PARTY_WORDS:
        for sum_ in ("0", "100", "200", "200.01", "3000", "3000.01"):
            spot = discretion.simple_procedure(BOOK, party=party, fine_fen=fen(sum_), on=DAY)
            yield f"{party} {sum_}: {spot}"
    days = [D(2026, 10, 21), D(2026, 11, 23), D(2026, 12, 21)]
    for sum_ in ("30000", "100", "40000.01"):
        yield f"{sum_} in parts: {payment.instalments(BOOK, fine_fen=fen(sum_), served=DAY, dates=days)}"


def _refusals() -> Iterator[str]:
    facts = {"act_ended": DAY, "decided": DAY}
    days = [D(2026, 10, 21), D(2026, 10, 20)]
    tries: tuple[Callable[[], object], ...] = (
        lambda: fines.assess(BOOK, "TM57-3", party="robot", **facts),
        lambda: fines.assess(BOOK, "TM57-3", party="legal", turnover_fen=-1, **facts),
        lambda: fines.assess(BOOK, "TM57-3", party="legal", goods_value_fen=-1, **facts),
        lambda: fines.assess(BOOK, "TM57-3", party="legal", act_ended=DAY, decided=D(2026, 9, 20)),
        lambda: fines.assess(BOOK, "NONE", party="legal", **facts),
        lambda: fines.assess(BOOK, "TM57-3", party="legal", act_ended=D(2019, 10, 31), decided=DAY),
        lambda: fines.hearing_right(BOOK, party="legal", fine_fen=-1, on=DAY),
        lambda: fines.hearing_right(BOOK, party="legal", fine_fen=0, confiscated_fen=-1, on=DAY),
        lambda: fines.hearing_right(BOOK, party="robot", fine_fen=0, on=DAY),
        lambda: fines.surcharge(BOOK, fine_fen=-1, due_on=DAY, paid_on=DAY),
        lambda: fines.surcharge(
            BOOK, fine_fen=1, due_on=DAY, paid_on=DAY, exclusions=[Exclusion(DAY, D(2026, 9, 20))]
        ),
        lambda: discretion.simple_procedure(BOOK, party="robot", fine_fen=0, on=DAY),
        lambda: discretion.simple_procedure(BOOK, party="legal", fine_fen=-1, on=DAY),
        lambda: payment.instalments(BOOK, fine_fen=0, served=DAY, dates=days),
        lambda: payment.instalments(BOOK, fine_fen=1, served=DAY, dates=days),
        lambda: payment.instalments(BOOK, fine_fen=10, served=DAY, dates=days[:1]),
        lambda: payment.instalments(BOOK, fine_fen=10, served=DAY, dates=days),
        lambda: money.capital(-1),
        lambda: money.capital(money.MAX_FEN + 1),
        *((lambda text=text: fen(text)) for text in NOT_AMOUNTS),
    )
    for number, attempt in enumerate(tries, start=1):
        yield f"refusal {number}: {_refusal(attempt)}"


def _refusal(attempt: Callable[[], object]) -> str:
    try:
        answer = attempt()
    except NotAllowed as refused:
        return f"{refused.reason}（{refused.basis}）"
    except (ValueError, LookupError) as refused:
        return str(refused)
    raise AssertionError(f"not refused: {answer}")
