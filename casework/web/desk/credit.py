"""What the credit platform was told and what it answered, for the credit officer. Sending is the worker's."""

from __future__ import annotations

from flask import render_template, request

from casework.queries import credit
from casework.web import policy
from casework.web.desk.blueprint import blueprint
from workflows.vocabulary import Role

STATUS = {"pending": "待送达平台", "delivered": "已接收", "rejected": "平台退回"}
LEVELS = {"pending": "hold", "delivered": "done", "rejected": "over"}
ACTIONS = {
    "add": "新增",
    "correct": "更正",
    "withdraw": "撤回",
    "end_display": "停止公示",
    "repair_result": "修复结果",
}


@blueprint.get("/credit")
@policy.only(Role.CREDIT_OFFICER, Role.DISCLOSURE_OFFICER, Role.UNIT_HEAD, Role.LEADER)
def credit_feed() -> str:
    """List the records of the bureau, newest first, with receipt or the platform's words."""
    chosen = request.args.get("status", "")
    chosen = chosen if chosen in STATUS else ""
    rows = credit.for_bureau(policy.signed_in().bureau)
    counts = {status: sum(row.status == status for row in rows) for status in STATUS}
    return render_template(
        "desk/credit.html",
        rows=[row for row in rows if chosen in ("", row.status)],
        total=len(rows),
        counts=counts,
        chosen=chosen,
        words=STATUS,
        levels=LEVELS,
        actions=ACTIONS,
    )
