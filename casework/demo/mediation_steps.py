"""Steps of a mediation."""

from __future__ import annotations

from datetime import timedelta

from casework import clock
from casework.demo.walk import Walk, moment
from casework.services import (
    mediation,
)
from workflows.vocabulary import Action, PartyRole, Procedure


def open_mediation(w: Walk) -> None:
    mediation.open_mediation(**w.at(Procedure.INTAKE), actor=w.staff("mediator"))


def consent(w: Walk) -> None:
    actor = w.party(PartyRole.RESPONDENT)
    w.go(
        Procedure.MEDIATION,
        Action.CONSENT,
        actor,
        mediation_consent={"by": actor.name, "way": "网上同意"},
    )


def refuse_mediation(w: Walk) -> None:
    w.go(
        Procedure.MEDIATION,
        Action.REFUSE_MEDIATION,
        w.party(PartyRole.RESPONDENT),
        mediation_end={
            "reason": "refused",
            "detail": "被投诉人不同意调解，投诉人可以向人民法院起诉。",
        },
    )


def schedule_session(w: Walk) -> None:
    day = clock.today() + timedelta(days=3)
    w.go(
        Procedure.MEDIATION,
        Action.SCHEDULE_SESSION,
        w.staff("mediator"),
        session={
            "at": f"{day.isoformat()}T09:30",
            "place": "本局二楼调解室",
            "mediator": w.staff("mediator").name,
        },
    )


def hold_session(w: Walk) -> None:
    s = w.story
    w.go(
        Procedure.MEDIATION,
        Action.HOLD_SESSION,
        w.staff("mediator"),
        session_record={
            "at": moment(9, 30),
            "until": moment(11, 10),
            "place": "本局二楼调解室",
            "participants": [
                {"side": "投诉人（权利人）", "name": "林示例", "represents": s.right.holder_name},
                {
                    "side": "被投诉人",
                    "name": s.respondent.legal_representative,
                    "represents": s.respondent.name,
                },
            ],
            "claims": ["请求赔偿经济损失及合理开支20,000元"],
            "proposals": [
                {"speaker": "投诉人", "text": "要求赔偿20,000元，含购买费用和维权开支。"},
                {"speaker": "被投诉人", "text": "店里经营困难，愿意赔偿，希望减少数额并分两次支付。"},
                {"speaker": "双方", "text": "同意赔偿12,000元，分两期付清。"},
            ],
            "result": "双方自愿达成调解协议。",
            "recorder": w.staff("mediator").name,
        },
    )


def draft_agreement(w: Walk) -> None:
    s, today = w.story, clock.today()
    half = s.damages_fen // 2
    mediation.draft_agreement(
        **w.at(Procedure.MEDIATION),
        actor=w.staff("mediator"),
        agreement={
            "facts": s.complaint_facts,
            "dispute": "双方就侵权损害赔偿的数额和支付方式发生争议，自愿申请调解。",
            "responsibility": "被投诉人对权利人的经济损失及合理开支承担赔偿责任。",
            "amount_fen": s.damages_fen,
            "performances": [
                {"on": (today + timedelta(days=15)).isoformat(), "amount_fen": half, "how": "银行转账"},
                {
                    "on": (today + timedelta(days=60)).isoformat(),
                    "amount_fen": s.damages_fen - half,
                    "how": "银行转账",
                },
            ],
            "terms": ["被投诉人不再销售侵犯权利人注册商标专用权的商品。"],
        },
    )


def sign(w: Walk) -> None:
    for role, name in (
        (PartyRole.COMPLAINANT, "林示例"),
        (PartyRole.RESPONDENT, w.story.respondent.legal_representative),
    ):
        mediation.sign(**w.at(Procedure.MEDIATION), actor=w.party(role), name=name)


def conclude(w: Walk) -> None:
    w.go(Procedure.MEDIATION, Action.CONCLUDE_AGREEMENT, w.staff("mediator"))
