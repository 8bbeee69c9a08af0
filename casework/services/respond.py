"""The respondent's way in: the code on the letter opens this one case to this one party."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from casework import clock, crypto
from casework.db import db, transaction
from casework.errors import TooManyAttempts, WrongCredentials
from casework.models import AccessCode, Document, Party
from casework.services import audit
from casework.services.papers import ACCESS
from workflows.engine import Actor
from workflows.vocabulary import Role

MAX_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)


def enter(*, number: str, code: str, account_id: int | None = None) -> int:
    """The party whose letter this is; an account that enters is tied to the party.

    Raises WrongCredentials, the same for every cause, and TooManyAttempts after five failures.
    """
    with transaction():
        row = db.session.execute(
            select(AccessCode, Document)
            .join(Document, Document.id == AccessCode.document_id)
            .where(Document.number == number.strip())
            .with_for_update()
        ).first()
        if row is None:
            # The same work as for a letter that exists, so that time tells nothing.
            crypto.hash_code(code, context=ACCESS)
            found = None
        else:
            found = _judge(row[0], code)
        if found is None:
            failed = True
        else:
            failed = False
            party = db.session.get(Party, found.party_id)
            if party is not None and account_id is not None and party.account_id is None:
                party.account_id = account_id
            if party is not None:
                audit.record(
                    case=party.case,
                    proceeding=None,
                    actor=Actor(account_id, party.name, frozenset({Role.RESPONDENT})),
                    action="letter_opened",
                    payload={"number": number.strip()[:64]},
                )
    if failed or found is None:
        raise WrongCredentials
    return found.party_id


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
