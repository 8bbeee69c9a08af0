"""Intake: a complaint becomes a case, is supplemented, routed, checked, filed or not filed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pypinyin import Style, lazy_pinyin
from sqlalchemy import select, update

from casework import clock, crypto
from casework.db import db, transaction
from casework.errors import Invalid, NotFound
from casework.models import (
    Account,
    Assignment,
    Case,
    CaseRight,
    Complaint,
    Draft,
    Evidence,
    Proceeding,
    Right,
)
from casework.services import drafts, numbering, parties
from casework.services.proofs import PROOFS
from casework.services.transition import advance, begin
from workflows import competence, money, wizard
from workflows.engine import Actor, Plan
from workflows.rules import book
from workflows.vocabulary import (
    Action,
    Duty,
    FactKey,
    IntakeType,
    PartyRole,
    Procedure,
    Role,
    State,
)

QUERY_CODE = "query-code"
# Kinds of handed-in files that show the infringement itself.
SHOWING = ("侵权证据", "购买凭证")


@dataclass(frozen=True, slots=True)
class Submitted:
    """What the complainant gets: the case, its reference, and the code for looking it up without login."""

    case_id: str
    reference: str
    query_code: str


def submit(*, account_id: int, draft_id: str, declared: bool) -> Submitted:
    """Turn a draft into a received complaint with its receipt; a second call gives the first result.

    Raises NotFound for another person's draft, Invalid when a step is missing, Refused by the table.
    """
    with transaction():
        draft = drafts.mine(account_id, draft_id)
        if draft.submitted_case_id is not None:
            case = db.session.get(Case, draft.submitted_case_id)
            return Submitted(case.public_id, case.reference, "") if case else _gone()
        data = _complete(draft)
        code = crypto.random_code(6)
        case = _open_case(draft, data, code)
        party = _parties(case, draft, data, account_id)
        proceeding = begin(case.id, Procedure.INTAKE, State.DRAFT)
        _take_files(case, draft)
        draft.submitted_case_id = case.id
        actor = Actor(
            account_id, data["right"]["name"], frozenset({Role.RIGHTS_HOLDER}), party_ids=frozenset({party})
        )
        stated = _stated(data, declared, code) | {PROOFS: {FactKey.COMPLAINT_FACTS: _shows(case.id)}}
        advance(proceeding.id, Action.SUBMIT, actor, data=stated)
        return Submitted(case.public_id, case.reference, code)


def _gone() -> Submitted:
    raise NotFound


def _complete(draft: Draft) -> dict[str, Any]:
    data = dict(draft.data or {})
    missing = [wizard.label(key) for key in wizard.missing(data)]
    if missing:
        raise Invalid({"": f"还没有填写：{'、'.join(missing)}。"})
    return data


def _open_case(draft: Draft, data: Mapping[str, Any], code: str) -> Case:
    act, respondent = data["act"], data["respondent"]
    violation = book.load().penalty(act["violation"])
    case = Case(
        reference=numbering.case_reference(clock.today().year),
        bureau_region=competence.bureau_for(act["place_region"]),
        place_region=act["place_region"],
        title=violation.name,
        cause=violation.id,
        stage=f"{Procedure.INTAKE}:{State.DRAFT}",
        opened_at=clock.now(),
        respondent_name=respondent["name"],
        sort_key="".join(lazy_pinyin(respondent["name"], style=Style.TONE3)),
    )
    db.session.add(case)
    db.session.flush()
    db.session.add(
        Complaint(
            case_id=case.id,
            account_id=draft.account_id,
            intake_type=IntakeType.RIGHTS_HOLDER_REQUEST,
            received_at=clock.now(),
            data=data,
            query_code_hash=crypto.hash_code(code, context=QUERY_CODE),
            named=True,
        )
    )
    _take_right(case, draft, data)
    db.session.flush()
    return case


def _take_right(case: Case, draft: Draft, data: Mapping[str, Any]) -> None:
    """The right as it stands today; what the holder changes later does not change the case."""
    right = db.session.scalars(
        select(Right).where(
            Right.public_id == data["right"]["right_id"], Right.account_id == draft.account_id
        )
    ).first()
    if right is None:
        raise Invalid({"right_id": "请选择被侵犯的权利。"})
    db.session.add(
        CaseRight(
            case_id=case.id,
            right_id=right.id,
            kind=right.kind,
            number=right.number,
            name=right.name,
            holder_name=right.holder_name,
            classes=list(right.classes or ()),
            valid_to=right.valid_to,
        )
    )


def _parties(case: Case, draft: Draft, data: Mapping[str, Any], account_id: int) -> int:
    def phone(values: Mapping[str, Any]) -> str:
        return parties.open_phone(values.get("phone_sealed") or "", draft.public_id)

    holder = parties.add(
        case.id,
        PartyRole.COMPLAINANT,
        data["right"],
        phone=phone(data["right"]),
        account_id=account_id,
        confidential=bool(data["evidence"].get("confidential")),
    )
    parties.add(case.id, PartyRole.RESPONDENT, data["respondent"], phone=phone(data["respondent"]))
    db.session.refresh(case)
    return holder.id


def _take_files(case: Case, draft: Draft) -> None:
    db.session.execute(
        update(Evidence)
        .where(Evidence.draft_id == draft.id, Evidence.removed_at.is_(None))
        .values(case_id=case.id)
    )


def _shows(case_id: int) -> list[str]:
    """The files that show what is complained of; who somebody is, they do not prove."""
    query = select(Evidence.public_id).where(Evidence.case_id == case_id, Evidence.kind.in_(SHOWING))
    return list(db.session.scalars(query.order_by(Evidence.id)))


def _stated(data: Mapping[str, Any], declared: bool, code: str) -> dict[str, Any]:
    act = data["act"]
    return {
        FactKey.COMPLAINT_FACTS: _facts(act),
        FactKey.CLAIMS: list(data["evidence"]["claims"]),
        FactKey.VIOLATION: act["violation"],
        FactKey.FOUND_ON: act["found_on"],
        FactKey.PLACE: act["place"],
        FactKey.PLACE_REGION: act["place_region"],
        FactKey.GOODS: act.get("goods") or "",
        "declared": declared,
        "query_code": code,
    }


def _facts(act: Mapping[str, Any]) -> str:
    """What happened in the complainant's words, with the amount and the links it named."""
    told = [act["complaint_facts"]]
    if act.get("amount_fen") is not None:
        told.append(f"投诉人所知金额：{money.display(act['amount_fen'])}")
    if act.get("links"):
        told.append("网页链接：\n" + "\n".join(act["links"]))
    return "\n".join(told)


def file_case(
    *,
    proceeding_id: int,
    actor: Actor,
    version: int | None,
    officers: tuple[str, str],
    conditions: tuple[str, ...],
    check_findings: str,
    filing_reasons: str = "",
    violation: str = "",
    note: str = "",
) -> Plan:
    """File the case and name its two officers; the duties begin with the filing.

    A `violation` corrects what the complainant chose; title and cause of the case follow it.
    """
    with transaction():
        named = [_named(public_id) for public_id in officers if public_id]
        proceeding = db.session.get(Proceeding, proceeding_id)
        if proceeding is None:
            raise NotFound
        # Named first, so that the approval form shows them; a refusal undoes the naming too.
        assign(proceeding.case_id, named)
        known = _qualify(proceeding.case, violation)
        return advance(
            proceeding_id,
            Action.FILE_CASE,
            actor,
            version=version,
            note=note,
            data={
                "conditions": list(conditions),
                "officers": named,
                FactKey.CHECK_FINDINGS: check_findings,
                FactKey.FILING_REASONS: filing_reasons,
            }
            | known,
        )


def _named(public_id: str) -> dict[str, Any]:
    officer = _officer(public_id)
    return {
        "account_id": officer.id,
        "name": officer.name,
        "certificate": officer.certificate_no,
        "bureau": officer.bureau_region,
    }


def _qualify(case: Case, violation: str) -> dict[str, Any]:
    """Call the case after the violation it is filed for; nothing where that is the complainant's choice.

    Raises Invalid where no such row is in force today.
    """
    if violation in ("", case.cause):
        return {}
    rule = next((row for row in book.load().penalties_on(clock.today()) if row.id == violation), None)
    if rule is None:
        raise Invalid({"violation": "请从现行的违法行为里选择。"})
    case.title, case.cause = rule.name, rule.id
    return {FactKey.VIOLATION: rule.id}


def _officer(public_id: str) -> Account:
    found = db.session.scalars(
        select(Account).where(Account.public_id == public_id, Account.active.is_(True))
    ).first()
    if found is None or Role.CASE_OFFICER not in (found.roles or ()):
        raise Invalid({"officers": "请从名单里选择办案人员。"})
    return found


def route(*, proceeding_id: int, actor: Actor, version: int | None, bureau: str, note: str = "") -> Plan:
    """Hand the complaint to the competent bureau; the clock keeps running (投诉举报办法 37)."""
    if bureau and bureau not in {each.region_code for each in competence.bureaus()}:
        raise Invalid({"bureau": "请从名单里选择接收案件的局。"})
    with transaction():
        plan = advance(
            proceeding_id, Action.ROUTE, actor, version=version, note=note, data={"bureau": bureau}
        )
        proceeding = db.session.get(Proceeding, proceeding_id)
        if proceeding is None:
            raise NotFound
        proceeding.case.bureau_region = bureau
        return plan


def assign(
    case_id: int, officers: Sequence[Mapping[str, Any]], duties: tuple[Duty, ...] = (Duty.LEAD, Duty.ASSIST)
) -> None:
    """Name who handles a case, in the caller's transaction."""
    seen: set[int] = set()
    for duty, officer in zip(duties, officers, strict=False):
        if officer["account_id"] in seen:
            continue
        seen.add(officer["account_id"])
        db.session.add(
            Assignment(case_id=case_id, account_id=officer["account_id"], duty=duty, since=clock.now())
        )
    db.session.flush()
