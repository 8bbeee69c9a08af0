"""People who keep a register of numbers and people who hold numbers, and short ways to hold and use one."""

from sqlalchemy import select

from casework import clock, crypto
from casework.db import db, transaction
from casework.models import Bureau, Case, Document
from casework.queries import accounts as people
from casework.services import accounts, numbering
from casework.services.reference import load_reference
from tests.casework.office import PASSWORD
from workflows.engine import Actor
from workflows.vocabulary import Role

COUNTY, KIND, CODE = "341802", "on_the_spot_decision", "当罚"


def member(
    username: str, *roles: Role, bureau: str = COUNTY, certificate: str = "", name: str = "管仲平"
) -> Actor:
    """A new person of a bureau."""
    load_reference()
    opened = accounts.create(
        username=username,
        password=PASSWORD,
        name=name,
        roles=roles,
        bureau_region=bureau,
        certificate_no=certificate,
    )
    return people.actor_of(opened.account_id)


def certified(username: str, *, bureau: str = COUNTY, name: str = "程砚") -> Actor:
    """A new officer who handles cases and has a certificate."""
    return member(username, Role.CASE_OFFICER, bureau=bureau, certificate="34021800009", name=name)


def hold(keeper: Actor, holder: Actor, count: int, token: str = "") -> numbering.Block:
    """Set numbers of the decision on the spot aside."""
    public_id = people.identity(holder.account_id or 0).public_id
    return numbering.hold(kind=KIND, count=count, holder_id=public_id, actor=keeper, token=token)


def use(actor: Actor, *, kind: str = KIND, code: str = CODE) -> str:
    """A paper of a new case with the next number of its register, of this year."""
    with transaction() as session:
        bureau = session.scalars(select(Bureau).where(Bureau.region_code == actor.bureau)).one()
        case = Case(reference=crypto.random_code(8), bureau_region=actor.bureau, opened_at=clock.now())
        session.add(case)
        session.flush()
        paper = Document(
            case_id=case.id,
            kind=kind,
            bureau_region=actor.bureau,
            issued_at=clock.now(),
            issued_on=clock.today(),
            verify_code=crypto.random_code(12),
        )
        session.add(paper)
        session.flush()
        year, holder = clock.today().year, actor.account_id
        paper.number = numbering.take(bureau, code, "penalty", year, document_id=paper.id, holder_id=holder)
        return paper.number


def forget(*rows: object) -> None:
    """Take rows out of the database by hand, as nobody should."""
    with transaction():
        for row in rows:
            db.session.delete(row)
