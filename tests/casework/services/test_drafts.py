"""Unfinished complaints: kept, resumed, dropped; nobody else's business. I-4, I-18, I-26"""

from collections.abc import Callable

import pytest
from flask.ctx import AppContext
from sqlalchemy import select

from casework.db import canonical, db
from casework.demo import cast
from casework.errors import NotFound, Stale
from casework.models import Draft, Entity
from casework.queries import accounts as people
from casework.services import accounts, drafts, parties

pytestmark = pytest.mark.usefixtures("context")
OWN = {"kind": "legal", "name": "安徽示例酒业股份有限公司", "phone": "0563-5551010", "address": "示例路10号"}
Save = Callable[..., None]


@pytest.fixture
def holders(context: AppContext) -> tuple[int, int]:
    for person, roles in cast.PUBLIC[:2]:
        accounts.create(
            username=person.username, password=person.password, name=person.name, roles=roles, kind="public"
        )
    return people.by_username("holder").account_id, people.by_username("holder2").account_id


def kept(draft_id: str) -> Draft:
    db.session.expire_all()
    return db.session.scalars(select(Draft).where(Draft.public_id == draft_id)).one()


def test_a_draft_remembers_each_step(holders: tuple[int, int]) -> None:
    draft_id = drafts.start(account_id=holders[0])
    drafts.save(account_id=holders[0], draft_id=draft_id, step="right", values=OWN)
    drafts.save(account_id=holders[0], draft_id=draft_id, step="act", values={"place": "店内"})
    draft = kept(draft_id)
    assert draft.step == "act"
    assert draft.data["right"]["name"] == OWN["name"]
    assert draft.data["act"]["place"] == "店内"


def test_a_telephone_is_sealed_before_it_is_written(holders: tuple[int, int]) -> None:
    draft_id = drafts.start(account_id=holders[0])
    drafts.save(account_id=holders[0], draft_id=draft_id, step="right", values=OWN)
    said = canonical(kept(draft_id).data)
    assert OWN["phone"] not in said
    assert parties.open_phone(kept(draft_id).data["right"]["phone_sealed"], draft_id) == OWN["phone"]


def test_an_older_page_of_the_same_step_does_not_overwrite(holders: tuple[int, int]) -> None:
    draft_id = drafts.start(account_id=holders[0])
    here = {"account_id": holders[0], "draft_id": draft_id}
    drafts.save(**here, step="act", values={"place": "甲"}, seen=0)
    with pytest.raises(Stale):
        drafts.save(**here, step="act", values={"place": "乙"}, seen=0)
    drafts.save(**here, step="evidence", values={"claims": []}, seen=0)
    drafts.save(**here, step="act", values={"place": "丙"}, seen=1)
    assert kept(draft_id).data["act"]["place"] == "丙"


def test_nobody_elses_draft_is_found(holders: tuple[int, int]) -> None:
    draft_id = drafts.start(account_id=holders[0])
    with pytest.raises(NotFound):
        drafts.save(account_id=holders[1], draft_id=draft_id, step="act", values={})
    with pytest.raises(NotFound):
        drafts.discard(account_id=holders[1], draft_id=draft_id)


def test_a_dropped_draft_is_gone_and_emptied(holders: tuple[int, int]) -> None:
    draft_id = drafts.start(account_id=holders[0])
    drafts.save(account_id=holders[0], draft_id=draft_id, step="right", values=OWN)
    drafts.discard(account_id=holders[0], draft_id=draft_id)
    assert kept(draft_id).data == {}
    with pytest.raises(NotFound):
        drafts.save(account_id=holders[0], draft_id=draft_id, step="act", values={})


def test_what_the_holder_is_is_typed_once(holders: tuple[int, int]) -> None:
    for name in ("第一次", "第二次"):
        draft_id = drafts.start(account_id=holders[0])
        drafts.save(account_id=holders[0], draft_id=draft_id, step="right", values={**OWN, "name": name})
    assert [row.name for row in db.session.scalars(select(Entity))] == ["第二次"]
