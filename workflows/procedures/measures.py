"""Measures 查封扣押: proposed, approved, in force with its 30 days, and out of it again.

商标法 62; 行政强制法 18, 22 to 28; 行政处罚程序规定 36 to 42. The term never rolls past a day off.
"""

from __future__ import annotations

from collections.abc import Iterable

from workflows.engine import Facts, Open, Reason, Start, Step, Table, Transition
from workflows.permissions import case_officer, given, leader, not_handling_officer, system, two_officers
from workflows.procedures.terms import extendable, over
from workflows.vocabulary import Action, DocumentKind, FactKey, Procedure, State

_LAW = "《中华人民共和国行政强制法》"
_HELD = {State.IN_FORCE, State.EXTENDED}


def items_listed(facts: Facts, step: Step) -> Iterable[Reason]:
    """The list names goods with a quantity (行政强制法 24)."""
    items = facts.value(FactKey.SEIZED_ITEMS) or ()
    if not items or any(not item.get("name") or not item.get("quantity") for item in items):
        yield Reason("no_items", "扣押清单没有写明物品的名称和数量。", f"{_LAW}第二十四条")


def told_on_the_spot(facts: Facts, step: Step) -> Iterable[Reason]:
    """Certificates shown, reasons, basis, rights and remedies told, party heard (行政强制法 18)."""
    told = set(step.given("told") or ())
    for code, text in (
        ("certificate", "出示执法身份证件"),
        ("reasons", "当场告知采取强制措施的理由、依据以及当事人的权利、救济途径"),
        ("heard", "听取当事人的陈述和申辩"),
    ):
        if code not in told:
            yield Reason(f"given_{code}", f"没有确认：{text}。", f"{_LAW}第十八条")


def seizure_power(facts: Facts, step: Step) -> Iterable[Reason]:
    """Goods may be seized only where a statute gives the power for this violation (行政强制法 10)."""
    violation = facts.value(FactKey.VIOLATION)
    if violation:
        rule = step.book.penalty(str(violation))
        if "不罚款" in rule.name or violation == "PT-INF":
            yield Reason(
                "no_power", "专利侵权纠纷没有查封、扣押的职权。", "《中华人民共和国专利法》第六十九条第二款"
            )


TABLE = Table(
    Procedure.MEASURES,
    (
        Transition(
            Action.APPROVE_MEASURE,
            {State.MEASURE_PROPOSED},
            State.MEASURE_APPROVED,
            may=leader,
            guards=(not_handling_officer, two_officers, items_listed, seizure_power),
            basis=f"{_LAW}第十八条第一项；《中华人民共和国商标法》第六十二条",
            hint="实施前须经负责人批准。",
        ),
        Transition(
            Action.REFUSE_MEASURE,
            {State.MEASURE_PROPOSED},
            State.MEASURE_REFUSED,
            may=leader,
            guards=(given(FactKey.MEASURE_HANDLING, "不批准的理由"),),
            records=(FactKey.MEASURE_HANDLING,),
            basis=f"{_LAW}第十八条第一项",
        ),
        Transition(
            Action.SEIZE,
            {State.MEASURE_APPROVED},
            State.IN_FORCE,
            may=case_officer,
            guards=(two_officers, items_listed, told_on_the_spot),
            starts=(Start("COE-01"),),
            papers=(DocumentKind.COERCIVE_MEASURE_DECISION, DocumentKind.INVENTORY_LIST),
            opens=(
                Open(
                    Procedure.SERVICE,
                    State.PREPARED,
                    paper=DocumentKind.COERCIVE_MEASURE_DECISION,
                    tells=Action.SERVE_MEASURE,
                ),
            ),
            basis=f"{_LAW}第十八条、第二十四条、第二十五条",
            hint="当场交付决定书和清单，期限自实施之日起计算，遇休息日不顺延。",
        ),
        Transition(
            Action.SERVE_MEASURE,
            {State.IN_FORCE, State.EXTENDED, State.EXPIRED, State.LIFTED, State.CONFISCATED},
            None,
            may=system,
            basis=f"{_LAW}第二十四条",
        ),
        Transition(
            Action.EXTEND_MEASURE,
            {State.IN_FORCE},
            State.EXTENDED,
            may=leader,
            guards=(extendable("COE-01"), given(FactKey.MEASURE_HANDLING, "延长的理由")),
            records=(FactKey.MEASURE_HANDLING,),
            extends="COE-01",
            papers=(DocumentKind.COERCIVE_MEASURE_EXTENSION,),
            basis=f"{_LAW}第二十五条第一款",
            hint="情况复杂的，届满前批准，只能延长一次，书面告知当事人。",
        ),
        Transition(
            Action.LIFT,
            {State.IN_FORCE, State.EXTENDED, State.EXPIRED},
            State.LIFTED,
            may=leader | case_officer,
            guards=(two_officers, given(FactKey.MEASURE_HANDLING, "解除的理由")),
            records=(FactKey.MEASURE_HANDLING,),
            stops=("COE-01",),
            papers=(DocumentKind.COERCIVE_MEASURE_RELEASE,),
            basis=f"{_LAW}第二十八条；《市场监督管理行政处罚程序规定》第四十二条",
            hint="立即退还财物。",
        ),
        Transition(
            Action.CONFISCATE,
            {State.IN_FORCE, State.EXTENDED, State.EXPIRED},
            State.CONFISCATED,
            may=system,
            stops=("COE-01",),
            basis=f"{_LAW}第二十七条",
        ),
        Transition(
            Action.EXPIRE,
            _HELD,
            State.EXPIRED,
            may=system,
            guards=(over("COE-01"),),
            stops=("COE-01",),
            basis=f"{_LAW}第二十八条第一款第四项",
        ),
    ),
)
