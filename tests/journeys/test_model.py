"""The state machine model: anybody tries anything in any order, the case stays lawful. I-3, I-4, I-6, I-8"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.ctx import AppContext
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from casework import clock
from casework.db import db
from casework.demo import cast, schedule
from casework.demo.stories import SC02
from casework.demo.walk import Walk
from casework.errors import CaseworkError
from casework.models import Assignment, Decision, Document, DocumentNumber, Event, NumberCounter, Proceeding
from casework.services import audit_check, penalty, sweep
from casework.services.transition import advance
from tests import builders
from tests.casework.crowd import counts
from tests.standing import Shelf
from workflows.engine import Actor, Refused
from workflows.procedures import allows
from workflows.vocabulary import Action, PartyRole, Procedure

STOPS = {stop.key: stop.take for stop in schedule.stops(SC02)}
BEGINNINGS = (
    "submit",
    "begin",
    "log",
    "to_review_again",
    "deliver_notice",
    "answer",
    "clear",
    "deliver_decision",
)
POSTS = [post for post, _, _ in cast.POSTS]
REASON = {"reason": "示例理由", "detail": "示例"}
SAID = {"by": "陈示例", "on": "2026-05-20", "text": "书面说明。"}
# Whatever a form could bring, so that only state, person and time decide.
ANYTHING: dict[str, Any] = {
    "missing_items": ["授权委托书"],
    "supplied": "已补交。",
    "check_findings": "初步成立。",
    "filing_reasons": "符合条件。",
    "not_competent": "请向有权机关提出。",
    "certificate_shown": True,
    "seized_items": [{"name": "白酒", "quantity": "1", "unit": "瓶"}],
    "measure_reasons": "防止转移。",
    "measure_place": "仓库",
    "measure_handling": REASON,
    "told": ["certificate", "reasons", "heard"],
    "extension_days": 10,
    "term_extension": {"days": 10, "reason": "案情复杂"},
    "review_opinion": {"result": "同意", "text": "同意。", "items": [{"name": "管辖", "finding": "有"}]},
    "defence_lines": [{"no": 1, "text": "不知道是侵权商品。"}],
    "defence_answers": [{"no": 1, "adopted": False, "reply": "应当查验。"}, {"no": 2, "reply": "已考虑。"}],
    "statement_waived": SAID,
    "hearing_waived": SAID,
    "hearing_request": SAID,
    "mediation_consent": {"by": "陈示例", "way": "书面"},
    "mediation_end": {"reason": "refused", "detail": "不同意。"},
    "service_attempt": {"on": "2026-05-20", "way": "direct", "reason": "关门"},
    "closing": {"performance": "已履行。", "goods_handled": "已入库。", "reason": "执行完毕。"},
    "archiving": {"retention": "三十年", "archivist": "江岚"},
    "surcharge_note": "不加处。",
    "fine_fen": 1_000_000,
    "bureau": cast.COUNTIES[1],
}


class Bureau(RuleBasedStateMachine):
    """One case and everybody who could want something of it."""

    shelf: Shelf

    def __init__(self) -> None:
        super().__init__()
        self.held = ExitStack()
        self.walked: Walk | None = None

    @initialize(beginning=st.sampled_from(BEGINNINGS))
    def begin(self, beginning: str) -> None:
        self.walked = self.shelf.stand("full", beginning, self.hold)

    def hold(self, moment: Any) -> Any:
        self.held.close()
        return self.held.enter_context(clock.at(moment))

    def teardown(self) -> None:
        self.held.close()

    @property
    def case(self) -> Walk:
        assert self.walked is not None
        return self.walked

    def tried(self, work: Callable[[], object]) -> bool:
        """Whether it was allowed; what was refused has left nothing."""
        before = counts()
        try:
            work()
        except (Refused, CaseworkError, LookupError):
            db.session.rollback()
            assert counts() == before
            return False
        return True

    @rule(step=st.sampled_from(sorted(STOPS)), drained=st.booleans())
    def somebody_takes_a_step_of_the_way(self, step: str, drained: bool) -> None:
        if drained:
            builders.drain()
        if step not in ("submit", "archive"):
            self.tried(lambda: STOPS[step](self.case))

    @rule(
        post=st.sampled_from([*POSTS, "complainant", "respondent"]),
        action=st.sampled_from(Action),
        data=st.data(),
    )
    def somebody_tries_something(self, post: str, action: Action, data: st.DataObject) -> None:
        actor = self.case.party(PartyRole(post)) if post not in POSTS else self.case.staff(post)
        self.attempt(actor, action, data)

    @rule(post=st.sampled_from(POSTS), action=st.sampled_from(Action), data=st.data())
    def a_stranger_tries_something(self, post: str, action: Action, data: st.DataObject) -> None:
        if self.case.bureau != builders.ELSEWHERE:
            assert not self.attempt(builders.stranger(post), action, data)

    def attempt(self, actor: Actor, action: Action, data: st.DataObject) -> bool:
        rows = db.session.scalars(
            select(Proceeding.id).where(Proceeding.case_id == self.case.case_id).order_by(Proceeding.id)
        ).all()
        target = data.draw(st.sampled_from(rows))
        return self.tried(lambda: advance(target, action, actor, data=ANYTHING))

    @rule(days=st.integers(min_value=0, max_value=40))
    def time_passes(self, days: int) -> None:
        self.hold(clock.now() + timedelta(days=days))
        sweep.perform_due()

    @rule(fine_fen=st.sampled_from([1_738_800, 900_000, 1_738_801, 30_000_000]), post=st.sampled_from(POSTS))
    def somebody_decides(self, fine_fen: int, post: str) -> None:
        where = self.case.at(Procedure.PENALTY) if self.has(Procedure.PENALTY) else None
        if where is not None:
            actor = self.case.staff(post)
            self.tried(
                lambda: penalty.decide(**where, actor=actor, fine_fen=fine_fen, confiscated_goods="白酒6瓶")
            )

    def has(self, procedure: Procedure) -> bool:
        return (
            db.session.scalars(select(Proceeding.id).where(Proceeding.procedure == procedure)).first()
            is not None
        )

    @invariant()
    def every_step_is_a_row_of_the_tables_and_the_chain_holds(self) -> None:
        if self.walked is None:
            return
        db.session.rollback()
        verdict = audit_check.verify()
        assert verdict.ok, verdict.bad
        events = db.session.scalars(select(Event).where(Event.procedure != "").order_by(Event.seq)).all()
        newest: dict[int | None, str] = {}
        for event in events:
            if event.from_state:
                assert allows(event.procedure, event.from_state, event.action, event.to_state)
                newest[event.proceeding_id] = event.to_state
        for row in db.session.scalars(select(Proceeding)):
            assert newest.get(row.id, row.state) == row.state

    @invariant()
    def no_decision_without_review_and_cleared_notice(self) -> None:
        if self.walked is None:
            return
        decisions = db.session.scalars(select(Decision)).all()
        assert len(decisions) <= 1
        for decision in decisions:
            steps = db.session.scalars(
                select(Event).where(Event.proceeding_id == decision.proceeding_id).order_by(Event.seq)
            ).all()
            by_action = {event.action: event for event in steps}
            decided, agreed = by_action[Action.DECIDE_PENALTY], by_action[Action.AGREE_REVIEW]
            cleared = by_action[Action.CLEAR_NOTICE]
            officers = set(
                db.session.scalars(select(Assignment.account_id).where(Assignment.duty != "mediator"))
            )
            assert agreed.seq < cleared.seq < decided.seq
            assert agreed.actor_id not in officers | {decided.actor_id}
            assert decided.actor_id not in officers
            assert decision.fine_fen <= 1_738_800

    @invariant()
    def numbers_are_gapless(self) -> None:
        if self.walked is None:
            return
        for counter in db.session.scalars(select(NumberCounter).where(NumberCounter.code != "案件")):
            given = db.session.scalars(
                select(DocumentNumber.seq)
                .where(
                    DocumentNumber.bureau_region == counter.bureau_region,
                    DocumentNumber.code == counter.code,
                    DocumentNumber.year == counter.year,
                )
                .order_by(DocumentNumber.seq)
            ).all()
            assert list(given) == list(range(1, counter.last + 1))
        served = select(Document.id).where(Document.status == "issued", Document.rendered_at.is_not(None))
        assert db.session.scalars(served).first() is None


@pytest.fixture
def sqlite_context(sqlite_app: Flask) -> Iterator[AppContext]:
    with sqlite_app.app_context() as pushed:
        yield pushed


@pytest.mark.timeout(600)
def test_a_case_stays_lawful_whatever_is_tried(sqlite_context: AppContext, shelf: Shelf) -> None:
    Bureau.shelf = shelf
    run_state_machine_as_test(
        Bureau, settings=settings(max_examples=12, stateful_step_count=20, deadline=None, print_blob=False)
    )
