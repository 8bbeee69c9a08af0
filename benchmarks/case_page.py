"""Explaining a whole case - every date of it, the range, the hearing right, the display - against its page.

The case is a sample walked through the door in a folder that is thrown away; its page is asked for as an
officer's browser asks.
"""

import re
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import select

from benchmarks.timing import Ratio, per_second
from casework import facts
from casework.app import create_app
from casework.config import load
from casework.db import db
from casework.demo import cast, replay
from casework.demo.stories import SC02
from casework.jobs import relay
from casework.models import Case, Deadline, Proceeding
from casework.services import deadlines, reference, transition
from workflows import display, fines
from workflows.engine import SYSTEM
from workflows.procedures import lawfulness
from workflows.vocabulary import Action, Procedure

LEAST = 1.0
MIGRATIONS = Path(__file__).parent.parent / "migrations"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def measure() -> Ratio:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        app = create_app(load({}, Path(folder)))
        stack.enter_context(app.app_context())
        case = _walk(app)
        explain = _explaining(case)
        officer, address = _signed_in(app), f"/desk/cases/{case.public_id}"
        assert b"proof" in officer.get(address).data
        ours = per_second(explain, 1)
        theirs = per_second(lambda: officer.get(address), 1)
        db.session.remove()
        db.engine.dispose()
    return Ratio("explaining a whole case", ours, theirs, "rendering its page", LEAST)


def _walk(app: Flask) -> Case:
    upgrade(directory=str(MIGRATIONS))
    reference.load_reference()
    replay.people()
    replay.play([SC02], drain=lambda: relay.drain(app, until_empty=True))
    return db.session.scalars(select(Case)).one()


def _explaining(case: Case) -> Callable[[], object]:
    """Everything the law says of this case, computed from its events as if nothing had been stored."""
    clocks = list(db.session.scalars(select(Deadline).where(Deadline.case_id == case.id)))
    penalty = db.session.scalars(
        select(Proceeding).where(Proceeding.case_id == case.id, Proceeding.procedure == Procedure.PENALTY)
    ).one()
    known = facts.of(penalty)
    step = transition.step_of(Action.SUBMIT, SYSTEM, {}, region=case.bureau_region)
    content = lawfulness.content(known, step)
    kinds, fine, party = lawfulness.kinds(content), int(content["fine_fen"]), known.respondent()
    assert len(clocks) > 10
    assert party is not None

    def explain() -> None:
        for row in clocks:
            deadlines.computed(row, step)
        lawfulness.assess(known, step)
        fines.hearing_right(step.book, party=party.kind, fine_fen=fine, kinds=kinds, on=step.today)
        for channel in display.CHANNELS:
            display.display(
                step.book,
                channel=channel,
                procedure="ordinary",
                kinds=kinds,
                fine_fen=fine,
                decided=step.today,
                published=step.today,
                calendar=step.calendar,
            )

    return explain


def _signed_in(app: Flask) -> FlaskClient:
    officer = app.test_client()
    token = TOKEN.search(officer.get("/login").get_data(as_text=True))
    assert token is not None
    form = {"csrf_token": token.group(1), "username": "officer1", "password": cast.PASSWORD}
    assert officer.post("/login", data=form).status_code == 303
    return officer
