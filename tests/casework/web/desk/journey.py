"""One complaint through the desk, to any place on its way; every step through its page."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from tests.casework.web.desk.desk_walk import Desk, morning

Freeze = Callable[[Any], Any]
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


def check(desk: Desk, freeze: Freeze) -> None:
    """Supplement, supply, check."""
    freeze(morning(1))
    desk.take("clerk", "intake", "request_supplement", missing_items="商标注册证复印件（加盖公章）")
    freeze(morning(2))
    desk.supply("已补正商标注册证复印件")
    desk.take("clerk", "intake", "start_check")


def file_case(desk: Desk, freeze: Freeze) -> None:
    """File with two officers, tell the complainant, begin."""
    freeze(morning(3))
    desk.take(
        "leader",
        "intake",
        "file_case",
        conditions=["evidence", "punishable", "competent", "in_time"],
        check_findings="到门店核查，货架有涉案白酒6瓶，进货票据不能提供。",
        lead=desk.public_ids["lead"],
        assist=desk.public_ids["assist"],
    )
    desk.take("lead", "intake", "notify_complainant")
    desk.take("lead", "penalty", "start_investigation")


def log_evidence(desk: Desk) -> None:
    address = f"/desk/cases/{desk.case}/evidence"
    answer = desk.open("lead").post(
        address,
        {
            "file": (BytesIO(PNG), "货架照片.png"),
            "kind": "视听资料",
            "source": "现场检查时由执法人员拍摄",
            "obtained_on": "２０２６年９月２５日",
            "proves": "被诉商品使用了相同商标",
        },
        content_type="multipart/form-data",
    )
    assert answer.status_code == 303, answer.get_data(as_text=True)


def seize(desk: Desk, freeze: Freeze) -> None:
    """Propose, approve, carry out, serve."""
    desk.take(
        "lead",
        "penalty",
        "propose_measure",
        seized_items__0__name="“示例甲”白酒",
        seized_items__0__quantity="６",
        seized_items__0__unit="瓶",
        measure_reasons="现场发现涉嫌侵权的白酒，不扣押可能转移。",
    )
    desk.take("leader", "measures", "approve_measure")
    desk.take("lead", "measures", "seize", told=["certificate", "reasons", "heard"])
    desk.take("lead", "service", "deliver")


def record(desk: Desk, freeze: Freeze) -> None:
    """Inspect, ask, seize, log."""
    freeze(morning(4))
    desk.take(
        "lead",
        "penalty",
        "record_inspection",
        at="2026年9月25日 9:30",
        until="10:40",
        situation="货架第二层有标注“示例甲”的白酒6瓶，标价每瓶299元，没有进货票据。",
        evidence_taken="货架照片4张",
        certificate_shown="1",
    )
    seize(desk, freeze)
    log_evidence(desk)
    freeze(morning(7))
    desk.take(
        "lead",
        "penalty",
        "record_inquiry",
        at="2026年9月28日 14:30",
        until="15:20",
        questions__0__q="这些白酒从哪里购进？",
        questions__0__a="一名上门推销的人，没有留下联系方式。",
        certificate_shown="1",
    )


REPORT = {
    "act_from": "2026年3月6日",
    "act_ended": "2026年9月25日",
    "facts_found": "2026年3月至9月，当事人销售标注“示例甲”的白酒，违法经营额8,694.00元。",
    "turnover_fen": "8,694.00",
    "nature": "属于销售侵犯注册商标专用权的商品的行为，依据商标法第六十条第二款处理。",
    "discretion": "初次违法，配合调查，按一般情节处罚。",
    "orders": "立即停止销售侵权商品",
    "proposed_fine_fen": "１７３８８",
    "confiscated_goods_fen": "1,794.00",
}


def report(desk: Desk, freeze: Freeze, **changes: Any) -> None:
    """Close the investigation."""
    freeze(morning(8))
    desk.take("lead", "penalty", "close_investigation", **(REPORT | changes))


def review(desk: Desk, freeze: Freeze) -> None:
    """Send to review, be sent back once, pass."""
    desk.take("head", "penalty", "submit_case_review")
    desk.take("reviewer", "penalty", "return_file", text="进货来源没有查清，补充询问。")
    desk.take("lead", "penalty", "close_investigation")
    desk.take("head", "penalty", "submit_case_review")
    desk.take("reviewer", "penalty", "agree_review", text="事实清楚，证据充分，同意。")


def notify(desk: Desk, freeze: Freeze) -> None:
    """Approve and serve the notice; defence, waiver, answers."""
    freeze(morning(9))
    desk.take("leader", "penalty", "approve_notice")
    desk.take("lead", "service", "deliver")
    desk.take("lead", "penalty", "state_defence", lines="不知道是侵权商品\n请求从轻处罚")
    desk.take("lead", "penalty", "waive_hearing", text="我放弃听证。")
    desk.take(
        "lead",
        "penalty",
        "answer_defence",
        answers__0__adopted="no",
        answers__0__reply="不能说明提供者，不予采纳。",
        answers__1__adopted="yes",
        answers__1__reply="已按一般情节处罚。",
    )
    desk.take("lead", "penalty", "clear_notice")


def decide(desk: Desk, freeze: Freeze) -> None:
    """Decide and serve."""
    freeze(morning(18))
    desk.take("leader", "penalty", "decide_penalty")
    desk.take("lead", "service", "deliver")


def publish(desk: Desk, freeze: Freeze) -> None:
    """Prepare, publish."""
    freeze(morning(21))
    desk.take("publisher", "disclosure", "prepare_public_copy", secrecy=["state", "privacy"])
    desk.take("publisher", "disclosure", "publish")


def close(desk: Desk, freeze: Freeze) -> None:
    """Pay, close, archive."""
    freeze(morning(22))
    desk.take("lead", "enforcement", "record_payment", voucher="AH-2026-000123")
    desk.take("lead", "enforcement", "confirm_paid")
    desk.take("leader", "penalty", "close")
    desk.take("lead", "penalty", "archive")


STAGES = (check, file_case, record, report, review, notify, decide, publish, close)


def walk(desk: Desk, freeze: Freeze, last: Callable[..., None]) -> Desk:
    """Walk until and including a stage."""
    for stage in STAGES:
        stage(desk, freeze)
        if stage is last:
            break
    return desk
