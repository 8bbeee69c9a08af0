"""The data of a paper that an officer writes: what the case knows, and over it what was typed for this paper.

What identifies (parties, officers, rights, law, earlier papers) is the case's word and cannot be typed over;
the rest is filled in from the case and may be worded anew. Where each part comes from: provenance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import documents
from casework import facts
from casework.db import db
from casework.models import Proceeding
from casework.services.drafting import (
    course,
    intake,
    investigation,
    issued,
    mediation,
    opinions,
    outcome,
    people,
    terms,
)
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from workflows.vocabulary import Action, DocumentKind, FactKey, PartyRole, Procedure

Find = Callable[[Context, CaseFile, bool], Any]
# Never typed: the office, the case, number, day and marks come from where they are kept.
FRAME = frozenset({"agency", "case", "number", "issued_on", "verify", "demo"})
_SUBMITS = (Action.SUBMIT_TO_HEAD, Action.SUBMIT_TO_LEADER)
_TOLD = (FactKey.FACTS_FOUND, FactKey.CHECK_FINDINGS, FactKey.COMPLAINT_FACTS)
_HEADS = {"unit_head": opinions.UNIT}


@dataclass(frozen=True, slots=True)
class Known:
    """How the case knows a field: the function, the facts it rests on or where it is kept, and its rank.

    `first` where the newest of several facts alone is told, in the order of the keys.
    """

    find: Find
    keys: tuple[FactKey, ...] = ()
    kept: str = ""
    fixed: bool = False
    first: bool = False


def _value(key: FactKey) -> Known:
    return Known(lambda context, file, hidden: context.value(key), (key,))


def _amount(name: str, *keys: FactKey) -> Known:
    def find(context: Context, file: CaseFile, hidden: bool) -> Any:
        return outcome.amounts(context, outcome.penalty(context)).get(name)

    return Known(find, keys)


def _recipient(context: Context, file: CaseFile, hidden: bool) -> dict[str, Any]:
    return people.recipient(context.recipient)


def _complainant(context: Context, file: CaseFile, hidden: bool) -> dict[str, Any]:
    party = context.complainant
    if party is None:
        return {}
    own = context.recipient is not None and context.recipient.role == PartyRole.COMPLAINANT
    return people.complainant(party) if own else people.complainant_for_others(party, hidden=hidden)


def _summary(context: Context, file: CaseFile, hidden: bool) -> Any:
    return next((context.value(key) for key in _TOLD if context.value(key)), None)


def _seizure(context: Context) -> Context:
    """The same case as its newest seizure knows it."""
    held = context.facts.of(Procedure.MEASURES)
    row = db.session.get(Proceeding, held[-1].id) if held else None
    return replace(context, facts=facts.of(row), proceeding=row) if row else context


def _first_decision(context: Context, file: CaseFile, hidden: bool) -> Any:
    held = _seizure(context)
    clock = file.clock_of("COE-01", held.proceeding.id)
    return issued.first_measure(held, file, until=clock.due_on if clock else None)


def _measure(context: Context, file: CaseFile, hidden: bool) -> str:
    return issued.SEIZURE if file.paper(DocumentKind.COERCIVE_MEASURE_DECISION) else ""


def _fined(context: Context, file: CaseFile, hidden: bool) -> Any:
    return terms.payment(context) if int(outcome.penalty(context).get("fine_fen") or 0) else None


def _claims(context: Context, file: CaseFile, hidden: bool) -> list[str]:
    return [intake.CLAIMS.get(claim, claim) for claim in context.value(FactKey.CLAIMS, [])]


def _witness(context: Context, file: CaseFile, hidden: bool) -> dict[str, Any] | None:
    return people.witness((context.value(FactKey.INSPECTION) or {}).get("witness"))


def _hearing(context: Context, file: CaseFile, hidden: bool) -> dict[str, Any] | None:
    """The right as it was told; nothing before the notice."""
    return outcome.hearing_used(context) if context.value(FactKey.NOTICE) else None


def _term(rule_id: str) -> Known:
    """How long the law gives, in words with its article, by the rule in force on the day of the paper."""

    def find(context: Context, file: CaseFile, hidden: bool) -> dict[str, str]:
        rule = context.step.book.deadline(rule_id, context.issued_on)
        return {"days_label": terms.of_rule(rule), "basis": terms.article(rule)}

    return Known(find, kept="期限规则")


def _longer(context: Context, file: CaseFile, hidden: bool) -> dict[str, str]:
    """By how much the head of the office may lengthen an adjudication (令第81号 37)."""
    rule = context.step.book.deadline("PAD-06", context.issued_on)
    words = terms.length(rule.extension_length or 0, rule.extension_unit)
    return {"days_label": words, "basis": terms.article(rule)}


def _closing(context: Context) -> dict[str, Any]:
    return context.value(FactKey.CLOSING) or {}


def _statements(context: Context, file: CaseFile, hidden: bool) -> list[dict[str, Any]] | None:
    """What the party said; known to be nothing only once it was asked."""
    return outcome.statements(context) if file.paper(DocumentKind.PENALTY_NOTICE) else None


def _opinions(kind: str, context: Context, file: CaseFile) -> list[opinions.Opinion]:
    """Who wrote it and who approves it; the approval stands on the paper once it is given."""
    sent = [e for e in file.done(*_SUBMITS) if e.proceeding_id == context.writing_id]
    handler = (
        opinions.said(opinions.HANDLER, sent[-1], "请审批。")
        if sent
        else opinions.here(context, opinions.HANDLER, text="请审批。")
    )
    approver = documents.lookup(kind).approver
    if not approver:
        return [handler]
    role = _HEADS.get(approver, opinions.HEAD)
    if context.step.action == Action.APPROVE_PAPER:
        return [handler, opinions.here(context, role, text="同意。")]
    return [handler, opinions.by_hand(role, "（待批准）")]


_PENALTY = (FactKey.PROPOSED_FINE_FEN, FactKey.DECISION)
_TAKEN = (FactKey.CONFISCATED_GOODS, FactKey.CONFISCATED_GAINS_FEN, FactKey.DECISION)
KNOWN: Mapping[str, Known] = MappingProxyType(
    {
        "party": Known(lambda c, f, h: people.particulars(c.respondent), kept="当事人登记", fixed=True),
        "complainant": Known(_complainant, kept="投诉人登记", fixed=True),
        "recipient": Known(_recipient, kept="当事人登记", fixed=True),
        "rights": Known(lambda c, f, h: investigation.rights(c, hidden=h), kept="权利登记", fixed=True),
        "officers": Known(lambda c, f, h: people.officers(c), kept="办案人员的指派", fixed=True),
        "mediators": Known(lambda c, f, h: _appointed(c), kept="调解员的指派", fixed=True),
        "violation": Known(lambda c, f, h: outcome.violation(c), (FactKey.VIOLATION,), fixed=True),
        "source": Known(lambda c, f, h: course.source(c, f, hidden=h), kept="受理登记"),
        "course": Known(lambda c, f, h: course.course(c, f, hidden=h), kept="案件经过"),
        "summary": Known(_summary, _TOLD, first=True),
        "facts_found": _value(FactKey.FACTS_FOUND),
        "discretion": _value(FactKey.DISCRETION),
        "acts": _value(FactKey.COMPLAINT_FACTS),
        "goods": _value(FactKey.GOODS),
        "occurred_on": _value(FactKey.FOUND_ON),
        "place": _value(FactKey.PLACE),
        "kept_at": Known(lambda c, f, h: _seizure(c).value(FactKey.MEASURE_PLACE), kept="扣押程序"),
        "evidence": Known(lambda c, f, h: issued.evidence(f), kept="证据登记", fixed=True),
        "items": Known(lambda c, f, h: issued.items(_seizure(c)), kept="扣押物品清单"),
        "measure": Known(_measure, kept="扣押程序"),
        "measures": Known(lambda c, f, h: issued.measures(f), kept="已制发的文书", fixed=True),
        "first_decision": Known(_first_decision, kept="已制发的文书", fixed=True),
        "notice": Known(lambda c, f, h: issued.notice(c, f), kept="已制发的文书", fixed=True),
        "decision": Known(lambda c, f, h: issued.decision(c, f), kept="已制发的文书", fixed=True),
        "fine_fen": _amount("fine_fen", *_PENALTY),
        "warning": _amount("warning", FactKey.PROPOSED_WARNING, FactKey.DECISION),
        "confiscations": _amount("confiscations", *_TAKEN),
        "orders": _amount("orders", FactKey.ORDERS),
        "turnover_fen": _amount("turnover_fen", FactKey.TURNOVER_FEN),
        "gains_fen": _amount("gains_fen", FactKey.GAINS_FEN),
        "penalty_text": Known(lambda c, f, h: outcome.text(outcome.penalty(c)), _PENALTY),
        "statements": Known(_statements, (FactKey.DEFENCE_LINES, FactKey.DEFENCE_ANSWERS), fixed=True),
        "payment": Known(_fined, kept="缴款方式和期限规则", fixed=True),
        "remedies": Known(lambda c, f, h: terms.remedies(c), kept="复议、诉讼机关和期限规则", fixed=True),
        # Which court is for the officer to say; the other terms of law are whole.
        "lawsuit": _term("PAD-08"),
        "answer_window": _term("PAD-03"),
        "handling_term": _term("PAD-06"),
        "extension_term": Known(_longer, kept="期限规则"),
        "opinion_window": _term("PMD-02"),
        "demand_term": _term("ENF-03"),
        "deemed_term": _term("GEN-11"),
        "mediation_term": _term("MED-01"),
        "list_term": _term("SVL-02"),
        "removal_wait": _term("SVL-03"),
        "stop_display_term": _term("SVL-06"),
        "repair_due": _term("REP-03"),
        "contact": Known(lambda c, f, h: people.contact(c), kept="本局和办案人员"),
        "received_at": Known(lambda c, f, h: intake.received_at(c, f), kept="受理登记", fixed=True),
        "filed_on": Known(lambda c, f, h: course.filed_on(c, f), kept="案件经过", fixed=True),
        "session": Known(lambda c, f, h: _session(c), (FactKey.SESSION,)),
        "submitted_at": Known(lambda c, f, h: intake.received_at(c, f), kept="受理登记"),
        "claims": Known(_claims, (FactKey.CLAIMS,)),
        "person": Known(lambda c, f, h: people.representative(c.respondent), kept="当事人登记"),
        "witness": Known(_witness, (FactKey.INSPECTION,)),
        "hearing": Known(_hearing, (FactKey.NOTICE,), fixed=True),
        "performance": Known(lambda c, f, h: _closing(c).get("performance"), (FactKey.CLOSING,)),
        "goods_handled": Known(lambda c, f, h: _closing(c).get("goods_handled"), (FactKey.CLOSING,)),
        "matter": Known(lambda c, f, h: mediation.matter(c) if c.case.rights else "", kept="权利登记"),
        "opinions": Known(lambda c, f, h: None, kept="承办、批准的步骤"),
    }
)


def _appointed(context: Context) -> list[dict[str, str]]:
    named = any(officer.duty == "mediator" for officer in context.facts.officers)
    return people.mediators(context) if named else []


def _session(context: Context) -> dict[str, Any]:
    held = context.value(FactKey.SESSION) or {}
    return people.filled({"at": held.get("at"), "place": held.get("place")})


def fixed(kind: str, name: str) -> bool:
    """Whether the case's word stands for this field wherever the case knows it."""
    if name == "opinions":
        return bool(documents.lookup(kind).approver)
    return name in KNOWN and KNOWN[name].fixed


def known(kind: str, context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    """What the case knows of this kind's fields, without the frame."""
    found = {}
    for field in documents.fields(kind):
        if field.name in KNOWN and field.name not in FRAME:
            try:
                value = _found(kind, field.name, context, file, hidden)
            except LookupError:  # no rule or local row for the day: it is typed, or missed by name
                continue
            if value not in (None, "", [], {}) or (value == [] and field.name == "statements"):
                found[field.name] = value
    return found


def _found(kind: str, name: str, context: Context, file: CaseFile, hidden: bool) -> Any:
    if name == "opinions":
        return _opinions(kind, context, file)
    if name == "recipient" and documents.lookup(kind).recipient == "parties":
        return mediation.both(context, hidden=hidden)
    return KNOWN[name].find(context, file, hidden)


def paper(kind: str, context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    """The data of the paper: what the case knows, what was typed for this paper, and again what is fixed."""
    told = known(kind, context, file, hidden=hidden)
    asked = {field.name for field in documents.fields(kind)} - FRAME
    typed = {name: value for name, value in (context.typed or {}).items() if name in asked}
    rank = {name: value for name, value in told.items() if fixed(kind, name)}
    data = told | typed | rank
    # That nothing was said is known, too; every other empty list is a fact that is missing.
    return {k: v for k, v in data.items() if v not in (None, "", {}) and (v != [] or k in rank)}
