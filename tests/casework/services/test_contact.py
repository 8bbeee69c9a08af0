"""The sealed telephone number: opened for whoever handles the case, each time with an entry and a purpose."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from casework.db import canonical, db
from casework.demo.walk import Walk
from casework.errors import Invalid, NotFound
from casework.models import Event, Party
from casework.services import audit_check, parties
from tests import builders
from workflows.engine import Actor, Refused
from workflows.vocabulary import ContactPurpose, Happening, PartyRole, Role

Stand = Callable[..., Walk]


def party(walked: Walk, role: PartyRole = PartyRole.RESPONDENT) -> Party:
    return db.session.scalars(select(Party).where(Party.case_id == walked.case_id, Party.role == role)).one()


def opened(walked: Walk) -> list[Event]:
    rows = select(Event).where(Event.case_id == walked.case_id, Event.action == Happening.CONTACT_OPENED)
    return list(db.session.scalars(rows.order_by(Event.seq)))


def reveal(walked: Walk, actor: Actor, **changes: str) -> str:
    asked = {
        "case_id": walked.public_id,
        "party_id": party(walked).public_id,
        "purpose": ContactPurpose.DELIVERY.value,
    } | changes
    return parties.reveal(actor=actor, **asked).phone


@pytest.mark.parametrize("post", ["officer1", "officer2", "clerk"])
def test_whoever_handles_the_case_may_call(stand: Stand, post: str) -> None:
    walked = stand("begin")
    assert reveal(walked, walked.staff(post)) == walked.story.respondent.phone
    entry = opened(walked)[0]
    assert (entry.actor_name, entry.note) == (walked.staff(post).name, "被投诉人，联系送达文书")
    assert entry.payload == {"party": party(walked).public_id, "purpose": "delivery"}


def test_the_mediator_of_the_case_may_call(stand: Stand) -> None:
    walked = stand("open_mediation")
    assert reveal(walked, walked.staff("mediator"), purpose="mediation")
    with pytest.raises(Refused, match="您不办理本案"):
        reveal(stand("begin"), walked.staff("mediator"))


def test_each_opening_is_an_entry_without_the_number(stand: Stand) -> None:
    walked = stand("begin")
    for purpose in ContactPurpose:
        reveal(walked, walked.staff("officer1"), purpose=purpose.value)
    entries = opened(walked)
    assert len(entries) == len(ContactPurpose)
    phone = walked.story.respondent.phone
    assert all(phone not in canonical(row.payload) + row.note for row in entries)
    assert audit_check.verify().ok


@pytest.mark.parametrize("post", ["leader", "reviewer", "unithead", "disclosure", "mediator"])
def test_others_of_the_bureau_are_refused_and_nothing_is_written(stand: Stand, post: str) -> None:
    walked = stand("begin")
    with pytest.raises(Refused) as caught:
        reveal(walked, walked.staff(post))
    assert "第三十四条" in caught.value.reasons[0].basis
    assert opened(walked) == []


def test_another_bureau_finds_nothing(stand: Stand) -> None:
    walked = stand("begin")
    stranger = replace(builders.stranger("officer1"), roles=frozenset(Role))
    with pytest.raises(NotFound):
        reveal(walked, stranger)
    with pytest.raises(NotFound):
        reveal(walked, builders.respondent(walked))
    assert opened(walked) == []


def test_a_party_without_a_number_or_of_no_case_is_not_found(stand: Stand) -> None:
    walked = stand("begin")
    with pytest.raises(NotFound):
        reveal(walked, walked.staff("officer1"), party_id="nobody")
    row = party(walked, PartyRole.COMPLAINANT)
    row.phone_sealed = ""
    db.session.commit()
    with pytest.raises(NotFound):
        reveal(walked, walked.staff("officer1"), party_id=row.public_id)


@pytest.mark.parametrize("purpose", ["", "curiosity"])
def test_a_purpose_is_on_the_list(stand: Stand, purpose: str) -> None:
    walked = stand("begin")
    with pytest.raises(Invalid) as caught:
        reveal(walked, walked.staff("officer1"), purpose=purpose)
    assert "purpose" in caught.value.fields
    assert opened(walked) == []
