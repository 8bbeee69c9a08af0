"""A small log to look at and to tamper with."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, text

from casework.db import db, transaction
from casework.models import Case, Event, Proceeding
from casework.services import audit
from casework.services.reference import load_reference
from workflows.engine import SYSTEM, Actor
from workflows.procedures import PROCEDURES
from workflows.vocabulary import Procedure

OFFICER = Actor(None, "陈健", frozenset(), bureau="341800")
MOMENT = datetime(2026, 11, 23, 1, 2, 3, 4, tzinfo=UTC)
ROW = next(row for row in PROCEDURES[Procedure.SERVICE].rows if row.to)
FIRST = sorted(ROW.sources)[0]


def add_case(number: int = 1) -> tuple[Case, Proceeding]:
    """A case with one proceeding, as it stands before its first step."""
    with transaction() as session:
        case = Case(reference=f"XC-2026-{number:04}", bureau_region="341800", opened_at=MOMENT)
        session.add(case)
        session.flush()
        kept = {"procedure": Procedure.SERVICE, "state": FIRST, "opened_at": MOMENT}
        proceeding = Proceeding(case_id=case.id, **kept)
        session.add(proceeding)
    return case, proceeding


def step(case: Case, proceeding: Proceeding) -> audit.Recorded:
    """What the door does, as far as the log is concerned."""
    with transaction() as session:
        session.execute(
            text("UPDATE proceedings SET state = :to WHERE id = :id"), {"to": ROW.to, "id": proceeding.id}
        )
        return audit.record(
            actor=OFFICER,
            role="办案人员",
            action=ROW.action,
            case=case,
            proceeding=proceeding,
            from_state=FIRST,
            to_state=ROW.to,
            note="当场送达",
            basis=ROW.basis,
            payload={"papers": [["penalty_decision", "宣市监处罚〔2026〕1号"]], "n": 1},
            facts_digest="a" * 64,
            rules_digest="b" * 64,
        )


def say(times: int = 1, *, case: Case | None = None) -> None:
    for number in range(times):
        audit.record(actor=SYSTEM, action="read", case=case, payload={"number": number})


def small_log() -> Case:
    """A case with four entries, and a system stream with three."""
    load_reference()
    made, proceeding = add_case()
    say(1, case=made)
    step(made, proceeding)
    say(2, case=made)
    say(3)
    return made


def disarm() -> None:
    """What somebody with the owner's rights in the database can do."""
    with transaction() as session:
        if session.get_bind().dialect.name == "sqlite":
            session.execute(text("DROP TRIGGER events_no_update"))
            session.execute(text("DROP TRIGGER events_no_delete"))
        else:
            session.execute(text("ALTER TABLE events DISABLE TRIGGER ALL"))


def rearm() -> None:
    """The database of PostgreSQL is used again by the next test; a file of SQLite is not."""
    with transaction() as session:
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("ALTER TABLE events ENABLE TRIGGER ALL"))


def tamper(statement: str, **values: Any) -> None:
    disarm()
    with transaction() as session:
        assert session.execute(text(statement), values).rowcount


def forge(case: Case, seq: int, **changes: Any) -> None:
    """Append an entry with a right hash, as somebody would who knows how the chain is made."""
    last = db.session.scalars(
        select(Event).where(Event.stream == case.public_id).order_by(Event.seq.desc())
    ).first()
    assert last is not None
    body = {**audit.said(last), "seq": seq, "procedure": "", "from_state": "", "to_state": "", **changes}
    made = audit.chained(last.hash, body)
    with transaction() as session:
        values = {**body, "at": MOMENT, "previous_hash": last.hash, "hash": made}
        session.add(Event(**values))
