"""Thirty kills: nothing that was acknowledged is lost, nothing is there twice (I-1, I-2, I-5, I-9, I-10)."""

import pytest

from casework.demo import cast
from tests import fake_credit
from tests.crash import findings
from tests.crash.conftest import CreateGround, Ground, settled
from tests.crash.killing import Killer, site_again, working
from tests.crash.loads import Crowd, Filing, Publishing
from tests.crash.person import Person
from tests.infrastructure.databases import Databases

KILLS_ALONE = 10
KILLS_WITH_WORKER = 20
# One request and one paper can be in hand between their file and their row.
LEFT_BY_A_KILL = 2
PACE = 2.0
FAULTS = 0.4
PATIENCE = 60.0

pytestmark = pytest.mark.timeout(600)


def people(ground: Ground) -> tuple[Filing, Publishing]:
    """A rights holder and a disclosure officer of the made city."""
    site = ground.site.url
    holder = Filing(Person(site), "holder", cast.PASSWORD)
    officer = Publishing(Person(site), "disclosure", cast.PASSWORD, pace=PACE, waiting=ground.city.waiting)
    return holder, officer


def killed(ground: Ground, killer: Killer, times: int) -> tuple[Filing, Publishing]:
    """Let both work while the killer goes round; both end with everything acknowledged."""
    ground.platform.script = fake_credit.chance(FAULTS, killer.seed)
    holder, officer = people(ground)
    with Crowd((holder, officer)) as crowd:
        killer.run(times, answers=crowd.answers)
        crowd.finish(PATIENCE)
    return holder, officer


def judge(ground: Ground, holder: Filing, officer: Publishing, kills: int) -> None:
    """Let everything come to rest, then look at every promise."""
    ground.platform.script = fake_credit.always("ok")
    app = ground.app()
    settled(app)
    with app.app_context():
        wrong = {
            "outbox": findings.outbox(),
            "complaints": findings.complaints(holder.filed),
            "publications": findings.publications(officer.published),
            "credit": findings.credit_feed(ground.platform.ledger, officer.published),
            "numbers": findings.numbers(),
            "audit": findings.audit(),
            "files": findings.files(),
        }
        left = findings.files_without_row()
    assert {what: faults for what, faults in wrong.items() if faults} == {}
    assert len(left) <= kills * LEFT_BY_A_KILL
    assert len(officer.published) == len(ground.city.waiting)
    assert len(holder.filed) >= holder.least


@pytest.mark.sqlite
def test_the_site_alone_survives(create_ground: CreateGround, sqlite_databases: Databases) -> None:
    ground = create_ground(sqlite_databases)
    killer = Killer(((site_again(ground.site), 1),), seed=20)
    holder, officer = killed(ground, killer, KILLS_ALONE)
    ground.site.stop()
    assert killer.happened == KILLS_ALONE
    judge(ground, holder, officer, killer.happened)


@pytest.mark.postgresql
@pytest.mark.redis
def test_site_and_worker_survive(
    create_ground: CreateGround, postgresql_databases: Databases, redis_url: str
) -> None:
    ground = create_ground(postgresql_databases, redis_url=redis_url)
    with working(ground.site) as worker:
        killer = Killer(((site_again(ground.site), 2), (worker.kill_and_start, 3)), seed=21)
        holder, officer = killed(ground, killer, KILLS_WITH_WORKER)
    ground.site.stop()
    assert killer.happened == KILLS_WITH_WORKER
    judge(ground, holder, officer, killer.happened)
