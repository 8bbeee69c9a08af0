"""The respondent's way in: the code on the letter opens this one case to this one party."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from casework import clock, crypto
from casework.db import db, transaction
from casework.errors import TooManyAttempts, WrongCredentials
from casework.models import AccessCode, Case, Document, Party
from casework.services import attempts, audit
from casework.services.papers import ACCESS
from workflows import numbering
from workflows.engine import Actor
from workflows.vocabulary import Happening, Role

MAX_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)


def enter(*, number: str, code: str, account_id: int | None = None, address: str = "") -> int:
    """The party whose letter this is; an account that enters is tied to the party.

    Raises WrongCredentials, the same for every cause, and TooManyAttempts after five failures,
    whether or not there is such a letter.
    """
    wanted = _normal(number)
    tried = attempts.begin(f"letter:{wanted}", address)
    party_id = _open(wanted, code, account_id)
    if party_id is None:
        raise WrongCredentials
    attempts.succeeded(tried)
    return party_id


def _normal(number: str) -> str:
    """The number as papers carry it, whatever its brackets, spaces and digits were."""
    try:
        return numbering.parse(number).text
    except ValueError:
        return number.strip()[:64]


def _open(number: str, code: str, account_id: int | None) -> int | None:
    with transaction():
        row = db.session.execute(
            select(AccessCode, Document)
            .join(Document, Document.id == AccessCode.document_id)
            .where(Document.number == number)
            .with_for_update()
        ).first()
        if row is None:
            # The same work as for a letter that exists, so that time tells nothing.
            crypto.hash_code(code, context=ACCESS)
            return None
        found = _judge(row[0], code)
        party = db.session.get(Party, found.party_id) if found else None
        if party is None:
            return None
        if account_id is not None and party.account_id is None:
            party.account_id = account_id
        case = db.session.scalars(select(Case).where(Case.id == party.case_id).with_for_update()).one()
        audit.record(
            case=case,
            proceeding=None,
            actor=Actor(account_id, party.name, frozenset({Role.RESPONDENT})),
            action=Happening.LETTER_OPENED,
            payload={"number": number},
        )
        return party.id


def _judge(access: AccessCode, code: str) -> AccessCode | None:
    now = clock.now()
    if access.locked_until is not None and access.locked_until > now:
        raise TooManyAttempts(
            until=access.locked_until, seconds=int((access.locked_until - now).total_seconds())
        )
    if crypto.verify_code(code, access.code_hash, context=ACCESS):
        access.failed_count = 0
        access.locked_until = None
        return access
    access.failed_count += 1
    if access.failed_count >= MAX_FAILURES:
        access.locked_until = now + LOCKED_FOR
        access.failed_count = 0
    return None
