"""The volumes and the package of a case: for officers of its bureau, the package also for auditors."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

from flask import Flask
from sqlalchemy import select

from casework.db import db
from casework.demo import cast
from casework.models import Event
from casework.services import accounts
from tests import builders
from tests.casework.web.browsing import Visitor, visitor
from tests.standing import Shelf
from workflows.vocabulary import Role


def signed_in(app: Flask, username: str) -> Visitor:
    browser = visitor(app)
    browser.sign_in(username, cast.PASSWORD)
    return browser


def someone(username: str, role: Role, bureau: str) -> None:
    accounts.create(
        username=username, password=cast.PASSWORD, name=username, roles=(role,), bureau_region=bureau
    )


def test_the_file_is_for_officers_and_its_sub_volume_never_for_a_party(
    app: Flask, shelf: Shelf, freeze: Callable[[datetime], datetime]
) -> None:
    with app.app_context():
        walked = shelf.stand("full", "archive", freeze)
        builders.drain()
        own = cast.username("officer1", walked.bureau)
        someone("stranger", Role.CASE_OFFICER, "341823")
        someone("checker", Role.AUDITOR, "341800")
    page = f"/desk/cases/{walked.public_id}"
    names = [f"{page}/{name}" for name in ("file.pdf", "file-secondary.pdf", "package.zip")]
    insider = signed_in(app, own)
    main, secondary, package = (insider.get(name) for name in names)
    assert (main.content_type, secondary.content_type) == ("application/pdf", "application/pdf")
    assert main.data != secondary.data
    assert package.content_type == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(package.data)).testzip() is None
    shown = insider.get(page).get_data(as_text=True)
    assert all(name in shown for name in names)
    people = [signed_in(app, who) for who in ("holder", "respondent", "stranger", "checker")]
    answers = [[browser.get(name).status_code for name in names] for browser in people]
    assert answers == [[404, 404, 404]] * 3 + [[404, 404, 200]]
    with app.app_context():
        taken = list(db.session.scalars(select(Event.actor_name).where(Event.action == "downloaded")))
    assert len(taken) == 2
    assert taken[-1] == "checker"


def test_a_visitor_is_asked_to_sign_in_first(sqlite_app: Flask) -> None:
    answer = visitor(sqlite_app).get("/desk/cases/x/package.zip")
    assert answer.location.startswith("/login?next=")
