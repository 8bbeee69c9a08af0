"""What a step's form holds before anybody types: facts of the case, so that each is typed once.

Reads the page that a query gave; asks nothing of the database but the lists to choose from.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from casework import clock
from casework.queries import desk_options
from casework.queries.case_shapes import CasePage, ProceedingRow
from forms.base import Text, _
from forms.desk_fields import offer
from forms.investigation import PROVED
from workflows import money
from workflows.vocabulary import Action, FactKey, PartyRole, Procedure

Known = dict[str, Any]


def nothing(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Leave the form empty."""
    return {}


def _value(page: CasePage, proceeding: ProceedingRow, key: FactKey, default: Any = None) -> Any:
    found = page.facts(proceeding).value(key)
    return default if found is None else found


def _respondent(page: CasePage) -> Any:
    return page.party_of(PartyRole.RESPONDENT)


def _speaker(page: CasePage) -> str:
    return _speaks_for(_respondent(page))


def _speaks_for(party: Any) -> str:
    return (party.representative or party.name) if party else ""


def _day(text: Any) -> date | None:
    return date.fromisoformat(str(text)[:10]) if text else None


def other_bureaus(form: Any, page: CasePage, proceeding: ProceedingRow) -> None:
    """Offer the other bureaus."""
    offer(form.bureau, desk_options.bureaus(page.facts(proceeding).bureau))


def filing(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from the findings, if somebody wrote them already."""
    return {
        "violation": _value(page, proceeding, FactKey.VIOLATION, ""),
        "check_findings": _value(page, proceeding, FactKey.CHECK_FINDINGS, ""),
        "filing_reasons": _value(page, proceeding, FactKey.FILING_REASONS, ""),
    }


def officers(form: Any, page: CasePage, proceeding: ProceedingRow) -> None:
    """Offer the certified officers of the bureau, and the violations, what was complained of among them."""
    complained = str(_value(page, proceeding, FactKey.VIOLATION, ""))
    violations = ({complained: page.title} if complained else {}) | dict(desk_options.violations())
    offer(form.violation, tuple(violations.items()))
    offered = desk_options.officers(page.facts(proceeding).bureau)
    offer(form.lead, offered)
    offer(form.assist, offered)


def extension(rule_id: str) -> Callable[[CasePage, ProceedingRow], Known]:
    """Start from the longest extension that the rule allows."""

    def known(page: CasePage, proceeding: ProceedingRow) -> Known:
        rule = page.step(Action.EXTEND_TERM).book.deadline(rule_id, clock.today())
        return {"extension_days": rule.extension_length}

    return known


def extension_hint(rule_id: str) -> Callable[[Any, CasePage, ProceedingRow], None]:
    """Say how long an extension may be, in the unit of the rule."""

    def arrange(form: Any, page: CasePage, proceeding: ProceedingRow) -> None:
        rule = page.step(Action.EXTEND_TERM).book.deadline(rule_id, clock.today())
        unit = _("个工作日") if rule.extension_unit == "working_day" else _("日")
        if rule.extension_length:
            form.extension_days.description = Text(
                _("最多%(most)d%(unit)s"), most=rule.extension_length, unit=unit
            )

    return arrange


def consent(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from who speaks for the other side."""
    return {"by": _speaker(page)}


def session(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from the session as it was set, and from who mediates."""
    known = _value(page, proceeding, FactKey.SESSION, {})
    return {"mediator": page.actor.name, "place": page.bureau_address or page.bureau_name} | dict(known)


def session_record(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from the session that was set, and from the two sides."""
    known = dict(_value(page, proceeding, FactKey.SESSION, {}))
    sides = [
        {
            "side": PartyRole(party.role).label,
            "name": party.representative or party.name,
            "represents": party.name,
        }
        for party in page.parties
        if party.role in (PartyRole.COMPLAINANT, PartyRole.RESPONDENT)
    ]
    claim = _value(page, proceeding, FactKey.MEDIATION_CLAIM, "")
    return known | {"participants": sides, "claims": (claim,) if claim else (), "recorder": page.actor.name}


def agreement(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from the draft on the table, or from what the complaint says."""
    known = dict(_value(page, proceeding, FactKey.AGREEMENT, {}))
    if known:
        rows = [{**one, "on": _day(one.get("on"))} for one in known.get("performances") or ()]
        return known | {"performances": rows, "terms": tuple(known.get("terms") or ())}
    return {
        "facts": page.values.get(FactKey.COMPLAINT_FACTS, ""),
        "dispute": "侵权损害赔偿的数额和支付方式",
    }


def inspection(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from the place of the complaint and who runs it; what was recorded before is not repeated."""
    party = _respondent(page)
    return {
        "place": page.values.get(FactKey.PLACE) or (party.address if party else ""),
        "present_name": _speaker(page),
        "recorder": page.actor.name,
    }


def inquiry(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from who runs the place, and from how often was asked before."""
    party = _respondent(page)
    asked = [one for one in page.papers if one.kind == "inquiry_record"]
    return {
        "place": page.bureau_address or page.bureau_name,
        "times": len(asked) + 1,
        "person_name": _speaker(page),
        "person_workplace": party.name if party else "",
        "person_address": party.address if party else "",
        "recorder": page.actor.name,
    }


_REPORT = (
    FactKey.VIOLATION,
    FactKey.FACTS_FOUND,
    FactKey.TURNOVER_FEN,
    FactKey.GAINS_FEN,
    FactKey.NATURE,
    FactKey.DISCRETION,
    FactKey.ORDERS,
    FactKey.PROPOSED_WARNING,
    FactKey.PROPOSED_FINE_FEN,
    FactKey.CONFISCATED_GAINS_FEN,
    FactKey.CONFISCATED_GOODS,
    FactKey.CONFISCATED_GOODS_FEN,
    FactKey.INNOCENT_SELLER,
    FactKey.PRIOR_PENALTIES,
    FactKey.MAJOR_CASE,
)


def report(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from the report before, the complaint, and what was seized."""
    known = {str(key): page.values.get(key) for key in _REPORT}
    known["act_from"] = _day(page.values.get(FactKey.ACT_FROM))
    known["act_ended"] = _day(page.values.get(FactKey.ACT_ENDED))
    known["prior_penalties"] = tuple(known["prior_penalties"] or ())
    known["major_case"] = tuple(known["major_case"] or ())
    if not known["confiscated_goods"]:
        known["confiscated_goods"] = seized(page)
    return known | proofs(page)


# Words by which evidence says, when it is logged, that it proves more than that something happened.
_OF_AMOUNTS = ("经营额", "所得", "金额", "价款", "数额", "销售额", "货值")
_OF_DISCRETION = ("裁量", "从轻", "减轻", "从重", "配合", "初次", "不知情", "合法取得", "来源")


def proofs(page: CasePage) -> Known:
    """Start from what the report before named, else from what each piece of evidence says it proves."""
    before = {
        field: next((page.proofs[FactKey(name)] for name in names if page.proofs.get(FactKey(name))), ())
        for field, names in PROVED.items()
    }
    if any(before.values()):
        return dict(before)
    found: dict[str, list[str]] = {field: [] for field in PROVED}
    for one in page.evidence:
        for point in one.proves:
            found[_proved_by(str(point))].append(one.public_id)
    return {field: tuple(dict.fromkeys(keys)) for field, keys in found.items()}


def _proved_by(point: str) -> str:
    if any(word in point for word in _OF_AMOUNTS):
        return "amounts_proofs"
    return "discretion_proofs" if any(word in point for word in _OF_DISCRETION) else "facts_proofs"


def exhibits(page: CasePage) -> tuple[tuple[str, str], ...]:
    """List what may be named as proof, under its number, with what it says it proves."""
    points = {one.public_id: "；".join(map(str, one.proves)) for one in page.evidence}
    said = {key: f"（{text}）" for key, text in points.items() if text}
    return tuple((one.key, f"证据{one.number}　{one.name}{said.get(one.key, '')}") for one in page.exhibits)


def seized(page: CasePage) -> str:
    """Say what is held, in the words of a decision: “示例甲”白酒6瓶."""
    found = []
    for proceeding in page.proceedings:
        if proceeding.procedure == Procedure.MEASURES and proceeding.running:
            for item in page.facts(proceeding).value(FactKey.SEIZED_ITEMS) or ():
                found.append(f"{item.get('name', '')}{item.get('quantity', '')}{item.get('unit', '')}")
    return "、".join(found)


def report_options(form: Any, page: CasePage, proceeding: ProceedingRow) -> None:
    """Offer the violations in force and the kinds of major cases."""
    offer(form.violation, desk_options.violations())
    offer(form.major_case, desk_options.review_cases())
    for name in PROVED:
        offer(form[name], exhibits(page))


def defence(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from what was stated before: a later statement adds to it."""
    lines = _value(page, proceeding, FactKey.DEFENCE_LINES, ())
    return {"lines": tuple(line["text"] for line in lines)}


def declaration(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from who speaks for the party, today."""
    return {"by": _speaker(page), "on": clock.today()}


def answers(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Give one answer a line, with what was answered before."""
    before = {one["no"]: one for one in _value(page, proceeding, FactKey.DEFENCE_ANSWERS, ())}
    rows = []
    for line in _value(page, proceeding, FactKey.DEFENCE_LINES, ()):
        old = before.get(line["no"])
        adopted = "" if old is None else ("yes" if old.get("adopted") else "no")
        rows.append({"no": str(line["no"]), "adopted": adopted, "reply": (old or {}).get("reply", "")})
    return {"answers": rows}


def defence_lines(form: Any, page: CasePage, proceeding: ProceedingRow) -> None:
    """Put each line of the defence over its answer."""
    lines = _value(page, proceeding, FactKey.DEFENCE_LINES, ())
    form.answers.captions = {number: f"第{line['no']}项　{line['text']}" for number, line in enumerate(lines)}


def discussion(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from who writes it down."""
    return {"host": page.actor.name, "place": page.bureau_address or page.bureau_name}


def decision(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from what was notified."""
    told = _value(page, proceeding, FactKey.NOTICE, {})
    keys = ("warning", "fine_fen", "confiscated_gains_fen", "confiscated_goods", "confiscated_goods_fen")
    return {key: told.get(key) or None for key in keys}


def closing(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from what was decided and paid."""
    facts = page.facts(proceeding)
    decided = facts.value(FactKey.DECISION) or {}
    goods = decided.get("confiscated_goods") or ""
    paid = f"罚没款{money.display(facts.paid_fen)}已缴清。" if facts.paid_fen else ""
    return {
        "performance": paid,
        "goods_handled": f"没收{goods}，已移交罚没物资管理人员。" if goods else "",
        "reason": "行政处罚决定执行完毕",
    }


def archive(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from who binds the file."""
    return {"archivist": page.actor.name, "retention": "长期"}


def delivery(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from the recipient's address and who speaks for it, today."""
    wanted = proceeding.subject.get("recipient_id")
    party = next((one for one in page.parties if one.id == wanted), None) or _respondent(page)
    return {
        "served_on": clock.today(),
        "place": party.address if party else "",
        "receiver": _speaks_for(party),
        "way": "direct",
    }


def attempt(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from today."""
    return {"on": clock.today(), "way": "direct"}


def payment(page: CasePage, proceeding: ProceedingRow) -> Known:
    """Start from what is still owed."""
    facts = page.facts(proceeding)
    decided = facts.value(FactKey.DECISION) or {}
    owed = int(decided.get("fine_fen") or 0) + int(decided.get("confiscated_gains_fen") or 0) - facts.paid_fen
    return {"amount_fen": max(owed, 0) or None, "paid_on": clock.today()}
