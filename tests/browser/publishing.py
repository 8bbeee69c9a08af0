"""After the decision: public copy, credit record, payment, the end, and what anybody may check."""

from __future__ import annotations

import itertools
import re

from tests.browser import paper
from tests.browser.office import Office, zh
from tests.browser.tale import Tale
from tests.infrastructure.waiting import until
from workflows import money


def publish(office: Office) -> None:
    """Prepared and approved by the disclosure officer; the record arrives and its receipt shows."""
    office.at(34, 9, 30)
    officer = office["disclosure"]
    officer.queue()
    secrecy = [
        "不涉及国家秘密，不危及国家安全、公共安全、经济安全、社会稳定",
        "商业秘密和个人信息已经作必要处理",
    ]
    officer.step("制作公示件", {"保密审查，逐项确认": secrecy})
    office.at(35, 9, 10)
    officer.step("批准公示", {"备注": "同意公示。"})
    credit = office["credit"]
    until(lambda: "已接收" in credit.go("/desk/credit").words, "the receipt of the credit platform")
    credit.reads("新增", "回执")


def search(office: Office, tale: Tale) -> None:
    """Anybody finds it, reads it, takes the file and checks it by its code."""
    anybody = office.people.get("anybody") or office.newcomer("anybody")
    anybody.go("/disclosures").reads(tale.shop)
    anybody.fill({"企业名称、统一社会信用代码、决定书文号、商标或者专利号": "示例老窖"})
    with anybody.page.expect_navigation():
        anybody.page.get_by_role("button", name="查询").click()
    anybody.follow(tale.shop)
    anybody.reads(money.display(tale.story.fine_fen), "行政处罚信息摘要", "公示期限")
    anybody.never_reads("13900001234", "５５５", "0563-5552200")
    link = anybody.page.get_by_role("link", name=re.compile("^下载公示文本")).first
    printed = paper.text(anybody.pdf(str(link.get_attribute("href"))))
    assert tale.shop in printed
    assert printed.index("行政处罚信息摘要") < printed.index("一、案件来源和调查经过")
    code = paper.check_code(anybody.page.content())
    anybody.go("/verify").fill({"核验码": f"{code[:4]} {code[4:8].lower()}-{code[8:]}"})
    anybody.press("验证").reads("文件指纹", paper.number(printed))


def pay(office: Office, tale: Tale) -> None:
    """Paid by voucher, confirmed."""
    day = office.at(38, 11, 20)
    officer = office["officer1"]
    values = {
        "缴款金额": money.yuan(tale.story.fine_fen),
        "缴款日期": zh(day),
        "票据号": "皖财非税2026-0000142",
    }
    officer.step("登记缴款", values)
    officer.step("确认缴清")


def close(office: Office) -> bytes:
    """Closed by the leader, archived by the officer; the whole file comes as one bound PDF."""
    office.at(41, 9, 30)
    office["leader"].step("批准结案", {"备注": "同意结案。"})
    office.at(43, 10)
    officer = office["officer1"]
    officer.step("立卷归档", {"保管期限": "30年", "立卷人": "方明远"})
    link = officer.case().page.get_by_role("link", name="正卷（PDF）")
    address = str(link.get_attribute("href"))
    minutes = itertools.count(1)

    def bound() -> bytes:
        # The binding waits a while for papers still being made; a clock that stands would keep it waiting.
        office.at(43, 10, next(minutes) % 25)
        answer = officer.profile.request.get(address)
        return answer.body() if answer.headers["content-type"] == "application/pdf" else b""

    return until(bound, "the bound file")


def file_reads(bound: bytes, tale: Tale) -> None:
    """Cover and catalogue in front, page numbers that go through, and nothing of the mediation."""
    read = paper.text(bound)
    for words in ("卷内文件目录", "行政处罚决定书", "现场笔录", "询问笔录", "送达回证", tale.shop):
        assert words in read, words
    assert "12,000" not in read
    assert paper.pages(bound) > 20
