"""Papers that an officer wrote and that lack nothing: from the samples, with the papers that went before."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import documents
from tests.workflows.known import LEADER, OFFICERS, event, facts, person, proceeding, running
from tests.workflows.known import step as attempt
from tests.workflows.lint.clean import Draft
from workflows.engine import PartyView
from workflows.lint import EARLIER, LABELS
from workflows.vocabulary import Action, Procedure, Role, State

DECISION, REJECTION, REPEAT = (
    "patent_adjudication_decision",
    "request_rejection_decision",
    "repeat_infringement_decision",
)
REQUESTER, ACCUSED = "91341802MATLCMK1XX", "91341881MATLCMK1XB"
SIDES = (
    PartyView(1, "complainant", "legal", "黄山市示例丁茶机科技有限公司", 21),
    PartyView(2, "respondent", "legal", "宁国市示例丙机械有限公司", 22),
)
PANEL = [{"name": "吴示例"}, {"name": "王执法"}, {"name": "李执法"}]
DAY = date(2026, 10, 12)


def earlier(kind: str, on: str, *, served: str = "", serve: int = 0, **data: Any) -> dict[str, Any]:
    """A paper that the case issued before; `serve` is how many have to be served with it."""
    return {"kind": kind, "number": "", "on": on, "to_serve": serve, "served_on": served, "data": data}


TOLD = earlier("panel_notice", "2026-06-15", served="2026-06-17", serve=2, panel=PANEL)
COPY = earlier("patent_response_notice", "2026-06-15", served="2026-06-17", serve=1)
CALLED = earlier(
    "oral_hearing_notice",
    "2026-07-08",
    served="2026-07-10",
    serve=2,
    oral_session={"at": "2026-07-20T09:00", "place": "审理庭"},
)
STOPPED = earlier("suspension_decision", "2026-07-22", suspended_on="2026-07-22")
WENT_ON = earlier("resumption_notice", "2026-08-25", resumed_on="2026-08-25")
LONGER = earlier("adjudication_extension_approval", "2026-10-13")
BEFORE = (TOLD, COPY, CALLED, STOPPED, WENT_ON)


def written(
    kind: str, *, day: date | None = None, before: Iterable[Mapping[str, Any]] = (), **changes: Any
) -> Draft:
    """The sample of a kind, at the moment of its approval; `changes` are parts of the paper."""
    paper = {**documents.sample(kind), "number": "", **changes}
    on = day or date.fromisoformat(str(paper.get("issued_on") or "2026-10-12"))
    paper["issued_on"] = on.isoformat()
    for key, view, code in zip(("complainant", "party"), SIDES, (REQUESTER, ACCUSED), strict=True):
        if paper.get(key):
            paper[key] = {**paper[key], "name": view.name, "kind": view.kind, "uscc": code}
            paper[key].pop("id_number", None)
    here = replace(
        proceeding(Procedure.WRITING, State.WITH_LEADER), subject={"kind": kind, "approver": "leader"}
    )
    penalty = proceeding(Procedure.PENALTY, State.REVIEW_PASSED, 2)
    known = replace(
        facts(Procedure.WRITING, State.WITH_LEADER),
        proceeding=here,
        proceedings=(here, penalty),
        parties=SIDES,
        officers=OFFICERS,
    )
    labels = {field.name: field.label for field in documents.fields(kind)}
    data = {LABELS: labels, EARLIER: list(before)}
    return Draft(known, attempt(Action.APPROVE_PAPER, person(LEADER, Role.LEADER), on, **data), paper)


def adjudicated(**changes: Any) -> Draft:
    return written(DECISION, before=BEFORE, **changes)


def rejected(**changes: Any) -> Draft:
    return written(REJECTION, before=BEFORE, **changes)


def repeated(**changes: Any) -> Draft:
    sent = earlier("patent_response_notice", "2026-12-04", served="2026-12-07", serve=1)
    return written(REPEAT, before=(TOLD, sent), **changes)


def after(draft: Draft, *papers: Mapping[str, Any]) -> Draft:
    """The same draft in a case that issued these papers before."""
    return draft.data(**{EARLIER: list(papers)})


def without(draft: Draft, *kinds: str) -> Draft:
    return after(draft, *(one for one in draft.step.data[EARLIER] if one["kind"] not in kinds))


def spared(**changes: Any) -> Draft:
    """No penalty: the case was reviewed, its term runs."""
    made = written("no_penalty_decision", **changes)
    events = (
        event(Action.SUBMIT_CASE_REVIEW, of=2),
        event(Action.AGREE_REVIEW, 4, of=2),
    )
    clocks = (running("GEN-07", date(2026, 8, 25), date(2026, 11, 23), of=2),)
    return made.case(events=events, deadlines=clocks).values(violation="TM57-3", act_ended="2026-08-17")
