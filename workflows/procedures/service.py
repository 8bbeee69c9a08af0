"""Service 送达: one proceeding for each paper and recipient (程序规定 81 to 83; 行政处罚法 61).

A paper can be served only after its bytes are recorded; serving performs the parent's step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from workflows.engine import Facts, Reason, Start, Step, Table, Tell, Transition
from workflows.permissions import case_officer, given, system
from workflows.vocabulary import Action, DocumentKind, FactKey, Procedure, ServiceWay, State

_BASIS = "《市场监督管理行政处罚程序规定》第八十一条、第八十二条"
# Terms that begin for each party on the day it is served, by the kinds of paper that officers write; the
# papers of the penalty procedure tell their own proceeding, which starts theirs. How long is in the rules.
BEGINS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "PAD-08": frozenset(
            {"patent_adjudication_decision", "request_rejection_decision", "repeat_infringement_decision"}
        ),
        "REM-01": frozenset({"on_the_spot_decision"}),
    }
)


def _begins(rule_id: str) -> Start:
    """The term of a rule, from the day of service, where the paper served is one that begins it."""
    kinds = BEGINS[rule_id]
    return Start(
        rule_id, on="served_on", when=lambda facts, step: facts.proceeding.subject.get("paper") in kinds
    )


def rendered(facts: Facts, step: Step) -> Iterable[Reason]:
    """The bytes served are the bytes recorded."""
    if not facts.value(FactKey.RENDERED):
        yield Reason("not_rendered", "文书正在制作，制成后才能送达。", _BASIS)


def service_day(facts: Facts, step: Step) -> Iterable[Reason]:
    """Served on or after the day of issue and not in the future."""
    text = step.given("served_on")
    if not text:
        yield Reason("given_served_on", "没有填写送达日期。", _BASIS)
        return
    served_on = date.fromisoformat(str(text))
    paper = next((d for d in facts.documents if d.id == facts.proceeding.subject.get("document_id")), None)
    if served_on > step.today:
        yield Reason("served_in_future", "送达日期不能晚于今天。", _BASIS)
    if paper is not None and served_on < paper.issued_on:
        yield Reason("served_before_issue", "送达日期不能早于文书作出的日期。", _BASIS)


def service_proof(facts: Facts, step: Step) -> Iterable[Reason]:
    """Each way of service has its proof (程序规定 82)."""
    proof = step.given(FactKey.SERVICE_PROOF) or {}
    if not proof.get("way"):
        yield Reason("given_way", "没有选择送达方式。", _BASIS)
        return
    if not proof.get("receiver"):
        yield Reason("given_receiver", "没有填写签收人。", _BASIS)
    if proof["way"] == ServiceWay.LEFT and not proof.get("witness"):
        yield Reason("given_witness", "留置送达应当写明见证人或者录像情况。", _BASIS)
    if proof["way"] == ServiceWay.POST and not proof.get("proof"):
        yield Reason("given_proof", "邮寄送达应当写明回执号。", _BASIS)


TABLE = Table(
    Procedure.SERVICE,
    (
        Transition(
            Action.PAPER_RENDERED,
            {State.PREPARED, State.ATTEMPTED},
            None,
            may=system,
            records=(FactKey.RENDERED,),
            private=True,
            basis=_BASIS,
        ),
        Transition(
            Action.DELIVER,
            {State.PREPARED, State.ATTEMPTED},
            State.SERVED,
            may=case_officer,
            guards=(rendered, service_day, service_proof),
            records=(FactKey.SERVICE_PROOF,),
            private=True,
            starts=tuple(_begins(rule_id) for rule_id in BEGINS),
            papers=(DocumentKind.SERVICE_RECEIPT,),
            tells=(Tell(None),),
            basis=_BASIS,
            hint="送达日期决定陈述申辩、缴款、复议、诉讼的期限，请按回证填写。",
        ),
        Transition(
            Action.ATTEMPT,
            {State.PREPARED, State.ATTEMPTED},
            State.ATTEMPTED,
            may=case_officer,
            guards=(rendered, given(FactKey.SERVICE_ATTEMPT, "送达未成的情况")),
            records=(FactKey.SERVICE_ATTEMPT,),
            private=True,
            basis=_BASIS,
            hint="写明日期、方式和原因，换一种方式再送。",
        ),
    ),
)
