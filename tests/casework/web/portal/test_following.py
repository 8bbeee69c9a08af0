"""A holder's rights and running cases: what can be done, and that nobody else's exist."""

from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from casework.db import db
from casework.jobs import relay
from casework.models import Document, Evidence, Proceeding, Right
from casework.services import accounts
from casework.services.transition import advance
from tests.casework.web import browsing
from tests.casework.web.browsing import text
from tests.casework.web.desk.desk_walk import controls
from tests.casework.web.portal.complaining import PNG, Complaining, complaining, errors
from workflows.engine import Actor
from workflows.vocabulary import Action, Role


def ask_for_more(app: Flask) -> None:
    """The clerk asks for a missing item."""
    with app.app_context():
        row = db.session.scalars(select(Proceeding)).one()
        clerk = accounts.create(
            username="clerk9",
            password=browsing.PASSWORD,
            name="许登记",
            roles=(Role.INTAKE_CLERK,),
            kind="officer",
            bureau_region="341802",
        )
        actor = Actor(clerk.account_id, "许登记", frozenset({Role.INTAKE_CLERK}), bureau="341802")
        advance(row.id, Action.REQUEST_SUPPLEMENT, actor, data={"missing_items": ["授权委托书原件"]})


def test_a_right_is_recorded_with_its_certificate(app: Flask) -> None:
    holder = complaining(app)
    assert holder.record_right().status_code == 303
    page = text(holder.browser.get("/portal/rights"))
    for words in ("99001428", "第33类", "商标注册证.png", "2031年3月13日"):
        assert words in page, words
    with app.app_context():
        right = db.session.scalars(select(Right)).one()
        assert right.certificate_id is not None
    answer = holder.browser.get(f"/portal/rights/{right.public_id}/certificate")
    assert answer.data == PNG
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"number": "0123"}, "商标注册号不以0开头"),
        ({"kind": "patent", "number": "ZL201110006009.1"}, "校验位不符"),
        ({"classes": "33、46"}, "不是商品和服务的类别"),
        ({"classes": ""}, "请填写商标核定使用的类别"),
        ({"valid_to": "2020年1月1日"}, "早于第一天"),
        ({"certificate": (b"PK\x03\x04" + b"0" * 40, "证.zip")}, "压缩包"),
        ({"certificate": (b"", "")}, "请上传权利证书"),
    ],
)
def test_a_right_that_cannot_be_is_refused_with_the_reason(
    app: Flask, changes: dict[str, object], said: str
) -> None:
    holder = complaining(app)
    # A stream is made for each run: the parameters are shared by both databases.
    sent = {k: (BytesIO(v[0]), v[1]) if isinstance(v, tuple) else v for k, v in changes.items()}
    answer = holder.record_right(**sent)
    assert answer.status_code == 422
    assert any(said in line for line in errors(answer)), errors(answer)
    assert "泾县示例酒厂有限公司" in answer.get_data(as_text=True)
    with app.app_context():
        assert db.session.scalars(select(Right)).first() is None


def test_the_same_right_is_recorded_once(app: Flask) -> None:
    holder = complaining(app)
    holder.record_right()
    assert errors(holder.record_right()) == ["这项权利已经登记过，可以直接使用。"]


def test_the_receipt_is_a_paper_of_the_holder_alone(app: Flask) -> None:
    holder = complaining(app)
    case_id = holder.submitted()
    with app.app_context():
        paper = db.session.scalar(select(Document.public_id).where(Document.kind == "complaint_receipt"))
    waiting = holder.browser.get(f"/portal/papers/{paper}.pdf")
    assert "正在制作" in text(waiting)
    assert waiting.headers["Refresh"]
    with app.app_context():
        relay.drain(app, until_empty=True)
    assert holder.browser.get(f"/portal/papers/{paper}.pdf").data.startswith(b"%PDF")
    other = Complaining(app, browsing.holder(app, "holder2", "另一个权利人"))
    addresses = (
        f"/portal/papers/{paper}.pdf",
        f"/portal/complaints/{case_id}",
        f"/portal/complaints/{case_id}/files",
        f"/portal/complaints/{case_id}/withdraw",
        holder.address("right"),
        holder.address("check"),
        f"/portal/complaints/{holder.draft}",
        f"/portal/rights/{holder.right}/certificate",
    )
    for address in addresses:
        assert other.browser.get(address).status_code == 404, address
    assert other.browser.post(f"/portal/complaints/{holder.draft}/discard").status_code == 404


def test_missing_items_are_supplied_with_files(app: Flask) -> None:
    holder = complaining(app)
    case_id = holder.submitted()
    assert "投诉已收到" in text(holder.browser.get(f"/portal/complaints/{case_id}"))
    ask_for_more(app)
    page = text(holder.browser.get(f"/portal/complaints/{case_id}"))
    assert "授权委托书原件" in page
    assert "请补正" in text(holder.browser.get("/portal"))
    address = f"/portal/complaints/{case_id}/supply"
    kept = controls(holder.browser.get(address).get_data(as_text=True))
    bad = kept | {"supplied": "补交委托书", "files": (BytesIO(b"MZ" + b"0" * 40), "a.exe")}
    answer = holder.browser.client.post(address, data=bad, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "补交委托书" in answer.get_data(as_text=True)
    good = kept | {"supplied": "补交委托书", "files": (BytesIO(PNG), "委托书.png")}
    answer = holder.browser.client.post(address, data=good, content_type="multipart/form-data")
    assert answer.status_code == 303, text(answer)
    page = text(holder.browser.get(f"/portal/complaints/{case_id}"))
    assert "收到补正材料" in page
    assert "委托书.png" in page
    with app.app_context():
        assert db.session.scalar(select(Evidence.kind).where(Evidence.name == "委托书.png")) == "补正材料"


def test_files_can_be_added_until_the_case_ends_and_it_can_be_withdrawn(app: Flask) -> None:
    holder = complaining(app)
    case_id = holder.submitted()
    base = f"/portal/complaints/{case_id}"
    sent = {"files": (BytesIO(PNG), "新照片.png"), "file_kind": "侵权证据"}
    assert holder.browser.post(f"{base}/files", sent, content_type="multipart/form-data").status_code == 303
    kept = controls(holder.browser.get(f"{base}/withdraw").get_data(as_text=True))
    assert holder.browser.client.post(f"{base}/withdraw", data=kept).status_code == 422
    assert holder.browser.client.post(f"{base}/withdraw", data=kept | {"sure": "1"}).status_code == 303
    page = text(holder.browser.get(base))
    assert "投诉已撤回" in page
    assert "新照片.png" in page
    assert holder.browser.get(f"{base}/withdraw").status_code == 409
    assert "不再接收材料" in text(holder.browser.get(f"{base}/files"))


def test_a_form_of_an_ended_session_is_given_back(app: Flask) -> None:
    holder = complaining(app)
    holder.begin()
    kept = controls(holder.page("respondent")) | {"name": "宣州区示例丁商店"}
    holder.browser.post("/logout")
    answer = holder.browser.client.post(
        holder.address("respondent"),
        data=kept,
        headers={"Referer": f"http://localhost{holder.address('respondent')}"},
    )
    assert answer.status_code == 401
    assert "宣州区示例丁商店" in answer.get_data(as_text=True)
    assert "在新窗口登录" in text(answer)
