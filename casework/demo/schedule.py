"""When each step of a demo case happens: so many working days after the complaint, at an hour of the day.

The list is in lawful order; a story walks it as far as its `until`.
"""

from __future__ import annotations

from dataclasses import dataclass

from casework.demo import decision_steps as d
from casework.demo import intake_steps as i
from casework.demo import investigation_steps as v
from casework.demo import mediation_steps as m
from casework.demo.story import Story
from casework.demo.walk import Stepper


@dataclass(frozen=True, slots=True)
class Stop:
    """One step: its key, the working days since the complaint, the minutes after 8 o'clock."""

    key: str
    day: int
    minute: int
    take: Stepper


_INTAKE = (
    Stop("submit", 0, 40, i.submit),
    Stop("ask", 1, 70, i.ask),
    Stop("supply", 3, 130, i.supply),
    Stop("check", 4, 60, i.check),
    Stop("file", 7, 400, i.file_case),
    Stop("notify", 8, 60, i.notify),
)
_INVESTIGATION = (
    Stop("begin", 8, 90, v.begin),
    Stop("inspect", 9, 190, v.inspect),
    Stop("propose", 9, 200, v.propose_measure),
    Stop("approve_measure", 9, 210, v.approve_measure),
    Stop("seize", 9, 220, v.seize),
    Stop("deliver_measure", 9, 230, v.deliver),
    Stop("inquire", 11, 470, v.inquire),
    Stop("log", 12, 100, v.log_evidence),
)
_MEDIATION = (
    Stop("open_mediation", 10, 60, m.open_mediation),
    Stop("consent", 11, 500, m.consent),
    Stop("schedule", 12, 60, m.schedule_session),
    Stop("session", 15, 240, m.hold_session),
    Stop("agreement", 15, 260, m.draft_agreement),
    Stop("sign", 15, 280, m.sign),
    Stop("conclude", 15, 290, m.conclude),
)
_REVIEW = (
    Stop("report", 17, 420, v.close_investigation),
    Stop("to_review", 18, 60, v.submit_review),
    Stop("agree", 20, 80, v.agree_review),
    Stop("notice", 21, 90, d.approve_notice),
    Stop("deliver_notice", 22, 130, v.deliver),
)
_DECISION = (
    Stop("decide", 30, 100, d.decide),
    Stop("deliver_decision", 31, 110, v.deliver),
    Stop("prepare", 34, 90, d.prepare_public),
    Stop("publish", 35, 70, d.publish),
    Stop("pay", 38, 200, d.pay),
    Stop("close", 41, 90, d.close),
    Stop("archive", 43, 120, d.archive),
)


def stops(story: Story) -> list[Stop]:
    """The steps of a story in order, up to and including its last."""
    if story.until == "tell":
        return [_INTAKE[0], Stop("tell", 2, 90, i.tell)]
    if story.until == "refuse_filing":
        return [
            _INTAKE[0],
            Stop("check", 2, 60, i.check),
            Stop("refuse_filing", 6, 90, i.refuse_filing),
            Stop("told", 7, 90, i.notify),
        ]
    intake = list(_INTAKE) if story.missing or story.until in ("ask", "supply") else _without_supplement()
    steps = [
        *intake,
        *_investigation(story),
        *_mediation(story),
        *_review(story),
        *_notice(story),
        *_DECISION,
    ]
    steps.sort(key=lambda stop: (stop.day, stop.minute))
    keys = [stop.key for stop in steps]
    return steps[: keys.index(story.until) + 1]


def _without_supplement() -> list[Stop]:
    return [stop for stop in _INTAKE if stop.key not in ("ask", "supply")]


def _investigation(story: Story) -> list[Stop]:
    seized = ("propose", "approve_measure", "seize", "deliver_measure")
    steps = [stop for stop in _INVESTIGATION if story.measures or stop.key not in seized]
    # Thirty days pass before a decision can be made, so the seizure is extended in time.
    longer = [Stop("extend_measure", 23, 240, v.extend_measure)] if story.measures else []
    return steps + longer


def _mediation(story: Story) -> list[Stop]:
    if "mediate" not in story.claims:
        return []
    if story.mediation_ends:
        return [_MEDIATION[0], Stop("refuse_mediation", 12, 200, m.refuse_mediation)]
    return list(_MEDIATION)


def _review(story: Story) -> list[Stop]:
    if not story.returned_once:
        return list(_REVIEW)
    return [
        _REVIEW[0],
        _REVIEW[1],
        Stop("return", 19, 90, v.return_file),
        Stop("report_again", 19, 420, v.close_investigation),
        Stop("to_review_again", 19, 450, v.submit_review),
        *_REVIEW[2:],
    ]


def _notice(story: Story) -> list[Stop]:
    """With a defence and a waiver the window closes early; in silence it runs to its end."""
    steps: list[Stop] = []
    if story.defence:
        steps.append(Stop("defence", 24, 150, d.state_defence))
        steps.append(Stop("waive", 24, 170, d.waive_hearing) if story.waives else _nothing())
        steps.append(Stop("answer", 25, 100, d.answer_defence))
    steps.append(Stop("clear", 29, 60, d.clear_notice))
    if story.major:
        steps.append(Stop("discuss", 29, 400, d.discuss))
    return [stop for stop in steps if stop.key]


def _nothing() -> Stop:
    return Stop("", 0, 0, lambda walk: None)
