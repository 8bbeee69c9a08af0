"""The respondent at a telephone: in with the code of a letter, consent, signature, defence, waiver."""

from __future__ import annotations

from tests.browser import paper
from tests.browser.office import Office, Person
from tests.browser.tale import Tale

SIGNED = "我已经看过协议全文，自愿签署"


def enter(office: Office, letter: str) -> Person:
    """Open the case with number and code as they stand on the letter, the code typed as people type."""
    person = office.people.get("respondent") or office.newcomer("respondent", width=390)
    code = paper.code(letter)
    typed = f"{code[:4].lower()} {code[4:]}"
    number = paper.number(letter).replace("〔", "[").replace("〕", "]")
    person.go("/respond").fill({"文书号": number, "查阅码": typed}).press("打开")
    return person.reads(office.reference)


def consent(office: Office, tale: Tale, letter: str) -> None:
    office.at(11, 16, 20)
    person = enter(office, letter)
    person.follow("同意赔偿调解")
    person.fill({"表示人姓名": tale.operator, "我方自愿参加赔偿调解": True})
    person.press("同意调解").reads("已记录您同意调解")


def refuse(office: Office, letter: str) -> None:
    office.at(11, 16, 20)
    person = enter(office, letter)
    person.follow("不同意调解")
    person.fill({"说明": "赔偿由法院判决。"}).press("不同意调解").reads("已记录您不同意调解")


def sign(office: Office, tale: Tale, letter: str) -> None:
    """Both sides read the agreement and sign it, each on their own page."""
    office.at(15, 11, 40)
    holder = office.people["holder"]
    holder.go(f"/portal/complaints/{office.case_id}").follow("签署调解协议")
    holder.reads("¥12,000.00", "银行转账")
    holder.fill({"签署人姓名": "林示例", SIGNED: True}).press("签署").reads("您已签署调解协议")
    person = enter(office, letter)
    person.follow("签署调解协议").reads("¥12,000.00", "林示例")
    person.fill({"签署人姓名": tale.operator, SIGNED: True}).press("签署").reads("您已签署调解协议")


def defend(office: Office, tale: Tale, letter: str) -> None:
    """A defence in numbered lines, and the hearing waived expressly."""
    office.at(24, 10, 30)
    person = enter(office, letter).reads("¥17,388.00", "您有权要求听证", "商标法")
    person.follow("陈述、申辩").fill({"您的意见": "\n".join(tale.story.defence)})
    person.press("提交意见").reads(*tale.story.defence, "正在复核")
    person.follow("放弃听证")
    person.press("确认放弃", 422).reads("请填写表示放弃的人的姓名", "请勾选确认")
    person.fill({"表示人姓名": tale.operator, "我方知道有权要求听证，自愿放弃": True})
    person.press("确认放弃").reads("已记录您放弃听证", tale.operator)


def answered(office: Office, tale: Tale, letter: str) -> None:
    """The answers stand under each line."""
    enter(office, letter).reads(*(reply for _, reply in tale.story.answers), "采纳", "不采纳")
