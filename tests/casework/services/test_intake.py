"""Intake: a complaint becomes one case, in the competent bureau; two officers are named. I-2, I-18, I-26"""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from casework import clock, crypto, facts
from casework.db import canonical, db
from casework.demo import cast, intake_steps
from casework.demo.walk import Walk
from casework.errors import Invalid, NotFound
from casework.models import Account, Assignment, Case, CaseRight, Complaint, Document, Draft, Evidence, Party
from casework.queries import accounts as people
from casework.services import drafts, intake, parties
from tests import builders
from tests.casework.crowd import counts
from workflows.engine import Actor, Refused
from workflows.rules import book
from workflows.vocabulary import Action, DocumentKind, FactKey, PartyRole, Procedure, State

Stand = Callable[..., Walk]
ALL_FOUR = ("evidence", "punishable", "competent", "in_time")


def draft_of(walked: Walk) -> Draft:
    case_id = walked.case_id
    return db.session.scalars(select(Draft).where(Draft.submitted_case_id == case_id)).one()


def copy(source: Draft, draft_id: str, **act: str) -> None:
    """Type the same complaint again; a sealed telephone belongs to its own draft and is typed anew."""
    for step, values in {**source.data, "act": {**source.data["act"], **act}}.items():
        typed = {key: value for key, value in values.items() if key != "phone_sealed"}
        phone = {"phone": "0563-5550000"} if "phone_sealed" in values else {}
        drafts.save(account_id=source.account_id, draft_id=draft_id, step=step, values=typed | phone)


def public_id(username: str) -> str:
    return db.session.scalars(select(Account.public_id).where(Account.username == username)).one()


def file_case(
    walked: Walk, *officers: str, actor: Actor | None = None, conditions=ALL_FOUR, violation: str = ""
) -> None:
    intake.file_case(
        **walked.at(Procedure.INTAKE),
        actor=actor or walked.staff("leader"),
        officers=tuple(public_id(name) if name else "" for name in officers),  # type: ignore[arg-type]
        conditions=conditions,
        check_findings="违法事实初步成立。",
        violation=violation,
    )


def reasons(caught) -> set[str]:
    return {reason.code for reason in caught.value.reasons}


def test_a_complaint_opens_a_case_with_all_it_names(stand: Stand) -> None:
    walked = stand("submit")
    case = db.session.get_one(Case, walked.case_id)
    assert case.reference == f"XC-{clock.today().year}-0001"
    assert (case.bureau_region, case.place_region) == ("341802", "341802003")
    assert (case.cause, case.respondent_name) == ("TM57-3", walked.story.respondent.name)
    assert {p.role for p in case.parties} == {"complainant", "respondent"}
    assert [r.number for r in db.session.scalars(select(CaseRight))] == ["1304176"]
    files = db.session.scalars(select(Evidence).where(Evidence.case_id == case.id)).all()
    assert {file.name for file in files} == {"店面照片.jpg", "购物小票.jpg"}


def test_submitting_again_gives_the_same_case_and_nothing_new(stand: Stand) -> None:
    walked = stand("submit")
    draft = draft_of(walked)
    account_id, draft_id = draft.account_id, draft.public_id
    before = counts()
    again = intake.submit(account_id=account_id, draft_id=draft_id, declared=True)
    assert (again.case_id, again.reference, again.query_code) == (walked.public_id, walked.reference, "")
    assert counts() == before


def test_the_query_code_is_kept_as_a_digest_only(stand: Stand) -> None:
    walked = stand("submit")
    kept = db.session.scalars(select(Complaint)).one().query_code_hash
    assert walked.query_code not in kept
    assert crypto.verify_code(walked.query_code, kept, context=intake.QUERY_CODE)


def test_telephones_are_sealed_everywhere(stand: Stand) -> None:
    walked = stand("submit")
    rows = db.session.scalars(select(Party)).all()
    assert {parties.phone_of(row) for row in rows} == {"0563-5551010", walked.story.respondent.phone}
    kept = canonical([draft_of(walked).data, db.session.scalars(select(Complaint)).one().data])
    for phone in ("0563-5551010", walked.story.respondent.phone):
        assert phone not in kept
        assert all(phone not in row.phone_sealed for row in rows)


def test_a_draft_of_somebody_else_is_not_found(stand: Stand) -> None:
    walked = stand("submit")
    other = people.by_username("holder2")
    with pytest.raises(NotFound):
        intake.submit(account_id=other.account_id, draft_id=draft_of(walked).public_id, declared=True)


def test_an_unfinished_draft_names_the_steps_that_are_missing(stand: Stand) -> None:
    stand("submit")
    holder = people.by_username("holder").account_id
    draft_id = drafts.start(account_id=holder)
    before = counts()
    with pytest.raises(Invalid, match="权利与身份、被投诉人、侵权行为、证据与请求"):
        intake.submit(account_id=holder, draft_id=draft_id, declared=True)
    assert counts() == before


def test_without_declaration_nothing_is_received(stand: Stand) -> None:
    walked = stand("submit")
    source = draft_of(walked)
    draft_id = drafts.start(account_id=source.account_id)
    copy(source, draft_id)
    before = counts()
    with pytest.raises(Refused, match="没有确认所提供的材料真实"):
        intake.submit(account_id=source.account_id, draft_id=draft_id, declared=False)
    assert counts() == before


def test_the_place_of_the_act_picks_the_bureau(stand: Stand) -> None:
    walked = stand("submit")
    source = draft_of(walked)
    draft_id = drafts.start(account_id=source.account_id)
    copy(source, draft_id, place_region="341823")
    got = intake.submit(account_id=source.account_id, draft_id=draft_id, declared=True)
    case = db.session.scalars(select(Case).where(Case.public_id == got.case_id)).one()
    assert case.bureau_region == "341823"
    assert case.reference.endswith("-0002")


def test_two_officers_are_named_with_the_filing(stand: Stand) -> None:
    walked = stand("check")
    file_case(walked, "officer1", "officer2")
    named = db.session.scalars(select(Assignment).order_by(Assignment.id)).all()
    assert [row.duty for row in named] == ["lead", "assist"]
    assert walked.proceeding(Procedure.INTAKE).state == State.FILED
    assert walked.proceeding(Procedure.PENALTY).state == State.FILED


@pytest.mark.parametrize(
    ("officers", "code"),
    [
        (("officer1", ""), "given_officers"),
        (("officer1", "officer1"), "given_officers"),
        (("officer1", f"officer1-{builders.ELSEWHERE}"), "other_bureau"),
    ],
)
def test_one_officer_or_a_stranger_is_refused_and_nobody_is_named(
    stand: Stand, officers: tuple[str, ...], code: str
) -> None:
    walked = stand("check")
    before = counts()
    with pytest.raises(Refused) as caught:
        file_case(walked, *officers)
    assert reasons(caught) == {code}
    assert counts() == before


def test_somebody_who_is_no_officer_cannot_be_named(stand: Stand) -> None:
    walked = stand("check")
    before = counts()
    with pytest.raises(Invalid, match="请从名单里选择办案人员"):
        file_case(walked, "officer1", "clerk")
    assert counts() == before


def test_the_leader_who_files_is_no_officer(stand: Stand) -> None:
    walked = stand("check")
    officer = walked.staff("officer1")
    both = Actor(officer.account_id, officer.name, walked.staff("leader").roles, bureau=officer.bureau)
    with pytest.raises(Refused) as caught:
        file_case(walked, "officer1", "officer2", actor=both)
    assert reasons(caught) == {"leader_is_officer"}


def test_another_countys_people_may_do_nothing(stand: Stand) -> None:
    walked = stand("check")
    before = counts()
    with pytest.raises(Refused) as caught:
        file_case(walked, "officer1", "officer2", actor=builders.stranger("leader"))
    assert reasons(caught) == {"not_yours"}
    for post in ("clerk", "officer1", "leader"):
        with pytest.raises(Refused) as caught:
            walked.go(Procedure.INTAKE, Action.EXTEND_CHECK, builders.stranger(post), extension_days=5)
        assert reasons(caught) == {"not_yours"}
    assert counts() == before


def test_a_routed_complaint_belongs_to_the_other_bureau_and_its_clock_runs_on(stand: Stand) -> None:
    walked = stand("submit")
    clerk = walked.staff("clerk")
    intake.route(**walked.at(Procedure.INTAKE), actor=clerk, bureau=builders.ELSEWHERE)
    case = db.session.get_one(Case, walked.case_id)
    assert case.bureau_region == builders.ELSEWHERE
    assert case.next_due_on is not None
    with pytest.raises(Refused, match="不由您办理"):
        walked.go(Procedure.INTAKE, Action.START_CHECK, clerk)
    walked.go(Procedure.INTAKE, Action.START_CHECK, builders.stranger("clerk"))


def test_a_complaint_is_not_routed_to_where_it_is_or_to_nowhere(stand: Stand) -> None:
    walked = stand("submit")
    where = walked.at(Procedure.INTAKE)
    clerk = walked.staff("clerk")
    with pytest.raises(Refused, match="案件已在这个局"):
        intake.route(**where, actor=clerk, bureau=cast.HOME)
    before = counts()
    with pytest.raises(Invalid, match="请从名单里选择接收案件的局"):
        intake.route(**where, actor=clerk, bureau="999999")
    assert counts() == before


def test_a_complaint_is_withdrawn_before_the_check_only(stand: Stand) -> None:
    walked = stand("supply")
    party = builders.holder(walked)
    walked.go(Procedure.INTAKE, Action.WITHDRAW, party)
    case = db.session.get_one(Case, walked.case_id)
    assert (case.stage, case.open, case.next_due_on) == ("intake:withdrawn", False, None)
    walked = stand("check")
    with pytest.raises(Refused, match="不能办理“撤回投诉”"):
        walked.go(Procedure.INTAKE, Action.WITHDRAW, builders.holder(walked))


def test_not_filing_is_decided_with_a_reason_and_the_complainant_is_told(stand: Stand) -> None:
    walked = stand("check")
    with pytest.raises(Refused, match="没有填写不予立案的理由"):
        walked.go(Procedure.INTAKE, Action.REFUSE_FILING, walked.staff("leader"))
    intake_steps.refuse_filing(walked)
    intake_steps.notify(walked)
    with pytest.raises(Refused, match="已经告知过投诉人"):
        intake_steps.notify(walked)
    assert walked.party(PartyRole.COMPLAINANT).party_ids
    assert not db.session.get_one(Case, walked.case_id).open


def test_the_leader_corrects_the_violation_and_the_case_is_called_after_it(stand: Stand) -> None:
    walked = stand("check")
    assert db.session.get_one(Case, walked.case_id).cause == "TM57-3"
    file_case(walked, "officer1", "officer2", violation="TM57-1")
    case = db.session.get_one(Case, walked.case_id)
    rule = book.load().penalty("TM57-1")
    assert (case.cause, case.title) == (rule.id, rule.name)
    known = facts.of(walked.proceeding(Procedure.PENALTY))
    assert known.value(FactKey.VIOLATION) == "TM57-1"
    form = db.session.scalars(
        select(Document.data).where(
            Document.case_id == case.id, Document.kind == DocumentKind.FILING_APPROVAL
        )
    ).one()
    assert rule.name in form["case"]["title"]
    assert form["violation"]["name"] == rule.name


@pytest.mark.parametrize("violation", ["", "TM57-3"])
def test_without_another_choice_the_complainants_stands(stand: Stand, violation: str) -> None:
    walked = stand("check")
    before = db.session.get_one(Case, walked.case_id).title
    file_case(walked, "officer1", "officer2", violation=violation)
    case = db.session.get_one(Case, walked.case_id)
    assert (case.cause, case.title) == ("TM57-3", before)


@pytest.mark.parametrize("violation", ["TM72-2026", "nonsense"])
def test_a_violation_not_in_force_is_refused_and_the_case_keeps_its_name(
    stand: Stand, violation: str
) -> None:
    walked = stand("check")
    before = counts()
    with pytest.raises(Invalid) as caught:
        file_case(walked, "officer1", "officer2", violation=violation)
    assert "violation" in caught.value.fields
    assert counts() == before
    assert db.session.get_one(Case, walked.case_id).cause == "TM57-3"


def test_a_refused_filing_leaves_the_name_alone(stand: Stand) -> None:
    walked = stand("check")
    with pytest.raises(Refused):
        file_case(walked, "officer1", "officer2", violation="TM57-1", conditions=("evidence",))
    db.session.expire_all()
    assert db.session.get_one(Case, walked.case_id).cause == "TM57-3"
