"""Who may: named predicates on (actor, facts), and the guards that keep people apart.

A permission answers yes or no; a guard answers with a sentence and its article. Nothing here
knows an account table or a session.
"""

from __future__ import annotations

from collections.abc import Iterable

from workflows.engine import Actor, Facts, Permission, Reason, Step
from workflows.vocabulary import Action, Duty, PartyRole, Role


def _same_bureau(actor: Actor, facts: Facts) -> bool:
    return bool(actor.bureau) and actor.bureau == facts.bureau


def _role_here(role: Role) -> Permission:
    return Permission(role.label, lambda actor, facts: actor.has(role) and _same_bureau(actor, facts))


def _party(role: PartyRole) -> Permission:
    def ask(actor: Actor, facts: Facts) -> bool:
        return any(p.id in actor.party_ids for p in facts.parties if p.role == role)

    return Permission(role.label, ask)


def _assigned_officer(actor: Actor, facts: Facts) -> bool:
    return _same_bureau(actor, facts) and actor.account_id in facts.officer_ids()


def _assigned_mediator(actor: Actor, facts: Facts) -> bool:
    return _same_bureau(actor, facts) and any(
        o.account_id == actor.account_id for o in facts.officers if o.duty == Duty.MEDIATOR
    )


same_bureau = Permission("本局人员", _same_bureau)
system = Permission("系统", lambda actor, facts: actor.has(Role.SYSTEM))
intake_clerk = _role_here(Role.INTAKE_CLERK)
any_officer = _role_here(Role.CASE_OFFICER)
case_officer = Permission("本案办案人员", _assigned_officer)
unit_head = _role_here(Role.UNIT_HEAD)
reviewer = _role_here(Role.REVIEWER)
legal_reviewer = _role_here(Role.LEGAL_REVIEWER)
leader = _role_here(Role.LEADER)
mediator = _role_here(Role.MEDIATOR)
case_mediator = Permission("本案调解员", _assigned_mediator)
disclosure_officer = _role_here(Role.DISCLOSURE_OFFICER)
complainant = _party(PartyRole.COMPLAINANT)
respondent = _party(PartyRole.RESPONDENT)
# Who may open a sealed telephone number: whoever has to call, nobody else of the bureau.
contact = case_officer | case_mediator | intake_clerk


def two_officers(facts: Facts, step: Step) -> Iterable[Reason]:
    """At least two certified officers handle the case (行政处罚法 42; 程序规定 19, 22)."""
    needed = step.book.limit("OFFICERS_MIN", step.today)
    handling = [o for o in facts.officers if o.duty in (Duty.LEAD, Duty.ASSIST)]
    if len({o.account_id for o in handling}) < needed.value:
        yield Reason(
            "two_officers", f"办案人员只有{len(handling)}名，不得少于{needed.value_text}名。", needed.basis
        )
    for officer in handling:
        if not officer.certificate:
            yield Reason("certificate", f"{officer.name}没有登记行政执法证件号。", needed.basis)


def not_handling_officer(facts: Facts, step: Step) -> Iterable[Reason]:
    """Whoever handles a case does not review it (程序规定 49)."""
    if step.actor.account_id in facts.officer_ids():
        rule = step.book.limit("REVIEWER_APART", step.today)
        yield Reason("reviewer_is_officer", "您是本案办案人员，不能审核或者批准本案。", rule.basis)


def not_reviewing_person(facts: Facts, step: Step) -> Iterable[Reason]:
    """Whoever approves a case did not review it (行政处罚法 57, 58)."""
    reviewed = {e.actor_id for e in facts.done(Action.AGREE_REVIEW, Action.RETURN_FILE)}
    if step.actor.account_id in reviewed:
        rule = step.book.limit("APPROVER_APART", step.today)
        yield Reason("approver_is_reviewer", "您审核过本案，不能再批准本案。", rule.basis)


def legal_qualification(facts: Facts, step: Step) -> Iterable[Reason]:
    """A legal reviewer holds the qualification (行政处罚法 58; 程序规定 51)."""
    if not step.actor.legal_qualified:
        rule = step.book.limit("LEGAL_QUALIFICATION", step.today)
        yield Reason(
            "legal_qualification",
            "法制审核人员应当通过国家统一法律职业资格考试取得法律职业资格。",
            rule.basis,
        )


def given(key: str, label: str, basis: str = ""):  # type: ignore[no-untyped-def]
    """A guard: the form must have brought this. It never closes a button, only a submission."""

    def guard(facts: Facts, step: Step) -> Iterable[Reason]:
        value = step.given(key)
        if value is None or value == "" or value == [] or value == {}:
            yield Reason(f"given_{key}", f"没有填写{label}。", basis)

    return guard
