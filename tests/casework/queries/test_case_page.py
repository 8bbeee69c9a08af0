"""The case page's query: the same facts as the door sees, in few statements, and nothing of others."""

import pytest
from flask import Flask
from sqlalchemy import select

from casework import facts
from casework.db import db
from casework.errors import NotFound
from casework.models import Case, Proceeding
from casework.queries import accounts, case_page
from tests.casework.web.desk import journey
from tests.casework.web.desk.desk_walk import BUREAU, bureau, complaint, morning
from tests.infrastructure import queries
from workflows.engine import Actor
from workflows.vocabulary import Role


def test_the_page_judges_by_the_same_facts_as_the_door(app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(app)
    complaint(desk)
    for stage in (journey.check, journey.file_case, journey.record):
        stage(desk, freeze)
    with app.app_context():
        page = case_page.for_officer(accounts.actor_of(accounts.by_username("lead-officer")), desk.case)
        rows = db.session.scalars(
            select(Proceeding).join(Case, Case.id == Proceeding.case_id).where(Case.public_id == desk.case)
        ).all()
        assert len(rows) == len(page.snapshots) == 4
        for row in rows:
            assert page.snapshots[row.id] == facts.of(row)
    desk.page("lead")
    with app.app_context():
        engine = db.engine
    with queries.recorded(engine) as record:
        desk.page("lead")
    # desk.page asks once whether the session still holds: one statement more than the page itself.
    assert len([s for s in record.selects() if "web_sessions" not in s]) <= 7, record.statements
    assert record.commits == 0


@pytest.mark.parametrize("roles", [{Role.AUDITOR}, {Role.ADMINISTRATOR}, {Role.RIGHTS_HOLDER}])
def test_who_has_no_bureau_here_finds_no_case(sqlite_app: Flask, freeze, roles: set[Role]) -> None:
    freeze(morning(0))
    desk = bureau(sqlite_app)
    complaint(desk)
    with sqlite_app.app_context():
        for place in ("", "341881", BUREAU):
            with pytest.raises(NotFound):
                case_page.for_officer(Actor(1, "甲", frozenset(roles), bureau=place), desk.case)
