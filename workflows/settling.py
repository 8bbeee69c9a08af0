"""Who may settle a local parameter, and what makes a proposal unfit: two people, levels, overlaps, order.

Pure over rows and people; where proposals are kept is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workflows import competence, money
from workflows.clocks import day_words
from workflows.discretion import HEAVY_ABOVE, LIGHT_BELOW
from workflows.engine import Actor, Reason
from workflows.rules import local
from workflows.rules.book import RuleBook
from workflows.rules.rows import LocalRule, ParameterKind, in_force
from workflows.vocabulary import Role

FOUR_EYES = "内部控制要求：提出与批准由不同的人办理"
PLACE = "内部控制要求：在本局管辖范围内办理"
PROPOSERS = (Role.LEGAL_REVIEWER, Role.ADMINISTRATOR)
DECIDERS = (Role.LEADER, Role.LEGAL_REVIEWER, Role.ADMINISTRATOR)
STATUS_WORDS = {"proposed": "等待批准", "approved": "已批准", "refused": "没有批准", "withdrawn": "已撤回"}
LEVEL_WORDS = {"nation": "国家", "province": "省级", "city": "市级", "county": "县级"}
FIRST_DAY = date(1949, 10, 1)
# Nobody sets such an amount; whoever writes it has most likely counted in another unit.
MOST_FEN = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed rule with the people who stand behind it."""

    rule: LocalRule
    status: str
    proposed_by: int
    proposer_bureau: str


def places() -> tuple[tuple[str, str], ...]:
    """Where a rule may be set, as (region, name): nation, province, city, the counties."""
    counties = tuple((row.code, row.name) for row in competence.counties())
    city = competence.region(competence.CITY)
    province = competence.region(city.parent)
    return ((local.NATION, "全国"), (province.code, province.name), (city.code, city.name), *counties)


def place_name(region: str) -> str:
    """The name of a place; the code where it is none of ours."""
    return dict(places()).get(region, region)


def places_for(kind: ParameterKind) -> tuple[tuple[str, str], ...]:
    """The places whose level may set this parameter."""
    return tuple((code, name) for code, name in places() if local.level(code) in kind.levels)


def reached(region: str) -> tuple[str, ...]:
    """The city and the counties in which a rule of this place holds."""
    here = [code for code, _name in places() if local.level(code) in ("city", "county")]
    return tuple(code for code in here if region in local.chain(code))


def written(kind: ParameterKind, value: int | None) -> str:
    """A value in the unit of its parameter."""
    if value is None:
        return "不再适用"
    return f"{value}%" if kind.unit == "percent" else f"{money.grouped(value)}元"


def against_proposing(actor: Actor, region: str) -> Iterator[Reason]:
    """Why this person may not propose a rule for this place; nothing when they may."""
    if not actor.has(*PROPOSERS):
        yield Reason("not_yours", "提出设定由法制审核人员或者系统管理员办理。", FOUR_EYES)
    yield from _elsewhere(actor, region)


def against_deciding(actor: Actor, proposal: Proposal) -> Iterator[Reason]:
    """Why this person may not approve or refuse; nothing when they may.

    What holds beyond one county needs somebody of the city's bureau among the two.
    """
    region = proposal.rule.region
    yield from _settled(proposal)
    if not actor.has(*DECIDERS):
        yield Reason("not_yours", "批准由局负责人、法制审核人员或者系统管理员办理。", FOUR_EYES)
    if actor.account_id == proposal.proposed_by:
        yield Reason("same_person", "您是提出人，应当由另一个人决定是否批准。", FOUR_EYES)
    yield from _elsewhere(actor, region)
    bureaus = {actor.bureau, proposal.proposer_bureau}
    if local.level(region) != "county" and competence.CITY not in bureaus:
        yield Reason(
            "city_needed",
            f"{place_name(region)}的设定不止用于一个县（市、区），提出人和批准人中应当至少有一人是市局人员。",
            PLACE,
        )


def against_withdrawing(actor: Actor, proposal: Proposal) -> Iterator[Reason]:
    """Why this person may not take the proposal back; nothing when they may."""
    yield from _settled(proposal)
    if actor.account_id != proposal.proposed_by:
        yield Reason("not_proposer", "只有提出人可以撤回。", FOUR_EYES)


def faults(book: RuleBook, row: LocalRule, approved: Sequence[LocalRule]) -> dict[str, str]:
    """What is wrong with a proposed row, by field (region, value, valid_from, valid_to, basis).

    `book` is the house's own, `approved` everything approved so far. UnknownRule for an unknown parameter.
    """
    kind = book.parameter(row.id)
    found: dict[str, str] = {}
    for field, words in (*_place(kind, row), *_value(kind, row), *_days(kind, row), *_paper(row)):
        found.setdefault(field, words)
    if not found:
        for field, words in (*_overlap(kind, row, approved), *_tiers(book, row, approved)):
            found.setdefault(field, words)
    return found


def _settled(proposal: Proposal) -> Iterator[Reason]:
    if proposal.status != "proposed":
        yield Reason("settled", f"这份提议{STATUS_WORDS[proposal.status]}，不能再办理。", FOUR_EYES)


def _elsewhere(actor: Actor, region: str) -> Iterator[Reason]:
    if actor.bureau == competence.CITY or region in _over(actor.bureau):
        return
    yield Reason("elsewhere", f"{place_name(region)}的设定不由您所在的局办理。", PLACE)


def _over(bureau: str) -> tuple[str, ...]:
    return local.chain(bureau) if bureau else ()


def _place(kind: ParameterKind, row: LocalRule) -> Iterator[tuple[str, str]]:
    if row.region not in dict(places()):
        yield "region", "请从列出的地区里选一个"
    elif local.level(row.region) not in kind.levels:
        level = LEVEL_WORDS[local.level(row.region)]
        yield "region", f"“{kind.label}”不能由{level}设定（{kind.basis}）"


def _value(kind: ParameterKind, row: LocalRule) -> Iterator[tuple[str, str]]:
    if row.value is None:
        return
    if row.value <= 0:
        yield "value", "请填写大于0的数。不再适用的，选“自某日起不再适用”"
    elif kind.unit == "percent" and row.value >= local.PERCENT_MAX:
        yield "value", "比例应当在1到99之间"
    elif kind.unit == "fen" and row.value > MOST_FEN:
        yield "value", f"数额超过{money.grouped(MOST_FEN)}元，请核对单位是不是元"


def _days(kind: ParameterKind, row: LocalRule) -> Iterator[tuple[str, str]]:
    if row.valid_from is None:
        yield "valid_from", "请填写从哪一天起施行"
        return
    if row.valid_from < FIRST_DAY:
        yield "valid_from", "施行日期不能早于1949年10月1日"
    elif kind.valid_from and row.valid_from < kind.valid_from:
        yield "valid_from", f"这个参数自{day_words(kind.valid_from)}起才有（{kind.basis}），施行日期不能更早"
    if row.valid_to and row.valid_to < row.valid_from:
        yield "valid_to", "失效日期早于施行日期，请核对"
    elif row.valid_to and row.value is None:
        yield "valid_to", "不再适用的，不填失效日期；以后重新适用的，届时另行提出"


def _paper(row: LocalRule) -> Iterator[tuple[str, str]]:
    if not ("《" in row.basis and "》" in row.basis and "号" in row.basis.rpartition("》")[2]):
        yield "basis", "请写明文件名称（加书名号）和文号，例如《××办法》（皖市监发〔2026〕1号）"


def _overlap(kind: ParameterKind, row: LocalRule, approved: Sequence[LocalRule]) -> Iterator[tuple[str, str]]:
    """A later row takes over from an earlier one; what begins later already must not be run over."""
    same = [one for one in approved if (one.id, one.region) == (row.id, row.region)]
    begun = row.valid_from or FIRST_DAY
    later = [one for one in same if (one.valid_from or FIRST_DAY) >= begun]
    later = [one for one in later if row.valid_to is None or (one.valid_from or FIRST_DAY) <= row.valid_to]
    if later:
        first = min(one.valid_from or FIRST_DAY for one in later)
        where = f"{place_name(row.region)}的“{kind.label}”自{day_words(first)}起已有批准的设定"
        if first == begun:
            yield "valid_from", f"{where}，同一天不能有两个，请核对日期"
        else:
            yield "valid_to", f"{where}，期间重叠。请把失效日期写在{day_words(first)}之前"
    if row.value is None and not any(one.value is not None and in_force(one, begun) for one in same):
        yield "region", f"{place_name(row.region)}在{day_words(begun)}没有设定“{kind.label}”，不需要停止适用"


def _tiers(book: RuleBook, row: LocalRule, approved: Sequence[LocalRule]) -> Iterator[tuple[str, str]]:
    """The light tier ends below the heavy one, everywhere the row reaches and on every day of change."""
    if row.id not in (LIGHT_BELOW, HEAVY_ABOVE):
        return
    begun = row.valid_from or FIRST_DAY
    known = [one for one in approved if one.id in (LIGHT_BELOW, HEAVY_ABOVE)]
    days = sorted({begun, *(one.valid_from for one in known if one.valid_from and one.valid_from > begun)})
    for region in reached(row.region):
        laid = book.with_local((*known, row), region)
        for on in days:
            light, heavy = laid.local_rule(LIGHT_BELOW, on), laid.local_rule(HEAVY_ABOVE, on)
            if light and heavy and (light.value or 0) >= (heavy.value or 0):
                shares = f"从轻档的上界{light.value}%不低于从重档的下界{heavy.value}%"
                yield "value", f"{day_words(on)}在{place_name(region)}，{shares}，两档相交"
                return
