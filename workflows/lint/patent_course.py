"""The course of a patent adjudication: copy served, answer, oral hearing, suspension, extension, the term.

Every length comes from a row of the deadlines; days come from the papers issued in the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from workflows import clocks
from workflows.lint.finding import STOP, WARN, Finding, Look, as_day, check, marked
from workflows.procedures.terms import zh_day
from workflows.rules.rows import DeadlineRule

_BF = "《专利纠纷行政裁决和调解办法》"
DECIDE_FILING, SERVE_COPY, ANSWER, HEARING_AHEAD, TERM = "PAD-01", "PAD-02", "PAD-03", "PAD-05", "PAD-06"
_DAYS, _HEARING = "办案期限", "口头审理"


def _rule(look: Look, rule_id: str, on: date | None) -> tuple[DeadlineRule, str]:
    rule = look.step.book.deadline(rule_id, on or look.step.today)
    return rule, marked(rule.basis, rule.confidence)


def _due(look: Look, rule_id: str, start: date) -> tuple[date, str]:
    rule, basis = _rule(look, rule_id, start)
    return clocks.compute(rule, start, look.step.calendar).due_on, basis


def _latest(look: Look, session: date) -> tuple[date, str]:
    """The last day on which a hearing may be called, counted back from it."""
    rule, basis = _rule(look, HEARING_AHEAD, session)
    return clocks.compute(rule, session, look.step.calendar, backward=rule.backward).due_on, basis


def _reached(paper: Mapping[str, Any]) -> date | None:
    """The day on which a paper had reached everybody; that of its issue where nothing is to be served."""
    return as_day(paper.get("served_on") if paper.get("to_serve") else paper.get("on"))


def _served(look: Look) -> tuple[Mapping[str, Any] | None, date | None]:
    """The newest paper that calls for an answer, and the day from which the answer runs."""
    sent = look.earlier("patent_response_notice")
    return (sent[-1], _reached(sent[-1])) if sent else (None, None)


@check("请求书副本已经送达被请求人", f"{_BF}第二十二条", drafted=True)
def copy_served(look: Look) -> Iterator[Finding]:
    paper, day = _served(look)
    if paper is None:
        words = "没有制发答辩通知书，请求书副本没有送达被请求人。"
        yield Finding("copy_not_served", STOP, words, f"{_BF}第二十二条", "答辩")
    elif day is None:
        words = "答辩通知书还没有送达被请求人。"
        yield Finding("copy_not_served", STOP, words, f"{_BF}第二十二条", "答辩")
    elif not paper.get("to_serve"):
        words = "答辩通知书没有登记送达，期限按制发之日推算，请核对送达回证。"
        yield Finding("service_unrecorded", WARN, words, f"{_BF}第二十二条", "答辩")


@check("答辩期限已过，或者已经答辩", f"{_BF}第二十二条", drafted=True)
def answer_window_over(look: Look) -> Iterator[Finding]:
    _, day = _served(look)
    if day is None or str(look.paper.get("defence") or "").strip():
        return
    due, basis = _due(look, ANSWER, day)
    if look.step.today <= due:
        words = f"被请求人可以答辩到{zh_day(due)}，没有提交答辩的，期限内不得作出裁决。"
        yield Finding("answer_window_open", STOP, words, basis, "答辩")


@check("口头审理已经提前通知并且举行", f"{_BF}第二十六条", drafted=True)
def hearing_held(look: Look) -> Iterator[Finding]:
    session = as_day(look.part("oral_session").get("at"))
    if session is None:
        return
    latest, basis = _latest(look, session)
    told = look.earlier("oral_hearing_notice")
    same = [one for one in told if as_day(_session(one).get("at")) == session]
    if session > look.step.today:
        words = f"口头审理定于{zh_day(session)}，还没有举行。"
        yield Finding("hearing_ahead", STOP, words, basis, _HEARING)
    if not told:
        yield Finding("hearing_not_noticed", STOP, "没有制发口头审理通知书。", basis, _HEARING)
    elif not same:
        words = f"{zh_day(session)}的口头审理没有通知过，通知书写的是另外的日期。"
        yield Finding("hearing_not_noticed", STOP, words, basis, _HEARING)
    elif (reached := _reached(same[0])) is None:
        yield Finding("hearing_not_noticed", STOP, "口头审理通知书还没有送达双方。", basis, _HEARING)
    elif reached > latest:
        words = f"口头审理通知书{zh_day(reached)}才送达，最迟应当在{zh_day(latest)}送达。"
        yield Finding("hearing_notice_late", STOP, words, basis, _HEARING)


def _session(paper: Mapping[str, Any]) -> Mapping[str, Any]:
    return (paper.get("data") or {}).get("oral_session") or {}


@check("口头审理通知留足时间", f"{_BF}第二十六条", drafted=True)
def hearing_called_in_time(look: Look) -> Iterator[Finding]:
    session = as_day(look.part("oral_session").get("at"))
    if session is None:
        return
    latest, basis = _latest(look, session)
    if look.step.today > latest:
        words = f"口头审理定于{zh_day(session)}，通知书最迟应当在{zh_day(latest)}送达。"
        yield Finding("hearing_notice_late", STOP, words, basis, _HEARING)


def _stops(look: Look) -> tuple[list[clocks.Exclusion], bool]:
    """The days of suspension, and whether the case still stands suspended."""
    days, since = [], None
    for one in look.earlier("suspension_decision", "resumption_notice"):
        data = one.get("data") or {}
        if one["kind"] == "suspension_decision":
            since = since or as_day(data.get("suspended_on")) or as_day(one.get("on"))
        elif since:
            until = (as_day(data.get("resumed_on")) or as_day(one.get("on")) or since) - timedelta(days=1)
            days += [clocks.Exclusion(since, until, "中止处理")] if until >= since else []
            since = None
    if since:
        days.append(clocks.Exclusion(since, max(look.step.today, since), "中止处理"))
    return days, since is not None


def _longer(look: Look, rule: DeadlineRule) -> list[clocks.Extension]:
    """Extensions that were approved: first by the head of the office, later ones by the office above."""
    approvals = look.earlier("adjudication_extension_approval")
    return [_extension(rule, place, as_day(one.get("on"))) for place, one in enumerate(approvals)]


def _sent_up(rule: DeadlineRule, place: int) -> bool:
    """Whether the extension at this place, counted from 0, is for the office above."""
    return place >= (rule.extension_max_times or 0)


def _extension(rule: DeadlineRule, place: int, approved_on: date | None) -> clocks.Extension:
    later = _sent_up(rule, place)
    length = rule.later_length if later else rule.extension_length
    return clocks.Extension(length or 0, rule.later_unit if later else rule.extension_unit, approved_on)


@check("没有超过办案期限，没有在中止期间", f"{_BF}第三十七条", drafted=True)
def within_term(look: Look) -> Iterator[Finding]:
    filed = as_day(look.paper.get("filed_on"))
    if filed is None:
        return
    rule, basis = _rule(look, TERM, filed)
    stops, suspended = _stops(look)
    if suspended:
        words = "本案中止处理以后没有恢复，不能作出裁决。"
        yield Finding("still_suspended", STOP, words, f"{_BF}第二十八条", _DAYS)
    try:
        due = clocks.compute(
            rule, filed, look.step.calendar, extensions=_longer(look, rule), exclusions=stops
        ).due_on
    except clocks.NotAllowed as fault:
        yield Finding("extension_invalid", STOP, f"延长办案期限无效：{fault.reason}。", basis, _DAYS)
        return
    if look.step.today > due:
        words = f"办案期限已于{zh_day(due)}届满，届满前没有批准延长。"
        yield Finding("adjudication_over_time", STOP, words, basis, _DAYS)


@check("延长在期限届满以前批准，延长后的期限算得对", f"{_BF}第三十七条", drafted=True)
def extension_lawful(look: Look) -> Iterator[Finding]:
    filed = as_day(look.paper.get("filed_on"))
    if filed is None:
        return
    rule, basis = _rule(look, TERM, filed)
    stops, _ = _stops(look)
    before = _longer(look, rule)
    place = len(before)
    asked = _extension(rule, place, look.step.today)
    try:
        was = clocks.compute(rule, filed, look.step.calendar, extensions=before, exclusions=stops).due_on
        now = clocks.compute(
            rule, filed, look.step.calendar, extensions=[*before, asked], exclusions=stops
        ).due_on
    except clocks.NotAllowed as fault:
        yield Finding("extension_invalid", STOP, f"不能延长：{fault.reason}。", basis, _DAYS)
        return
    for name, due in (("original_due_on", was), ("new_due_on", now)):
        told = as_day(look.paper.get(name))
        if told and told > due:
            words = f"{look.label(name)}写的是{zh_day(told)}，按立案日和中止、延长的时间算是{zh_day(due)}。"
            yield Finding("extension_too_long", STOP, words, basis, look.label(name))
    if _sent_up(rule, place) and not look.paper.get("higher_opinion"):
        by = rule.later_by or "上一级部门"
        words = f"已经延长过{place}次，再次延长由{by}批准，没有写明报批。"
        yield Finding("extension_not_sent_up", STOP, words, basis, _DAYS)


@check("日期先后：请求、立案、口头审理、裁决", f"{_BF}第二十条、第二十二条、第二十六条", drafted=True)
def days_run(look: Look) -> Iterator[Finding]:
    chain = [
        ("收到请求", as_day(look.paper.get("received_at"))),
        ("立案", as_day(look.paper.get("filed_on"))),
        ("口头审理", as_day(look.part("oral_session").get("at"))),
        ("裁决", look.step.today),
    ]
    dated = [(name, day) for name, day in chain if day is not None]
    for (before, first), (after, second) in pairwise(dated):
        if second < first and not (after == "裁决" and before == "口头审理"):
            words = f"{after}（{zh_day(second)}）早于{before}（{zh_day(first)}）。"
            yield Finding("days_out_of_order", STOP, words, f"{_BF}第二十条、第二十二条", "日期")


@check("按期决定是否受理、送达副本", f"{_BF}第二十条、第二十二条", drafted=True)
def intake_in_time(look: Look) -> Iterator[Finding]:
    """What is late is still owed, so it is only pointed at."""
    for name, rule_id, what in (
        ("received_at", DECIDE_FILING, "决定是否受理"),
        ("filed_on", SERVE_COPY, "送达请求书副本"),
    ):
        start = as_day(look.paper.get(name))
        if start is None or (rule_id == DECIDE_FILING) is not bool(look.paper.get("received_at")):
            continue
        due, basis = _due(look, rule_id, start)
        if look.step.today > due:
            words = f"{what}的期限已于{zh_day(due)}届满，请写明原因并立即办理。"
            yield Finding("late_but_owed", WARN, words, basis, "期限")


@check("在先裁决已经生效，再次侵权在生效以后", f"{_BF}第三十四条", drafted=True)
def repeat_grounded(look: Look) -> Iterator[Finding]:
    basis, told = f"{_BF}第三十四条", look.part("earlier")
    made, held = as_day(told.get("on")), as_day(look.paper.get("effective_on"))
    asked = as_day(look.paper.get("received_at"))
    if made and held and held < made:
        words = f"生效日期（{zh_day(held)}）早于在先文书的日期（{zh_day(made)}）。"
        yield Finding("repeat_not_effective", STOP, words, basis, "在先文书")
    if held and asked and asked < held:
        words = f"请求{zh_day(asked)}提出时，在先文书还没有生效（{zh_day(held)}），不能直接裁决。"
        yield Finding("repeat_not_effective", STOP, words, basis, "在先文书")


CHECKS = (
    copy_served,
    answer_window_over,
    hearing_held,
    hearing_called_in_time,
    within_term,
    extension_lawful,
    days_run,
    intake_in_time,
    repeat_grounded,
)
