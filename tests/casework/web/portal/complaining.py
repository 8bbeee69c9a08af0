"""A rights holder in front of the portal, who records a right and fills in a complaint page by page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from casework.db import db
from casework.models import Draft, Right
from casework.services import reference
from tests.casework.web import browsing
from tests.casework.web.browsing import Visitor, text
from tests.casework.web.desk.desk_walk import controls

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
RIGHT = {
    "kind": "trademark",
    "number": "第 ９９００１４２８ 号",
    "name": "示例老窖",
    "holder_name": "泾县示例酒厂有限公司",
    "classes": "第33类",
    "valid_from": "2021年3月14日",
    "valid_to": "2031/3/13",
}
HOLDER = {
    "kind": "legal",
    "name": "泾县示例酒厂有限公司",
    "uscc": "9134 1823 MA27 JX1B 7D",
    "legal_representative": "孙示例",
    "address": "泾县泾川镇示例路1号",
    "contact_name": "钱示例",
    "phone": "１３９ ００００ １２３４",
}
RESPONDENT = {
    "kind": "individual_business",
    "name": "宣州区示例乙食品超市",
    "uscc": "92341802MARLCR055F",
    "legal_representative": "陈示例",
    "address": "宣城市宣州区示例路66号",
}
ACT = {
    "violation": "TM57-3",
    "complaint_facts": "货架上摆放、销售标注“示例老窖”的白酒，不是我公司生产。",
    "found_on": "2026年9月18日",
    "scenes": ["shop"],
    "place_region": "341802",
    "place": "宣城市宣州区示例路66号",
    "goods": "标注“示例老窖”的白酒6瓶",
    "amount_fen": "1,499",
    "links": "https://shop.example.cn/item/88012345",
}
EVIDENCE = {"claims": ["stop", "penalise", "mediate"], "file_kind": "购买凭证"}
PAGES = {"right": HOLDER, "respondent": RESPONDENT, "act": ACT, "evidence": EVIDENCE}


@dataclass(slots=True)
class Complaining:
    """The holder, the browser, and the draft in hand."""

    app: Flask
    browser: Visitor
    draft: str = ""
    right: str = ""

    def record_right(self, **changes: Any) -> TestResponse:
        sent = RIGHT | {"certificate": (BytesIO(PNG), "商标注册证.png")} | changes
        return self.browser.post("/portal/rights/new", sent, content_type="multipart/form-data")

    def begin(self) -> None:
        """Record the right and start a draft."""
        answer = self.record_right()
        assert answer.status_code == 303, text(answer)
        with self.app.app_context():
            self.right = db.session.scalar(select(Right.public_id).order_by(Right.id.desc()))
        answer = self.browser.post("/portal/complaints/new")
        self.draft = answer.headers["Location"].split("/")[3]

    def address(self, step: str) -> str:
        return f"/portal/complaints/{self.draft}/{step}"

    def page(self, step: str) -> str:
        answer = self.browser.get(self.address(step))
        assert answer.status_code == 200, (answer.status_code, text(answer))
        return answer.get_data(as_text=True)

    def fill(self, step: str, **changes: Any) -> TestResponse:
        """Open a step, type over it, send it."""
        kept = controls(self.page(step))
        typed = PAGES.get(step, {}) | ({"right_id": self.right} if step == "right" else {}) | changes
        wanted = {k: v for k, v in typed.items() if v is not None}
        return self.browser.client.post(
            self.address(step), data=kept | wanted, content_type="multipart/form-data"
        )

    def fill_all(self) -> None:
        for step in PAGES:
            answer = self.fill(step)
            assert answer.status_code == 303, (step, text(answer))

    def submit(self) -> TestResponse:
        return self.fill("check", declared="1")

    def submitted(self) -> str:
        """Go all the way; the public id of the case."""
        self.begin()
        self.fill_all()
        answer = self.submit()
        assert answer.status_code == 303, text(answer)
        return answer.headers["Location"].rsplit("/", 1)[1]

    def data(self) -> dict[str, Any]:
        with self.app.app_context():
            return dict(db.session.scalar(select(Draft.data).where(Draft.public_id == self.draft)))


def complaining(app: Flask, username: str = "holder1") -> Complaining:
    """A new holder in a city whose bureaus and calendar are there."""
    with app.app_context():
        reference.load_reference()
    return Complaining(app, browsing.holder(app, username, "泾县示例酒厂有限公司"))


def errors(answer: TestResponse) -> list[str]:
    """What the summary on top says."""
    box = re.search(r'<div class="errors".*?</div>', answer.get_data(as_text=True), re.DOTALL)
    return re.findall(r"<li><a[^>]*>(.*?)</a></li>", box.group()) if box else []
