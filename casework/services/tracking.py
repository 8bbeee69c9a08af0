"""Looking a complaint up without an account: reference and query code.

Attempts are counted; an unknown reference and a wrong code get one answer.
"""

from __future__ import annotations

from sqlalchemy import select

from casework import crypto
from casework.db import db
from casework.errors import WrongCredentials
from casework.models import Case, Complaint
from casework.services import attempts
from casework.services.intake import QUERY_CODE


def find(*, reference: str, code: str, address: str = "") -> int:
    """The case this receipt belongs to.

    Raises WrongCredentials for an unknown reference and a wrong code alike, TooManyAttempts after five.
    """
    tried = attempts.begin(f"track:{reference}", address)
    rows = db.session.execute(
        select(Complaint.case_id, Complaint.query_code_hash)
        .join(Case, Case.id == Complaint.case_id)
        .where(Case.reference == reference)
    ).all()
    if not rows:
        # The same work as for a reference that exists, so that time tells nothing.
        crypto.hash_code(code, context=QUERY_CODE)
    for row in rows:
        if row.query_code_hash and crypto.verify_code(code, row.query_code_hash, context=QUERY_CODE):
            attempts.succeeded(tried)
            return int(row.case_id)
    raise WrongCredentials
