"""Steps from the notice to the archive."""

from __future__ import annotations

from casework import clock
from casework.demo.walk import Walk, moment
from casework.services import (
    disclosure,
    enforcement,
    penalty,
)
from workflows.vocabulary import Action, PartyRole, Procedure, State


def approve_notice(w: Walk) -> None:
    penalty.approve_notice(**w.at(Procedure.PENALTY), actor=w.staff("leader"), note="同意告知。")


def state_defence(w: Walk) -> None:
    lines = [{"no": n, "text": text} for n, text in enumerate(w.story.defence, 1)]
    w.go(Procedure.PENALTY, Action.STATE_DEFENCE, w.party(PartyRole.RESPONDENT), defence_lines=lines)


def waive_hearing(w: Walk) -> None:
    actor = w.party(PartyRole.RESPONDENT)
    said = {"by": actor.name, "on": clock.today().isoformat(), "text": "我方自愿放弃要求听证的权利。"}
    w.go(Procedure.PENALTY, Action.WAIVE_HEARING, actor, hearing_waived=said)


def answer_defence(w: Walk) -> None:
    answers = [
        {"no": n, "adopted": adopted, "reply": reply} for n, (adopted, reply) in enumerate(w.story.answers, 1)
    ]
    w.go(Procedure.PENALTY, Action.ANSWER_DEFENCE, w.staff("officer1"), defence_answers=answers)


def clear_notice(w: Walk) -> None:
    """Cleared by the officer, unless the sweep did it when the window ended."""
    if w.proceeding(Procedure.PENALTY).state == State.NOTICE_SERVED:
        w.go(Procedure.PENALTY, Action.CLEAR_NOTICE, w.staff("officer1"))


def discuss(w: Walk) -> None:
    leader = w.staff("leader").name
    w.go(
        Procedure.PENALTY,
        Action.DISCUSS_COLLECTIVELY,
        w.staff("leader"),
        discussion={
            "at": moment(14, 30),
            "until": moment(15, 20),
            "place": "本局会议室",
            "host": leader,
            "recorder": w.staff("legal").name,
            "opinions": [
                {"name": leader, "position": "局长", "text": "同意拟处理意见。"},
                {"name": "钱示例", "position": "副局长", "text": "事实清楚，同意。"},
                {"name": "孙示例", "position": "副局长", "text": "罚款数额适当，同意。"},
            ],
            "conclusion": "经集体讨论，一致同意拟处罚意见。",
        },
    )


def decide(w: Walk) -> None:
    s = w.story
    penalty.decide(
        **w.at(Procedure.PENALTY),
        actor=w.staff("leader"),
        warning=s.warning,
        fine_fen=s.fine_fen,
        confiscated_gains_fen=s.confiscated_gains_fen,
        confiscated_goods=s.confiscated_goods,
        confiscated_goods_fen=s.confiscated_goods_fen,
        note="同意，作出行政处罚决定。",
    )


def prepare_public(w: Walk) -> None:
    disclosure.prepare(
        **w.at(Procedure.DISCLOSURE), actor=w.staff("disclosure"), secrecy=("state", "privacy")
    )


def publish(w: Walk) -> None:
    disclosure.publish(**w.at(Procedure.DISCLOSURE), actor=w.staff("disclosure"), note="同意公示。")


def pay(w: Walk) -> None:
    s = w.story
    enforcement.record_payment(
        **w.at(Procedure.ENFORCEMENT),
        actor=w.staff("officer1"),
        amount_fen=s.fine_fen + s.confiscated_gains_fen,
        paid_on=clock.today(),
        voucher=f"皖财非税{clock.today().year}-{w.case_id:07d}",
    )
    w.go(Procedure.ENFORCEMENT, Action.CONFIRM_PAID, w.staff("officer1"))


def close(w: Walk) -> None:
    goods = w.story.confiscated_goods
    w.go(
        Procedure.PENALTY,
        Action.CLOSE,
        w.staff("leader"),
        note="同意结案。",
        closing={
            "performance": "当事人已全额缴纳罚没款，责令停止侵权的要求已履行。",
            "goods_handled": f"没收的{goods}存放于罚没物品仓库，统一销毁。" if goods else "没有涉案物品。",
            "reason": "行政处罚决定执行完毕。",
        },
    )


def archive(w: Walk) -> None:
    w.go(
        Procedure.PENALTY,
        Action.ARCHIVE,
        w.staff("officer1"),
        archiving={"retention": "三十年", "archivist": w.staff("officer2").name},
    )
