"""A mediation beside the case: what the mediator does, and what nobody else may see of it."""

from __future__ import annotations

from datetime import timedelta

from tests.browser.office import Office, zh
from tests.browser.tale import Tale

OFFERED = ("20,000", "20000", "12,000", "12000", "二万元", "一万二")


def open_mediation(office: Office) -> None:
    office.at(10, 9)
    office["mediator"].queue()
    office["mediator"].step("启动赔偿调解")


def schedule(office: Office) -> None:
    office.at(12, 9)
    office["mediator"].step(
        "确定调解日期", {"调解时间": f"{zh(office.day(15))} 9:30", "地点": "本局二楼调解室"}
    )


def hold(office: Office, tale: Tale) -> str:
    """The session with what was offered, then the agreement with its two days; the address of its page."""
    day = office.at(15, 11, 20)
    mediator = office["mediator"]
    lines = (
        ("投诉人", "要求赔偿20,000元，含购买费用和维权开支。"),
        ("被投诉人", "店里经营困难，愿意赔偿，希望减少数额并分两次支付。"),
        ("双方", "同意赔偿12,000元，分两期付清。"),
    )
    values = {
        "开始时间": f"{zh(day)} 9:30",
        "结束时间": "11:10",
        "请求": "请求赔偿经济损失及合理开支20,000元",
        "调解结果": "双方自愿达成调解协议。",
    }
    for number, (speaker, text) in enumerate(lines, 1):
        values |= {f"谁提出，第{number}行": speaker, f"内容，第{number}行": text}
    address = mediator.open_step("记录调解过程").page.url
    mediator.fill(values).press("记录调解过程").reads("记录调解过程，已记入案件。")
    values = {
        "事实": tale.story.complaint_facts,
        "争议事项": "双方就侵权损害赔偿的数额和支付方式发生争议，自愿申请调解。",
        "责任": "被投诉人对权利人的经济损失及合理开支承担赔偿责任。",
        "赔偿总额": "12,000",
        "其他约定": "被投诉人不再销售侵犯权利人注册商标专用权的商品。",
    }
    for number, days in enumerate((15, 60), 1):
        values |= {
            f"日期，第{number}行": zh(day + timedelta(days=days)),
            f"金额，第{number}行": "６，０００．００",
            f"方式，第{number}行": "银行转账",
        }
    mediator.step("拟定调解协议", values)
    return address


def conclude(office: Office) -> None:
    office["mediator"].step("确认协议成立")


def sealed(office: Office, address: str) -> None:
    """What was offered stays with the mediator and the two sides: not on a page, not as a paper."""
    mediator = office["mediator"].case()
    links = mediator.page.locator("#pp tbody a", has_text="调解")
    papers = [str(link.get_attribute("href")) for link in links.all()]
    assert len(papers) >= 3
    for post in ("officer1", "officer2", "leader"):
        office[post].case().never_reads(*OFFERED, "分两次支付")
        for closed in (address, *papers):
            office[post].go(closed, 404)
