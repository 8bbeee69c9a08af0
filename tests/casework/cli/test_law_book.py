"""The `law` commands beside a database: local parameters and imported holidays count."""

import json
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete

from casework import clock
from casework.db import db, transaction
from casework.models import CalendarDay, LocalParameter
from casework.services import accounts, reference

HEARING = ("hearing", "--party", "natural", "--fine", "15000", "--on", "2026-11-20")


def answer(app: Flask, *arguments: str) -> dict[str, Any]:
    found = app.test_cli_runner().invoke(args=["law", *arguments, "--json"])
    assert found.exit_code == 0, found.output
    read: dict[str, Any] = json.loads(found.output)
    return read


@pytest.fixture
def settled(app: Flask) -> Flask:
    """A province amount that two people have settled."""
    with app.app_context():
        reference.load_reference()
        people = [
            accounts.create(
                username=name,
                password="Yue-8812-moon-ab",
                name=name,
                roles=["leader"],
                bureau_region="341800",
            )
            for name in ("proposer", "approver")
        ]
        with transaction():
            db.session.add(
                LocalParameter(
                    name="hearing_natural",
                    region="340000",
                    value=2_000_000,
                    valid_from=date(2026, 1, 1),
                    basis="皖市监〔2026〕1号",
                    confidence="text-seen",
                    status="approved",
                    proposed_by_id=people[0].account_id,
                    decided_by_id=people[1].account_id,
                    decided_at=clock.now(),
                )
            )
    return app


def test_a_local_amount_answers_and_names_its_basis(settled: Flask) -> None:
    found = answer(settled, *HEARING)
    assert (found["right"], found["basis"]) == (False, "皖市监〔2026〕1号")


def test_without_local_rows_the_nation_answers(app: Flask) -> None:
    found = answer(app, *HEARING)
    assert found["right"] is True
    assert "听证办法" in found["basis"]


def test_an_imported_day_off_moves_the_date(app: Flask) -> None:
    with app.app_context():
        reference.load_reference()
        with transaction():
            db.session.execute(delete(CalendarDay).where(CalendarDay.day == date(2026, 9, 29)))
            db.session.add(CalendarDay(day=date(2026, 9, 29), working=False, name="国庆节", source="通知"))
    assert answer(app, "deadline", "GEN-01", "--start", "2026-09-28")["due_on"] == "2026-10-26"


def test_a_database_without_tables_is_no_bar(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        LocalParameter.__table__.drop(db.engine)
        try:
            assert answer(app, *HEARING)["right"] is True
        finally:
            LocalParameter.__table__.create(db.engine)
