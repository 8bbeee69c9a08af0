"""Guards about running terms that several procedures share: extended in time, over, still open."""

from __future__ import annotations

from collections.abc import Iterable

from workflows.engine import Facts, Guard, Reason, Step


def zh_day(day) -> str:  # type: ignore[no-untyped-def]
    return f"{day.year}年{day.month}月{day.day}日"


def extendable(rule_id: str) -> Guard:
    """The clock runs, is not over, and its rule still allows an extension of this length."""

    def guard(facts: Facts, step: Step) -> Iterable[Reason]:
        clock = facts.clock(rule_id)
        rule = step.book.deadline(rule_id, clock.start_on if clock else step.today)
        if clock is None or clock.status not in ("running", "paused"):
            yield Reason("no_clock", f"没有正在计算的期限“{rule.label}”，不能延长。", rule.basis)
            return
        if step.today > clock.due_on:
            yield Reason(
                "term_over", f"期限已于{zh_day(clock.due_on)}届满，延长应当在届满前批准。", rule.basis
            )
        times = rule.extension_max_times
        if not rule.extension_length and times == 0:
            yield Reason("no_extension", f"“{rule.label}”的期限依法不能延长。", rule.basis)
        elif times is not None and len(clock.extensions) >= times:
            yield Reason("extended_already", "已经延长过，不能再次延长。", rule.basis)
        asked = step.given("extension_days")
        if asked is None:
            yield Reason("given_extension_days", "没有填写延长的天数。", rule.basis)
        elif rule.extension_length and not 0 < int(asked) <= rule.extension_length:
            yield Reason(
                "extension_too_long", f"延长天数应当在1至{rule.extension_length}日之间。", rule.basis
            )

    return guard


def over(rule_id: str) -> Guard:
    """The term has passed; the clock may act now."""

    def guard(facts: Facts, step: Step) -> Iterable[Reason]:
        clock = facts.clock(rule_id)
        if clock is None:
            yield Reason("no_clock", "没有这项期限。")
        elif step.today <= clock.due_on:
            rule = step.book.deadline(rule_id, clock.start_on)
            yield Reason("term_runs", f"“{rule.label}”的期限到{zh_day(clock.due_on)}才届满。", rule.basis)

    return guard


def not_over(rule_id: str, what: str) -> Guard:
    """A right that lasts as long as the term."""

    def guard(facts: Facts, step: Step) -> Iterable[Reason]:
        clock = facts.clock(rule_id)
        if clock is not None and step.today > clock.due_on:
            rule = step.book.deadline(rule_id, clock.start_on)
            yield Reason("too_late", f"{what}的期限已于{zh_day(clock.due_on)}届满。", rule.basis)

    return guard
