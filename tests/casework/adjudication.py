"""A patent adjudication walked through the writing of its papers until it is ready to be decided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

import documents
from casework import clock
from casework.calendar_table import working_calendar
from casework.db import db, transaction
from casework.demo.walk import Walk
from casework.models import CaseRight, Document, Evidence, Proceeding
from casework.services import serving, writing
from casework.services.drafting.written import FRAME
from tests import builders
from workflows.vocabulary import Action, Procedure

Hold = Callable[[datetime], datetime]
DECISION, COPY, PANEL, CALL = (
    "patent_adjudication_decision",
    "patent_response_notice",
    "panel_notice",
    "oral_hearing_notice",
)
_NUMBER = "ZL202010000123.0"


@dataclass(frozen=True, slots=True)
class Dispute:
    """A case that stands ready for its adjudication."""

    walked: Walk
    hold: Hold
    heard_at: str

    def content(self, **changes: Any) -> dict[str, Any]:
        """The sample's words, of this case's own hearing; `changes` are parts of the paper."""
        typed = words(DECISION)
        typed["oral_session"] = {**typed["oral_session"], "at": self.heard_at}
        typed["suspension"] = None
        typed["evidence_finding"] = "双方对证据的真实性没有异议，予以采信；能否证明现有技术，在理由中论述。"
        return typed | changes

    def draft(self, kind: str = DECISION, **changes: Any) -> Proceeding:
        """A draft of the paper, sent to the leader."""
        content = self.content(**changes) if kind == DECISION else words(kind) | changes
        return sent(self.walked, kind, content)


def words(kind: str) -> dict[str, Any]:
    return {name: value for name, value in documents.sample(kind).items() if name not in FRAME}


def sent(walked: Walk, kind: str, content: dict[str, Any]) -> Proceeding:
    officer = walked.staff("officer1")
    made = writing.begin(case_id=walked.public_id, kind=kind, actor=officer, content=content)
    row = db.session.scalars(select(Proceeding).where(Proceeding.public_id == made)).one()
    take(walked, row, Action.SUBMIT_TO_LEADER, "officer1")
    return row


def take(walked: Walk, row: Proceeding, action: Action, post: str) -> None:
    fresh = db.session.get_one(Proceeding, row.id)
    writing.take(proceeding_id=fresh.id, action=action, actor=walked.staff(post), version=fresh.version)


def issue(walked: Walk, kind: str, content: dict[str, Any]) -> Document:
    """Approved, made, and served on everybody it is for, today."""
    row = sent(walked, kind, content)
    take(walked, row, Action.APPROVE_PAPER, "leader")
    builders.drain()
    for service in db.session.scalars(
        select(Proceeding).where(Proceeding.parent_id == row.id, Proceeding.procedure == Procedure.SERVICE)
    ).all():
        serve(walked, service.id, clock.today())
    return db.session.scalars(select(Document).where(Document.kind == kind)).one()


def serve(walked: Walk, service_id: int, on: date) -> None:
    fresh = db.session.get_one(Proceeding, service_id)
    serving.deliver(
        proceeding_id=fresh.id,
        actor=walked.staff("officer1"),
        version=fresh.version,
        served_on=on,
        proof={"way": "direct", "place": "厂区", "receiver": "某人", "relation": "本人"},
    )


def patent(walked: Walk) -> None:
    """The case is about a patent, and its evidence says what it proves."""
    with transaction():
        db.session.add(
            CaseRight(
                case_id=walked.case_id,
                kind="patent",
                number=_NUMBER,
                name="一种茶叶揉捻机的加压装置",
                holder_name="某公司",
                classes=[],
                valid_to=date(2040, 1, 6),
            )
        )
        for row in db.session.scalars(select(Evidence).where(Evidence.case_id == walked.case_id)):
            row.proves = row.proves or ["被控侵权产品的结构"]
            row.source = row.source or "请求人提供"


def ready(walked: Walk, hold: Hold) -> Dispute:
    """The panel told, the copy served and the oral hearing held; the time to answer is over."""
    patent(walked)
    calendar, today = working_calendar(), clock.today()
    session = calendar.add_working_days(today, 15)
    heard_at = f"{session.isoformat()}T09:00"
    issue(walked, PANEL, words(PANEL))
    issue(walked, COPY, words(COPY))
    issue(walked, CALL, words(CALL) | {"oral_session": {"at": heard_at, "place": "审理庭"}})
    hold(builders.moment(calendar.add_working_days(session, 2), 10))
    return Dispute(walked, hold, heard_at)
