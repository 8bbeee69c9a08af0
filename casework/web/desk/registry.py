"""One page for each step an officer may take: its form, what is filled in already, and the service it calls.

A step of the tables without an entry here has no page; a test walks the tables and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from casework.queries.case_shapes import CasePage, ProceedingRow
from casework.services import disclosure, enforcement, intake, mediation, penalty, serving, writing
from casework.services.transition import advance
from casework.web.desk import prefill
from forms import (
    closing,
    intake_desk,
    investigation,
    measures,
    service,
)
from forms import disclosure as disclosure_forms
from forms import mediation as mediation_forms
from forms import penalty as penalty_forms
from forms.desk_fields import DeskForm
from forms.written import ReturnDraftForm
from workflows.engine import Actor, Plan
from workflows.vocabulary import Action

Known = Callable[[CasePage, ProceedingRow], dict[str, Any]]
Arrange = Callable[[Any, CasePage, ProceedingRow], None]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a sent form asks for."""

    proceeding_id: int
    action: Action
    actor: Actor
    version: int | None
    note: str
    values: Mapping[str, Any]

    @property
    def base(self) -> dict[str, Any]:
        """Give the arguments every service takes."""
        return {
            "proceeding_id": self.proceeding_id,
            "actor": self.actor,
            "version": self.version,
            "note": self.note,
        }


def take(attempt: Attempt) -> Plan:
    """Take a step that needs nothing but the door."""
    return advance(
        attempt.proceeding_id,
        attempt.action,
        attempt.actor,
        version=attempt.version,
        note=attempt.note,
        data=attempt.values,
    )


def through(verb: Callable[..., Plan]) -> Callable[[Attempt], Plan]:
    """Take a step that has a service of its own; the form's values are its arguments."""

    def call(attempt: Attempt) -> Plan:
        return verb(**attempt.base, **attempt.values)

    return call


def of_paper(attempt: Attempt) -> Plan:
    """Take a step of a paper that is being written, after asking what it still lacks."""
    return writing.take(**attempt.base, action=attempt.action)


def _nothing(form: Any, page: CasePage, proceeding: ProceedingRow) -> None:
    """Leave a form as it is."""


@dataclass(frozen=True, slots=True)
class StepPage:
    """How one step is put to an officer."""

    form: type[DeskForm] = DeskForm
    call: Callable[[Attempt], Plan] = take
    known: Known = prefill.nothing
    arrange: Arrange = _nothing
    lede: str = ""
    fine: bool = False  # the statutory range stands beside the form
    leaves: bool = False  # the case leaves the bureau, and its page with it
    where: str = "desk.step"  # the page that takes the step, where it has one of its own


A = Action
PAGES: Mapping[Action, StepPage] = MappingProxyType(
    {
        A.START_CHECK: StepPage(),
        A.REQUEST_SUPPLEMENT: StepPage(intake_desk.SupplementForm),
        A.ROUTE: StepPage(
            intake_desk.RouteForm,
            through(intake.route),
            prefill.nothing,
            prefill.other_bureaus,
            leaves=True,
        ),
        A.TELL_WHERE_TO_GO: StepPage(intake_desk.ElsewhereForm),
        A.FILE_CASE: StepPage(
            intake_desk.FileCaseForm, through(intake.file_case), prefill.filing, prefill.officers
        ),
        A.REFUSE_FILING: StepPage(intake_desk.RefuseFilingForm, known=prefill.filing),
        A.EXTEND_CHECK: StepPage(
            intake_desk.ExtendForm,
            known=prefill.extension("GEN-01"),
            arrange=prefill.extension_hint("GEN-01"),
        ),
        A.NOTIFY_COMPLAINANT: StepPage(lede="制作举报处理结果告知书，送投诉人。"),
        A.OPEN_MEDIATION: StepPage(
            mediation_forms.OpenForm,
            through(mediation.open_mediation),
            lede="由您担任调解员。调解内容只有您和双方能看到。",
        ),
        A.CONSENT: StepPage(mediation_forms.ConsentForm, known=prefill.consent),
        A.REFUSE_MEDIATION: StepPage(mediation_forms.RefusalForm),
        A.SCHEDULE_SESSION: StepPage(mediation_forms.SessionForm, known=prefill.session),
        A.HOLD_SESSION: StepPage(mediation_forms.SessionRecordForm, known=prefill.session_record),
        A.DRAFT_AGREEMENT: StepPage(
            mediation_forms.AgreementForm, through(mediation.draft_agreement), prefill.agreement
        ),
        A.CONCLUDE_AGREEMENT: StepPage(lede="双方都已签署，制作调解协议书。"),
        A.TERMINATE_MEDIATION: StepPage(mediation_forms.TerminateForm),
        A.START_INVESTIGATION: StepPage(),
        A.RECORD_INSPECTION: StepPage(investigation.InspectionForm, known=prefill.inspection),
        A.RECORD_INQUIRY: StepPage(investigation.InquiryForm, known=prefill.inquiry),
        A.PROPOSE_MEASURE: StepPage(measures.ProposeMeasureForm),
        A.CLOSE_INVESTIGATION: StepPage(
            investigation.ReportForm, known=prefill.report, arrange=prefill.report_options, fine=True
        ),
        A.SUBMIT_CASE_REVIEW: StepPage(),
        A.SUBMIT_LEGAL_REVIEW: StepPage(),
        A.AGREE_REVIEW: StepPage(penalty_forms.AgreeForm, fine=True),
        A.RETURN_FILE: StepPage(penalty_forms.ReturnForm, fine=True),
        A.APPROVE_NOTICE: StepPage(
            call=through(penalty.approve_notice),
            lede="告知内容按调查终结报告拟定，批准后编号、制作告知书，交办案人员送达。",
            fine=True,
        ),
        A.STATE_DEFENCE: StepPage(penalty_forms.DefenceForm, known=prefill.defence),
        A.WAIVE_STATEMENT: StepPage(penalty_forms.WaiveStatementForm, known=prefill.declaration),
        A.WAIVE_HEARING: StepPage(penalty_forms.WaiveHearingForm, known=prefill.declaration),
        A.REQUEST_HEARING: StepPage(penalty_forms.RequestHearingForm, known=prefill.declaration),
        A.WITHDRAW_HEARING: StepPage(penalty_forms.WaiveHearingForm, known=prefill.declaration),
        A.ANSWER_DEFENCE: StepPage(
            penalty_forms.AnswerForm, known=prefill.answers, arrange=prefill.defence_lines
        ),
        A.CLEAR_NOTICE: StepPage(),
        A.DISCUSS_COLLECTIVELY: StepPage(penalty_forms.DiscussionForm, known=prefill.discussion, fine=True),
        A.DECIDE_PENALTY: StepPage(
            penalty_forms.DecideForm,
            through(penalty.decide),
            prefill.decision,
            lede="决定作出即编文号，内容冻结，不能改动。",
            fine=True,
        ),
        A.CLOSE: StepPage(closing.CloseForm, known=prefill.closing),
        A.ARCHIVE: StepPage(closing.ArchiveForm, known=prefill.archive),
        A.EXTEND_TERM: StepPage(
            penalty_forms.ExtendTermForm,
            known=prefill.extension("GEN-07"),
            arrange=prefill.extension_hint("GEN-07"),
        ),
        A.APPROVE_MEASURE: StepPage(),
        A.REFUSE_MEASURE: StepPage(measures.HandlingForm),
        A.SEIZE: StepPage(measures.SeizeForm, lede="当场交付决定书和清单，扣押期限从今天起算。"),
        A.EXTEND_MEASURE: StepPage(
            measures.ExtendMeasureForm,
            known=prefill.extension("COE-01"),
            arrange=prefill.extension_hint("COE-01"),
        ),
        A.LIFT: StepPage(measures.HandlingForm),
        A.DELIVER: StepPage(service.DeliverForm, through(serving.deliver), prefill.delivery),
        A.ATTEMPT: StepPage(service.AttemptForm, known=prefill.attempt),
        A.RECORD_PAYMENT: StepPage(closing.PaymentForm, through(enforcement.record_payment), prefill.payment),
        A.CONFIRM_PAID: StepPage(closing.ConfirmPaidForm),
        A.PREPARE_PUBLIC_COPY: StepPage(
            disclosure_forms.PrepareForm,
            through(disclosure.prepare),
            lede="公示件按规则遮蔽并自动检查，发现个人信息即不能制作。",
        ),
        A.PUBLISH: StepPage(
            call=through(disclosure.publish), lede="请先打开公示件核对。公示后同时报送信用信息。"
        ),
        A.WITHDRAW_PUBLICATION: StepPage(disclosure_forms.WithdrawForm, through(disclosure.withdraw)),
        A.WRITE_PAPER: StepPage(where="desk.show_draft"),
        A.REVISE_PAPER: StepPage(where="desk.show_draft"),
        A.SUBMIT_TO_HEAD: StepPage(call=of_paper),
        A.SUBMIT_TO_LEADER: StepPage(call=of_paper),
        A.RETURN_DRAFT: StepPage(ReturnDraftForm, through(writing.send_back)),
        A.APPROVE_PAPER: StepPage(call=of_paper, lede="请先打开草稿核对。批准即编文号，内容冻结，不能改动。"),
        A.ISSUE_PAPER: StepPage(call=of_paper, lede="制发即编文号，内容冻结，不能改动。"),
        A.DISCARD_DRAFT: StepPage(),
        A.REPORT_ON_SPOT: StepPage(),
    }
)
# Acts with legal effect that nobody can take back.
DANGEROUS = frozenset({A.DECIDE_PENALTY, A.WITHDRAW_PUBLICATION})
