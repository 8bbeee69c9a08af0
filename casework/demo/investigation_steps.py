"""Steps of investigation, seizure and review."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from casework import clock
from casework.demo.walk import Walk, moment, photo
from casework.services import (
    evidence,
    proofs,
    serving,
)
from workflows.vocabulary import Action, DocumentKind, Procedure


def begin(w: Walk) -> None:
    w.go(Procedure.PENALTY, Action.START_INVESTIGATION, w.staff("officer1"))


def inspect(w: Walk) -> None:
    s = w.story
    w.go(
        Procedure.PENALTY,
        Action.RECORD_INSPECTION,
        w.staff("officer1"),
        certificate_shown=True,
        inspection={
            "at": moment(9, 30),
            "until": moment(11, 5),
            "place": s.place,
            "present": {
                "name": s.respondent.legal_representative or s.respondent.name,
                "position": "负责人",
                "relation": "本人",
            },
            "situation": f"现场正在经营。在场所内发现{s.goods}。当事人在场，未能当场提供进货票据。",
            "evidence_taken": ["现场照片8张", "营业执照复印件1份"],
            "measures_taken": "对涉案物品提请采取扣押措施。" if s.measures else "",
            "recorder": w.staff("officer2").name,
        },
    )


def propose_measure(w: Walk) -> None:
    w.go(
        Procedure.PENALTY,
        Action.PROPOSE_MEASURE,
        w.staff("officer1"),
        seized_items=list(w.story.items),
        measure_reasons="有证据证明涉案商品是侵权商品，为防止转移、销售，需要予以扣押。",
        measure_place="本局罚没物品仓库",
    )


def approve_measure(w: Walk) -> None:
    w.go(Procedure.MEASURES, Action.APPROVE_MEASURE, w.staff("leader"), note="同意扣押。")


def seize(w: Walk) -> None:
    w.go(
        Procedure.MEASURES,
        Action.SEIZE,
        w.staff("officer1"),
        told=["certificate", "reasons", "heard"],
    )


def extend_measure(w: Walk) -> None:
    w.go(
        Procedure.MEASURES,
        Action.EXTEND_MEASURE,
        w.staff("leader"),
        note="同意延长。",
        extension_days=30,
        measure_handling={"reason": "案件正在审核，需要继续固定涉案物品。"},
    )


def deliver(w: Walk) -> None:
    serving.deliver(
        **w.at(Procedure.SERVICE),
        actor=w.staff("officer1"),
        served_on=clock.today(),
        proof={
            "way": "direct",
            "place": w.story.place,
            "receiver": w.story.respondent.legal_representative or w.story.respondent.name,
            "relation": "本人",
        },
    )


def inquire(w: Walk) -> None:
    s = w.story
    person = {"name": s.respondent.legal_representative or s.respondent.name, "position": "负责人"}
    w.go(
        Procedure.PENALTY,
        Action.RECORD_INQUIRY,
        w.staff("officer1"),
        certificate_shown=True,
        inquiry={
            "at": moment(14, 30),
            "until": moment(15, 40),
            "place": "本局询问室",
            "times": 1,
            "person": person,
            "questions": list(s.questions)
            or [
                {"q": f"现场发现的{s.goods}是从哪里来的？", "a": "从外地进的货，没有留票据。"},
                {"q": "你是否查验过供货者的资质？", "a": "没有查验。"},
                {"q": "你还有什么要补充说明的？", "a": "以后进货一定查清楚。"},
            ],
            "recorder": w.staff("officer2").name,
        },
    )


def log_evidence(w: Walk) -> None:
    for name, source in (("现场照片.jpg", "现场检查拍摄"), ("辨认意见书.jpg", "权利人出具")):
        evidence.log(
            actor=w.staff("officer1"),
            case_id=w.public_id,
            stream=photo(w.story.key + name),
            name=name,
            kind="书证" if "意见" in name else "视听资料",
            source=source,
            obtained_on=clock.today(),
            proves=("侵权事实",),
        )


def close_investigation(w: Walk) -> None:
    w.go(Procedure.PENALTY, Action.CLOSE_INVESTIGATION, w.staff("officer1"), **report(w))


def report(w: Walk) -> dict[str, Any]:
    """What the officer writes in the report, with what proves it."""
    s, today = w.story, clock.today()
    return {
        "violation": s.violation,
        "facts_found": s.facts_found,
        "turnover_fen": s.turnover_fen,
        "gains_fen": s.gains_fen,
        "act_from": (today - timedelta(days=120)).isoformat(),
        "act_ended": (today - timedelta(days=25)).isoformat(),
        "nature": s.nature,
        "discretion": s.discretion,
        "orders": s.orders,
        "proposed_warning": s.warning,
        "proposed_fine_fen": s.fine_fen,
        "confiscated_gains_fen": s.confiscated_gains_fen,
        "confiscated_goods": s.confiscated_goods,
        "confiscated_goods_fen": s.confiscated_goods_fen,
        "prior_penalties": list(s.prior),
        "major_case": list(s.major),
        proofs.PROOFS: _proofs(w, s.turnover_fen),
    }


def _proofs(w: Walk, turnover_fen: int | None) -> dict[str, list[str]]:
    """What an officer would tick: the evidence that says it proves the infringement, and our own records."""
    exhibits = proofs.of(w.proceeding(Procedure.PENALTY))
    shown = [one.key for one in exhibits if one.own or one.name in ("现场照片.jpg", "辨认意见书.jpg")]
    asked = [one.key for one in exhibits if one.key == DocumentKind.INQUIRY_RECORD]
    named = {"facts_found": shown, "act_from": shown, "act_ended": shown}
    return named | ({"turnover_fen": asked} if turnover_fen is not None else {})


def submit_review(w: Walk) -> None:
    action = Action.SUBMIT_LEGAL_REVIEW if w.story.major else Action.SUBMIT_CASE_REVIEW
    w.go(Procedure.PENALTY, action, w.staff("unithead"), note="同意承办人意见，请审核。")


_ITEMS = (
    ("是否具有管辖权", "有管辖权"),
    ("当事人的基本情况是否清楚", "清楚"),
    ("案件事实是否清楚、证据是否充分", "清楚、充分"),
    ("定性是否准确", "准确"),
    ("适用依据是否正确", "正确"),
    ("程序是否合法", "合法"),
    ("处理是否适当", "适当"),
)

_DOUBTS = {"案件事实是否清楚、证据是否充分": "证据不足", "处理是否适当": "补充后再审"}


def _review(w: Walk, action: Action, result: str, text: str) -> None:
    w.go(
        Procedure.PENALTY,
        action,
        w.staff("legal" if w.story.major else "reviewer"),
        note=text,
        review_opinion={
            "result": result,
            "text": text,
            "items": [
                {"name": name, "finding": found if result == "同意" else _DOUBTS.get(name, found)}
                for name, found in _ITEMS
            ],
        },
    )


def return_file(w: Walk) -> None:
    _review(w, Action.RETURN_FILE, "退回补充调查", "市场中间价格的来源没有证据，请补充权利人的价格说明。")


def agree_review(w: Walk) -> None:
    _review(w, Action.AGREE_REVIEW, "同意", "事实清楚，证据充分，定性准确，程序合法，同意处理意见。")
