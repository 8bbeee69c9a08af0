"""Writing 文书制作: one proceeding for each paper that an officer drafts (公文处理条例 19 to 25).

What the catalogue says of the kind (its part of the work, who approves it, whom it goes to) was put into the
subject when it was begun; the catalogue itself is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable

from workflows import spot
from workflows.engine import Actor, Facts, Open, Permission, Reason, Start, Step, Table, Transition
from workflows.lint.judge import lint_clean
from workflows.permissions import (
    any_officer,
    case_mediator,
    case_officer,
    given,
    intake_clerk,
    leader,
    unit_head,
)
from workflows.vocabulary import Action, FactKey, PartyRole, Procedure, RightKind, State

_RULE = "《党政机关公文处理工作条例》"
_FILE = "《市场监督管理行政处罚程序规定》第七十八条"
INTAKE, MEDIATION, ANY = "intake", "mediation", "any"
HEAD, LEADERS = "unit_head", frozenset({"leader", "principal"})
# Parts of the work that go on when a case has ended in this way.
_LATER = frozenset({"credit", "public", ANY})
_GOES_ON: dict[State, frozenset[str]] = {
    State.ARCHIVED: _LATER,
    State.WITHDRAWN: _LATER | {INTAKE},
    State.TOLD_WHERE_TO_GO: _LATER | {INTAKE, "rights_aid"},
    State.NOT_FILED: _LATER | {INTAKE, MEDIATION, "patent", "rights_aid"},
}
_SIDES = (PartyRole.COMPLAINANT, PartyRole.RESPONDENT)
BOTH = "parties"
PATENT_VIOLATIONS = "PT"


def _subject(facts: Facts, key: str) -> str:
    return str(facts.proceeding.subject.get(key) or "")


def _unassigned(actor: Actor, facts: Facts) -> bool:
    return not facts.officer_ids()


_before_officers = Permission("尚未指定办案人员", _unassigned)
_handling = case_officer | (_before_officers & (intake_clerk | any_officer))


def writer_of(part: str) -> Permission:
    """Who writes papers of a part of the work: who handles the case, the mediator, the clerk at intake."""
    if part == MEDIATION:
        return case_mediator
    return _handling | intake_clerk if part == INTAKE else _handling


def _approved_by(*approvers: str) -> Permission:
    names = {"": "无须批准的文书", HEAD: "办案机构负责人批准的文书"}
    name = names.get(approvers[0], "局负责人批准的文书")
    return Permission(name, lambda actor, facts: _subject(facts, "approver") in approvers)


writer = Permission("文书承办人", lambda actor, facts: writer_of(_subject(facts, "part"))(actor, facts))
_unreported = Permission(
    "尚未备案的当场处罚文书",
    lambda actor, facts: spot.kind_of(facts) in spot.ON_THE_SPOT and not facts.done(Action.REPORT_ON_SPOT),
)
_by_nobody, _by_head, _by_leader = _approved_by(""), _approved_by(HEAD), _approved_by(*sorted(LEADERS))


def against(part: str, facts: Facts) -> Iterable[Reason]:
    """Why papers of this part of the work cannot be written in this case now; nothing where they can."""
    why = _not_here(part, facts)
    if why:
        yield Reason("not_of_this_case", why, f"{_RULE}第十九条")
    leading = facts.first(Procedure.PENALTY) or facts.first(Procedure.INTAKE)
    if leading is not None and part not in _GOES_ON.get(leading.state, frozenset({part})):
        yield Reason("case_over", f"本案{leading.state.label}，不能再制作这类文书。", _FILE)


def _not_here(part: str, facts: Facts) -> str:
    """What the case lacks for papers of a part, in words."""
    patent = any(right["kind"] == RightKind.PATENT for right in facts.rights)
    patent = patent or str(facts.value(FactKey.VIOLATION) or "").startswith(PATENT_VIOLATIONS)
    inspected = facts.intake_type == "inspection_clue" or facts.first(Procedure.PENALTY) is not None
    lacks = {
        "penalty": (facts.first(Procedure.PENALTY), "本案没有立案，不能制作行政处罚文书。"),
        MEDIATION: (facts.first(Procedure.MEDIATION), "本案没有启动调解，不能制作调解文书。"),
        "patent": (patent, "本案不涉及专利，不能制作专利侵权纠纷文书。"),
        "credit": (facts.decisions, "本案没有处罚决定，不能制作信用文书。"),
        "public": (facts.decisions, "本案没有处罚决定，不能制作公示文书。"),
        "rights_aid": (facts.rights, "本案没有登记权利，不能制作维权援助文书。"),
        "inspection": (inspected, "本案不是监督检查发现的，也没有立案，不能制作检查文书。"),
    }
    there, words = lacks.get(part, (True, ""))
    return "" if there else words


def belongs(facts: Facts, step: Step) -> Iterable[Reason]:
    """The kind is one for this case, and the case goes on."""
    yield from against(_subject(facts, "part"), facts)


def complete(facts: Facts, step: Step) -> Iterable[Reason]:
    """Nothing that the paper must say is missing; whoever asks for the step brings what was found missing."""
    missing = step.given("missing")
    if missing is None:
        yield Reason("given_missing", "没有核对文书内容是否完整。", f"{_RULE}第二十条")
    for name in missing or ():
        text = f"《{_subject(facts, 'title')}》还缺少：{name}。"
        yield Reason("paper_incomplete", text, f"{_RULE}第二十条")


def not_the_writer(facts: Facts, step: Step) -> Iterable[Reason]:
    """Whoever wrote a paper does not approve it (行政处罚法 57)."""
    wrote = {e.actor_id for e in facts.done(Action.WRITE_PAPER, Action.REVISE_PAPER, *_SUBMITS)}
    if step.actor.account_id in wrote:
        rule = step.book.limit("APPROVER_APART", step.today)
        yield Reason("approver_is_writer", "这份文书由您起草或者送批，应当由别人批准。", rule.basis)


def content(facts: Facts, step: Step) -> Iterable[Reason]:
    """The draft was brought along; one in which nothing had to be typed is a draft, too."""
    if step.given(FactKey.PAPER_CONTENT) is None:
        yield Reason("given_content", "没有填写文书内容。", f"{_RULE}第十九条")


def _served(facts: Facts, step: Step) -> bool:
    """A sealed paper for a party that can be served; a mediation hands over its papers itself."""
    recipient = _subject(facts, "recipient")
    known = any(party.role == recipient for party in facts.parties)
    return known and recipient in _SIDES and _by_officers(facts)


def _served_on_both(facts: Facts, step: Step) -> bool:
    """A sealed paper for both sides: each party is served by itself, on its own day."""
    return _subject(facts, "recipient") == BOTH and _by_officers(facts)


def _by_officers(facts: Facts) -> bool:
    sealed = bool(facts.proceeding.subject.get("sealed"))
    return sealed and bool(facts.officer_ids()) and _subject(facts, "part") != MEDIATION


_SUBMITS = (Action.SUBMIT_TO_HEAD, Action.SUBMIT_TO_LEADER)
_SERVICE = (
    Open(Procedure.SERVICE, State.PREPARED, when=_served),
    Open(Procedure.SERVICE, State.PREPARED, when=_served_on_both, each=_SIDES),
)


def _submit(action: Action, to: State, approver: Permission) -> Transition:
    return Transition(
        action,
        {State.DRAFTED},
        to,
        may=writer & approver,
        guards=(belongs, complete, spot.simple_procedure_kept),
        basis=f"{_RULE}第二十条",
        hint="批准以后编号、制作文书，内容不能再改。",
    )


def _decided(state: State, by: Permission) -> tuple[Transition, ...]:
    """What the one who approves may do with a draft."""
    return (
        Transition(
            Action.APPROVE_PAPER,
            {state},
            State.ISSUED,
            may=by,
            guards=(not_the_writer, belongs, complete, spot.simple_procedure_kept, lint_clean),
            own_paper=True,
            opens=_SERVICE,
            basis=f"{_RULE}第二十二条",
            hint="批准以后编号、制作文书，内容不能再改。",
        ),
        Transition(
            Action.RETURN_DRAFT,
            {state},
            State.DRAFTED,
            may=by,
            guards=(given("reason", "退回的理由", f"{_RULE}第二十一条"),),
            basis=f"{_RULE}第二十一条",
        ),
    )


TABLE = Table(
    Procedure.WRITING,
    (
        Transition(
            Action.WRITE_PAPER,
            {State.BLANK},
            State.DRAFTED,
            may=writer,
            guards=(belongs, content),
            records=(FactKey.PAPER_CONTENT,),
            private=True,
            basis=f"{_RULE}第十九条",
        ),
        Transition(
            Action.REVISE_PAPER,
            {State.DRAFTED},
            None,
            may=writer,
            guards=(belongs, content),
            records=(FactKey.PAPER_CONTENT,),
            private=True,
            basis=f"{_RULE}第十九条",
        ),
        _submit(Action.SUBMIT_TO_HEAD, State.WITH_UNIT_HEAD, _by_head),
        _submit(Action.SUBMIT_TO_LEADER, State.WITH_LEADER, _by_leader),
        *_decided(State.WITH_UNIT_HEAD, unit_head),
        *_decided(State.WITH_LEADER, leader),
        Transition(
            Action.ISSUE_PAPER,
            {State.DRAFTED},
            State.ISSUED,
            may=writer & _by_nobody,
            guards=(belongs, complete, spot.simple_procedure_kept, lint_clean),
            starts=(Start(spot.REPORT_WITHIN, on=spot.DECIDED_ON, when=spot.on_the_spot),),
            own_paper=True,
            opens=_SERVICE,
            basis=f"{_RULE}第二十五条",
            hint="编号、制作文书，内容不能再改。",
        ),
        Transition(
            Action.REPORT_ON_SPOT,
            {State.ISSUED},
            None,
            may=writer & _unreported,
            stops=(spot.REPORT_WITHIN,),
            basis="《行政处罚法》第五十二条第三款；《市场监督管理行政处罚程序规定》第七十条",
            hint="决定书、笔录、送达回证等材料交回本局，报本局备案。",
        ),
        Transition(
            Action.DISCARD_DRAFT,
            {State.DRAFTED, State.WITH_UNIT_HEAD, State.WITH_LEADER},
            State.DISCARDED,
            may=writer,
            basis=f"{_RULE}第二十一条",
            hint="没有编号，不留文号。",
        ),
    ),
)
