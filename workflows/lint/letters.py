"""Written papers of a penalty case: no penalty, on the spot, hearing notice, deferral.

The checks of the penalty itself are asked of the penalty that the paper belongs to; amounts are fen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workflows import clocks, money, spot
from workflows.lint import course, ground, people
from workflows.lint.finding import STOP, WARN, Check, Finding, Look, as_day, check, marked
from workflows.procedures import lawfulness as law
from workflows.procedures.terms import zh_day
from workflows.vocabulary import Action, Procedure

_CF = "《中华人民共和国行政处罚法》"
_CX = "《市场监督管理行政处罚程序规定》"
HEARING_AHEAD = "HEA-02"


def _penalty(code: str, known: Check) -> Check:
    """The same check, asked of the penalty procedure of the case."""

    def ask(look: Look) -> Iterator[Finding]:
        home = look.facts.first(Procedure.PENALTY)
        if home is not None:
            # The step decides as far as the penalty is concerned: what only warns before stops here.
            step = replace(look.step, action=Action.DECIDE_PENALTY)
            yield from known.ask(replace(look, facts=replace(look.facts, proceeding=home), step=step))

    return replace(known, code=code, ask=ask)


reviewed_there = _penalty("reviewed_there", people.reviewed)
in_time_there = _penalty("in_time_there", course.in_time)
legal_review_there = _penalty("legal_review_there", people.legal_review)


@check("批准人不是本案办案人员", f"{_CX}第四十九条", drafted=True)
def approver_elsewhere(look: Look) -> Iterator[Finding]:
    if look.step.action != Action.APPROVE_PAPER:
        yield Finding("given_approver", STOP, "送批以后核对批准人。", f"{_CX}第四十九条", "批准人")
        return
    yield from people.approver_apart.ask(look)


@check("罚款在法定幅度以内", f"{_CF}第五条、第三十七条、第五十一条", drafted=True)
def spot_fine_in_range(look: Look) -> Iterator[Finding]:
    """The fine of the paper against the range; what the case does not know yet is only pointed at."""
    fine = look.paper.get("fine_fen") or 0
    step = replace(look.step, data={**look.step.data, "fine_fen": fine, "warning": look.paper.get("warning")})
    for reason in law.fine_in_range(look.facts, step):
        unknown = reason.code.startswith("given_")
        code, severity = ("range_unchecked", WARN) if unknown else (reason.code, STOP)
        yield Finding(code, severity, reason.text, reason.basis, "罚款")


@check("符合当场处罚的条件", f"{_CF}第五十一条、第五十二条；{_CX}第六十六条", drafted=True)
def fit_for_the_spot(look: Look) -> Iterator[Finding]:
    for reason in spot.against(look.paper, look.facts, look.step):
        yield Finding(reason.code, STOP, reason.text, reason.basis, "当场处罚")


@check("写明违法事实和不予处罚的理由、依据", f"{_CF}第三十三条、第五十七条", drafted=True)
def spared_with_reason(look: Look) -> Iterator[Finding]:
    for name in ("facts_found", "reason", "no_penalty_basis"):
        if not str(look.paper.get(name) or "").strip():
            words = f"没有写明{look.label(name)}。"
            yield Finding("reasons_missing", STOP, words, f"{_CF}第三十三条、第五十七条", look.label(name))


@check("听证通知留足时间，主持人不是办案人员", f"{_CF}第六十四条；{_CX}第五十七条", drafted=True)
def hearing_called(look: Look) -> Iterator[Finding]:
    session = as_day(look.part("hearing_session").get("at"))
    rule = look.step.book.deadline(HEARING_AHEAD, look.step.today)
    basis = marked(rule.basis, rule.confidence)
    if session is not None:
        latest = clocks.compute(rule, session, look.step.calendar, backward=rule.backward).due_on
        if look.step.today > latest:
            words = f"听证定于{zh_day(session)}，通知书最迟应当在{zh_day(latest)}送达。"
            yield Finding("hearing_notice_late", STOP, words, basis, "听证")
    names = {officer.name for officer in look.facts.officers if officer.duty in ("lead", "assist")}
    if look.part("host").get("name") in names:
        words = "听证主持人是本案办案人员，应当由非本案办案人员主持。"
        yield Finding("host_is_officer", STOP, words, f"{_CF}第六十四条第四项", "听证主持人")
    if look.paper.get("open_hearing") is False and not look.paper.get("closed_reason"):
        words = "不公开举行听证，没有写明理由。"
        yield Finding("closed_without_reason", STOP, words, f"{_CF}第六十四条第三项", "听证")


@check("分期缴纳的各期合计等于罚款", f"{_CF}第六十六条第二款", drafted=True)
def instalments_add_up(look: Look) -> Iterator[Finding]:
    parts = list(look.paper.get("instalments") or ())
    whole, basis = int(look.paper.get("fine_fen") or 0), f"{_CF}第六十六条第二款"
    if not look.paper.get("deferral_granted"):
        return
    if not parts and not look.paper.get("pay_until"):
        words = "准予延期或者分期，没有写明缴纳的日期。"
        yield Finding("deferral_without_day", STOP, words, basis, "缴款")
    together = sum(int(one.get("amount_fen") or 0) for one in parts)
    if parts and together != whole:
        words = f"各期合计{money.display(together)}，罚款是{money.display(whole)}。"
        yield Finding("instalments_differ", STOP, words, basis, "缴款")
    days = [str(one.get("due_on") or "") for one in parts]
    if days != sorted(days) or (days and days[0] < look.step.today.isoformat()):
        yield Finding("instalment_days", STOP, "各期的缴纳日期没有先后排列，或者已经过去。", basis, "缴款")


WRITTEN = (
    people.two_officers,
    people.party_complete,
    ground.evidence_logged,
    ground.facts_proved,
    ground.article_in_force,
    ground.order_given,
    reviewed_there,
    legal_review_there,
    in_time_there,
    approver_elsewhere,
    spot_fine_in_range,
    fit_for_the_spot,
    spared_with_reason,
    hearing_called,
    instalments_add_up,
)
