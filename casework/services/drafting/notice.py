"""Papers of the prior notice: the notice itself and the record of the defence."""

from __future__ import annotations

from typing import Any

from casework.services.drafting import issued, outcome, people
from casework.services.drafting.casefile import CaseFile, minute
from casework.services.drafting.context import Context
from casework.services.drafting.investigation import rights
from workflows.vocabulary import Action, FactKey


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
                "contact": people.contact(context),
                "access": {"url": access["url"], "code": access["code"]} if access else None,
            }
        )
    )


def defence_record(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    """The defence as it came in: when, from whom, and line by line; a defence sent in has no questions."""
    stated = file.stated(FactKey.DEFENCE_LINES)
    at = minute(stated.stated_at if stated else context.step.now)
    event = file.last(Action.STATE_DEFENCE)
    by_officer = event is not None and event.actor_id in context.facts.officer_ids()
    recorder = event.actor_name if event is not None and by_officer else context.step.actor.name
    speaker = people.representative(context.respondent)
    if event is not None and not by_officer and event.actor_name != _party_name(context):
        speaker = {"name": event.actor_name}
    return (
        people.filled(
            {
                "started_at": at,
                "ended_at": at,
                "place": context.bureau.address or context.bureau.name,
                "recorder": recorder,
                "party": people.particulars(context.respondent),
                "person": speaker,
                "notice": issued.notice(context, file),
            }
        )
        | {
            "officers": people.officers(context),
            "statements": outcome.statements(context),
        }
        | _hearing(context)
    )


def _party_name(context: Context) -> str:
    return context.respondent.name if context.respondent else ""


def _hearing(context: Context) -> dict[str, bool]:
    """What the party said about a hearing; nothing when nothing was said."""
    if context.value(FactKey.HEARING_WAIVED):
        return {"hearing_waived": True}
    return {"hearing_waived": False} if context.value(FactKey.HEARING_REQUEST) else {}
