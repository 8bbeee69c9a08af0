"""Mediation beside the case: voluntary, signed by both, unknown to whoever investigates."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from casework import clock, facts
from casework.db import db
from casework.demo import mediation_steps
from casework.demo.walk import Walk
from casework.errors import NotFound
from casework.models import Assignment, Document
from casework.services import mediation
from tests import builders
from tests.casework.crowd import counts
from workflows.engine import Refused
from workflows.vocabulary import Action, FactKey, Procedure, Role, State

Stand = Callable[..., Walk]


def inside(walked: Walk, key: FactKey) -> object:
    return facts.of(walked.proceeding(Procedure.MEDIATION)).value(key)


def codes(work: Callable[[], object]) -> set[str]:
    before = counts()
    with pytest.raises(Refused) as caught:
        work()
    assert counts() == before
    return {reason.code for reason in caught.value.reasons}


def test_whoever_opens_it_mediates_and_is_no_officer(stand: Stand) -> None:
    walked = stand("open_mediation")
    mediator = walked.staff("mediator").account_id
    duties = {row.account_id: row.duty for row in db.session.scalars(select(Assignment))}
    assert duties[mediator] == "mediator"
    assert walked.proceeding(Procedure.MEDIATION).state == State.MEDIATION_REQUESTED


def test_an_officer_of_the_case_does_not_mediate_it(stand: Stand) -> None:
    walked = stand("inspect")
    officer = walked.staff("officer1")
    both = replace(officer, roles=officer.roles | {Role.MEDIATOR})
    where = walked.at(Procedure.INTAKE)
    assert codes(lambda: mediation.open_mediation(**where, actor=both)) == {"mediator_is_officer"}


def test_a_second_mediation_waits_for_the_first_to_end(stand: Stand) -> None:
    walked = stand("open_mediation")
    where = walked.at(Procedure.INTAKE)
    mediator = walked.staff("mediator")
    assert codes(lambda: mediation.open_mediation(**where, actor=mediator)) == {"mediation_open"}
    mediation_steps.refuse_mediation(walked)
    mediation.open_mediation(**walked.at(Procedure.INTAKE), actor=mediator, claim="请求赔偿20,000元")
    assert inside(walked, FactKey.MEDIATION_CLAIM) == "请求赔偿20,000元"
    assert not facts.of(walked.proceeding(Procedure.PENALTY)).value(FactKey.MEDIATION_CLAIM)
    again = db.session.scalars(select(Assignment).where(Assignment.duty == "mediator")).all()
    assert len(again) == 1


def test_without_a_request_there_is_no_mediation(stand: Stand) -> None:
    walked = stand("file", story="plain")
    where, mediator = walked.at(Procedure.INTAKE), walked.staff("mediator")
    assert codes(lambda: mediation.open_mediation(**where, actor=mediator)) == {"not_asked"}


def test_an_unknown_proceeding_is_not_found(stand: Stand) -> None:
    walked = stand("agreement")
    with pytest.raises(NotFound):
        mediation.sign(proceeding_id=999_999, actor=builders.holder(walked), version=None, name="林示例")


def test_each_side_signs_once_and_for_itself(stand: Stand) -> None:
    walked = stand("agreement")
    holder, respondent = builders.holder(walked), builders.respondent(walked)
    where = walked.at(Procedure.MEDIATION)
    assert codes(lambda: mediation.sign(**where, actor=holder, name="")) == {"given_signatures"}
    mediation.sign(**where, actor=holder, name="林示例")
    signed = inside(walked, FactKey.SIGNATURES)
    assert set(signed) == {"complainant"}  # type: ignore[call-overload]
    again = walked.at(Procedure.MEDIATION)
    assert "signed_already" in codes(lambda: mediation.sign(**again, actor=holder, name="林示例"))
    assert codes(lambda: mediation_steps.conclude(walked)) == {"not_signed"}
    mediation.sign(**walked.at(Procedure.MEDIATION), actor=respondent, name="陈示例")
    mediation_steps.conclude(walked)
    assert walked.proceeding(Procedure.MEDIATION).state == State.MEDIATION_AGREED


def test_a_new_text_makes_older_signatures_void(stand: Stand) -> None:
    walked = stand("agreement")
    mediation.sign(**walked.at(Procedure.MEDIATION), actor=builders.holder(walked), name="林示例")
    mediation_steps.draft_agreement(walked)
    assert inside(walked, FactKey.SIGNATURES) == {}


def test_an_agreement_does_not_end_the_penalty(stand: Stand) -> None:
    walked = stand("conclude")
    assert walked.proceeding(Procedure.PENALTY).state == State.INVESTIGATING


def test_an_end_without_agreement_gives_its_reasons_on_paper(stand: Stand) -> None:
    walked = stand("session")
    walked.go(
        Procedure.MEDIATION,
        Action.TERMINATE_MEDIATION,
        walked.staff("mediator"),
        mediation_end={"reason": "no_agreement", "detail": "双方就数额不能达成一致。"},
    )
    notice = db.session.scalars(select(Document).where(Document.kind == "mediation_end_notice")).one()
    assert "双方就数额不能达成一致" in str(notice.data)
    assert walked.proceeding(Procedure.MEDIATION).state == State.MEDIATION_TERMINATED


def test_the_investigator_cannot_write_into_it(stand: Stand) -> None:
    walked = stand("consent")
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    session = {"at": f"{tomorrow}T09:30", "place": "调解室", "mediator": "吴"}
    for post in ("officer1", "leader", "clerk"):
        who = walked.staff(post)
        found = codes(
            lambda who=who: walked.go(Procedure.MEDIATION, Action.SCHEDULE_SESSION, who, session=session)
        )
        assert found == {"not_yours"}
