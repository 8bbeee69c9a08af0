"""A bureau with its people, who take one complaint through the pages of the desk as a browser would.

Each step opens its page, keeps what is filled in already, adds what the test types, and sends it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from casework import clock
from casework.db import db
from casework.jobs import relay
from casework.models import Case, Party, Proceeding, Right
from casework.services import accounts, drafts, intake, mediation, reference, rights
from casework.services.transition import advance
from tests.casework.web.browsing import PASSWORD, Visitor, text, visitor
from workflows.engine import Actor
from workflows.vocabulary import Action, FactKey, Role

BUREAU = "341802"
START = date(2026, 9, 21)
STAFF: Mapping[str, tuple[str, tuple[Role, ...]]] = {
    "clerk": ("许登记", (Role.INTAKE_CLERK,)),
    "lead": ("程砚", (Role.CASE_OFFICER,)),
    "assist": ("江岚", (Role.CASE_OFFICER,)),
    "head": ("周科长", (Role.UNIT_HEAD,)),
    "reviewer": ("陈审核", (Role.REVIEWER,)),
    "legal": ("林法制", (Role.LEGAL_REVIEWER,)),
    "leader": ("方明远", (Role.LEADER,)),
    "publisher": ("沈公示", (Role.DISCLOSURE_OFFICER,)),
    "credit": ("赵信用", (Role.CREDIT_OFFICER,)),
    "mediator": ("吴调解", (Role.MEDIATOR,)),
}
RESPONDENT = "宣州区示例酒业商行"


class _Controls(HTMLParser):
    """The controls of the step's form, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self._area: str | None = None
        self._select: str | None = None
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self._inside = "novalidate" in given
        if not self._inside:
            return
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "textarea":
            self._area = name
            self.sent.append((name, ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.sent.append((self._select, value))
        elif tag == "input" and name:
            if given.get("type") in ("checkbox", "radio") and "checked" not in given:
                return
            if given.get("type") != "file":
                self.sent.append((name, value))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            name, before = self.sent[-1]
            # A browser drops the first line break of a text area.
            self.sent[-1] = (name, before + data.removeprefix("\n") if not before else before + data)


def controls(page: str) -> dict[str, list[str]]:
    """What a page's form would send if nobody touched it."""
    parser = _Controls()
    parser.feed(page)
    found: dict[str, list[str]] = {}
    for name, value in parser.sent:
        found.setdefault(name, []).append(value)
    return found


@dataclass
class Desk:
    """The bureau, its people in front of their browsers, and one case."""

    app: Flask
    people: dict[str, Visitor] = field(default_factory=dict)
    public_ids: dict[str, str] = field(default_factory=dict)
    holder_id: int = 0
    case: str = ""
    reference: str = ""

    def open(self, who: str) -> Visitor:
        """The browser of a person, signed in at the first use and after every night."""
        if who not in self.people or self.people[who].get("/desk").location.startswith("/login"):
            browser = visitor(self.app)
            browser.sign_in(f"{who}-officer")
            self.people[who] = browser
        return self.people[who]

    def proceeding(self, procedure: str, *, last: bool = True) -> tuple[int, str]:
        """Id and public id of a proceeding of the case."""
        with self.app.app_context():
            rows = db.session.execute(
                select(Proceeding.id, Proceeding.public_id)
                .join(Case, Case.id == Proceeding.case_id)
                .where(Case.public_id == self.case, Proceeding.procedure == procedure)
                .order_by(Proceeding.id)
            ).all()
            return tuple(rows[-1 if last else 0])

    def state(self, procedure: str) -> str:
        with self.app.app_context():
            return db.session.scalar(
                select(Proceeding.state).where(Proceeding.id == self.proceeding(procedure)[0])
            )

    def address(self, procedure: str, action: str) -> str:
        return f"/desk/cases/{self.case}/proceedings/{self.proceeding(procedure)[1]}/{action}"

    def try_step(self, who: str, procedure: str, action: str, **typed: Any) -> TestResponse:
        """Open the page of a step, type, send."""
        address = self.address(procedure, action)
        shown = self.open(who).get(address)
        kept = controls(shown.get_data(as_text=True))
        if "version" not in kept:
            return shown
        names = {name.replace("__", "-"): value for name, value in typed.items()}
        return self.open(who).client.post(address, data=kept | names)

    def take(self, who: str, procedure: str, action: str, **typed: Any) -> None:
        """Take a step and insist that it was taken; the worker then does what it promised."""
        answer = self.try_step(who, procedure, action, **typed)
        taken = answer.status_code == 303 and answer.location == f"/desk/cases/{self.case}"
        assert taken, f"{action} {answer.status_code}: {text(answer)[-2500:]}"
        relay.drain(self.app, until_empty=True)

    def page(self, who: str) -> str:
        answer = self.open(who).get(f"/desk/cases/{self.case}")
        assert answer.status_code == 200, text(answer)
        return answer.get_data(as_text=True)

    def party(self, role: str) -> Actor:
        """Complainant or respondent, acting for the own party."""
        with self.app.app_context():
            party = db.session.execute(
                select(Party.id, Party.name)
                .join(Case, Case.id == Party.case_id)
                .where(Case.public_id == self.case, Party.role == role)
            ).one()
        kind = Role.RIGHTS_HOLDER if role == "complainant" else Role.RESPONDENT
        return Actor(None, party.name, frozenset({kind}), party_ids=frozenset({party.id}))

    def supply(self, supplied: str) -> None:
        """The complainant sends what was missing."""
        proceeding = self.proceeding("intake")[0]
        with self.app.app_context():
            advance(proceeding, Action.SUPPLY, self.party("complainant"), data={FactKey.SUPPLIED: supplied})

    def sign(self, role: str) -> None:
        """A party signs the agreement on the table."""
        with self.app.app_context():
            actor = self.party(role)
            mediation.sign(
                proceeding_id=self.proceeding("mediation")[0], actor=actor, version=None, name=actor.name
            )


def bureau(app: Flask) -> Desk:
    """Open a bureau with its people and a rights holder."""
    with app.app_context():
        reference.load_reference()
        desk = Desk(app)
        for number, (who, (name, roles)) in enumerate(STAFF.items(), 1):
            opened = accounts.create(
                username=f"{who}-officer",
                password=PASSWORD,
                name=name,
                roles=roles,
                bureau_region=BUREAU,
                certificate_no=f"1817030{number:02d}",
                legal_qualified=who == "legal",
            )
            desk.public_ids[who] = opened.public_id
        desk.holder_id = accounts.register(
            username="holder1", password=PASSWORD, name="泾县示例酒厂有限公司"
        ).account_id
    return desk


def complaint(
    desk: Desk, *, claims: tuple[str, ...] = ("stop", "penalise", "mediate"), **changes: Any
) -> str:
    """Submit a complaint about six bottles; the case's public id, which the desk remembers."""
    with desk.app.app_context():
        right_id = _right(desk.holder_id)
        draft = drafts.start(account_id=desk.holder_id)
        steps = _steps(right_id, claims) | changes
        for step, values in steps.items():
            drafts.save(account_id=desk.holder_id, draft_id=draft, step=step, values=values)
        submitted = intake.submit(account_id=desk.holder_id, draft_id=draft, declared=True)
    desk.case, desk.reference = submitted.case_id, submitted.reference
    return submitted.case_id


def _right(account_id: int) -> str:
    known = db.session.scalar(select(Right.public_id).where(Right.account_id == account_id))
    if known:
        return known
    row = rights.record(
        account_id=account_id,
        kind="trademark",
        number="99001428",
        name="示例甲",
        holder_name="泾县示例酒厂有限公司",
        classes=(33,),
        valid_to=date(2031, 3, 13),
    )
    return db.session.scalar(select(Right.public_id).where(Right.id == row))


def _steps(right_id: str, claims: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    return {
        "right": {
            "right_id": right_id,
            "kind": "legal",
            "name": "泾县示例酒厂有限公司",
            "uscc": "91341823MA27JX1B7D",
            "legal_representative": "孙示例",
            "address": "泾县示例路1号",
            "contact_name": "钱示例",
            "phone": "13900001234",
        },
        "respondent": {
            "kind": "individual_business",
            "name": RESPONDENT,
            "uscc": "92341802MARLCR055F",
            "legal_representative": "陈示例",
            "address": "宣城市宣州区示例路18号",
        },
        "act": {
            "violation": "TM57-3",
            "complaint_facts": "货架上摆放销售标注“示例甲”的白酒6瓶，不是权利人生产。",
            "found_on": "2026-09-18",
            "place": "宣城市宣州区示例路18号",
            "place_region": BUREAU,
            "goods": "“示例甲”白酒",
        },
        "evidence": {"claims": list(claims), "confidential": False},
    }


def morning(days: int) -> Any:
    """The moment a number of days after the complaint, at nine."""
    return clock.at_local(START + timedelta(days=days), 9)
