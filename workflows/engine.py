"""The engine: one table row is one legal step; plan() judges a step, offers() lists the buttons.

Pure: it takes a frozen snapshot of facts and returns what shall be written. It reads no clock, no
database and no request; `casework.services.transition` writes down what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from workflows.facts import (
    SYSTEM,
    Actor,
    DeadlineView,
    DocumentView,
    EventView,
    Facts,
    OfficerView,
    PartyView,
    ProceedingView,
)
from workflows.vocabulary import Action, DocumentKind, FactKey, PartyRole, Procedure, State, Topic

if TYPE_CHECKING:
    from workflows.calendar import WorkingCalendar
    from workflows.rules.book import RuleBook

__all__ = [
    "NOBODY",
    "SYSTEM",
    "Actor",
    "DeadlineView",
    "DocumentView",
    "EventView",
    "Facts",
    "Guard",
    "Offer",
    "OfficerView",
    "Open",
    "PartyView",
    "Permission",
    "Plan",
    "ProceedingView",
    "Reason",
    "Refused",
    "Start",
    "Step",
    "Table",
    "Tell",
    "Transition",
    "offers",
    "plan",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a step is closed now: a sentence for people and the article it rests on."""

    code: str
    text: str
    basis: str = ""


class Refused(Exception):
    """A step that may not be taken now, with every reason at once."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("；".join(reason.text for reason in self.reasons))


@dataclass(frozen=True, slots=True)
class Step:
    """The attempt being judged: who, what, when, with which data, under which law."""

    action: Action
    actor: Actor
    now: datetime  # aware
    today: date  # legal day in Asia/Shanghai
    data: Mapping[str, Any]
    book: RuleBook
    calendar: WorkingCalendar

    def given(self, key: str, default: Any = None) -> Any:
        return self.data.get(key, default)


Guard = Callable[[Facts, Step], Iterable[Reason]]


class Permission:
    """A named question about (actor, facts), joined with & | ~."""

    __slots__ = ("ask", "name")

    def __init__(self, name: str, ask: Callable[[Actor, Facts], bool]) -> None:
        self.name = name
        self.ask = ask

    def __call__(self, actor: Actor, facts: Facts) -> bool:
        return self.ask(actor, facts)

    def __and__(self, other: Permission) -> Permission:
        return Permission(f"({self.name}且{other.name})", lambda a, f: self.ask(a, f) and other.ask(a, f))

    def __or__(self, other: Permission) -> Permission:
        return Permission(f"({self.name}或{other.name})", lambda a, f: self.ask(a, f) or other.ask(a, f))

    def __invert__(self) -> Permission:
        return Permission(f"非{self.name}", lambda a, f: not self.ask(a, f))


NOBODY = Permission("无人", lambda actor, facts: False)


@dataclass(frozen=True, slots=True)
class Start:
    """Start a clock of the rule; its first day is `on` (a data key with an ISO day) or today.

    `restart` ends a running clock of the same rule first; `keep` leaves a running one alone.
    """

    rule_id: str
    on: str = ""
    restart: bool = False
    keep: bool = False
    when: Callable[[Facts, Step], bool] | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """Open a child proceeding. `subject` names the paper kind it is about, `first` its first state.

    With `each`, one child is opened for each party of the case that has one of these roles.
    """

    procedure: Procedure
    first: State
    paper: DocumentKind | None = None
    starts: tuple[Start, ...] = ()
    tells: Action | None = None  # what the child shall tell this proceeding when it ends
    carries: tuple[FactKey, ...] = ()  # data keys that become facts of the child alone
    when: Callable[[Facts, Step], bool] | None = None
    each: tuple[PartyRole, ...] = ()


@dataclass(frozen=True, slots=True)
class Tell:
    """Perform an action of another proceeding of the case, as SYSTEM, in the same transaction.

    `procedure` None is the parent, with the action the parent asked to be told.
    """

    procedure: Procedure | None
    action: Action | None = None
    when: Callable[[Facts, Step], bool] | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """One legal step. `to` None leaves the state as it is; `may` NOBODY is the default."""

    action: Action
    sources: frozenset[State] | set[State]
    to: State | None
    may: Permission = NOBODY
    guards: tuple[Guard, ...] = ()
    records: tuple[FactKey, ...] = ()  # data keys that become facts of the case
    private: bool = False  # the recorded facts stay inside this proceeding
    starts: tuple[Start, ...] = ()
    stops: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    extends: str = ""  # rule id; data carries extension_days
    papers: tuple[DocumentKind, ...] = ()
    own_paper: bool = False  # the paper this proceeding was begun for is issued; its subject names the kind
    opens: tuple[Open, ...] = ()
    tells: tuple[Tell, ...] = ()
    queues: tuple[Topic, ...] = ()
    basis: str = ""
    hint: str = ""  # one sentence under the button
    shown_from: frozenset[State] | set[State] = frozenset()  # states where the closed button is shown


@dataclass(frozen=True, slots=True)
class Table:
    """A procedure: its rows in order."""

    procedure: Procedure
    rows: tuple[Transition, ...]

    def find(self, state: State, action: Action) -> Transition | None:
        return next((row for row in self.rows if row.action == action and state in row.sources), None)

    def ahead(self, state: State, action: Action) -> Transition | None:
        """A row that this state only announces: its button is shown, and closed."""
        return next((row for row in self.rows if row.action == action and state in row.shown_from), None)

    def states(self) -> tuple[State, ...]:
        seen: dict[State, None] = {}
        for row in self.rows:
            for state in sorted(row.sources):
                seen.setdefault(state)
            if row.to:
                seen.setdefault(row.to)
        return tuple(seen)

    def terminal(self) -> frozenset[State]:
        """States with no row leading to another state."""
        moving = {s for row in self.rows if row.to is not None for s in row.sources if s != row.to}
        return frozenset(s for s in self.states() if s not in moving)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the door shall write for one proceeding: one event and its consequences."""

    row: Transition
    proceeding_id: int
    from_state: State
    to_state: State
    records: Mapping[FactKey, Any]
    starts: tuple[Start, ...]
    opens: tuple[Open, ...]
    tells: tuple[Tell, ...]
    step: Step = field(repr=False)

    @property
    def moved(self) -> bool:
        return self.from_state != self.to_state


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: an action of the table with the reasons, if any, why it is closed now."""

    action: Action
    proceeding_id: int
    version: int
    open: bool
    reasons: tuple[Reason, ...]
    basis: str
    hint: str


def not_in_table(state: State, action: Action) -> Reason:
    return Reason("not_in_table", f"当前为“{state.label}”，不能办理“{action.label}”。", "")


def reasons_against(row: Transition, facts: Facts, step: Step) -> tuple[Reason, ...]:
    """Ask every guard of the row and give all the reasons at once, each said once."""
    return tuple(dict.fromkeys(reason for guard in row.guards for reason in guard(facts, step)))


def plan(tables: Mapping[Procedure, Table], facts: Facts, step: Step) -> Plan:
    """Judge one step.

    Raises Refused with every reason: an action the state does not know, a person who may not, a
    guard that says no.
    """
    here = facts.proceeding
    row = tables[here.procedure].find(here.state, step.action)
    if row is None:
        ahead = tables[here.procedure].ahead(here.state, step.action)
        told = reasons_against(ahead, facts, step) if ahead and ahead.may(step.actor, facts) else ()
        raise Refused([*told, not_in_table(here.state, step.action)])
    if not row.may(step.actor, facts):
        raise Refused([Reason("not_yours", f"“{step.action.label}”不由您办理。", row.basis)])
    reasons = reasons_against(row, facts, step)
    if reasons:
        raise Refused(reasons)
    return Plan(
        row=row,
        proceeding_id=here.id,
        from_state=here.state,
        to_state=row.to or here.state,
        records={key: step.data[key] for key in row.records if key in step.data},
        starts=tuple(s for s in row.starts if s.when is None or s.when(facts, step)),
        opens=tuple(o for o in row.opens if o.when is None or o.when(facts, step)),
        tells=tuple(t for t in row.tells if t.when is None or t.when(facts, step)),
        step=step,
    )


def offers(tables: Mapping[Procedure, Table], facts: Facts, step: Step) -> tuple[Offer, ...]:
    """The buttons of one proceeding for one person; closed ones carry their reasons.

    Guards that ask for what the form will bring (codes starting `given_`) do not close a button.
    """
    here = facts.proceeding
    found = []
    for row in tables[here.procedure].rows:
        announced = here.state in row.shown_from
        if not (announced or here.state in row.sources) or not row.may(step.actor, facts):
            continue
        judged = Step(row.action, step.actor, step.now, step.today, {}, step.book, step.calendar)
        reasons = tuple(r for r in reasons_against(row, facts, judged) if not r.code.startswith("given_"))
        if announced and not reasons:
            reasons = (not_in_table(here.state, row.action),)
        found.append(Offer(row.action, here.id, here.version, not reasons, reasons, row.basis, row.hint))
    return tuple(sorted(found, key=lambda offer: not offer.open))
