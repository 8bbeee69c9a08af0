"""Twenty copies of one request at one moment: one effect (I-2)."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from casework.db import db
from casework.demo import cast
from casework.models import Case, CreditRecord, Decision, Evidence
from tests.crash import findings
from tests.crash.conftest import CreateGround, Ground, settled
from tests.crash.loads import Filing, Publishing
from tests.crash.person import Form, Page, Person
from tests.infrastructure.databases import Databases

COPIES = 20
PATIENCE = 60.0

pytestmark = pytest.mark.timeout(300)


def copies(person: Person, ask: Callable[[Person], Page]) -> list[Page]:
    """The same request from twenty connections of one browser, released together."""
    gate = threading.Barrier(COPIES)

    def one() -> Page:
        twin = Person(person.site)
        twin.session.cookies.update(person.session.cookies)
        twin.get("/healthz")
        gate.wait(PATIENCE)
        return ask(twin)

    with ThreadPoolExecutor(COPIES) as pool:
        asked = [pool.submit(one) for _ in range(COPIES)]
        return [each.result(PATIENCE) for each in asked]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("sqlite_databases", marks=pytest.mark.sqlite),
        pytest.param("postgresql_databases", marks=pytest.mark.postgresql),
    ],
)
def ground(request: pytest.FixtureRequest, create_ground: CreateGround) -> Ground:
    made: Databases = request.getfixturevalue(request.param)
    return create_ground(made)


def test_a_complaint_sent_twenty_times_is_one_case(ground: Ground) -> None:
    people = Filing(Person(ground.site.url), "holder", cast.PASSWORD)
    page, form, typed = people.prepare("宣州区示例连击号店")
    sent = form.filled(typed)
    answers = copies(people.person, lambda twin: twin.post(page.url, sent))
    assert {answer.status for answer in answers} == {303}
    assert len({answer.goes_to for answer in answers}) == 1
    with ground.app().app_context():
        wanted = select(func.count(Case.id)).where(Case.respondent_name == "宣州区示例连击号店")
        assert db.session.scalar(wanted) == 1
        assert findings.numbers() == []


def test_a_publication_pressed_twenty_times_is_one_record(ground: Ground) -> None:
    people = Publishing(Person(ground.site.url), "disclosure", cast.PASSWORD)
    each = ground.city.waiting[0]
    page = people.open(each.address)
    form = page.form("version")
    assert form is not None
    answers = copies(people.person, lambda twin: twin.post(page.url, form.fields))
    statuses = sorted(answer.status for answer in answers)
    assert statuses == [303] + [409] * (COPIES - 1)
    settled(ground.app())
    with ground.app().app_context():
        records = (
            select(func.count(CreditRecord.id))
            .join(Decision, Decision.id == CreditRecord.decision_id)
            .join(Case, Case.id == Decision.case_id)
            .where(Case.public_id == each.case)
        )
        assert db.session.scalar(records) == 1
    assert len(ground.platform.ledger.kept) == 1


def test_a_page_with_files_sent_again_keeps_each_file_once(ground: Ground) -> None:
    people = Filing(Person(ground.site.url), "holder", cast.PASSWORD)
    page = people.upto("claims", "宣州区示例重传号店")
    form = page.form("claims")
    assert isinstance(form, Form)
    files = [("files", ("重传.jpg", b"\xff\xd8\xff\xe0once", "image/jpeg"))]
    sent = form.filled({"claims": ["stop"]})
    copies(people.person, lambda twin: twin.post(page.url, sent, files))
    with ground.app().app_context():
        wanted = select(func.count(Evidence.id)).where(
            Evidence.name == "重传.jpg", Evidence.removed_at.is_(None)
        )
        assert db.session.scalar(wanted) == 1
