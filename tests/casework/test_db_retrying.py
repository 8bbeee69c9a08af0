"""A whole transaction is tried again when the database asks for it, and only then."""

import sqlite3

import psycopg
import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from casework.db import (
    retrying,
    transaction,
    transient,
)

pytestmark = pytest.mark.usefixtures("context")


def busy() -> OperationalError:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorname = "SQLITE_BUSY"
    return OperationalError("x", {}, error)


def serialization_failure() -> OperationalError:
    return OperationalError("x", {}, psycopg.errors.SerializationFailure())


def test_a_transaction_is_tried_again_when_the_database_asks_for_it():
    tries: list[int] = []

    def work() -> str:
        tries.append(1)
        if len(tries) < 3:
            raise busy()
        return "done"

    assert retrying(work) == "done"
    assert len(tries) == 3


def test_trying_again_ends():
    tries: list[int] = []

    def work() -> None:
        tries.append(1)
        raise busy()

    with pytest.raises(OperationalError):
        retrying(work, attempts=2)
    assert len(tries) == 2


def test_other_errors_and_inner_transactions_are_not_tried_again():
    tries: list[int] = []

    def work() -> None:
        tries.append(1)
        raise IntegrityError("x", {}, Exception("unique"))

    with pytest.raises(IntegrityError):
        retrying(work)

    def inner() -> None:
        tries.append(1)
        raise busy()

    with pytest.raises(OperationalError), transaction():
        retrying(inner)
    assert len(tries) == 2
    assert transient(busy())
    assert transient(serialization_failure())
    assert not transient(ValueError())
