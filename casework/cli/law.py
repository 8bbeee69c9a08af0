"""`law`: dates, ranges, thresholds and numbers computed from the rule book, for a person at a terminal.

Works without a database: then the calendar is that of the announced holidays and no local rule is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

import click

from casework import clock
from casework.cli.calendar import calendar
from casework.cli.law_book import calendar_here, rules_here
from casework.cli.law_fines import fine, instalments, simple
from casework.cli.law_options import (
    DAY,
    LONGER,
    PARTIES,
    SPAN,
    answering,
    kind_names,
    optional_fen,
    plain,
    unsure,
)
from casework.cli.law_vectors import vectors
from casework.cli.output import json_option, say
from workflows import clocks, display, fines, identifiers, money, referral
from workflows.clocks import Exclusion, Extension, day_words
from workflows.rules.rows import RuleRow

law = click.Group("law", help="法定期限、罚款幅度、公示期和各种编号")
law.add_command(vectors)
law.add_command(calendar)
for command in (fine, simple, instalments):
    law.add_command(command)


@law.command("deadline")
@click.argument("rule")
@click.option("--start", type=DAY, required=True, help="起算日")
@click.option("--on", "on", type=DAY, help="按哪一天的规定计算，默认起算日")
@click.option("--extend", "extensions", type=LONGER, multiple=True, help="已批准的延长")
@click.option("--exclude", "exclusions", type=SPAN, multiple=True, help="不计入的时间，含首尾两日")
@click.option("--backward", is_flag=True, help="从会议日往前数")
@json_option
def deadline(
    rule: str,
    start: date,
    on: date | None,
    extensions: Sequence[Extension],
    exclusions: Sequence[Exclusion],
    backward: bool,
    as_json: bool,
) -> None:
    """计算一项法定期限，并说明怎么算出来的。"""
    with answering(as_json=as_json):
        row = rules_here().deadline(rule, on or start)
        found = clocks.compute(
            row,
            start,
            calendar_here(),
            extensions=extensions,
            exclusions=exclusions,
            backward=backward,
        )
    whole = found.as_dict()
    version = {"valid_from": plain(row.valid_from), "valid_to": plain(row.valid_to)}
    because = clocks.why_this_text(row, on or start)
    shown = {"rule": found.rule_id, "label": row.label} | version | whole | {"chosen_because": because}
    del shown["rule_id"]
    mark = ("（暂定）" if found.provisional else "") + unsure(found.confidence)
    lines = [
        f"{row.label}：{day_words(found.due_on)}{mark}",
        *map(_step_line, found.steps),
        because,
        f"依据：{found.basis}",
    ]
    say(shown, as_json=as_json, lines=lines)


@law.command("surcharge")
@click.option("--fine", "amount", required=True, help="罚款数额（元）")
@click.option("--due", type=DAY, required=True, help="缴款期限的最后一日")
@click.option("--paid", type=DAY, required=True, help="缴款日期")
@click.option("--exclude", "exclusions", type=SPAN, multiple=True, help="复议、诉讼等不计算的期间")
@json_option
def surcharge(amount: str, due: date, paid: date, exclusions: Sequence[Exclusion], as_json: bool) -> None:
    """计算逾期缴款的加处罚款。"""
    with answering(as_json=as_json):
        found = fines.surcharge(
            rules_here(), fine_fen=money.fen(amount), due_on=due, paid_on=paid, exclusions=exclusions
        )
    shown = {
        "days": found.days,
        "surcharge": money.yuan(found.amount_fen),
        "capped": found.capped,
        "why": found.why,
        "basis": found.basis,
    }
    say(
        shown,
        as_json=as_json,
        lines=[f"加处罚款{money.yuan(found.amount_fen)}元", found.why, f"依据：{found.basis}"],
    )


@law.command("hearing")
@click.option("--party", type=PARTIES, required=True, help="当事人类型")
@click.option("--fine", "amount", required=True, help="罚款数额（元）")
@click.option("--confiscated", default="0", help="没收违法所得和非法财物合计（元）")
@click.option("--kinds", default="", help="处罚种类，逗号分隔")
@click.option("--on", "on", type=DAY, help="按哪一天的规定，默认今日")
@json_option
def hearing(party: str, amount: str, confiscated: str, kinds: str, on: date | None, as_json: bool) -> None:
    """判断是否应当告知听证权利。"""
    with answering(as_json=as_json):
        found = fines.hearing_right(
            rules_here(),
            party=party,
            fine_fen=money.fen(amount),
            confiscated_fen=money.fen(confiscated),
            kinds=kind_names(kinds),
            on=on or clock.today(),
        )
    shown = {"right": found.right, "why": found.why, "basis": found.basis, "confidence": found.confidence}
    answer = "应当告知听证权利" if found.right else "不属于听证范围"
    lines = [answer + unsure(found.confidence), found.why, f"依据：{found.basis}"]
    say(shown, as_json=as_json, lines=lines)


@law.command("display")
@click.option("--channel", type=click.Choice(list(display.CHANNELS)), required=True, help="公示渠道")
@click.option("--procedure", type=click.Choice(display.PROCEDURES), default="ordinary", help="处罚程序")
@click.option("--kinds", required=True, help="处罚种类，逗号分隔")
@click.option("--fine", "amount", default="0", help="罚款数额（元）")
@click.option("--decided", type=DAY, required=True, help="决定日期")
@click.option("--published", type=DAY, help="公示日期")
@click.option("--other-province", is_flag=True, help="当事人登记地在外省")
@click.option("--restriction-until", type=DAY, help="限制经营、从业到哪一天")
@click.option("--low-fine-max", help="本省较低数额罚款的上限（元）")
@json_option
def show(
    channel: str,
    procedure: str,
    kinds: str,
    amount: str,
    decided: date,
    published: date | None,
    other_province: bool,
    restriction_until: date | None,
    low_fine_max: str | None,
    as_json: bool,
) -> None:
    """计算公示期限和公示期。"""
    with answering(as_json=as_json):
        found = display.display(
            rules_here(),
            channel=channel,
            procedure=procedure,
            kinds=kind_names(kinds),
            fine_fen=money.fen(amount),
            decided=decided,
            published=published,
            calendar=calendar_here(),
            low_fine_max_fen=optional_fen(low_fine_max),
            other_province=other_province,
            restriction_until=restriction_until,
        )
    shown = {item.name: plain(getattr(found, item.name)) for item in fields(found)}
    dates = {"最迟公示": found.publish_by, "最迟推送": found.push_by, "公示至": found.until}
    dates["可以申请提前停止"] = found.repair_from
    lines = [("公示" if found.published else "不公示") + unsure(found.confidence)]
    lines += [f"{name}：{day_words(day)}" for name, day in dates.items() if day]
    say(shown, as_json=as_json, lines=[*lines, *found.why, f"依据：{found.basis}"])


@law.command("referral")
@click.argument("violation")
@click.option("--act-ended", type=DAY, required=True, help="违法行为终了的日期")
@click.option("--turnover", help="非法经营数额（元）")
@click.option("--gains", help="违法所得（元）")
@click.option("--sales", help="销售金额（元）")
@click.option("--unsold", help="未销售商品货值（元）")
@click.option("--items", type=click.IntRange(min=0), help="标识、复制品等件数")
@click.option("--marks", type=click.IntRange(min=1), default=1, help="涉及的商标、专利个数")
@click.option("--prior", type=DAY, multiple=True, help="以前受处罚的日期")
@json_option
def refer(
    violation: str,
    act_ended: date,
    turnover: str | None,
    gains: str | None,
    sales: str | None,
    unsold: str | None,
    items: int | None,
    marks: int,
    prior: Sequence[date],
    as_json: bool,
) -> None:
    """与刑事追诉标准比较。"""
    with answering(as_json=as_json):
        known = referral.Figures(
            turnover=optional_fen(turnover),
            gains=optional_fen(gains),
            sales=optional_fen(sales),
            unsold=optional_fen(unsold),
            items=items,
        )
        book = rules_here()
        keys = book.penalty(violation).offences
        found = referral.compare(book, keys, on=act_ended, figures=known, prior=prior, marks=marks)
    threshold = None if found.threshold is None else _threshold(found)
    shown = {"met": found.met, "offence": found.offence, "figure": found.figure, "threshold": threshold}
    answer = {True: "达到追诉标准", False: "未达到追诉标准", None: "不能判断"}[found.met]
    say(
        shown | {"why": found.why, "basis": found.basis},
        as_json=as_json,
        lines=[answer, found.why, f"依据：{found.basis}"],
    )


@law.command("check")
@click.argument("kind", type=click.Choice(identifiers.kinds()))
@click.argument("value")
@json_option
def check(kind: str, value: str, as_json: bool) -> None:
    """校验编号，说明错在哪里。"""
    found = identifiers.check(kind, value, today=clock.today())
    shown = {"valid": found.valid, "normalised": found.normalised, "reason": found.reason}
    say(shown, as_json=as_json, lines=[f"有效：{found.normalised}" if found.valid else found.reason])
    if not found.valid:
        raise click.exceptions.Exit(1)


@law.command("capital")
@click.argument("amount")
@json_option
def capital(amount: str, as_json: bool) -> None:
    """把金额写成大写。"""
    with answering(as_json=as_json):
        words = money.capital(money.fen(amount))
    say({"capital": words}, as_json=as_json, lines=[words])


@law.command("rules")
@click.option("--on", "on", type=DAY, help="哪一天有效的规则，默认今日")
@json_option
def rules(on: date | None, as_json: bool) -> None:
    """列出某一天有效的规则。"""
    day = on or clock.today()
    book = rules_here()
    found = [_rule_dict(row) for row in book.in_force_on(day)]
    lines = [f"{day_words(day)}有效的规则{len(found)}条，规则摘要{book.digest[:12]}"]
    lines += [f"{row['id']}　{row['label']}　{row['basis']}{unsure(row['confidence'])}" for row in found]
    say({"on": day.isoformat(), "digest": book.digest, "rules": found}, as_json=as_json, lines=lines)


def _step_line(step: clocks.ProofStep) -> str:
    until = f"至{day_words(step.until)}" if step.until else ""
    return f"　{day_words(step.on)}{until}　{step.why}"


def _threshold(found: referral.Criminal) -> str:
    pieces = any(word in found.figure for word in ("件", "次", "人数", "份"))
    return str(found.threshold) if pieces else money.yuan(found.threshold or 0)


def _rule_dict(row: RuleRow) -> dict[str, Any]:
    names = ("label", "name", "text", "offence", "kind", "note")
    label = next((getattr(row, name) for name in names if getattr(row, name, "")), row.id)
    return {
        "id": row.id,
        "table": type(row).__name__.removesuffix("Rule").lower(),
        "label": label,
        "valid_from": plain(row.valid_from),
        "valid_to": plain(row.valid_to),
        "basis": row.basis,
        "confidence": row.confidence,
    }
