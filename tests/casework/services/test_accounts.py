"""Logging in tells strangers nothing, locks after too many failures, and leaves an entry every time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import func, select

from casework.config import Passwords
from casework.db import db, transaction
from casework.errors import Invalid, NotFound, TooManyAttempts, WrongCredentials
from casework.models import Account, AuditStream, Event, LoginAttempt, WebSession
from casework.queries import accounts as queries
from casework.services import accounts, attempts, audit_check, passwords
from casework.services.reference import load_reference
from workflows.engine import SYSTEM
from workflows.vocabulary import Role

pytestmark = pytest.mark.usefixtures("context")

GOOD = "Jingting-Shan7"
OTHER = "Taohua-Tan-1234"
NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
Freeze = Callable[[datetime], datetime]


@pytest.fixture
def holder() -> int:
    return accounts.register(
        username="Huipai", password=GOOD, name="徽派笔墨", phone="13856300001"
    ).account_id


@pytest.fixture
def officer() -> int:
    load_reference()
    made = accounts.create(
        username="chen.jian",
        password=GOOD,
        name="陈健",
        roles=[Role.CASE_OFFICER, Role.MEDIATOR],
        bureau_region="341800",
        certificate_no="宣市监执〔2025〕031",
    )
    return made.account_id


def enter(password: str = GOOD, *, username: str = "huipai", address: str = "203.0.113.9") -> int:
    return accounts.authenticate(username=username, password=password, address=address)


def fail(times: int, *, username: str = "huipai", address: str = "203.0.113.9") -> None:
    for _ in range(times):
        with pytest.raises(WrongCredentials):
            enter("wrong", username=username, address=address)


def entries() -> list[str]:
    return list(db.session.scalars(select(Event.action).order_by(Event.seq)))


def test_an_account_is_opened_with_its_phone_sealed(holder: int):
    row = db.session.get_one(Account, holder)
    assert (row.username, row.kind, row.roles) == ("huipai", "public", ["rights_holder"])
    assert "138" not in row.phone_sealed
    assert accounts.phone_of(holder) == "13856300001"
    assert GOOD not in row.password_hash


def test_the_right_password_enters_in_whatever_case_the_name_is_typed(holder: int):
    assert enter(username=" HuiPai ") == holder


@pytest.mark.parametrize("username", ["huipai", "nobody", "", "x" * 5000, "号", "a\x00b"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(holder: int, username: str):
    # I-19
    with pytest.raises(WrongCredentials, match="用户名或者密码不正确"):
        enter("wrong", username=username)


def test_an_unknown_name_costs_a_hash_too(holder: int, monkeypatch: pytest.MonkeyPatch):
    worked: list[str] = []
    real = passwords.matches
    monkeypatch.setattr(passwords, "matches", lambda given, kept: worked.append(kept) or real(given, kept))
    fail(1)
    fail(1, username="nobody")
    assert [bool(kept) for kept in worked] == [True, False]


def test_a_closed_account_does_not_enter(holder: int):
    accounts.close(holder, by=SYSTEM)
    with pytest.raises(WrongCredentials):
        enter()
    with pytest.raises(NotFound):
        queries.actor_of(holder)


@pytest.mark.parametrize("username", ["huipai", "nobody"])
def test_five_failures_lock_known_and_unknown_names_alike(holder: int, freeze: Freeze, username: str):
    freeze(NOON)
    fail(5, username=username)
    with pytest.raises(TooManyAttempts) as caught:
        enter(GOOD, username=username)
    assert caught.value.until == NOON + timedelta(minutes=15)
    assert caught.value.seconds == 15 * 60 + 1
    freeze(NOON + timedelta(minutes=15))
    if username == "huipai":
        assert enter() == holder


def test_failures_far_apart_do_not_lock(holder: int, freeze: Freeze):
    for number in range(12):
        freeze(NOON + timedelta(minutes=3 * number))
        fail(1)
    assert enter() == holder


def test_a_success_forgets_the_failures_before_it(holder: int, freeze: Freeze):
    freeze(NOON)
    fail(4)
    assert enter() == holder
    fail(4)
    assert enter() == holder


def test_locks_grow(holder: int, freeze: Freeze):
    freeze(NOON)
    fail(5)
    freeze(NOON + timedelta(minutes=15))
    fail(5)
    with pytest.raises(TooManyAttempts) as caught:
        enter()
    assert caught.value.until == NOON + timedelta(minutes=45)


def test_asking_while_locked_does_not_make_the_lock_longer(holder: int, freeze: Freeze):
    freeze(NOON)
    fail(5)
    for minutes in range(1, 15):
        freeze(NOON + timedelta(minutes=minutes))
        with pytest.raises(TooManyAttempts):
            enter("wrong")
    freeze(NOON + timedelta(minutes=15))
    assert enter() == holder


def test_an_address_is_locked_over_many_names(holder: int, freeze: Freeze):
    freeze(NOON)
    for number in range(30):
        fail(1, username=f"name{number}")
    with pytest.raises(TooManyAttempts):
        enter()
    assert enter(address="198.51.100.7") == holder
    freeze(NOON + timedelta(minutes=10))
    assert enter() == holder


def test_fifty_guesses_at_once_get_no_more_than_five_looks(app: Flask, holder: int):
    looks: list[int] = []

    def guess(number: int) -> str:
        with app.app_context():
            try:
                enter(f"wrong{number}", address=f"203.0.113.{number}")
            except WrongCredentials:
                looks.append(number)
                return "looked"
            except TooManyAttempts:
                return "refused"
        return "entered"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(guess, range(50)))
    assert answers.count("looked") == 5
    assert answers.count("refused") == 45
    assert audit_check.verify().ok


def test_attempts_are_kept_under_digests_and_forgotten(holder: int, freeze: Freeze):
    # I-26
    freeze(NOON)
    fail(1)
    keys = set(db.session.scalars(select(LoginAttempt.key)))
    assert len(keys) == 2
    assert not any("huipai" in key or "203.0" in key for key in keys)
    freeze(NOON + timedelta(days=2))
    enter()
    assert (
        db.session.scalar(select(func.count(LoginAttempt.id)).where(LoginAttempt.at < NOON + timedelta(1)))
        == 0
    )


def test_every_login_failure_and_refusal_has_an_entry(holder: int, freeze: Freeze):
    # I-15
    freeze(NOON)
    enter()
    fail(5)
    with pytest.raises(TooManyAttempts):
        enter()
    accounts.log_out(holder)
    assert entries() == ["account_opened", "login", *["login_failed"] * 5, "login_refused", "logout"]
    assert db.session.get_one(AuditStream, "system").seq == 9
    login = db.session.scalars(select(Event).where(Event.action == "login")).one()
    assert (login.actor_id, login.payload) == (holder, {"address": "203.0.113.9"})
    assert audit_check.verify().ok


def test_a_hash_of_older_costs_is_made_again_at_login(holder: int):
    with transaction():
        row = db.session.get_one(Account, holder)
        row.password_hash = "$argon2id$v=19$m=256,t=2,p=1$" + _old_hash(GOOD)
    before = db.session.get_one(Account, holder).password_hash
    enter()
    assert db.session.get_one(Account, holder).password_hash != before
    assert enter() == holder


def _old_hash(password: str) -> str:
    return PasswordHasher(time_cost=2, memory_cost=256, parallelism=1).hash(password).split("p=1$")[1]


@pytest.mark.parametrize("username", ["", "abc", "-abcd", "a b c d", "陈健陈健", "аdmin", "x" * 65, "a/b/c"])
def test_names_that_cannot_stand_are_refused(username: str):
    with pytest.raises(Invalid) as caught:
        accounts.register(username=username, password=GOOD, name="甲")
    assert set(caught.value.fields) == {"username"}


def test_full_width_names_are_folded():
    made = accounts.register(username="Ｈｕｉｐａｉ２", password=GOOD, name="甲")
    assert queries.identity(made.account_id).username == "huipai2"


def test_a_taken_name_is_refused_and_leaves_nothing(holder: int):
    with pytest.raises(Invalid, match="已有人使用"):
        accounts.register(username="HUIPAI", password=GOOD, name="乙")
    assert entries() == ["account_opened"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": " "}, "name"), ({"name": "长" * 101}, "name"), ({"password": "short"}, "password")],
)
def test_other_fields_that_cannot_stand_are_named(changes: dict[str, str], field: str):
    given = {"username": "abcd", "password": GOOD, "name": "甲", **changes}
    with pytest.raises(Invalid) as caught:
        accounts.register(**given)
    assert set(caught.value.fields) == {field}


def test_an_unknown_role_is_refused():
    with pytest.raises(Invalid) as caught:
        accounts.register(username="abcd", password=GOOD, name="甲", role="king")
    assert set(caught.value.fields) == {"roles"}


def test_an_officer_is_an_actor_of_a_bureau(officer: int):
    actor = queries.actor_of(officer)
    assert (actor.name, actor.bureau, actor.certificate) == ("陈健", "341800", "宣市监执〔2025〕031")
    assert actor.roles == {Role.CASE_OFFICER, Role.MEDIATOR}
    assert queries.by_username("Chen.Jian").bureau_name.startswith("宣城市")
    assert [one.account_id for one in queries.officers(bureau="341800", role="mediator")] == [officer]
    assert queries.officers(bureau="341800", role="leader") == []


def open_session(account_id: int) -> None:
    with transaction() as session:
        expires = datetime(2100, 1, 1, tzinfo=UTC)
        session.add(
            WebSession(id_hash=f"{account_id:064}", account_id=account_id, data={}, expires_at=expires)
        )


def sessions_of(account_id: int) -> int:
    return db.session.scalar(select(func.count()).where(WebSession.account_id == account_id)) or 0


def test_changing_the_password_ends_all_sessions(holder: int):
    open_session(holder)
    accounts.change_password(holder, old=GOOD, new=OTHER)
    assert sessions_of(holder) == 0
    assert enter(OTHER) == holder
    with pytest.raises(WrongCredentials):
        enter(GOOD)


@pytest.mark.parametrize(
    ("old", "new", "field"), [("wrong", OTHER, "old"), (GOOD, GOOD, "new"), (GOOD, "short", "new")]
)
def test_a_password_is_changed_only_by_who_knows_it_and_to_a_good_one(
    holder: int, old: str, new: str, field: str
):
    with pytest.raises(Invalid) as caught:
        accounts.change_password(holder, old=old, new=new)
    assert set(caught.value.fields) == {field}
    assert enter() == holder


def test_changed_roles_act_at_once_and_end_sessions(officer: int):
    # I-21
    open_session(officer)
    accounts.set_roles(officer, [Role.AUDITOR], by=SYSTEM)
    assert sessions_of(officer) == 0
    assert queries.actor_of(officer).roles == {Role.AUDITOR}
    payload = db.session.scalars(select(Event.payload).where(Event.action == "roles_changed")).one()
    assert payload["before"] == ["case_officer", "mediator"]
    assert payload["after"] == ["auditor"]


def test_closing_ends_sessions(officer: int):
    open_session(officer)
    accounts.close(officer, by=SYSTEM)
    assert sessions_of(officer) == 0


@pytest.mark.parametrize("call", [queries.identity, accounts.log_out, accounts.phone_of])
def test_an_account_that_is_not_there_is_not_found(call: Callable[[int], object]):
    with pytest.raises(NotFound):
        call(999)


RULES = Passwords()


@pytest.mark.parametrize(
    ("minutes", "until"),
    [
        ([], None),
        ([0, 1, 2, 3], None),
        ([0, 1, 2, 3, 4], 4 + 15),
        ([0, 1, 2, 3, 9.99], 9.99 + 15),
        ([0, 1, 2, 3, 10], None),
        ([0, 1, 2, 3, 4, 20, 20, 20, 20], 4 + 15),
        ([0, 1, 2, 3, 4, 20, 20, 20, 20, 20], 20 + 30),
    ],
)
def test_when_failures_lock(minutes: list[float], until: float | None):
    found = attempts.lock_after([NOON + timedelta(minutes=m) for m in minutes], RULES)
    assert found == (NOON + timedelta(minutes=until) if until is not None else None)


def test_an_address_is_free_again_ten_minutes_after_the_oldest_of_thirty():
    failures = [NOON + timedelta(seconds=number) for number in range(31)]
    assert attempts.address_lock(failures[:29], RULES) is None
    assert attempts.address_lock(failures, RULES) == failures[1] + timedelta(minutes=10)
