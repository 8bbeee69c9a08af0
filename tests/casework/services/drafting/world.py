"""One case in memory, the wine of sample SC-02, from which every kind of paper can be drafted.

Rows are plain instances that no database has seen.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from casework import clock
from casework.models import (
    Account,
    Bureau,
    Case,
    CaseRight,
    Complaint,
    Deadline,
    Document,
    Event,
    Evidence,
    Fact,
    Party,
    Payment,
    Proceeding,
)
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from casework.services.drafting.draft import compose
from documents import catalogue
from tests.casework.services.drafting.known import (
    DISCLOSURE,
    HOLDER,
    INTAKE,
    MEASURES,
    MEDIATION,
    OWN,
    PENALTY,
    PENALTY_FOUND,
    SERVE_DECISION,
    SERVE_NOTICE,
    VALUES,
)
from workflows import redaction
from workflows.calendar import WorkingCalendar
from workflows.engine import Actor, DeadlineView, Facts, OfficerView, ProceedingView, Step
from workflows.rules import book
from workflows.subject import Subject
from workflows.vocabulary import Action, DocumentKind, FactKey, IntakeType, Procedure, Role, State

K = DocumentKind
PROCEEDINGS = {
    INTAKE: (Procedure.INTAKE, State.FILED),
    PENALTY: (Procedure.PENALTY, State.NOTICE_CLEARED),
    MEASURES: (Procedure.MEASURES, State.IN_FORCE),
    MEDIATION: (Procedure.MEDIATION, State.AGREEMENT_DRAFTED),
    SERVE_NOTICE: (Procedure.SERVICE, State.SERVED),
    SERVE_DECISION: (Procedure.SERVICE, State.SERVED),
    DISCLOSURE: (Procedure.DISCLOSURE, State.REDACTED),
}
# Where each paper is made, by which step, on which day.
MADE = {
    K.IP_COMPLAINT_FORM: (INTAKE, Action.SUBMIT, "2026-08-03"),
    K.COMPLAINT_RECEIPT: (INTAKE, Action.SUBMIT, "2026-08-03"),
    K.SUPPLEMENT_NOTICE: (INTAKE, Action.REQUEST_SUPPLEMENT, "2026-08-05"),
    K.FILING_APPROVAL: (INTAKE, Action.FILE_CASE, "2026-08-14"),
    K.REPORT_RESULT_NOTICE: (INTAKE, Action.NOTIFY_COMPLAINANT, "2026-08-17"),
    K.MEDIATION_NOTICE: (MEDIATION, Action.SCHEDULE_SESSION, "2026-08-24"),
    K.MEDIATION_RECORD: (MEDIATION, Action.HOLD_SESSION, "2026-09-02"),
    K.MEDIATION_AGREEMENT: (MEDIATION, Action.CONCLUDE_AGREEMENT, "2026-09-02"),
    K.MEDIATION_END_NOTICE: (MEDIATION, Action.TERMINATE_MEDIATION, "2026-09-02"),
    K.ON_SITE_RECORD: (PENALTY, Action.RECORD_INSPECTION, "2026-08-17"),
    K.INQUIRY_RECORD: (PENALTY, Action.RECORD_INQUIRY, "2026-08-19"),
    K.COERCIVE_MEASURE_DECISION: (MEASURES, Action.SEIZE, "2026-08-17"),
    K.INVENTORY_LIST: (MEASURES, Action.SEIZE, "2026-08-17"),
    K.COERCIVE_MEASURE_EXTENSION: (MEASURES, Action.EXTEND_MEASURE, "2026-09-14"),
    K.COERCIVE_MEASURE_RELEASE: (MEASURES, Action.LIFT, "2026-09-20"),
    K.INVESTIGATION_REPORT: (PENALTY, Action.CLOSE_INVESTIGATION, "2026-09-10"),
    K.LEGAL_REVIEW_FORM: (PENALTY, Action.AGREE_REVIEW, "2026-09-15"),
    K.PENALTY_NOTICE: (PENALTY, Action.APPROVE_NOTICE, "2026-09-17"),
    K.DEFENCE_RECORD: (PENALTY, Action.ANSWER_DEFENCE, "2026-09-21"),
    K.COLLECTIVE_DISCUSSION_RECORD: (PENALTY, Action.DISCUSS_COLLECTIVELY, "2026-09-25"),
    K.DECISION_APPROVAL: (PENALTY, Action.DECIDE_PENALTY, "2026-09-28"),
    K.PENALTY_DECISION: (PENALTY, Action.DECIDE_PENALTY, "2026-09-28"),
    K.PENALTY_DISCLOSURE_NOTICE: (PENALTY, Action.DECIDE_PENALTY, "2026-09-28"),
    K.SERVICE_RECEIPT: (SERVE_DECISION, Action.DELIVER, "2026-09-29"),
    K.PENALTY_INFO_SUMMARY: (DISCLOSURE, Action.PREPARE_PUBLIC_COPY, "2026-10-09"),
    K.REDACTED_DECISION: (DISCLOSURE, Action.PREPARE_PUBLIC_COPY, "2026-10-09"),
    K.DISCLOSURE_APPROVAL: (DISCLOSURE, Action.PUBLISH, "2026-10-10"),
    K.CASE_CLOSING_APPROVAL: (PENALTY, Action.CLOSE, "2026-10-20"),
    K.FILE_COVER: (PENALTY, Action.ARCHIVE, "2026-10-26"),
    K.FILE_CATALOGUE: (PENALTY, Action.ARCHIVE, "2026-10-26"),
}
EVENTS = (
    (INTAKE, Action.START_CHECK, "2026-08-10", 11, "王执法", "线索属实，建议立案。"),
    (INTAKE, Action.FILE_CASE, "2026-08-14", 21, "郑局长", ""),
    (MEDIATION, Action.CONSENT, "2026-08-20", 31, "赵调解", ""),
    (PENALTY, Action.RECORD_INSPECTION, "2026-08-17", 11, "王执法", ""),
    (MEASURES, Action.APPROVE_MEASURE, "2026-08-17", 21, "郑局长", ""),
    (MEASURES, Action.SEIZE, "2026-08-17", 11, "王执法", ""),
    (PENALTY, Action.RECORD_INQUIRY, "2026-08-19", 11, "王执法", ""),
    (PENALTY, Action.CLOSE_INVESTIGATION, "2026-09-10", 11, "王执法", "事实清楚，拟按上述意见处理。"),
    (PENALTY, Action.SUBMIT_CASE_REVIEW, "2026-09-11", 41, "吴科长", "同意，请审核。"),
    (PENALTY, Action.AGREE_REVIEW, "2026-09-15", 51, "何审核", ""),
    (PENALTY, Action.STATE_DEFENCE, "2026-09-21", 61, "陈示例", ""),
    (PENALTY, Action.CLEAR_NOTICE, "2026-09-24", 11, "王执法", ""),
    (PENALTY, Action.DISCUSS_COLLECTIVELY, "2026-09-25", 21, "郑局长", ""),
    (DISCLOSURE, Action.PREPARE_PUBLIC_COPY, "2026-10-09", 71, "蒋公示", "已隐去个人信息。"),
    (PENALTY, Action.CLOSE, "2026-10-20", 21, "郑局长", ""),
)
OFFICERS = (
    OfficerView(11, "王执法", "lead", "12180210021"),
    OfficerView(12, "李执法", "assist", "12180210034"),
    OfficerView(31, "赵调解", "mediator", ""),
)
BUREAU = Bureau(
    region_code="341802",
    name="宣城市宣州区市场监督管理局",
    short_name="宣州",
    field_mark="市监",
    uscc="",
    level="county",
    address="宣城市宣州区示例路18号",
    phone="0563-0000000",
)


def moment(day: str, hour: int = 10) -> datetime:
    return clock.at_local(date.fromisoformat(day), hour)


def party(role: str, kind: str, name: str, **more: Any) -> Party:
    blank = dict.fromkeys(
        ("uscc", "id_number_sealed", "legal_representative", "address", "phone_sealed", "contact_name"), ""
    )
    return Party(**{"role": role, "kind": kind, "name": name, "confidential": False, **blank, **more})


def case(*, confidential: bool = False) -> Case:
    found = Case(
        id=1,
        reference="XC-2026-0142",
        bureau_region="341802",
        title="销售侵犯注册商标专用权的商品",
        cause="TM57-3",
        opened_at=moment("2026-08-03"),
    )
    found.parties = [
        party(
            "complainant",
            "legal",
            HOLDER,
            id=1,
            uscc="91340000MA0EXAMP10",
            legal_representative="周示例",
            address="合肥市示例区古井路1号",
            contact_name="林示例",
            confidential=confidential,
        ),
        party(
            "respondent",
            "individual_business",
            "宣州区示例乙食品超市",
            id=2,
            uscc="92341802MARLCR055F",
            legal_representative="陈示例",
            address="宣城市宣州区鳌峰街道示例路66号",
        ),
    ]
    found.rights = [wine_mark()]
    return found


def wine_mark() -> CaseRight:
    return CaseRight(
        kind="trademark",
        number="第00001234号",
        name="示例甲",
        holder_name=HOLDER,
        classes=[33],
        valid_to=date(2031, 5, 20),
    )


def papers() -> tuple[Document, ...]:
    """Every paper of the case as issued, in the order of their days."""
    made = sorted(MADE.items(), key=lambda item: item[1][2])
    return tuple(
        Document(
            id=place,
            kind=kind,
            title=catalogue.lookup(kind).title,
            number=f"宣州市监〔2026〕{place}号" if catalogue.lookup(kind).number_code else None,
            proceeding_id=proceeding,
            issued_on=date.fromisoformat(day),
            pages=2,
            recipient_id=2,
            public_id=f"paper-{place}",
        )
        for place, (kind, (proceeding, _, day)) in enumerate(made, start=1)
    )


def paper_id(kind: DocumentKind) -> int:
    return next(paper.id for paper in papers() if paper.kind == kind)


def _case_file(until: date, *, statements: bool = True) -> CaseFile:
    """The rows as they are on a day."""
    return CaseFile(
        complaint=Complaint(
            intake_type=IntakeType.RIGHTS_HOLDER_REQUEST, received_at=moment("2026-08-03"), named=True
        ),
        evidence=(
            Evidence(
                name="商标注册证.pdf",
                kind="right",
                source="投诉人提交",
                proves=["商标权有效"],
                sha256="a" * 64,
                obtained_on=date(2026, 8, 3),
            ),
        ),
        documents=tuple(paper for paper in papers() if paper.issued_on <= until),
        events=tuple(
            Event(
                proceeding_id=proceeding,
                action=action,
                at=moment(day),
                actor_id=actor,
                actor_name=name,
                note=note,
            )
            for proceeding, action, day, actor, name, note in EVENTS
            if date.fromisoformat(day) <= until
        ),
        deadlines=_deadlines(until),
        payments=(Payment(amount_fen=1738800, paid_on=date(2026, 10, 12), voucher="皖财0001"),),
        statements=(Fact(key=FactKey.DEFENCE_LINES, stated_at=moment("2026-09-21", 14)),),
        proofs={SERVE_NOTICE: {"on": "2026-09-18"}, SERVE_DECISION: {"on": "2026-09-29"}},
        people={11: Account(id=11, name="王执法", certificate_no="12180210021")},
    )


def _deadlines(until: date) -> tuple[Deadline, ...]:
    longer = until >= date(2026, 9, 14)
    return (
        Deadline(
            rule_id="COE-01",
            proceeding_id=MEASURES,
            start_on=date(2026, 8, 17),
            due_on=date(2026, 10, 16) if longer else date(2026, 9, 16),
            extensions=[{"length": 30, "unit": "calendar_day"}] if longer else [],
            exclusions=[],
        ),
    )


def facts(proceeding: int, values: dict[FactKey, Any]) -> Facts:
    views = tuple(
        ProceedingView(
            id=one,
            procedure=procedure,
            state=state,
            version=1,
            parent_id=None,
            subject=_subject(one),
            opened_on=date(2026, 8, 3),
        )
        for one, (procedure, state) in PROCEEDINGS.items()
    )
    return Facts(
        case_id=1,
        reference="XC-2026-0142",
        bureau="341802",
        place_region="341802",
        proceeding=next(view for view in views if view.id == proceeding),
        proceedings=views,
        parties=(),
        officers=OFFICERS,
        rights=(),
        events=(),
        deadlines=(DeadlineView(1, INTAKE, "GEN-01", "running", date(2026, 8, 3), date(2026, 8, 24)),),
        documents=(),
        values=values,
        intake_type=IntakeType.RIGHTS_HOLDER_REQUEST,
    )


def _subject(proceeding: int) -> dict[str, Any]:
    kinds = {SERVE_NOTICE: K.PENALTY_NOTICE, SERVE_DECISION: K.PENALTY_DECISION}
    if proceeding not in kinds:
        return {}
    return {"document_id": paper_id(kinds[proceeding]), "recipient_id": 2}


OFFICER = Actor(11, "王执法", frozenset({Role.CASE_OFFICER}), "341802", certificate="12180210021")


def of(
    kind: DocumentKind,
    *,
    confidential: bool = False,
    values: dict[FactKey, Any] | None = None,
    **more: Any,
) -> tuple[Context, CaseFile]:
    """The context and the rows at the moment in which this paper is made."""
    proceeding, action, day = MADE[kind]
    today = date.fromisoformat(day)
    known = VALUES | OWN.get(proceeding, {}) | (values or {})
    own = Proceeding(
        id=proceeding, procedure=PROCEEDINGS[proceeding][0], subject=_subject(proceeding), case_id=1
    )
    data = {"snapshot": snapshot()} if proceeding == DISCLOSURE else {}
    step = Step(
        action=action,
        actor=OFFICER,
        now=moment(day).astimezone(UTC),
        today=today,
        data=data,
        book=book.load(),
        calendar=WorkingCalendar({}, date(2025, 1, 1)),
    )
    context = Context(
        facts=facts(proceeding, known),
        step=step,
        note="",
        case=case(confidential=confidential),
        proceeding=own,
        bureau=BUREAU,
        number="宣州市监〔2026〕99号" if catalogue.lookup(kind).number_code else "",
        issued_on=today,
        code="7K3M9QPX2TRD",
        url="https://ip.example.gov.cn/verify/7K3M9QPX2TRD",
        demo=True,
        access={"url": "https://ip.example.gov.cn/respond", "code": "61832904"},
        query_code="482915",
    )
    return replace(context, **more), _case_file(today)


def snapshot() -> dict[str, Any]:
    """A public view as the redaction makes it, of the served decision."""
    decided = compose(K.PENALTY_DECISION, *of(K.PENALTY_DECISION)) | PENALTY_FOUND
    decided |= {"decided_on": "2026-09-28", "served_on": "2026-09-29"}
    subject = Subject(
        kind="individual_business",
        name="宣州区示例乙食品超市",
        uscc="92341802MARLCR055F",
        legal_representative="陈示例",
        address="宣城市宣州区鳌峰街道示例路66号",
    )
    return redaction.public_view(decided, subject, on=date(2026, 10, 9))
