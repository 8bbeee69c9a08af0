"""The register of numbers on its pages: read, held and voided by who keeps it; an officer's own, too."""

from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from casework.db import db
from casework.models import DocumentNumber, HeldNumber
from casework.queries import accounts as people
from casework.web import policy
from tests.casework.holders import COUNTY, forget, use
from tests.casework.web.browsing import Visitor, holder, officer, text, visitor
from workflows.vocabulary import Role

PAGES = ("/admin/numbers", "/admin/numbers/hold", "/admin/numbers/void/x")
KIND = "on_the_spot_decision"


def leader(app: Flask, username: str = "keeper", **options: Any) -> Visitor:
    return officer(app, Role.LEADER, username=username, name="许景行", **{"bureau_region": COUNTY} | options)


def spot(app: Flask, username: str = "spot1", name: str = "程砚") -> Visitor:
    return officer(
        app,
        Role.CASE_OFFICER,
        username=username,
        name=name,
        bureau_region=COUNTY,
        certificate_no="34021800009",
    )


def public_id(app: Flask, username: str = "spot1") -> str:
    with app.app_context():
        return people.by_username(username).public_id


def held(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(HeldNumber.number).order_by(HeldNumber.seq)))


def hold(app: Flask, browser: Visitor, **typed: Any) -> TestResponse:
    fields = {"kind": KIND, "holder": public_id(app), "count": "3"} | typed
    return browser.post("/admin/numbers/hold", fields)


def void(app: Flask, browser: Visitor, number: str, reason: str = "写错", at: str = "/admin") -> TestResponse:
    return browser.post(f"{at}/numbers/void/{quote(number)}", {"reason": reason})


def test_a_block_is_held_used_and_voided(app: Flask) -> None:
    desk, keeper = spot(app), leader(app)
    assert "文号登记簿" in text(keeper.get("/admin"))
    assert "还没有编过文号" in text(keeper.get("/admin/numbers"))
    assert "程砚（执法证34021800009）" in text(keeper.get("/admin/numbers/hold"))
    answer = hold(app, keeper, count=" ３ ")
    assert answer.status_code == 303, text(answer)
    first, second, third = held(app)
    page = text(keeper.get("/admin/numbers"))
    assert f"已预留{first}至{third}，共3个。" in page
    assert "当场行政处罚决定书 当罚 3号 0 3 0 0" in page
    mine = text(desk.get("/desk/numbers"))
    assert first in mine
    assert "共3个" in mine
    with app.app_context():
        assert use(people.actor_of(people.by_username("spot1"))) == first
    answer = void(app, desk, second, "预制的决定书写错", at="/desk")
    assert answer.location.endswith("/desk/numbers")
    answer = void(app, keeper, third, "人员调离")
    assert answer.location.endswith("/admin/numbers")
    assert held(app) == []
    page = text(keeper.get("/admin/numbers"))
    assert "当场行政处罚决定书 当罚 3号 1 0 2 0" in page
    assert "没有预留的文号" in page
    for words in (second, "预制的决定书写错", "程砚", third, "人员调离", "许景行"):
        assert words in page
    assert "您没有持有文号" in text(desk.get("/desk/numbers"))


def test_a_lost_number_is_an_alarm(app: Flask) -> None:
    spot(app)
    keeper = leader(app)
    assert "文号去向不明" not in text(keeper.get("/admin/numbers"))
    hold(app, keeper)
    numbers = held(app)
    with app.app_context():
        forget(db.session.scalars(select(HeldNumber).where(HeldNumber.number == numbers[1])).one())
    answer = keeper.get("/admin/numbers")
    assert 'role="alert"' in answer.get_data(as_text=True)
    assert f"文号去向不明 {numbers[1]}没有给过文书" in text(answer)


OTHERS = [role for role in policy.STAFF if role not in (*policy.SETTLERS, Role.AUDITOR)]


@pytest.mark.parametrize("bureau", [COUNTY, "341823"])
def test_an_auditor_reads_every_register_and_changes_nothing(sqlite_app: Flask, bureau: str) -> None:
    spot(sqlite_app)
    hold(sqlite_app, leader(sqlite_app))
    numbers = held(sqlite_app)
    browser = officer(sqlite_app, Role.AUDITOR, username="audit1", bureau_region=bureau)
    page = browser.get(f"/admin/numbers?bureau={COUNTY}")
    assert page.status_code == 200
    assert numbers[0] in text(page)
    markup = page.get_data(as_text=True)
    for address in ("/numbers/hold", "/numbers/void", 'href="/admin"'):
        assert address not in markup
    assert 'href="/admin/numbers"' in browser.get("/desk/packages").get_data(as_text=True)
    assert browser.get("/admin/numbers").status_code == 200
    assert browser.get("/admin/numbers?bureau=x").status_code == 404
    assert browser.get("/admin").status_code == 404
    assert browser.get("/admin/numbers/hold").status_code == 404
    assert hold_by(browser).status_code == 404
    assert void(sqlite_app, browser, numbers[0]).status_code == 404
    assert held(sqlite_app) == numbers


@pytest.mark.parametrize("role", OTHERS)
def test_an_officer_finds_no_register(sqlite_app: Flask, role: Role) -> None:
    browser = officer(sqlite_app, role, bureau_region=COUNTY)
    for address in PAGES:
        assert browser.get(address).status_code == 404
    assert hold_by(browser).status_code == 404


def hold_by(browser: Visitor) -> TestResponse:
    return browser.post("/admin/numbers/hold", {"kind": KIND, "holder": "x", "count": "1"})


def test_a_holder_of_rights_finds_nothing_and_a_visitor_signs_in(sqlite_app: Flask) -> None:
    browser = holder(sqlite_app)
    for address in (*PAGES, "/desk/numbers", "/desk/numbers/void/x"):
        assert browser.get(address).status_code == 404
        assert "/login" in visitor(sqlite_app).get(address).location


def test_a_legal_reviewer_reads_and_changes_nothing(sqlite_app: Flask) -> None:
    spot(sqlite_app)
    hold(sqlite_app, leader(sqlite_app))
    numbers = held(sqlite_app)
    browser = officer(sqlite_app, Role.LEGAL_REVIEWER, username="judge", bureau_region=COUNTY)
    page = browser.get("/admin/numbers")
    assert numbers[0] in text(page)
    assert "/numbers/hold" not in page.get_data(as_text=True)
    assert "/numbers/void" not in page.get_data(as_text=True)
    assert hold_by(browser).status_code == 404
    assert void(sqlite_app, browser, numbers[0]).status_code == 404
    assert held(sqlite_app) == numbers


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"count": ""}, "请填写预留几个文号"),
        ({"count": "0"}, "请填写1到100之间的整数"),
        ({"count": "101"}, "请填写1到100之间的整数"),
        ({"count": "很多"}, "请填写整数"),
        ({"count": "9" * 500}, "请填写"),
        ({"holder": ""}, "请选择持有人"),
        ({"holder": "別人"}, "请从列出的选项里选一项"),
        ({"kind": "penalty_decision"}, "请从列出的选项里选一项"),
        ({"kind": "\x00"}, "请从列出的选项里选一项"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_kept(
    sqlite_app: Flask, typed: dict[str, str], said: str
) -> None:
    spot(sqlite_app)
    keeper = leader(sqlite_app)
    answer = hold(sqlite_app, keeper, **typed)
    assert answer.status_code == 422
    assert said in text(answer)
    if typed.get("count") == "很多":
        assert 'value="很多"' in answer.get_data(as_text=True)
    assert held(sqlite_app) == []


def test_the_same_form_twice_holds_one_block(sqlite_app: Flask) -> None:
    spot(sqlite_app)
    keeper = leader(sqlite_app)
    for _n in range(2):
        assert hold(sqlite_app, keeper, form_token="same-form").status_code == 303
    assert len(held(sqlite_app)) == 3


def test_a_page_gone_back_to_asks_before_it_holds_more(sqlite_app: Flask) -> None:
    spot(sqlite_app)
    spot(sqlite_app, "spot2", "江岚")
    keeper = leader(sqlite_app)
    assert "仍要再预留" not in text(keeper.get("/admin/numbers/hold"))
    assert hold(sqlite_app, keeper, form_token="first").status_code == 303
    first = held(sqlite_app)
    answer = hold(sqlite_app, keeper, form_token="second")
    assert answer.status_code == 422
    assert f"程砚还有3个没有使用的文号，最小的是{first[0]}。" in text(answer)
    assert 'name="again"' in answer.get_data(as_text=True)
    assert held(sqlite_app) == first
    assert hold(sqlite_app, keeper, form_token="first").status_code == 303  # it was held; nothing is added
    assert held(sqlite_app) == first
    other = public_id(sqlite_app, "spot2")
    assert hold(sqlite_app, keeper, holder=other, count="1").status_code == 303
    assert hold(sqlite_app, keeper, form_token="second", again="1").status_code == 303
    assert len(held(sqlite_app)) == 7


def test_a_number_is_not_voided_without_a_reason_and_never_twice(sqlite_app: Flask) -> None:
    spot(sqlite_app)
    keeper = leader(sqlite_app)
    hold(sqlite_app, keeper)
    number = held(sqlite_app)[0]
    answer = void(sqlite_app, keeper, number, "")
    assert answer.status_code == 422
    assert "请写明作废的原因" in text(answer)
    assert void(sqlite_app, keeper, number, "长" * 201).status_code == 422
    assert number in held(sqlite_app)
    assert void(sqlite_app, keeper, number).status_code == 303
    assert void(sqlite_app, keeper, number).status_code == 303
    assert "这个文号已经使用或者作废，没有改动。" in text(keeper.get("/admin/numbers"))
    gone = keeper.get(f"/admin/numbers/void/{quote(number)}")
    assert gone.status_code == 404
    assert "它可能已经使用或者作废" in text(gone)
    assert "公示" not in text(gone).partition("没有可以由您作废的这个文号")[2]
    with sqlite_app.app_context():
        assert len(db.session.scalars(select(DocumentNumber)).all()) == 1


def test_an_officer_voids_its_own_numbers_alone(sqlite_app: Flask) -> None:
    spot(sqlite_app)
    keeper, other = leader(sqlite_app), spot(sqlite_app, "spot2", "江岚")
    hold(sqlite_app, keeper)
    number = held(sqlite_app)[0]
    assert number not in text(other.get("/desk/numbers"))
    for strange in (number, "没有这一号"):
        answer = other.get(f"/desk/numbers/void/{quote(strange)}")
        assert answer.status_code == 404
        assert "文号登记簿" in text(answer)
    assert void(sqlite_app, other, number, at="/desk").status_code == 404
    far = leader(sqlite_app, "faraway", bureau_region="341823")
    assert void(sqlite_app, far, number).status_code in (303, 404)
    assert number in held(sqlite_app)


def test_the_city_looks_at_another_bureau_and_a_county_does_not(sqlite_app: Flask) -> None:
    spot(sqlite_app)
    keeper = leader(sqlite_app)
    hold(sqlite_app, keeper)
    city = leader(sqlite_app, "citylead", bureau_region="341800")
    page = city.get(f"/admin/numbers?bureau={COUNTY}")
    assert held(sqlite_app)[0] in text(page)
    assert "/numbers/void" not in page.get_data(as_text=True)
    assert "/numbers/hold" not in page.get_data(as_text=True)
    assert keeper.get("/admin/numbers?bureau=341800").status_code == 404
    assert "<select" not in keeper.get("/admin/numbers").get_data(as_text=True)


@pytest.mark.parametrize(
    "query", ["year=1", "year=99999999999999999999", "bureau=%00", "bureau=x", "year=-5"]
)
def test_an_address_that_names_nothing_is_not_found(sqlite_app: Flask, query: str) -> None:
    assert leader(sqlite_app).get(f"/admin/numbers?{query}").status_code == 404


def test_a_year_that_is_no_number_is_this_year(sqlite_app: Flask) -> None:
    assert leader(sqlite_app).get("/admin/numbers?year=abc").status_code == 200


def test_a_bureau_without_certified_officers_is_told_so(sqlite_app: Flask) -> None:
    keeper = leader(sqlite_app)
    officer(sqlite_app, Role.CASE_OFFICER, username="bare", bureau_region=COUNTY)
    assert "没有可以持有文号的人员" in text(keeper.get("/admin/numbers/hold"))


def test_a_hostile_reason_is_shown_as_text(sqlite_app: Flask) -> None:
    spot(sqlite_app)
    keeper = leader(sqlite_app)
    hold(sqlite_app, keeper)
    assert void(sqlite_app, keeper, held(sqlite_app)[0], "<script>alert(1)</script>").status_code == 303
    page = keeper.get("/admin/numbers").get_data(as_text=True)
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
