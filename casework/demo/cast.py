"""The people of the demo city: one staff a bureau, two holders, one respondent, an auditor, an administrator.

All of them are invented. Their passwords are for a demonstration on one's own machine only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from casework.errors import NotFound
from casework.queries import accounts as people
from casework.services import accounts
from workflows.vocabulary import Role

PASSWORD = "Jingting-2026"
CITY = "341800"
HOME = "341802"
COUNTIES = ("341802", "341821", "341823", "341824", "341825", "341881", "341882")

# (post, role, where they land); the home bureau's posts have short user names.
POSTS = (
    ("clerk", (Role.INTAKE_CLERK,), "/desk/queues/intake"),
    ("officer1", (Role.CASE_OFFICER,), "/desk/queues/mine"),
    ("officer2", (Role.CASE_OFFICER,), "/desk/queues/mine"),
    ("unithead", (Role.UNIT_HEAD,), "/desk/queues/mine"),
    ("reviewer", (Role.REVIEWER,), "/desk/queues/review"),
    ("legal", (Role.LEGAL_REVIEWER,), "/desk/queues/review"),
    ("leader", (Role.LEADER,), "/desk/queues/leader"),
    ("mediator", (Role.MEDIATOR,), "/desk/queues/mediation"),
    ("disclosure", (Role.DISCLOSURE_OFFICER,), "/desk/queues/disclosure"),
    ("credit", (Role.CREDIT_OFFICER,), "/desk/credit"),
)
_SURNAMES = "程江方陆汪胡许章吴潘梅施查查崔管"
_GIVEN = ("砚", "岚", "明远", "立新", "知行", "文澜", "景行", "思齐", "守正", "若溪")


@dataclass(frozen=True, slots=True)
class Person:
    """One demo account as `instance/demo-accounts.json` lists it."""

    role: str
    username: str
    name: str
    password: str
    lands_on: str
    bureau: str = ""


def username(post: str, bureau: str = HOME) -> str:
    return post if bureau == HOME else f"{post}-{bureau}"


def staff_name(place: int, post: int) -> str:
    return _SURNAMES[(place * 3 + post) % len(_SURNAMES)] + _GIVEN[(place + post) % len(_GIVEN)]


def staff(bureau: str, place: int) -> list[tuple[Person, tuple[Role, ...]]]:
    """The posts of one bureau."""
    return [
        (
            Person(roles[0].label, username(post, bureau), staff_name(place, n), PASSWORD, lands, bureau),
            roles,
        )
        for n, (post, roles, lands) in enumerate(POSTS)
    ]


PUBLIC = (
    (Person("权利人", "holder", "安徽示例酒业股份有限公司", PASSWORD, "/portal"), (Role.RIGHTS_HOLDER,)),
    (Person("权利人", "holder2", "泾县示例宣纸厂有限公司", PASSWORD, "/portal"), (Role.RIGHTS_HOLDER,)),
    (Person("当事人", "respondent", "宣州区示例乙食品超市", PASSWORD, "/respond"), (Role.RESPONDENT,)),
)
SPECIAL = (
    (Person("安全审计员", "auditor", "查慎行", PASSWORD, "/account", CITY), (Role.AUDITOR,)),
    (Person("系统管理员", "admin", "管仲平", PASSWORD, "/account", CITY), (Role.ADMINISTRATOR,)),
)


def everybody() -> list[tuple[Person, tuple[Role, ...]]]:
    """All demo people in the order the list shows them: the home bureau and the public first."""
    found = [*PUBLIC, *staff(HOME, 0), *SPECIAL]
    for place, bureau in enumerate((CITY, *COUNTIES[1:]), 1):
        found += staff(bureau, place)
    return found


def assemble() -> None:
    """Open the accounts that are not there yet."""
    for n, (person, roles) in enumerate(everybody()):
        try:
            people.by_username(person.username)
        except NotFound:
            accounts.create(
                username=person.username,
                password=person.password,
                name=person.name,
                roles=roles,
                kind="officer" if person.bureau else "public",
                bureau_region=person.bureau or None,
                certificate_no=f"340218{n:05d}" if Role.CASE_OFFICER in roles else "",
                legal_qualified=Role.LEGAL_REVIEWER in roles,
            )


def write_list(path: Path) -> None:
    """Write the accounts a visitor may use; `other county` is the officer of another bureau."""
    shown = [*PUBLIC, *staff(HOME, 0), *SPECIAL]
    rows = [
        {
            "role": str(roles[0]),
            "title": person.role,
            "name": person.name,
            "username": person.username,
            "password": person.password,
            "login": "/login",
            "lands_on": person.lands_on,
        }
        for person, roles in shown
    ]
    other = staff(COUNTIES[2], COUNTIES.index(COUNTIES[2]) + 1)[1][0]
    rows.append(
        {
            "role": "other_county_officer",
            "title": "外县办案人员",
            "name": other.name,
            "username": other.username,
            "password": other.password,
            "login": "/login",
            "lands_on": other.lands_on,
        }
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
