"""Review, notice, defence, decision: the leader, the reviewers and the officers on their pages."""

from __future__ import annotations

from tests.browser.investigating import serve
from tests.browser.office import Office, zh
from tests.browser.tale import Tale
from workflows import money

AGREED = "事实清楚，证据充分，定性准确，程序合法，同意处理意见。"


def review(office: Office, tale: Tale) -> None:
    """Sent by the unit head, returned once with its reason, reported again, agreed to."""
    reviewer = office["reviewer"]
    office.at(18, 9)
    office["unithead"].queue()
    office["unithead"].step("送案件审核", {"备注": "同意承办人意见，请审核。"})
    office.at(19, 9, 30)
    reviewer.queue()
    why = "市场中间价格的来源没有证据，请补充权利人的价格说明。"
    reviewer.step("退回补充调查", {"审核意见": why})
    office["officer1"].case().reads(why)
    office.at(19, 15)
    office["officer1"].step(
        "调查终结",
        {"裁量理由": tale.story.discretion + "权利人已经出具市场中间价格说明。", "备注": "已补充价格说明。"},
    )
    office["unithead"].step("送案件审核")
    office.at(20, 9, 20)
    reviewer.step("审核同意", {"审核意见": AGREED})


def notice(office: Office, tale: Tale, *, day: int = 21) -> str:
    """Approved by the leader with range and hearing right beside it, served; what the letter says."""
    office.at(day, 9, 30)
    leader = office["leader"]
    leader.open_step("批准告知")
    leader.reads(money.display(tale.story.fine_fen), "应当告知听证", "商标法")
    leader.fill({"备注": "同意告知。"}).press("批准告知")
    office.at(day + 1, 10, 10)
    return serve(office, "行政处罚告知书")


def answer(office: Office, tale: Tale) -> None:
    """Each line of the defence has its answer."""
    office.at(25, 9, 40)
    officer = office["officer1"]
    officer.open_step("复核陈述申辩")
    for number, (adopted, reply) in enumerate(tale.story.answers, 1):
        officer.fill(
            {f"是否采纳，第{number}组": "采纳" if adopted else "不采纳", f"理由，第{number}组": reply}
        )
    officer.press("复核陈述申辩").reads("复核陈述申辩，已记入案件。")


def extend_measure(office: Office) -> None:
    """Thirty days pass before a decision can be made, so the seizure is extended in time."""
    office.at(23, 12)
    office["leader"].step(
        "延长扣押期限", {"理由": "案件正在审核，需要继续固定涉案物品。", "延长的天数": "30"}
    )


def clear(office: Office) -> None:
    """Confirmed by the officer, unless the sweep did when the window ended."""
    office.at(29, 9)
    officer = office["officer1"].case()
    if officer.page.get_by_role("link", name="确认告知程序完成").count():
        officer.step("确认告知程序完成")


def decide(office: Office, tale: Tale, *, day: int = 30) -> str:
    """Decided by the leader as notified; the next day served; what the decision says."""
    office.at(day, 9, 40)
    leader = office["leader"]
    leader.open_step("作出行政处罚决定")
    leader.reads("幅度内", money.display(tale.story.fine_fen))
    leader.fill({"备注": "同意，作出行政处罚决定。"}).press("作出行政处罚决定")
    office.at(day + 1, 9, 50)
    return serve(office, "行政处罚决定书")


def discuss(office: Office) -> None:
    """The leaders discuss it together, each opinion by name."""
    day = office.at(29, 15, 30)
    opinions = (("许景行", "局长", "同意拟处理意见。"), ("钱副局长", "副局长", "事实清楚，同意。"))
    values = {
        "开始时间": f"{zh(day)} 14:30",
        "结束时间": "15:20",
        "地点": "本局会议室",
        "记录人": "胡文澜",
        "讨论决定": "经集体讨论，一致同意拟处罚意见。",
    }
    for number, (name, position, text) in enumerate((*opinions, ("孙副局长", "副局长", "数额适当。")), 1):
        values |= {f"姓名，第{number}行": name, f"职务，第{number}行": position, f"意见，第{number}行": text}
    office["leader"].step("负责人集体讨论", values)
