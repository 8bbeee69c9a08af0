"""The code on the letter opens one case to one party; guessing it is stopped. I-18, I-19"""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from casework import clock
from casework.db import db
from casework.demo.walk import Walk
from casework.errors import TooManyAttempts, WrongCredentials
from casework.models import Document, Event, Party
from casework.queries import accounts as people
from casework.services import audit_check, respond
from tests import builders
from workflows.vocabulary import DocumentKind

Stand = Callable[..., Walk]
Freeze = Callable[[datetime], datetime]


def letter(walked: Walk) -> tuple[str, str]:
    paper = db.session.scalars(
        select(Document).where(
            Document.case_id == walked.case_id, Document.kind == DocumentKind.PENALTY_NOTICE
        )
    ).one()
    return str(paper.number), paper.data["access"]["code"]


def party(walked: Walk) -> Party:
    return db.session.scalars(
        select(Party).where(Party.case_id == walked.case_id, Party.role == "respondent")
    ).one()


def test_number_and_code_open_the_case_to_its_party(stand: Stand) -> None:
    walked = stand("deliver_notice")
    number, code = letter(walked)
    assert respond.enter(number=number, code=code) == party(walked).id
    opened = db.session.scalars(select(Event).where(Event.action == "letter_opened")).all()
    assert len(opened) == 1
    assert audit_check.verify().ok


def test_an_account_that_enters_is_tied_to_the_party_once(stand: Stand) -> None:
    walked = stand("deliver_notice")
    number, code = letter(walked)
    first, second = people.by_username("respondent").account_id, people.by_username("holder2").account_id
    respond.enter(number=number, code=code, account_id=first)
    assert party(walked).account_id == first
    respond.enter(number=number, code=code, account_id=second)
    assert party(walked).account_id == first


@pytest.mark.parametrize("spelling", ["{0} ", " {0}", "{0}"])
def test_the_number_may_be_typed_with_spaces(stand: Stand, spelling: str) -> None:
    walked = stand("deliver_notice")
    number, code = letter(walked)
    assert respond.enter(number=spelling.format(number), code=code)


def test_a_wrong_code_and_an_unknown_letter_look_the_same(stand: Stand) -> None:
    walked = stand("deliver_notice")
    number, code = letter(walked)
    said = []
    for pair in ((number, "AAAA-BBBB"), ("宣州市监罚告〔1999〕1号", code), ("不是文号", code)):
        with pytest.raises(WrongCredentials) as caught:
            respond.enter(number=pair[0], code=pair[1])
        said.append(str(caught.value))
    assert len(set(said)) == 1
    assert party(walked).account_id is None


def test_after_five_failures_even_the_right_code_waits(stand: Stand, freeze: Freeze) -> None:
    walked = stand("deliver_notice")
    number, code = letter(walked)
    for _ in range(respond.MAX_FAILURES):
        with pytest.raises(WrongCredentials):
            respond.enter(number=number, code="AAAA-BBBB")
    with pytest.raises(TooManyAttempts):
        respond.enter(number=number, code=code)
    freeze(clock.now() + timedelta(hours=2))
    assert respond.enter(number=number, code=code)
    assert builders.respondent(walked).party_ids
