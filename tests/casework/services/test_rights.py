"""Rights of a holder: the number is checked by its kind and recorded once."""

from datetime import date

import pytest
from flask.ctx import AppContext
from sqlalchemy import select

from casework.db import db
from casework.demo import cast
from casework.demo.walk import photo
from casework.errors import Invalid
from casework.models import Evidence, Right
from casework.queries import accounts as people
from casework.services import accounts, rights

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def holders(context: AppContext) -> tuple[int, int]:
    for person, roles in cast.PUBLIC[:2]:
        accounts.create(
            username=person.username, password=person.password, name=person.name, roles=roles, kind="public"
        )
    return people.by_username("holder").account_id, people.by_username("holder2").account_id


def record(account_id: int, **changes) -> int:
    kept = {
        "kind": "trademark",
        "number": "1304176",
        "name": "示例老窖",
        "holder_name": "安徽示例酒业股份有限公司",
        "classes": (33,),
        "valid_from": date(2020, 1, 1),
        "valid_to": date(2029, 12, 31),
    } | changes
    return rights.record(account_id=account_id, **kept)


def test_a_right_is_recorded_with_its_term(holders: tuple[int, int]) -> None:
    row = db.session.get_one(Right, record(holders[0]))
    assert (row.number, row.classes, row.valid_to) == ("1304176", [33], date(2029, 12, 31))


@pytest.mark.parametrize(
    ("kind", "number"),
    [("trademark", "13O4176"), ("patent", "ZL201110006009.1"), ("trademark", ""), ("software", "2020XX")],
)
def test_a_number_that_cannot_be_one_is_refused_with_the_reason(
    holders: tuple[int, int], kind: str, number: str
) -> None:
    with pytest.raises(Invalid) as caught:
        record(holders[0], kind=kind, number=number)
    assert caught.value.fields["number"]
    assert db.session.scalars(select(Right)).all() == []


def test_the_same_right_is_recorded_once_for_each_holder(holders: tuple[int, int]) -> None:
    record(holders[0])
    with pytest.raises(Invalid, match="已经登记过"):
        record(holders[0], number=" 1304176 ")
    record(holders[1])
    assert len(db.session.scalars(select(Right)).all()) == 2


def test_a_right_without_a_form_of_number_is_kept_as_typed(holders: tuple[int, int]) -> None:
    row = db.session.get_one(Right, record(holders[0], kind="trade_secret", number=" 内部登记 "))
    assert row.number == "内部登记"


def test_an_unknown_kind_is_an_error(holders: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="melody"):
        record(holders[0], kind="melody")


def test_right_and_certificate_are_recorded_together_or_not_at_all(holders: tuple[int, int]) -> None:
    given = {
        "account_id": holders[0],
        "kind": "trademark",
        "name": "示例老窖",
        "holder_name": "安徽示例酒业股份有限公司",
        "stream": photo("证书"),
        "name_of_file": "证书.jpg",
    }
    with pytest.raises(Invalid):
        rights.record_with_certificate(**given, number="不是号码")
    assert db.session.scalars(select(Evidence)).all() == []
    given["stream"].seek(0)
    row = db.session.get_one(Right, rights.record_with_certificate(**given, number="1304176"))
    assert db.session.get_one(Evidence, row.certificate_id).right_id == row.id
