"""Service: recorded with its proof on its day; what hangs on it starts then."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from casework import clock
from casework.db import db
from casework.demo.walk import Walk
from casework.models import Deadline, Decision, Document
from casework.services import serving
from tests import builders
from tests.casework.crowd import counts
from workflows.engine import Actor, Refused
from workflows.vocabulary import Action, DocumentKind, Procedure, State

Stand = Callable[..., Walk]
Freeze = Callable[[datetime], datetime]
PROOF = {"way": "direct", "place": "店内", "receiver": "陈示例", "relation": "本人"}


def deliver(walked: Walk, on: date, actor: Actor | None = None, **proof: str) -> None:
    serving.deliver(
        **walked.at(Procedure.SERVICE),
        actor=actor or walked.staff("officer1"),
        served_on=on,
        proof={**PROOF, **proof},
    )


def codes(work: Callable[[], object]) -> set[str]:
    before = counts()
    with pytest.raises(Refused) as caught:
        work()
    assert counts() == before
    return {reason.code for reason in caught.value.reasons}


def test_a_day_in_the_future_or_before_the_issue_is_refused(stand: Stand) -> None:
    walked = stand("decide")
    builders.drain()
    today = clock.today()
    assert codes(lambda: deliver(walked, today + timedelta(days=1))) == {"served_in_future"}
    assert codes(lambda: deliver(walked, today - timedelta(days=1))) == {"served_before_issue"}
    assert db.session.scalars(select(Decision)).one().served_on is None


def test_each_way_asks_for_its_proof(stand: Stand) -> None:
    walked = stand("decide")
    builders.drain()
    today = clock.today()
    assert codes(lambda: deliver(walked, today, way="left")) == {"given_witness"}
    assert codes(lambda: deliver(walked, today, way="post")) == {"given_proof"}
    assert codes(lambda: deliver(walked, today, receiver="")) == {"given_receiver"}


def test_somebody_elses_officer_does_not_serve(stand: Stand) -> None:
    walked = stand("decide")
    builders.drain()
    for actor in (builders.stranger("officer1"), walked.staff("leader"), builders.respondent(walked)):
        assert codes(lambda actor=actor: deliver(walked, clock.today(), actor)) == {"not_yours"}


def test_the_served_decision_starts_payment_and_remedies_on_the_day_of_service(
    stand: Stand, freeze: Freeze
) -> None:
    walked = stand("decide")
    served = clock.today()
    builders.drain()
    freeze(builders.moment(served + timedelta(days=4)))
    deliver(walked, served)
    assert db.session.scalars(select(Decision)).one().served_on == served
    started = {
        d.rule_id: d.start_on
        for d in db.session.scalars(
            select(Deadline).where(Deadline.rule_id.in_(("ENF-01", "REM-01", "REM-04")))
        )
    }
    assert started == {"ENF-01": served, "REM-01": served, "REM-04": served}
    assert walked.proceeding(Procedure.ENFORCEMENT).state == State.DUE
    assert walked.proceeding(Procedure.PENALTY).state == State.SERVED


def test_serving_twice_is_refused(stand: Stand) -> None:
    walked = stand("deliver_decision")
    assert codes(lambda: deliver(walked, clock.today())) == {"not_in_table"}


def test_after_an_attempt_another_way_is_tried(stand: Stand) -> None:
    walked = stand("decide")
    builders.drain()
    walked.go(
        Procedure.SERVICE,
        Action.ATTEMPT,
        walked.staff("officer1"),
        service_attempt={"on": clock.today().isoformat(), "way": "direct", "reason": "店门关闭"},
    )
    assert walked.proceeding(Procedure.SERVICE).state == State.ATTEMPTED
    deliver(walked, clock.today(), way="post", proof="EMS 1234567890")
    receipt = db.session.scalars(
        select(Document).where(Document.kind == DocumentKind.SERVICE_RECEIPT).order_by(Document.id.desc())
    ).first()
    assert receipt is not None
    assert "陈示例" in str(receipt.data)
