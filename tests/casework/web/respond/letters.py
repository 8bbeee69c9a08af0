"""A case of the demo city walked to a chosen step, and what its people have in hand."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from casework.db import db
from casework.demo import cast, replay
from casework.demo.stories import SC02
from casework.demo.walk import Walk
from casework.jobs import relay
from casework.models import Document, Party
from casework.services import reference
from tests.casework.web.browsing import Visitor, visitor
from workflows.vocabulary import PartyRole


@dataclass(slots=True)
class Walked:
    """One case, where it stands, and the letter that was sent."""

    app: Flask
    walk: Walk
    number: str = ""
    code: str = ""

    @property
    def case(self) -> str:
        return self.walk.public_id

    def do(self, step: Any) -> None:
        """Let the bureau take a step of the demo city."""
        with self.app.app_context():
            step(self.walk)
            relay.drain(self.app, until_empty=True)

    def paper(self, kind: str) -> str:
        with self.app.app_context():
            return str(db.session.scalar(select(Document.public_id).where(Document.kind == kind)))

    def entered(self) -> Visitor:
        """A browser in which the letter was opened."""
        browser = visitor(self.app)
        answer = browser.post("/respond", {"number": self.number, "code": self.code})
        assert answer.status_code == 303
        return browser

    def tie(self, username: str = "respondent") -> Visitor:
        """The demo respondent, signed in and tied to the party."""
        with self.app.app_context():
            account = cast.people.by_username(username)
            party = db.session.scalars(select(Party).where(Party.role == PartyRole.RESPONDENT)).one()
            party.account_id = account.account_id
            db.session.commit()
        return self.signed_in(username)

    def signed_in(self, username: str) -> Visitor:
        browser = visitor(self.app)
        browser.sign_in(username, cast.PASSWORD)
        return browser


_kept: dict[tuple[str, str], tuple[Path, Walked]] = {}


def walked(app: Flask, until: str, **changes: Any) -> Walked:
    """A case about six bottles, up to and including a step of the demo's timetable.

    A walk takes seconds, so each worker takes it once on SQLite and puts the same instance back
    afterwards; on PostgreSQL every test walks its own.
    """
    if not app.config["CASEWORK"].sqlite:
        return _walk(app, until, changes)
    instance = app.config["CASEWORK"].instance_dir
    key = (str(instance), f"{until} {changes}")
    if key in _kept:
        folder, found = _kept[key]
        _release(app)
        shutil.rmtree(instance)
        shutil.copytree(folder, instance)
        return replace(found)
    found = _walk(app, until, changes)
    folder = instance.parent / f"{instance.name}-{len(_kept)}"
    _release(app)
    shutil.copytree(instance, folder)
    _kept[key] = (folder, replace(found))
    return found


def _release(app: Flask) -> None:
    """Close the database file, so that it is whole and can be put in place of another."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _walk(app: Flask, until: str, changes: Mapping[str, Any]) -> Walked:
    with app.app_context():
        reference.load_reference()
        replay.people()
        story = replace(SC02, until=until, missing=(), returned_once=False, **changes)
        days = {"open_mediation": 12, "draft_agreement": 20, "deliver_notice": 24}
        story = replace(story, started=days.get(until, 40))
        (walk,) = replay.play([story], drain=lambda: relay.drain(app, until_empty=True))
        letter = db.session.scalars(select(Document).where(Document.kind == "penalty_notice")).first()
        found = Walked(app, walk)
        if letter is not None:
            found.number, found.code = str(letter.number), letter.data["access"]["code"]
    return found
