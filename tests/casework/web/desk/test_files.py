"""The volumes and the package of a case: for officers of its bureau, the package also for auditors."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime

from flask import Flask
from sqlalchemy import select

from casework.db import db
from casework.demo import cast
from casework.models import Case, Event, Evidence
from casework.services import accounts, evidence
from tests import builders
from tests.casework.web.browsing import Visitor, visitor
from tests.documents import foreign
from tests.standing import Shelf
from workflows.vocabulary import Role

LIST = "/desk/packages"


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


def test_an_auditor_starts_at_the_packages_and_reaches_nothing_else(
    app: Flask, shelf: Shelf, freeze: Callable[[datetime], datetime]
) -> None:
    with app.app_context():
        walked = shelf.stand("full", "archive", freeze)
        builders.drain()
        reference = db.session.scalars(select(Case.reference).where(Case.public_id == walked.public_id)).one()
        proof = db.session.scalars(
            select(Evidence.public_id).where(Evidence.case_id == walked.case_id)
        ).first()
        someone("checker", Role.AUDITOR, "341800")
    browser = signed_in(app, "checker")
    answer = browser.get("/login")
    assert answer.headers["Location"] == LIST
    page = browser.get(LIST).get_data(as_text=True)
    package = f"/desk/cases/{walked.public_id}/package.zip"
    assert reference in page
    assert package in page
    assert browser.get(package).status_code == 200
    links = set(re.findall(r'href="(/desk[^"]*)"', page)) | set(re.findall(r'action="(/desk[^"]*)"', page))
    assert {one for one in links if browser.get(one).status_code != 200} == set()
    for closed in (
        "/desk",
        "/desk/find?q=1",
        f"/desk/cases/{walked.public_id}",
        f"/desk/cases/{walked.public_id}/file.pdf",
        f"/desk/cases/{walked.public_id}/file-secondary.pdf",
        f"/desk/cases/{walked.public_id}/evidence/{proof}",
        f"/desk/cases/{walked.public_id}/file/{'0' * 64}.pdf",
        "/admin",
        "/portal",
    ):
        assert browser.get(closed).status_code == 404, closed


def test_the_list_holds_what_one_may_take_and_finds_running_cases_by_their_number(
    app: Flask, shelf: Shelf, freeze: Callable[[datetime], datetime]
) -> None:
    with app.app_context():
        walked = shelf.stand("full", "close", freeze)
        reference = db.session.scalars(select(Case.reference).where(Case.public_id == walked.public_id)).one()
        own = cast.username("officer1", walked.bureau)
        someone("stranger", Role.CASE_OFFICER, "341823")
        someone("checker", Role.AUDITOR, "341800")
    assert "还没有归档的案件" in signed_in(app, "checker").get(LIST).get_data(as_text=True)
    asked = f"{LIST}?q={reference[-4:]}"
    for who, found in (("checker", True), (own, True), ("stranger", False)):
        page = signed_in(app, who).get(asked).get_data(as_text=True)
        assert (f"/desk/cases/{walked.public_id}/package.zip" in page) is found, who
        assert ("没有归档</td>" in page) is found
    assert signed_in(app, "holder").get(LIST).status_code == 404
    checker = signed_in(app, "checker")
    for typed in ("%25", "_", "'", "x" * 500, "%00", "<script>", "\\"):
        answer = checker.get(f"{LIST}?q={typed}&page=0")
        assert answer.status_code == 200
        assert "<script>" not in answer.get_data(as_text=True).partition("<main")[2]


def test_a_former_volume_is_found_by_its_digest_by_officers_of_the_bureau(
    app: Flask, shelf: Shelf, freeze: Callable[[datetime], datetime]
) -> None:
    with app.app_context():
        walked = shelf.stand("full", "archive", freeze)
        builders.drain()
        evidence.log(
            actor=walked.staff("officer1"),
            case_id=walked.public_id,
            stream=io.BytesIO(foreign.pdf(2)),
            name="补充.pdf",
            kind="书证",
            source="当事人补充提交",
        )
        builders.drain()
        own = cast.username("officer1", walked.bureau)
        someone("stranger", Role.CASE_OFFICER, "341823")
        someone("checker", Role.AUDITOR, "341800")
    insider = signed_in(app, own)
    (address,) = re.findall(
        r'href="(/desk/cases/[^"]+/file/\w{64}\.pdf)"', insider.get(LIST).get_data(as_text=True)
    )
    answer = insider.get(address)
    assert hashlib.sha256(answer.data).hexdigest() == address.rpartition("/")[2].removesuffix(".pdf")
    assert [signed_in(app, who).get(address).status_code for who in ("stranger", "checker", "holder")] == [
        404
    ] * 3
    checker = signed_in(app, "checker")
    assert "/file/" not in checker.get(LIST).get_data(as_text=True)
    whole = zipfile.ZipFile(io.BytesIO(checker.get(f"/desk/cases/{walked.public_id}/package.zip").data))
    assert whole.read("volumes/former/01.pdf") == answer.data
