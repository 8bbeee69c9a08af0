"""Guards of a penalty: evidence, range, notice, window, defence, review, apartness of people.

Each says in a sentence what is missing and names its article. Amounts are fen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from workflows import fines
from workflows.display import WARNING
from workflows.engine import Facts, Reason, Step
from workflows.money import display
from workflows.procedures.terms import zh_day
from workflows.vocabulary import Action, FactKey, Procedure, State

_CF = "《中华人民共和国行政处罚法》"
_CX = "《市场监督管理行政处罚程序规定》"


def content(facts: Facts, step: Step) -> dict[str, Any]:
    """The penalty under discussion: what the form brings, else what was notified, else proposed."""
    notice: Mapping[str, Any] = facts.value(FactKey.NOTICE) or {}
    proposed = {
        "warning": facts.value(FactKey.PROPOSED_WARNING, False),
        "fine_fen": facts.value(FactKey.PROPOSED_FINE_FEN, 0),
        "confiscated_gains_fen": facts.value(FactKey.CONFISCATED_GAINS_FEN, 0),
        "confiscated_goods": facts.value(FactKey.CONFISCATED_GOODS, ""),
        "confiscated_goods_fen": facts.value(FactKey.CONFISCATED_GOODS_FEN, 0),
    }
    found = {**proposed, **{k: v for k, v in notice.items() if k in proposed}}
    given = {k: step.data[k] for k in proposed if step.data.get(k) is not None}
    reported = {
        "warning": step.given(FactKey.PROPOSED_WARNING),
        "fine_fen": step.given(FactKey.PROPOSED_FINE_FEN),
        "confiscated_gains_fen": step.given(FactKey.CONFISCATED_GAINS_FEN),
    }
    return {**found, **{k: v for k, v in reported.items() if v is not None}, **given}


def kinds(penalty: Mapping[str, Any]) -> tuple[str, ...]:
    """The kinds of penalty in the words of the credit record (CF_CFLB)."""
    found = []
    if penalty.get("warning"):
        found.append(WARNING)
    if penalty.get("fine_fen"):
        found.append("罚款")
    if penalty.get("confiscated_gains_fen"):
        found.append("没收违法所得")
    if penalty.get("confiscated_goods"):
        found.append("没收非法财物")
    return tuple(found)


def _known(facts: Facts, step: Step, key: FactKey) -> Any:
    given = step.given(key)
    return facts.value(key) if given is None else given


def assess(facts: Facts, step: Step) -> fines.Assessment | None:
    """The statutory range for what is known now; None while it is not known enough, or cannot be.

    Why it cannot be - an act that ends after today, a day that no row knows - is said by fine_in_range.
    """
    try:
        return _assessed(facts, step)
    except (ValueError, LookupError):
        return None


def _assessed(facts: Facts, step: Step) -> fines.Assessment | None:
    violation = _known(facts, step, FactKey.VIOLATION)
    ended = _known(facts, step, FactKey.ACT_ENDED)
    party = facts.respondent()
    if not violation or not ended or party is None:
        return None
    prior = _known(facts, step, FactKey.PRIOR_PENALTIES) or ()
    return fines.assess(
        step.book,
        str(violation),
        act_ended=date.fromisoformat(str(ended)),
        decided=step.today,
        party=party.kind,
        turnover_fen=_known(facts, step, FactKey.TURNOVER_FEN),
        gains_fen=_known(facts, step, FactKey.GAINS_FEN),
        prior=tuple(date.fromisoformat(str(day)) for day in prior),
    )


def fine_in_range(facts: Facts, step: Step) -> Iterable[Reason]:
    """The fine lies inside the range of the law in force (行政处罚法 5, 37)."""
    try:
        found = _assessed(facts, step)
    except (ValueError, LookupError) as cannot:
        yield Reason("law_unknown", f"不能核对处罚幅度：{cannot}。", f"{_CF}第三十七条")
        return
    if found is None:
        yield Reason("given_violation", "没有写明违法行为和终了日期，不能核对处罚幅度。", f"{_CF}第三十七条")
        return
    fine = int(content(facts, step)["fine_fen"] or 0)
    if fine and not found.contains(fine):
        upper = "不限" if found.max_fen is None else display(found.max_fen)
        yield Reason(
            "fine_out_of_range",
            f"罚款{display(fine)}超出法定幅度{display(found.min_fen)}至{upper}。",
            found.basis,
        )
    if not fine and found.modal == "shall" and found.min_fen:
        yield Reason("fine_required", f"依法应当处罚款，不低于{display(found.min_fen)}。", found.basis)


def warning_as_the_law_says(facts: Facts, step: Step) -> Iterable[Reason]:
    """A warning that the law demands is given; one that it does not know is not (行政处罚法 4, 38)."""
    found = assess(facts, step)
    if found is None:
        return
    warned = bool(content(facts, step)["warning"])
    if found.warning == "shall" and not warned:
        yield Reason("warning_required", "依法应当给予警告，没有写明警告。", found.basis)
    if warned and not found.warning:
        yield Reason(
            "warning_unlawful",
            f"{found.basis}没有规定警告，不能给予警告。",
            f"{_CF}第四条、第三十八条",
        )


def below_crime_threshold(facts: Facts, step: Step) -> Iterable[Reason]:
    """A suspected crime is referred, not fined (行政处罚法 27; 程序规定 17)."""
    found = assess(facts, step)
    if found is not None and found.criminal.met:
        yield Reason(
            "criminal", f"{found.criminal.why}应当移送公安机关。", f"{_CF}第二十七条；{found.criminal.basis}"
        )


def evidence_logged(facts: Facts, step: Step) -> Iterable[Reason]:
    if not facts.evidence_count:
        yield Reason("no_evidence", "没有登记证据，事实不能成立。", f"{_CF}第四十条、第四十六条")


def inspected_and_asked(facts: Facts, step: Step) -> Iterable[Reason]:
    """Site and party were seen before the investigation closes (行政处罚法 55; 程序规定 28, 29)."""
    if not facts.done(Action.RECORD_INSPECTION):
        yield Reason("no_inspection", "没有现场笔录。", f"{_CF}第五十五条")
    if not facts.done(Action.RECORD_INQUIRY):
        yield Reason("no_inquiry", "没有询问笔录。", f"{_CF}第五十五条")


def report_complete(facts: Facts, step: Step) -> Iterable[Reason]:
    """The closing report has its six parts (程序规定 48)."""
    for key, label in (
        (FactKey.VIOLATION, "违法行为"),
        (FactKey.FACTS_FOUND, "查明的事实"),
        (FactKey.ACT_FROM, "违法行为开始日期"),
        (FactKey.ACT_ENDED, "违法行为终了日期"),
        (FactKey.NATURE, "案件性质和依据"),
        (FactKey.DISCRETION, "裁量理由"),
        (FactKey.ORDERS, "责令改正的内容"),
    ):
        if not _known(facts, step, key):
            yield Reason(f"given_{key}", f"调查终结报告没有写明{label}。", f"{_CX}第四十八条")
    begun, ended = _known(facts, step, FactKey.ACT_FROM), _known(facts, step, FactKey.ACT_ENDED)
    if begun and ended and str(begun) > str(ended):
        yield Reason("given_act_ended", "违法行为终了日期早于开始日期。", f"{_CF}第三十六条")
    if ended and str(ended) > step.today.isoformat():
        yield Reason("given_act_ended", "违法行为终了日期不能晚于今天。", f"{_CF}第三十六条")


def certificate_shown(facts: Facts, step: Step) -> Iterable[Reason]:
    """Certificate shown and rights told at the first contact (行政处罚法 55; 程序规定 22)."""
    if not step.given("certificate_shown"):
        yield Reason(
            "given_certificate_shown",
            "没有确认已出示执法证件并告知权利。",
            f"{_CF}第五十五条；{_CX}第二十二条",
        )


def needs_legal_review(facts: Facts) -> bool:
    return bool(facts.value(FactKey.MAJOR_CASE))


def legal_review_not_needed(facts: Facts, step: Step) -> Iterable[Reason]:
    if needs_legal_review(facts):
        yield Reason(
            "legal_review_due",
            "本案属于应当进行法制审核的情形，请送法制审核。",
            f"{_CF}第五十八条；{_CX}第五十条",
        )


def legal_review_needed(facts: Facts, step: Step) -> Iterable[Reason]:
    if not needs_legal_review(facts):
        yield Reason(
            "no_legal_review",
            "调查终结报告没有列出应当法制审核的情形，请送案件审核。",
            f"{_CX}第四十九条、第五十条",
        )


def review_passed(facts: Facts, step: Step) -> Iterable[Reason]:
    """No decision without the review agreed to (行政处罚法 57, 58; 程序规定 49, 54)."""
    verdicts = facts.done(Action.AGREE_REVIEW, Action.RETURN_FILE)
    if not verdicts or verdicts[-1].action != Action.AGREE_REVIEW:
        yield Reason("not_reviewed", "案件没有经过审核同意。", f"{_CX}第四十九条、第五十四条")


def notice_window_settled(facts: Facts, step: Step) -> Iterable[Reason]:
    """Five working days are over, or both rights are used or waived (程序规定 57; 行政处罚法 44, 63)."""
    clock = facts.clock("GEN-06")
    rule = step.book.deadline("GEN-06", clock.start_on if clock else step.today)
    if clock is None:
        yield Reason("no_notice", "行政处罚告知书还没有送达。", f"{_CF}第四十四条")
        return
    if any(h.state == State.HEARING_REQUESTED for h in facts.of(Procedure.HEARING)):
        yield Reason("hearing_open", "当事人要求听证，听证没有结束。", f"{_CF}第六十四条、第六十五条")
    if step.today > clock.due_on:
        return
    if not facts.value(FactKey.DEFENCE_LINES) and not facts.value(FactKey.STATEMENT_WAIVED):
        yield Reason(
            "window_open",
            f"当事人可以陈述、申辩到{zh_day(clock.due_on)}，也没有书面放弃，期限内不得作出决定。",
            rule.basis,
        )
    right = (facts.value(FactKey.NOTICE) or {}).get("hearing", {}).get("right")
    settled = facts.value(FactKey.HEARING_WAIVED) or facts.of(Procedure.HEARING)
    if right and not settled:
        yield Reason(
            "hearing_window_open",
            f"当事人可以要求听证到{zh_day(clock.due_on)}，也没有书面放弃，期限内不得作出决定。",
            f"{_CF}第六十三条、第六十四条",
        )


def defence_answered(facts: Facts, step: Step) -> Iterable[Reason]:
    """Every line of the defence is adopted or refused with reasons (行政处罚法 45; 程序规定 58)."""
    said = facts.done(Action.STATE_DEFENCE, Action.ANSWER_DEFENCE)
    # An answer to an earlier statement is no answer to a newer one with the same numbers.
    fresh = bool(said) and said[-1].action == Action.STATE_DEFENCE
    answers = () if fresh else facts.value(FactKey.DEFENCE_ANSWERS) or ()
    answered = {a["no"] for a in answers if a.get("reply")}
    for line in facts.value(FactKey.DEFENCE_LINES) or ():
        if line["no"] not in answered:
            yield Reason(
                "defence_unanswered",
                f"当事人的第{line['no']}项意见没有复核答复。",
                f"{_CF}第四十五条；{_CX}第五十八条",
            )


def answers_complete(facts: Facts, step: Step) -> Iterable[Reason]:
    lines = facts.value(FactKey.DEFENCE_LINES) or ()
    if not lines:
        yield Reason("no_defence", "当事人没有提出陈述申辩意见。", f"{_CF}第四十五条")
    answers = {a["no"]: a for a in step.given(FactKey.DEFENCE_ANSWERS) or ()}
    for line in lines:
        if not answers.get(line["no"], {}).get("reply"):
            yield Reason(
                "given_defence_answers", f"第{line['no']}项意见没有写明采纳情况和理由。", f"{_CF}第四十五条"
            )


def not_heavier_than_notified(facts: Facts, step: Step) -> Iterable[Reason]:
    """What was not notified is not imposed; defence never makes it worse (行政处罚法 44, 45, 62)."""
    notice = facts.value(FactKey.NOTICE)
    if not notice:
        return
    asked = content(facts, step)
    basis = f"{_CF}第四十四条、第四十五条、第六十二条"
    for key, what in (("fine_fen", "罚款"), ("confiscated_gains_fen", "没收违法所得")):
        told, now = int(notice.get(key) or 0), int(asked[key] or 0)
        if now > told:
            yield Reason(
                "heavier_than_notified",
                f"{what}{display(now)}高于告知的{display(told)}，应当重新告知。",
                basis,
            )
    if asked["warning"] and not notice.get("warning"):
        yield Reason("heavier_than_notified", "警告没有告知过，应当重新告知。", basis)
    if asked["confiscated_goods"] and not notice.get("confiscated_goods"):
        yield Reason("heavier_than_notified", "没收物品没有告知过，应当重新告知。", basis)


def collective_discussion_held(facts: Facts, step: Step) -> Iterable[Reason]:
    """Complex or major cases are decided after collective discussion (行政处罚法 57 II; 程序规定 60)."""
    if needs_legal_review(facts) and not facts.done(Action.DISCUSS_COLLECTIVELY):
        yield Reason("no_discussion", "没有负责人集体讨论记录。", f"{_CF}第五十七条第二款；{_CX}第六十条")


def enough_present(facts: Facts, step: Step) -> Iterable[Reason]:
    """The discussion had its quorum and everybody's opinion is written down."""
    rule = step.book.limit("DISCUSSION_MIN", step.today)
    discussion = step.given(FactKey.DISCUSSION) or {}
    present = discussion.get("opinions") or ()
    if len({o.get("name") for o in present if o.get("name")}) < rule.value:
        yield Reason("given_opinions", f"参加讨论的负责人少于{rule.value_text}人。", rule.basis)
    if any(o.get("name") and not o.get("text") for o in present):
        yield Reason("given_opinions", "每名参加人员的意见都应当记录。", rule.basis)


def no_decision_yet(facts: Facts, step: Step) -> Iterable[Reason]:
    if facts.decisions:
        yield Reason(
            "decided_already", "本案已经作出处罚决定，一个违法行为不得再次处罚。", f"{_CF}第二十九条"
        )


def some_penalty(facts: Facts, step: Step) -> Iterable[Reason]:
    if not kinds(content(facts, step)):
        yield Reason("given_penalty", "没有写明处罚的种类。", f"{_CF}第九条、第五十九条")


def hearing_in_scope(facts: Facts, step: Step) -> Iterable[Reason]:
    """A hearing is due only for the penalties the statute lists (行政处罚法 63)."""
    hearing = (facts.value(FactKey.NOTICE) or {}).get("hearing", {})
    if not hearing.get("right"):
        yield Reason(
            "no_hearing_right", hearing.get("why") or "拟作出的处罚不在听证范围内。", f"{_CF}第六十三条"
        )
    if facts.value(FactKey.HEARING_WAIVED):
        yield Reason("hearing_waived", "已经书面放弃听证。", f"{_CF}第六十四条")
    if facts.of(Procedure.HEARING):
        yield Reason("hearing_requested", "已经要求过听证。", f"{_CF}第六十四条")


def goods_settled(facts: Facts, step: Step) -> Iterable[Reason]:
    """Nothing seized is left undecided when a case closes (程序规定 77; 行政强制法 27, 28)."""
    held = (State.MEASURE_PROPOSED, State.MEASURE_APPROVED, State.IN_FORCE, State.EXTENDED, State.EXPIRED)
    if any(m.state in held for m in facts.of(Procedure.MEASURES)):
        yield Reason(
            "goods_held", "还有扣押的物品没有处理。", "《中华人民共和国行政强制法》第二十七条、第二十八条"
        )


def not_both_statement_and_waiver(facts: Facts, step: Step) -> Iterable[Reason]:
    if facts.value(FactKey.STATEMENT_WAIVED):
        yield Reason("waived_already", "已经书面放弃陈述申辩。", f"{_CX}第五十七条")
    if facts.value(FactKey.DEFENCE_LINES) and step.action == Action.WAIVE_STATEMENT:
        yield Reason("stated_already", "已经提出陈述申辩意见。", f"{_CX}第五十七条")
