"""One case as an officer sees it: parties, clocks, files, what happened, and the next lawful steps.

SELECT only. Nothing of another bureau; what a mediation holds is for its mediator alone, others see that it
runs or has ended.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from casework import clock
from casework.calendar_table import calendar_at
from casework.errors import NotFound
from casework.local_rules import rulebook
from casework.queries import case_words
from casework.queries.case_rows import Rows, read
from casework.queries.case_shapes import (
    CasePage,
    ClockRow,
    EventRow,
    EvidenceRow,
    PaperRow,
    PartyRow,
    ProceedingRow,
    RightRow,
    StepOffer,
)
from casework.queries.queue import works_on_cases
from workflows import clocks, engine
from workflows.calendar import WorkingCalendar
from workflows.engine import (
    Actor,
    DeadlineView,
    DocumentView,
    EventView,
    Facts,
    OfficerView,
    PartyView,
    ProceedingView,
    Step,
)
from workflows.permissions import contact
from workflows.procedures import PROCEDURES
from workflows.vocabulary import Action, Duty, FactKey, IntakeType, Procedure, Role, State

SEALED = frozenset({Procedure.MEDIATION})
# Steps that are lawful for long and seldom the next one: they stand behind the others.
_SELDOM = frozenset(
    {
        Action.EXTEND_CHECK,
        Action.EXTEND_TERM,
        Action.EXTEND_MEASURE,
        Action.LIFT,
        Action.ROUTE,
        Action.TELL_WHERE_TO_GO,
        Action.REFUSE_FILING,
        Action.REFUSE_MEDIATION,
        Action.TERMINATE_MEDIATION,
        Action.ATTEMPT,
        Action.WITHDRAW_PUBLICATION,
        Action.WITHDRAW_HEARING,
        Action.OPEN_MEDIATION,
    }
)
# What a mediation shows to whoever is not its mediator: that it runs, or that it is over.
_RUNS, _OVER = "正在进行", "已结束"


def for_officer(actor: Actor, public_id: str) -> CasePage:
    """The case as this officer may see it. Raises NotFound for another bureau's case."""
    rows = read(public_id, actor.bureau) if works_on_cases(actor) else None
    if rows is None:
        raise NotFound
    return _Reader(rows, actor).page()


class _Reader:
    """Turns the rows of a case into its page."""

    def __init__(self, rows: Rows, actor: Actor) -> None:
        self.rows, self.actor = rows, actor
        self.today = clock.today()
        self.calendar = calendar_at(rows.head.edition)
        self.book = rulebook(rows.head.bureau_region)
        self.officers = tuple(
            OfficerView(r.account_id, r.name, r.role, r.number) for r in rows.people if r.sort == "officer"
        )
        self.views = tuple({r.id: _view(r) for r in rows.proceedings}.values())
        mediates = any(o.duty == Duty.MEDIATOR and o.account_id == actor.account_id for o in self.officers)
        own = frozenset(v.id for v in self.views if v.procedure in SEALED)
        # A paper written in a mediation is as closed as the mediation.
        self.all_sealed = own | {
            v.id for v in self.views if v.procedure == Procedure.WRITING and v.parent_id in own
        }
        self.sealed = frozenset() if mediates else self.all_sealed
        self.exhibits = case_words.exhibits(rows.files, self.all_sealed)
        self.addressed = case_words.addressed(self.views, {r.id: r.name for r in self._people("party")})

    def page(self) -> CasePage:
        head = self.rows.head
        clock_rows = self._clocks()
        proceedings = self._proceedings(clock_rows)
        snapshots = {view.id: self._snapshot(view) for view in self.views if view.id not in self.sealed}
        papers = self._papers()
        shown = tuple(c for c in clock_rows if c.proceeding_id not in self.sealed)
        return CasePage(
            public_id=head.public_id,
            reference=head.reference,
            filing_number=next((p.number for p in papers if p.kind == "filing_approval" and p.number), ""),
            title=head.title,
            party=head.respondent_name,
            stage=_stage(head.stage),
            intake=IntakeType(head.intake_type).label if head.intake_type else "",
            received_at=head.received_at,
            bureau_name=head.bureau_name,
            bureau_address=head.bureau_address,
            officers=self.officers,
            proceedings=proceedings,
            parties=self._parties(),
            rights=self._rights(),
            clocks=shown,
            papers=papers,
            evidence=self._evidence(),
            exhibits=self.exhibits,
            proofs=case_words.proofs(self.rows.facts),
            events=self._events(),
            offers=self._offers(proceedings, snapshots),
            values=self._values(None),
            may_log=self._may_log(),
            may_call=any(contact(self.actor, facts) for facts in snapshots.values()),
            warnings=case_words.warnings(shown, papers, self.today),
            actor=self.actor,
            calendar=self.calendar,
            book=self.book,
            snapshots=snapshots,
        )

    def _values(self, proceeding_id: int | None) -> dict[FactKey, Any]:
        """What is known in the case, and over it what one proceeding knows."""
        known: dict[FactKey, Any] = {}
        for scope in (None, proceeding_id):
            known.update({FactKey(r.key): r.value for r in self.rows.facts if r.proceeding_id == scope})
        return known

    def _snapshot(self, view: ProceedingView) -> Facts:
        """The same snapshot that the door takes, from the rows of the page."""
        head = self.rows.head
        return Facts(
            case_id=head.id,
            reference=head.reference,
            bureau=head.bureau_region,
            place_region=head.place_region,
            proceeding=view,
            proceedings=self.views,
            parties=tuple(
                PartyView(r.id, r.role, r.kind, r.name, r.account_id, bool(r.confidential))
                for r in self._people("party")
            ),
            officers=self.officers,
            rights=tuple(_right_facts(r) for r in self._people("right")),
            events=tuple(
                EventView(
                    r.proceeding_id, r.action, r.actor_id, r.actor_role, r.to_state, clock.local(r.at).date()
                )
                for r in self.rows.events
            ),
            deadlines=tuple(
                DeadlineView(
                    r.clock_id, r.id, r.rule_id, r.status, r.start_on, r.due_on, tuple(r.extensions or ())
                )
                for r in sorted(self._with_clock(), key=lambda r: r.clock_id)
            ),
            documents=tuple(_paper_facts(r) for r in self._files("paper")),
            values=self._values(view.id),
            evidence_count=sum(r.proceeding_id not in self.all_sealed for r in self._files("evidence")),
            paid_fen=int(head.paid_fen or 0),
            decisions=int(head.decisions or 0),
            intake_type=head.intake_type or "",
            named_complainant=bool(head.named),
        )

    def _people(self, sort: str) -> list[Any]:
        return [r for r in self.rows.people if r.sort == sort]

    def _files(self, sort: str) -> list[Any]:
        return [r for r in self.rows.files if r.sort == sort]

    def _with_clock(self) -> list[Any]:
        return [r for r in self.rows.proceedings if r.clock_id is not None]

    def _clocks(self) -> tuple[ClockRow, ...]:
        found = [self._clock(r) for r in self._with_clock()]
        order = {"running": 0, "paused": 1}
        return tuple(sorted(found, key=lambda c: (order.get(c.status, 2), c.due_on)))

    def _clock(self, row: Any) -> ClockRow:
        level, words = _mark(row, self.today, self.calendar)
        return ClockRow(
            proceeding_id=row.id,
            rule_id=row.rule_id,
            label=row.label,
            due_on=row.due_on,
            due_at=row.due_at,
            status=row.status,
            level=level,
            remaining=words,
            provisional=bool(row.provisional),
            basis=row.basis,
            confidence=row.confidence,
            steps=tuple(row.steps or ()),
            extended=bool(row.extensions),
        )

    def _proceedings(self, clock_rows: tuple[ClockRow, ...]) -> tuple[ProceedingRow, ...]:
        found = []
        titles = {r.id: r.name for r in self._files("paper")}
        for row in {r.id: r for r in self.rows.proceedings}.values():
            procedure, state = Procedure(row.procedure), State(row.state)
            sealed, running = row.id in self.sealed, row.ended_at is None
            subject, to = dict(row.subject or {}), self.addressed.get(row.id)
            paper = titles.get(subject.get("document_id"), "") or ("" if sealed else subject.get("title", ""))
            found.append(
                ProceedingRow(
                    id=row.id,
                    public_id=row.public_id,
                    procedure=procedure,
                    state=state,
                    version=row.version,
                    stands=(_RUNS if running else _OVER) if sealed else state.label,
                    running=running,
                    sealed=sealed,
                    opened_on=clock.local(row.opened_at).date(),
                    subject={} if sealed else subject,
                    paper=f"{paper}（{to}）" if to else paper,
                    clock=next((c for c in clock_rows if c.proceeding_id == row.id and c.open), None),
                )
            )
        return tuple(found)

    def _parties(self) -> tuple[PartyRow, ...]:
        return tuple(
            PartyRow(
                r.id,
                r.public_id,
                r.role,
                r.kind,
                r.name,
                r.number,
                r.holder,
                r.address,
                bool(r.phone_sealed),
                bool(r.confidential),
            )
            for r in self._people("party")
        )

    def _rights(self) -> tuple[RightRow, ...]:
        return tuple(
            RightRow(r.kind, r.number, r.name, r.holder, tuple(_list(r.classes)), r.valid_to)
            for r in self._people("right")
        )

    def _papers(self) -> tuple[PaperRow, ...]:
        served = self._served()
        found = [
            PaperRow(
                r.id,
                r.public_id,
                r.kind,
                r.name,
                r.number or "",
                r.on,
                r.status,
                served.get(r.id, ""),
                r.status == "rendered",
                r.source,
            )
            for r in self._files("paper")
            if r.proceeding_id not in self.sealed
        ]
        return tuple(reversed(found))

    def _served(self) -> dict[int, str]:
        proofs = {r.proceeding_id: r.value for r in self.rows.facts if r.key == FactKey.SERVICE_PROOF}
        return case_words.served(self.views, proofs, self.addressed)

    def _evidence(self) -> tuple[EvidenceRow, ...]:
        shown = [r for r in self._files("evidence") if r.proceeding_id not in self.sealed]
        numbers = {one.key: one.number for one in self.exhibits}
        return tuple(
            EvidenceRow(
                numbers.get(r.public_id, 0),
                r.public_id,
                r.name,
                r.kind,
                r.source,
                r.on,
                r.at,
                r.sha256,
                r.size,
                tuple(_list(r.proves)),
            )
            for r in shown
        )

    def _events(self) -> tuple[EventRow, ...]:
        shown = [r for r in self.rows.events if r.proceeding_id not in self.sealed]
        return tuple(
            EventRow(
                r.at,
                r.actor_name,
                r.actor_role,
                case_words.happened(r.action),
                case_words.procedure(r.procedure),
                r.note,
                r.basis,
            )
            for r in reversed(shown)
        )

    def _offers(
        self, proceedings: tuple[ProceedingRow, ...], snapshots: Mapping[int, Facts]
    ) -> tuple[StepOffer, ...]:
        step = Step(Action.SUBMIT, self.actor, clock.now(), self.today, {}, self.book, self.calendar)
        many = {p.procedure for p in proceedings if sum(q.procedure == p.procedure for q in proceedings) > 1}
        found = []
        for row in proceedings:
            if row.id not in snapshots:
                continue
            for offer in engine.offers(PROCEDURES, snapshots[row.id], step):
                of = row.paper or (row.procedure.label if row.procedure in many else "")
                label = f"{offer.action.label}：{of}" if of else offer.action.label
                found.append(StepOffer(offer, row, label))
        return tuple(sorted(found, key=lambda one: (not one.offer.open, one.offer.action in _SELDOM)))

    def _may_log(self) -> bool:
        """Evidence is entered by whoever handles the case, and before anybody does by clerk and officers."""
        handling = {o.account_id for o in self.officers if o.duty in (Duty.LEAD, Duty.ASSIST)}
        if handling:
            return self.actor.account_id in handling
        return self.actor.has(Role.INTAKE_CLERK, Role.CASE_OFFICER)


def _view(row: Any) -> ProceedingView:
    return ProceedingView(
        id=row.id,
        procedure=Procedure(row.procedure),
        state=State(row.state),
        version=row.version,
        parent_id=row.parent_id,
        subject=dict(row.subject or {}),
        opened_on=clock.local(row.opened_at).date(),
    )


def _paper_facts(row: Any) -> DocumentView:
    return DocumentView(
        row.id, row.proceeding_id, row.kind, row.number or "", row.status == "rendered", row.on, row.other
    )


def _right_facts(row: Any) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "number": row.number,
        "name": row.name,
        "holder_name": row.holder,
        "classes": list(_list(row.classes)),
        "valid_to": row.valid_to.isoformat() if row.valid_to else "",
    }


def _mark(row: Any, today: date, calendar: WorkingCalendar) -> tuple[str, str]:
    if row.status == "running":
        left = clocks.remaining(row.due_on, today, row.unit, calendar)
        return left.level, left.text
    return {
        "paused": ("hold", "时限暂停"),
        "met": ("done", "已按期办结"),
        "missed": ("over", "未按期办结"),
    }.get(row.status, ("done", "已结束"))


def _list(text: str | None) -> list[Any]:
    found = json.loads(text or "[]")
    return found if isinstance(found, list) else []


def _stage(stage: str) -> str:
    state = stage.partition(":")[2]
    return State(state).label if state in {s.value for s in State} else ""
