"""Papers of the prior notice: the notice itself and the record of the defence."""

from __future__ import annotations

from typing import Any

from casework.models import Event
from casework.services.drafting import issued, outcome, people, proof, terms
from casework.services.drafting.casefile import CaseFile, minute
from casework.services.drafting.context import Context
from casework.services.drafting.investigation import rights
from workflows.vocabulary import Action, FactKey

ONLINE = "网上提交"


def penalty_notice(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    access = context.access
    return (
        {"evidence": issued.evidence(file), "hearing": outcome.hearing_told(context)}
        | outcome.amounts(context, outcome.penalty(context))
        | people.filled(
            {
                "party": people.particulars(context.respondent),
                "facts_found": context.value(FactKey.FACTS_FOUND),
                "violation": outcome.violation(context),
                "discretion": context.value(FactKey.DISCRETION),
                "rights": rights(context, hidden=hidden),
                "window": terms.answer(context),
                "proof": proof.ways(context, terms.ANSWER, begins="收到本告知书当日"),
                "contact": people.contact(context),
                "access": {"url": access["url"], "code": access["code"]} if access else None,
            }
        )
    )


def defence_record(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    """The defence as it came in: when, from whom, and line by line; if sent in, nobody was heard.

    When and where a hearing of the party ended is not known here: it is written on the paper.
    """
    stated = file.stated(FactKey.DEFENCE_LINES)
    at = minute(stated.stated_at if stated else context.step.now)
    event = file.last(Action.STATE_DEFENCE)
    by_officer = event is not None and event.actor_id in context.facts.officer_ids()
    officers = people.officers(context)
    speaker = people.representative(context.respondent)
    known = (_party_name(context), speaker.get("name"))
    if event is not None and not by_officer and event.actor_name not in known:
        speaker = {"name": event.actor_name}
    return (
        people.filled(
            {
                "started_at": at,
                "means": "" if by_officer else ONLINE,
                "recorder": _recorder(context, event if by_officer else None, officers),
                "party": people.particulars(context.respondent),
                "person": speaker,
                "notice": issued.notice(context, file),
            }
        )
        | {
            "officers": officers,
            "statements": outcome.statements(context),
        }
        | _hearing(context)
    )


def _recorder(context: Context, event: Event | None, officers: list[dict[str, str]]) -> str:
    """An officer, never the party: who took the statement down, else who acts now, else the first."""
    if event is not None:
        return event.actor_name
    names = [officer["name"] for officer in officers]
    actor = context.step.actor.name
    return actor if actor in names or not names else names[0]


def _party_name(context: Context) -> str:
    return context.respondent.name if context.respondent else ""


def _hearing(context: Context) -> dict[str, bool]:
    """What the party said about a hearing; nothing when nothing was said."""
    if context.value(FactKey.HEARING_WAIVED):
        return {"hearing_waived": True}
    return {"hearing_waived": False} if context.value(FactKey.HEARING_REQUEST) else {}
