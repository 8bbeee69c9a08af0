"""A mediation from both sides: consent, refusal, both signatures, and nothing of it for anybody else."""

from flask import Flask

from casework.demo import mediation_steps
from tests.casework.web.browsing import Visitor, text
from tests.casework.web.desk.desk_walk import controls
from tests.casework.web.respond.letters import walked


def send(browser: Visitor, address: str, **typed: str) -> int:
    kept = controls(browser.get(address).get_data(as_text=True))
    return browser.client.post(address, data=kept | typed).status_code


def test_both_sides_sign_what_was_agreed(app: Flask) -> None:
    found = walked(app, "open_mediation")
    respondent = found.tie()
    base = f"/respond/cases/{found.case}"
    assert "同意赔偿调解" in text(respondent.get(base))
    assert send(respondent, f"{base}/consent", name="陈示例", sure="1") == 303
    for step in (
        mediation_steps.schedule_session,
        mediation_steps.hold_session,
        mediation_steps.draft_agreement,
    ):
        found.do(step)
    assert "¥12,000.00" in text(respondent.get(f"{base}/sign"))
    assert send(respondent, f"{base}/sign", name="陈示例") == 422
    assert send(respondent, f"{base}/sign", name="陈示例", agree="1") == 303
    assert respondent.get(f"{base}/sign").status_code == 409
    holder = found.signed_in("holder")
    page = text(holder.get(f"/portal/complaints/{found.case}"))
    assert "签署调解协议" in page
    assert "¥12,000.00" in page
    assert send(holder, f"/portal/complaints/{found.case}/sign", name="林示例", agree="1") == 303
    other = found.signed_in("holder2")
    assert other.get(f"/portal/complaints/{found.case}").status_code == 404
    assert other.get(f"/portal/complaints/{found.case}/sign").status_code == 404
    assert other.get(f"/portal/papers/{found.paper('mediation_record')}.pdf").status_code == 404


def test_a_refusal_ends_the_mediation_and_nothing_else(app: Flask) -> None:
    found = walked(app, "open_mediation")
    respondent = found.tie()
    base = f"/respond/cases/{found.case}"
    assert send(respondent, f"{base}/refuse", detail="赔偿由法院判决") == 303
    assert "调解终止" in text(respondent.get(base))
    holder = found.signed_in("holder")
    page = text(holder.get(f"/portal/complaints/{found.case}"))
    assert "调解没有达成协议" in page
    assert "正在调查取证" in page
