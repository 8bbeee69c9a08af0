"""The people who settle what the law is here, and short ways to propose and approve a local parameter."""

from datetime import date
from itertools import count
from typing import Any

from casework import clock
from casework.queries import accounts as people
from casework.services import accounts, local_rules, wordings
from casework.services.reference import load_reference
from workflows.engine import Actor
from workflows.vocabulary import Role

_COUNTED = count(1)
CITY, COUNTY, PROVINCE = "341800", "341802", "340000"
PASSWORD = "Yue-8812-moon-ab"
BASIS = "《安徽省市场监督管理行政处罚信息公示办法》（皖市监发〔2024〕1号）"
LOW = {
    "name": "low_fine_max",
    "region": PROVINCE,
    "value": 300_000,
    "valid_from": date(2026, 1, 1),
    "valid_to": None,
    "basis": BASIS,
    "confidence": "to-confirm",
    "note": "只适用于单处罚款",
}
HEARING = LOW | {
    "name": "hearing_individual_business",
    "value": 5_000_000,
    "basis": "《安徽省行政处罚听证程序规定》（安徽省人民政府令第300号）",
    "confidence": "text-seen",
    "note": "",
}


def person(username: str, *roles: Role, bureau: str = CITY) -> Actor:
    """A new person of a bureau, of the city's unless another is named."""
    load_reference()
    opened = accounts.create(
        username=username, password=PASSWORD, name="管仲平", roles=roles, bureau_region=bureau
    )
    return people.actor_of(opened.account_id)


def pair() -> tuple[Actor, Actor]:
    """An administrator who proposes and a leader who approves, both of the city's bureau."""
    return person("office-admin", Role.ADMINISTRATOR), person("office-leader", Role.LEADER)


def settle(actor: Actor, approver: Actor, **values: Any) -> str:
    """Propose a parameter and let the other person approve it; the public id of the proposal."""
    made = local_rules.propose(actor=actor, **(LOW | values))
    local_rules.approve(actor=approver, public_id=made.public_id)
    return made.public_id


def worded(kind: str, text: str, *, day: date | None = None) -> str:
    """A wording that one person wrote and another approved; its public id."""
    place = next(_COUNTED)
    writer = person(f"worded-{place}-legal", Role.LEGAL_REVIEWER)
    other = person(f"worded-{place}-admin", Role.ADMINISTRATOR)
    kept = wordings.save(actor=writer, kind=kind, text=text, note="改格式", valid_from=day or clock.today())
    wordings.submit(actor=writer, public_id=kept.public_id, version=kept.version)
    wordings.approve(actor=other, public_id=kept.public_id)
    return kept.public_id
