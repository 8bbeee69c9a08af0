"""Local parameters on their pages: two people, refusals beside the field, a case that follows the rule."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from casework.db import db
from casework.demo import cast
from casework.models import LocalParameter
from casework.queries import accounts as people
from casework.services import audit_check, local_rules
from casework.web import policy
from tests.casework.office import BASIS, COUNTY, HEARING, LOW
from tests.casework.web.browsing import Visitor, holder, officer, text, visitor
from tests.standing import Shelf
from workflows.vocabulary import Procedure, Role

NAME = "hearing_individual_business"
TYPED = {
    "region": "340000",
    "change": "set",
    "amount": "５０，０００",
    "valid_from": "2026年1月1日",
    "basis": str(HEARING["basis"]),
    "confidence": "to-confirm",
}


def admin(app: Flask, username: str = "office-admin") -> Visitor:
    return officer(app, Role.ADMINISTRATOR, username=username, name="管仲平")


def leader(app: Flask, username: str = "office-leader") -> Visitor:
    return officer(app, Role.LEADER, username=username, name="许景行")


def send(browser: Visitor, name: str = NAME, **typed: Any) -> TestResponse:
    return browser.post(f"/admin/rules/{name}/propose", TYPED | typed)


def proposed(browser: Visitor, **typed: Any) -> str:
    """Propose and give the address of the proposal."""
    answer = send(browser, **typed)
    assert answer.status_code == 303, text(answer)
    return str(answer.location)


def rows(app: Flask) -> int:
    with app.app_context():
        return int(db.session.scalar(select(func.count(LocalParameter.id))) or 0)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.LEGAL_REVIEWER, Role.LEADER])
def test_who_settles_reads_the_page(sqlite_app: Flask, role: Role) -> None:
    answer = officer(sqlite_app, role).get("/admin/rules")
    page = text(answer)
    assert answer.status_code == 200
    assert "较低数额罚款的上限" in page
    assert "罚款一律公示三年，待核实" in page
    assert "没有等待批准的提议" in page
    assert ("提出设定" in page) is (role is not Role.LEADER)


OTHERS = [role for role in policy.STAFF if role not in policy.SETTLERS]
ADDRESSES = ("/admin/rules", f"/admin/rules/{NAME}/propose", "/admin/rules/proposals/x")


@pytest.mark.parametrize("role", OTHERS)
def test_an_officer_of_a_county_finds_nothing(sqlite_app: Flask, role: Role) -> None:
    browser = officer(sqlite_app, role, bureau_region="341823")
    for address in ADDRESSES:
        assert browser.get(address).status_code == 404
    assert send(browser).status_code == 404
    for act in ("approve", "refuse", "withdraw"):
        assert browser.post(f"/admin/rules/proposals/x/{act}").status_code == 404


def test_a_holder_finds_nothing_and_a_visitor_signs_in(sqlite_app: Flask) -> None:
    browser = holder(sqlite_app)
    for address in ADDRESSES:
        assert browser.get(address).status_code == 404
        assert visitor(sqlite_app).get(address).location.startswith("/login?next=/admin/rules")


def test_a_leader_finds_no_form_to_propose(sqlite_app: Flask) -> None:
    browser = leader(sqlite_app)
    assert browser.get(f"/admin/rules/{NAME}/propose").status_code == 404
    assert send(browser).status_code == 404
    assert rows(sqlite_app) == 0


def test_what_is_not_there_is_not_found(sqlite_app: Flask) -> None:
    browser = admin(sqlite_app)
    assert browser.get("/admin/rules/nothing/propose").status_code == 404
    assert browser.get("/admin/rules/proposals/nothing").status_code == 404
    for act in ("approve", "withdraw"):
        assert browser.post(f"/admin/rules/proposals/nothing/{act}").status_code == 404
    assert browser.post("/admin/rules/proposals/nothing/refuse", {"reason": "数额有误"}).status_code == 404


def test_without_the_token_of_the_form_nothing_is_taken(app: Flask) -> None:
    browser = admin(app)
    address = proposed(browser)
    assert browser.client.post(f"/admin/rules/{NAME}/propose", data=TYPED).status_code == 400
    other = leader(app)
    for act in ("approve", "refuse"):
        assert other.client.post(f"{address}/{act}", data={"reason": "数额有误"}).status_code == 400
    assert browser.client.post(f"{address}/withdraw").status_code == 400
    with app.app_context():
        assert db.session.scalars(select(LocalParameter.status)).all() == ["proposed"]


def test_a_parameter_is_proposed_and_approved_by_two_people(app: Flask) -> None:
    first, second = admin(app), leader(app)
    address = proposed(first)
    own = text(first.get(address))
    assert "等待批准" in own
    assert "50,000.00元" in own
    assert "您是提出人，应当由另一个人决定是否批准" in own
    assert "撤回提议" in own
    refused = first.post(f"{address}/approve")
    assert refused.status_code == 409
    assert "内部控制要求：提出与批准由不同的人办理" in text(refused)
    assert "没有案件的结论因此改变" in text(second.get(address))
    answer = second.post(f"{address}/approve", {"note": "同意"})
    assert (answer.status_code, answer.location) == (303, "/admin/rules")
    page = text(second.get("/admin/rules"))
    for words in ("已批准", "管仲平", "许景行", "同意", str(HEARING["basis"]), "2026年1月1日"):
        assert words in page
    with app.app_context():
        assert audit_check.verify().ok


def test_the_same_form_sent_twice_is_one_proposal(sqlite_app: Flask) -> None:
    browser = admin(sqlite_app)
    first = proposed(browser)
    assert proposed(browser) == first
    assert "这份提议已经提出过" in text(browser.get(first))
    assert rows(sqlite_app) == 1


def test_a_preview_changes_nothing_and_keeps_what_was_typed(sqlite_app: Flask) -> None:
    browser = admin(sqlite_app)
    answer = send(browser, preview="1")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "还没有提交" in page
    assert 'value="５０，０００"' in page
    assert rows(sqlite_app) == 0


@pytest.mark.parametrize("button", [{}, {"preview": "1"}])
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"amount": "-5"}, "金额不能是负数"),
        ({"amount": "0"}, "请填写大于0的数"),
        ({"amount": "100000000"}, "请核对单位是不是元"),
        ({"amount": ""}, "请填写数值"),
        ({"basis": ""}, "请写明依据的文件名称和文号"),
        ({"basis": "省里的通知要求"}, "请写明文件名称（加书名号）和文号"),
        ({"valid_from": "1948年1月1日"}, "施行日期不能早于1949年10月1日"),
        ({"valid_to": "2025年1月1日"}, "失效日期早于施行日期"),
        ({"region": "341823"}, "请从列出的选项里选一项"),
        ({"change": "end"}, "没有设定"),
    ],
)
def test_what_is_unfit_is_said_beside_the_field(
    sqlite_app: Flask, typed: dict[str, str], words: str, button: dict[str, str]
) -> None:
    answer = send(admin(sqlite_app), **typed, **button)
    assert answer.status_code == 422
    assert words in text(answer)
    assert str((TYPED | typed)["valid_from"]) in answer.get_data(as_text=True)
    assert rows(sqlite_app) == 0


def test_tiers_that_cross_are_refused(sqlite_app: Flask) -> None:
    answer = send(admin(sqlite_app), "light_below", region="341800", share="70")
    assert answer.status_code == 422
    assert "不低于从重档的下界70%" in text(answer)


def test_a_county_s_legal_reviewer_is_offered_no_other_county(sqlite_app: Flask) -> None:
    browser = officer(sqlite_app, Role.LEGAL_REVIEWER, bureau_region=COUNTY)
    page = browser.get("/admin/rules/light_below/propose").get_data(as_text=True)
    assert 'value="341802"' in page
    assert 'value="341823"' not in page
    answer = send(browser, "light_below", region="341823", share="35")
    assert answer.status_code == 422
    assert rows(sqlite_app) == 0


def test_a_refusal_needs_a_reason_and_is_kept_with_it(sqlite_app: Flask) -> None:
    first, second = admin(sqlite_app), leader(sqlite_app)
    address = proposed(first)
    empty = second.post(f"{address}/refuse", {"reason": " "})
    assert empty.status_code == 422
    assert "请写明不批准的理由" in text(empty)
    assert second.post(f"{address}/refuse", {"reason": "文号没有核对"}).status_code == 303
    assert "文号没有核对" in text(first.get("/admin/rules"))


def test_a_withdrawn_proposal_is_not_approved(sqlite_app: Flask) -> None:
    first, second = admin(sqlite_app), leader(sqlite_app)
    address = proposed(first)
    assert second.post(f"{address}/withdraw").status_code == 409
    assert first.post(f"{address}/withdraw").status_code == 303
    late = second.post(f"{address}/approve")
    assert late.status_code == 409
    assert "这份提议已撤回，不能再办理" in text(late)


def test_markup_in_a_basis_stays_text(sqlite_app: Flask) -> None:
    browser = admin(sqlite_app)
    address = proposed(browser, basis="《<b>办法</b>》（皖市监发〔2024〕1号）")
    assert "<b>办法" not in browser.get(address).get_data(as_text=True)
    assert "<b>办法" not in browser.get("/admin/rules").get_data(as_text=True)


def test_the_fine_panel_of_an_open_case_follows_an_approved_amount(
    app: Flask, shelf: Shelf, freeze: Callable[[datetime], datetime]
) -> None:
    with app.app_context():
        walked = shelf.stand("plain", "agree", freeze)
        penalty = walked.proceeding(Procedure.PENALTY).public_id
        name = walked.story.respondent.name
    address = f"/desk/cases/{walked.public_id}/proceedings/{penalty}/approve_notice"
    own = visitor(app)
    own.sign_in(cast.username("leader"), cast.PASSWORD)
    assert "应当告知听证" in text(own.get(address))
    first = admin(app)
    proposal = proposed(first)
    # The leader of the case's bureau sees whose case changes; the administrator does not.
    assert name in text(own.get(proposal))
    assert f"/desk/cases/{walked.public_id}" in own.get(proposal).get_data(as_text=True)
    hidden = first.get(proposal).get_data(as_text=True)
    assert name not in hidden
    assert walked.public_id not in hidden
    assert walked.reference in hidden
    assert own.post(f"{proposal}/approve").status_code == 303
    assert "1件案件的结论随之改变" in text(own.get("/admin/rules"))
    after = text(own.get(address))
    assert "不在听证范围" in after
    assert str(HEARING["basis"]) in after
    assert "待核实" in after


def test_what_the_office_set_is_named_on_the_page_of_its_place(sqlite_app: Flask) -> None:
    first, second = admin(sqlite_app), leader(sqlite_app)
    with sqlite_app.app_context():
        proposer, approver = (
            people.actor_of(people.by_username(name)) for name in ("office-admin", "office-leader")
        )
        made = local_rules.propose(actor=proposer, **(LOW | {"valid_from": date(2099, 1, 1)}))
        local_rules.approve(actor=approver, public_id=made.public_id)
    page = text(second.get("/admin/rules"))
    assert "2099年1月1日 起：3,000.00元" in page
    assert BASIS in text(first.get(f"/admin/rules/proposals/{made.public_id}"))
