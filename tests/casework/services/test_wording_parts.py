"""A shared part is changed like a wording; a refused text is taken up again by one click."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

import documents
from casework import clock
from casework import wordings as holding
from casework.db import db
from casework.demo.walk import Walk
from casework.errors import Invalid, NotFound
from casework.models import Event, WordingText
from casework.services import wordings
from documents.wordings import base, part_files
from tests.casework import office
from tests.casework.crowd import counts
from tests.casework.office import person
from tests.casework.services.test_wordings import KIND, TEXT, refused, row, submitted
from workflows.engine import Actor
from workflows.vocabulary import Role

pytestmark = pytest.mark.usefixtures("context")

Stand = Callable[..., Walk]


@pytest.fixture
def people() -> tuple[Actor, Actor]:
    return person("office-legal", Role.LEGAL_REVIEWER), person("office-admin", Role.ADMINISTRATOR)


PART = "_remedies.txt"
CHANGED = part_files()[PART].replace("如不服本决定", "您如果不服本决定")
USING = "penalty_decision"


def test_a_shared_part_holds_from_its_day_in_every_kind_that_takes_it_in(people) -> None:
    writer, other = people
    today, day = clock.today(), clock.today() + timedelta(days=3)
    wordings.approve(actor=other, public_id=submitted(writer, CHANGED, kind=PART, day=day))
    assert holding.in_force(USING, today) == holding.Held(base(USING))
    later = holding.in_force(USING, day)
    assert dict(later.wording.parts)[PART] == CHANGED
    assert (later.wording.text, later.public_id) == (base(USING).text, "")
    assert holding.in_force(PART, day).wording.text == CHANGED
    assert USING in holding.uses(PART, day)
    assert holding.in_force("filing_approval", day) == holding.Held(base("filing_approval"))


def test_a_kind_of_the_office_takes_in_the_part_of_the_office(people) -> None:
    writer, other = people
    own = base(USING).text.replace("h1: 六、救济途径", "h1: 六、怎样寻求救济")
    wordings.approve(actor=other, public_id=submitted(writer, own, kind=USING))
    wordings.approve(actor=other, public_id=submitted(writer, CHANGED, kind=PART))
    found = holding.in_force(USING, clock.today())
    assert found.wording.text == own
    assert dict(found.wording.parts)[PART] == CHANGED


def test_an_unsound_part_is_not_submitted_and_the_kinds_are_named(people) -> None:
    writer, _other = people
    kept = wordings.save(actor=writer, kind=PART, text="p: {{ remedies.nope }}", valid_from=clock.today())
    before = counts()
    with pytest.raises(Invalid, match=r"第1行：《.+》.*“nope”没有这一项"):
        wordings.submit(actor=writer, public_id=kept.public_id, version=kept.version)
    assert counts() == before
    with pytest.raises(NotFound):
        wordings.save(actor=writer, kind="_nothing.txt", text="p: x")


def test_a_part_that_a_kind_of_later_days_needs_is_not_taken_from_it(people) -> None:
    writer, other = people
    day = clock.today() + timedelta(days=9)
    more = part_files()["_patent.txt"] + "{% macro shown_by(one) %}{{ one }}{% endmacro %}\n"
    wordings.approve(actor=other, public_id=submitted(writer, more, kind="_patent.txt"))
    kind = "patent_acceptance_notice"
    needs = base(kind).text.replace("import ", "import shown_by, ", 1)
    assert needs != base(kind).text
    needs = needs.rstrip() + "\np: {{ shown_by('甲') }}\n"
    wordings.approve(actor=other, public_id=submitted(writer, needs, kind=kind, day=day))
    back = wordings.save(
        actor=writer, kind="_patent.txt", text=part_files()["_patent.txt"], valid_from=clock.today()
    )
    with pytest.raises(Invalid, match=documents.lookup(kind).title):
        wordings.submit(actor=writer, public_id=back.public_id, version=back.version)


def test_a_paper_keeps_the_part_it_was_begun_with(stand: Stand) -> None:
    walked = stand("clear")
    assert walked.case_id
    office.worded(PART, CHANGED, day=clock.today() + timedelta(days=1))
    mark = wordings.freeze(USING, clock.today())
    kept = db.session.get_one(WordingText, mark["sha256"])
    assert kept.parts[PART] == part_files()[PART]
    after = wordings.freeze(USING, clock.today() + timedelta(days=1))
    assert db.session.get_one(WordingText, after["sha256"]).parts[PART] == CHANGED
    assert after["sha256"] != mark["sha256"]


def test_a_refused_wording_is_taken_up_again_with_its_text(people) -> None:
    writer, other = people
    public_id = submitted(writer)
    wordings.refuse(actor=other, public_id=public_id, reason="再改一处")
    made = wordings.reopen(actor=writer, public_id=public_id)
    found = row(made.public_id)
    assert (found.status, found.text, found.note, found.kind) == ("draft", TEXT, "改一句", KIND)
    assert found.valid_from == clock.today()
    assert row(public_id).status == "refused"
    assert wordings.reopen(actor=writer, public_id=public_id).public_id == made.public_id
    last = db.session.scalars(select(Event).order_by(Event.at.desc(), Event.seq.desc())).first()
    assert last.payload["taken_from"] == public_id
    wordings.submit(actor=writer, public_id=made.public_id, version=row(made.public_id).version)


def test_a_day_that_is_over_is_not_taken_over(people, freeze) -> None:
    writer, other = people
    public_id = submitted(writer)
    wordings.refuse(actor=other, public_id=public_id, reason="再改一处")
    freeze(clock.now() + timedelta(days=2))
    assert row(wordings.reopen(actor=other, public_id=public_id).public_id).valid_from is None


def test_another_draft_is_not_run_over_by_a_text_taken_up_again(people) -> None:
    writer, other = people
    public_id = submitted(writer)
    wordings.refuse(actor=other, public_id=public_id, reason="再改一处")
    wordings.save(actor=writer, kind=KIND, text="p: 别的")
    before = counts()
    with pytest.raises(Invalid, match="没有提交的草稿"):
        wordings.reopen(actor=writer, public_id=public_id)
    assert counts() == before


def test_only_what_was_refused_or_withdrawn_by_oneself_is_taken_up_again(people) -> None:
    writer, other = people
    public_id = submitted(writer)
    assert refused(lambda: wordings.reopen(actor=other, public_id=public_id)) == {"settled"}
    leader = person("office-boss", Role.LEADER)
    wordings.refuse(actor=other, public_id=public_id, reason="再改一处")
    assert refused(lambda: wordings.reopen(actor=leader, public_id=public_id)) == {"not_yours"}
    second = submitted(writer)
    wordings.withdraw(actor=writer, public_id=second)
    assert refused(lambda: wordings.reopen(actor=other, public_id=second)) == {"settled"}
    assert wordings.reopen(actor=writer, public_id=second).status == "draft"
    with pytest.raises(NotFound):
        wordings.reopen(actor=writer, public_id="x" * 22)
