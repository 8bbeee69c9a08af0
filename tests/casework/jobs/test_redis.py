"""With Redis: a doorbell that may lose, double or be absent, and a table that repairs it."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from redis import Redis
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer
from sqlalchemy import select

from casework import clock
from casework.db import db
from casework.jobs import relay, schedule, tasks
from casework.models import CreditRecord, OutboxMessage
from casework.services import credit, outbox
from tests import fake_credit
from tests.casework import decided
from tests.infrastructure.needs import ROOT

pytestmark = pytest.mark.redis
PATIENCE = 30.0


@pytest.fixture
def platform():
    with fake_credit.running(late_seconds=20.0) as running:
        yield running


@pytest.fixture(autouse=True)
def ringing(app, context, redis_url, platform, monkeypatch):
    """The application rings this Redis and reports to this platform."""
    point(app, monkeypatch, redis_url, platform.url)
    monkeypatch.setattr(outbox, "_bells", [tasks.ring])
    monkeypatch.setattr(tasks, "_silent_until", [0.0])


def point(app, monkeypatch, redis_url: str, credit_url: str) -> None:
    settings = replace(app.config["CASEWORK"], redis_url=redis_url, credit_url=credit_url)
    monkeypatch.setitem(app.config, "CASEWORK", settings)


def queue(redis_url: str) -> Queue:
    return Queue(tasks.QUEUE, connection=Redis.from_url(redis_url), serializer=JSONSerializer)


def work_off(redis_url: str) -> None:
    """Let an RQ worker do what it was told, and give the signals back."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        worker = SimpleWorker(
            [tasks.QUEUE], connection=tasks.connection(redis_url, patient=True), serializer=JSONSerializer
        )
        worker.work(burst=True, logging_level="WARNING")
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def statuses() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(CreditRecord.status)))


def test_a_commit_puts_a_job_with_an_id_only(redis_url):  # I-26
    credit.enqueue(decided.decision(), "add")
    job = queue(redis_url).jobs[0]
    uid = db.session.scalars(select(OutboxMessage.uid)).one()
    assert (job.args, job.kwargs, job.id) == ([uid], {}, f"outbox-{uid}-0")


def test_the_worker_does_the_work(redis_url, platform):
    credit.enqueue(decided.decision(), "add")
    work_off(redis_url)
    assert statuses() == ["delivered"]
    assert len(platform.ledger.arrivals) == 1


def test_a_job_given_twice_is_done_once(redis_url, platform):  # I-2
    credit.enqueue(decided.decision(), "add")
    uid = db.session.scalars(select(OutboxMessage.uid)).one()
    queue(redis_url).enqueue(tasks.deliver, uid)
    work_off(redis_url)
    assert len(platform.ledger.arrivals) == 1


def test_what_redis_forgets_the_sweep_repairs(app, redis_url):  # I-9, I-24
    credit.enqueue(decided.decision(), "add")
    Redis.from_url(redis_url).flushall()
    work_off(redis_url)
    assert statuses() == ["pending"]
    schedule.turn(app, [])
    assert statuses() == ["delivered"]


def test_without_redis_the_commit_succeeds_at_once(app, monkeypatch, platform):  # I-24
    point(app, monkeypatch, "redis://127.0.0.1:1/0", platform.url)
    began = time.monotonic()
    credit.enqueue(decided.decision(), "add")
    credit.enqueue(decided.decision(), "add")
    assert time.monotonic() - began < 3.0
    relay.drain(app)
    assert statuses() == ["delivered", "delivered"]


def worker_process(app) -> subprocess.Popen[bytes]:
    settings = app.config["CASEWORK"]
    env = dict(os.environ)
    env |= {
        "CASEWORK_TEST_INSTANCE": str(settings.instance_dir),
        "CASEWORK_DATABASE_URL": settings.database_url,
        "CASEWORK_REDIS_URL": settings.redis_url,
        "CASEWORK_CREDIT_URL": settings.credit_url,
    }
    command = [sys.executable, "-m", "flask", "--app", "tests.infrastructure.site_wsgi:app", "worker"]
    return subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)


def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(app, platform):  # I-1, I-9, I-10
    platform.script = fake_credit.scripted("late")
    credit.enqueue(decided.decision(), "add")
    process = worker_process(app)
    assert platform.arrived.wait(PATIENCE)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)
    assert statuses() == ["pending"]
    with clock.at(clock.now() + outbox.LEASE + timedelta(seconds=1)):
        relay.drain(app)
    assert statuses() == ["delivered"]
    bodies = {body for _, body, _ in platform.ledger.arrivals}
    assert (len(platform.ledger.arrivals), len(bodies), len(platform.ledger.kept)) == (2, 1, 1)


@pytest.mark.parametrize("redis", ["there", "away", "none"])
def test_the_worker_process_works_and_ends_when_it_is_told_to(app, platform, monkeypatch, redis):
    if redis != "there":
        point(app, monkeypatch, "redis://127.0.0.1:1/0" if redis == "away" else "", platform.url)
    credit.enqueue(decided.decision(), "add")
    process = worker_process(app)
    try:
        assert platform.arrived.wait(PATIENCE)
    finally:
        process.terminate()
        process.wait(PATIENCE)
    with clock.at(clock.now() + outbox.LEASE + timedelta(seconds=1)):
        relay.drain(app)
    assert statuses() == ["delivered"]
    assert len(platform.ledger.kept) == 1
