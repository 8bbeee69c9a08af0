"""Papers of a seizure: decision, list, extension, release. Its term never rolls past a day off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from casework.models import Deadline
from casework.services.drafting import issued, outcome, people, places, terms
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from workflows import clocks
from workflows.vocabulary import DocumentKind, FactKey

RULE = "COE-01"
GOODS = "财物"


def coercive_measure_decision(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    return people.filled(
        {
            "party": people.particulars(context.respondent),
            "reason": context.value(FactKey.MEASURE_REASONS),
            "violation": outcome.violation(context),
            "measure": issued.SEIZURE,
            "measure_basis": _power(context),
            "items": _summed(issued.items(context)),
            "term": _first_term(context),
            "kept_at": _kept_at(context),
            "remedies": terms.remedies(context),
            "officers": people.officers(context),
            "contact": people.contact(context),
            "access": dict(context.access) if context.access else None,
        }
    )


def inventory_list(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    parent = file.paper(DocumentKind.COERCIVE_MEASURE_DECISION)
    return people.filled(
        {
            "party": people.particulars(context.respondent),
            "parent": {"title": parent.title, "number": parent.number or ""} if parent else None,
            "list_kind": GOODS,
            "items": issued.items(context),
            "officers": people.officers(context),
            "kept_at": _kept_at(context),
            "witness": people.witness((context.value(FactKey.INSPECTION) or {}).get("witness")),
        }
    )


def coercive_measure_extension(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    clock = file.clock_of(RULE, context.proceeding.id)
    before = _without_last_extension(context, clock) if clock else None
    return people.filled(
        {
            "party": people.particulars(context.respondent),
            "first_decision": issued.first_measure(context, file, until=before),
            "measure": issued.SEIZURE,
            "extension_basis": terms.article(context.step.book.deadline(RULE, context.issued_on)),
            "reason": _handling(context),
            "term": _longer_term(context, clock, before) if clock and before else None,
            "remedies": terms.remedies(context),
        }
    )


def coercive_measure_release(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    clock = file.clock_of(RULE, context.proceeding.id)
    return people.filled(
        {
            "party": people.particulars(context.respondent),
            "first_decision": issued.first_measure(context, file, until=clock.due_on if clock else None),
            "measure": issued.SEIZURE,
            "reason": _handling(context),
            "items": issued.items(context),
            "collect_at": _kept_at(context),
            "contact": people.contact(context),
        }
    )


def _summed(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same goods in one figure; models and batches stand on the list that goes along."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for item in items:
        key = (item.get("name", ""), item.get("unit", ""))
        known, more = str(found.get(key, {}).get("quantity", "0")), str(item.get("quantity", ""))
        if not (known.isdecimal() and more.isdecimal()):
            return items
        found[key] = people.filled({"name": key[0], "unit": key[1], "quantity": str(int(known) + int(more))})
    return list(found.values())


def _power(context: Context) -> str:
    rule = outcome.rule_of(context)
    return places.seizure_power(rule.family, context.issued_on) if rule else ""


def _kept_at(context: Context) -> str:
    return str(context.value(FactKey.MEASURE_PLACE) or context.bureau.address or context.bureau.name)


def _handling(context: Context) -> str:
    return str((context.value(FactKey.MEASURE_HANDLING) or {}).get("reason") or "")


def _first_term(context: Context) -> dict[str, str]:
    clock = context.facts.clock(RULE)
    begun = clock.start_on if clock else context.step.today
    rule = context.step.book.deadline(RULE, begun)
    due_on = clock.due_on if clock else terms.due(context, RULE, begun).due_on
    longer = terms.length(rule.extension_length, rule.extension_unit) if rule.extension_length else ""
    return _term(begun, due_on, terms.of_rule(rule)) | people.filled({"longer_label": longer})


def _longer_term(context: Context, clock: Deadline, before: date) -> dict[str, str]:
    """The days that the extension adds: from the day after the first term to the new last day."""
    added = (clock.extensions or [{}])[-1]
    label = terms.length(int(added["length"]), str(added["unit"])) if added.get("length") else ""
    return _term(before + timedelta(days=1), clock.due_on, label)


def _without_last_extension(context: Context, clock: Deadline) -> date:
    rule = context.step.book.deadline(RULE, clock.start_on)
    found = clocks.compute(
        rule,
        clock.start_on,
        context.step.calendar,
        extensions=tuple(clocks.Extension(e["length"], e["unit"]) for e in (clock.extensions or ())[:-1]),
        exclusions=tuple(
            clocks.Exclusion(date.fromisoformat(e["start"]), date.fromisoformat(e["end"]), e["reason"])
            for e in clock.exclusions or ()
        ),
    )
    return found.due_on


def _term(first: date, last: date, label: str) -> dict[str, str]:
    return people.filled({"starts_on": first.isoformat(), "ends_on": last.isoformat(), "days_label": label})
