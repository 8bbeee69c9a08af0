"""What people depend on is away for a while: a sentence says so, nothing else notices, and it comes back.

I-24 for Redis, the credit platform and the databases, I-25 for a full disk.
"""

import resource
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url, select

from casework.db import db
from casework.demo import cast
from casework.models import Case, Document
from tests import fake_credit
from tests.crash import findings
from tests.crash.conftest import CreateGround, Ground, settled
from tests.crash.loads import Filing, Publishing
from tests.crash.person import Page, Person
from tests.infrastructure.databases import Databases

NOBODY = "redis://127.0.0.1:1/0"
SOON = 5.0
MIB = 1024 * 1024
PATIENCE = 30.0

pytestmark = pytest.mark.timeout(300)


def holder(ground: Ground, name: str) -> Filing:
    return Filing(Person(ground.site.url), "holder", cast.PASSWORD, name=name)


def officer(ground: Ground) -> Publishing:
    return Publishing(Person(ground.site.url), "disclosure", cast.PASSWORD)


def papers_of(ground: Ground, respondent: str) -> set[str]:
    """How far the papers of a complaint are."""
    with ground.app().app_context():
        found = db.session.scalars(
            select(Document.status)
            .join(Case, Case.id == Document.case_id)
            .where(Case.respondent_name == respondent)
        ).all()
        db.session.remove()
        db.engine.dispose()
    return set(found)


def eventually(holds, patience: float = PATIENCE) -> bool:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if holds():
            return True
        threading.Event().wait(0.2)
    return False


def faults(ground: Ground, holders: Filing, officers: Publishing) -> dict[str, list[str]]:
    """What is wrong after everything has come to rest."""
    ground.platform.script = fake_credit.always("ok")
    app = ground.app()
    settled(app)
    with app.app_context():
        found = {
            "outbox": findings.outbox(),
            "complaints": findings.complaints(holders.filed),
            "credit": findings.credit_feed(ground.platform.ledger, officers.published),
            "files": findings.files(),
        }
    return {what: lines for what, lines in found.items() if lines}


def test_without_redis_complaints_and_decisions_are_accepted(
    create_ground: CreateGround, sqlite_databases: Databases
) -> None:  # I-24
    ground = create_ground(sqlite_databases, redis_url=NOBODY)
    holders, officers = holder(ground, "无铃"), officer(ground)
    began = time.monotonic()
    holders.filed.append(holders.file("宣州区示例无铃号店"))
    officers.publish(ground.city.waiting[0])
    officers.published.append(ground.city.waiting[0])
    assert (holders.lost, officers.lost) == (0, 0)
    assert time.monotonic() - began < PATIENCE
    assert papers_of(ground, "宣州区示例无铃号店") == {"issued"}
    ground.site.stop()
    assert faults(ground, holders, officers) == {}


def test_a_credit_platform_that_hangs_delays_nothing_else(
    create_ground: CreateGround, sqlite_databases: Databases
) -> None:  # I-24
    ground = create_ground(sqlite_databases)
    ground.platform.late_seconds = 600.0
    ground.platform.script = fake_credit.always("late")
    holders, officers = holder(ground, "久候"), officer(ground)
    for each in ground.city.waiting[:3]:
        officers.publish(each)
        officers.published.append(each)
    assert ground.platform.arrived.wait(PATIENCE)
    holders.filed.append(holders.file("宣州区示例久候号店"))
    assert eventually(lambda: papers_of(ground, "宣州区示例久候号店") == {"rendered"}, SOON)
    ground.platform.closing.set()
    ground.site.stop()
    assert faults(ground, holders, officers) == {}


@pytest.fixture(scope="module")
def ground(create_ground: CreateGround, sqlite_databases: Databases) -> Ground:
    """One site for the tests that leave it as it was."""
    return create_ground(sqlite_databases)


@contextmanager
def small_files(site_pid: int, size: int) -> Iterator[None]:
    """The operating system lets these processes write no file beyond so many bytes, as a full disk would."""
    found = [site_pid, *_children(site_pid)]
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in found}
    try:
        for pid, (_, hard) in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))
        yield
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [each for child in listed for each in (int(child), *_children(int(child)))]


def attach(people: Filing, page: Page, name: str, size: int) -> Page:
    """Add one photograph to the complaint being written."""
    form = page.form("claims")
    assert form is not None
    content = b"\xff\xd8\xff\xe0" + name.encode() + b"\0" * size
    files = [("files", (name, content, "image/jpeg"))]
    return people.person.send(page, form, {"claims": ["stop"], "upload": "1"}, files)


@pytest.mark.sqlite
def test_a_full_disk_costs_one_upload(ground: Ground) -> None:  # I-25
    people = holder(ground, "满盘")
    page = people.upto("claims", "宣州区示例满盘号店")
    largest = max(path.stat().st_size for path in ground.config.instance_dir.glob("*.sqlite3*"))
    with small_files(ground.site.process.pid, largest + 4 * MIB):
        refused = attach(people, page, "大.jpg", largest + 8 * MIB)
        assert refused.status in (422, 503), refused.words[:300]
        assert "存储空间不足" in refused.words
        page = people.open(page.url)
        assert "大.jpg" not in page.words
        assert attach(people, page, "小.jpg", 1000).status == 303
    assert list((ground.config.storage_dir / "incoming").iterdir()) == []
    page = people.open(page.url)
    assert attach(people, page, "大.jpg", largest + 8 * MIB).status == 303
    assert "大.jpg" in people.open(page.url).words


@pytest.mark.sqlite
def test_a_locked_database_is_an_outage_and_ends_by_itself(ground: Ground) -> None:  # I-24
    visitor = Person(ground.site.url)
    page = visitor.get("/login")
    form = page.form("username", "password")
    assert form is not None
    typed = {"username": "holder", "password": cast.PASSWORD}
    file = ground.config.database_url.removeprefix("sqlite:///")
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        answer = visitor.send(page, form, typed)
        waited = time.monotonic() - began
        other.execute("ROLLBACK")
    assert (answer.status, answer.headers.get("Retry-After")) == (503, "30"), answer.words[:300]
    assert "系统暂时不能使用" in answer.words
    assert waited < 2 * SOON
    assert visitor.send(page, form, typed).status == 303


@contextmanager
def shut(url: str) -> Iterator[None]:
    """Nobody is let into this database, and whoever is inside is put out."""
    address = make_url(url)
    name, host, user = str(address.database), str(address.query["host"]), str(address.username)
    with psycopg.connect(host=host, user=user, dbname="postgres", autocommit=True) as server:
        door = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
        server.execute(door.format(sql.Identifier(name), sql.SQL("false")))
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            server.execute(door.format(sql.Identifier(name), sql.SQL("true")))


def test_without_its_database_the_site_says_so_and_recovers(
    create_ground: CreateGround, postgresql_databases: Databases
) -> None:  # I-24
    ground = create_ground(postgresql_databases)
    people = holder(ground, "断库")
    people.sign_in()
    with shut(ground.config.database_url):
        for address in ("/portal", "/login", "/"):
            began = time.monotonic()
            answer = people.person.get(address)
            assert (answer.status, answer.headers.get("Retry-After")) == (503, "30"), address
            assert time.monotonic() - began < SOON
        assert people.person.get("/healthz").status == 200
        assert people.person.get("/readyz").status == 503
    assert eventually(lambda: people.person.get("/readyz").status == 200)
    filed = people.file("宣州区示例断库号店")
    assert eventually(lambda: papers_of(ground, filed.respondent) == {"rendered"})
