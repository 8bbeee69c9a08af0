"""`law fine`, `law simple` and `law instalments`: what may be imposed, how fast, and paid in which parts.

Reads the rule book only; decides nothing about a case.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from casework import clock
from casework.cli.law_book import rules_here
from casework.cli.law_options import DAY, PARTIES, answering, optional_fen, plain, unsure
from casework.cli.output import json_option, say
from workflows import discretion, fines, money, payment
from workflows.fines import Assessment
from workflows.rules.book import RuleBook


@click.command("fine")
@click.argument("violation")
@click.option("--act-ended", type=DAY, required=True, help="违法行为终了的日期")
@click.option("--decided", type=DAY, required=True, help="作出决定的日期")
@click.option("--turnover", help="违法经营额（元）")
@click.option("--gains", help="违法所得（元）")
@click.option("--goods-value", help="货值金额（元）")
@click.option("--party", type=PARTIES, default="legal", show_default=True, help="当事人类型")
@click.option("--serious", is_flag=True, help="情节严重")
@click.option("--innocent", is_flag=True, help="销售者不知情、合法取得并说明提供者")
@click.option("--prior", type=DAY, multiple=True, help="以前同类违法行为的日期")
@click.option("--fine", "proposed", help="拟罚款（元），用于判断听证权利，默认按幅度上限")
@json_option
def fine(
    violation: str,
    act_ended: date,
    decided: date,
    turnover: str | None,
    gains: str | None,
    goods_value: str | None,
    party: str,
    serious: bool,
    innocent: bool,
    prior: Sequence[date],
    proposed: str | None,
    as_json: bool,
) -> None:
    """计算法定罚款幅度，并说明理由。"""
    with answering(as_json=as_json):
        book = rules_here()
        found = fines.assess(
            book,
            violation,
            act_ended=act_ended,
            decided=decided,
            party=party,
            turnover_fen=optional_fen(turnover),
            gains_fen=optional_fen(gains),
            goods_value_fen=optional_fen(goods_value),
            serious=serious,
            innocent=innocent,
            prior=prior,
        )
        hearing = _hearing(book, found, party=party, on=decided, proposed=optional_fen(proposed))
        cut = discretion.tiers(book, found, decided)
    say(
        _fine_dict(found) | {"hearing": hearing, "tiers": _tiers_dict(cut)},
        as_json=as_json,
        lines=_fine_lines(found, hearing, cut),
    )


@click.command("simple")
@click.option("--party", type=PARTIES, required=True, help="当事人类型")
@click.option("--fine", "amount", required=True, help="罚款数额（元）")
@click.option("--on", "on", type=DAY, help="按哪一天的规定，默认今日")
@json_option
def simple(party: str, amount: str, on: date | None, as_json: bool) -> None:
    """判断能否当场处罚、当场收缴。"""
    with answering(as_json=as_json):
        found = discretion.simple_procedure(
            rules_here(), party=party, fine_fen=money.fen(amount), on=on or clock.today()
        )
    shown = {"allowed": found.allowed, "collect": found.collect, "why": found.why, "basis": found.basis}
    answer = "可以适用简易程序" if found.allowed else "不能适用简易程序"
    say(shown, as_json=as_json, lines=[answer, found.why, f"依据：{found.basis}"])


@click.command("instalments")
@click.option("--fine", "amount", required=True, help="罚款数额（元）")
@click.option("--served", type=DAY, required=True, help="决定书送达的日期")
@click.option("--pay", "dates", type=DAY, multiple=True, required=True, help="每一期的最后一日，可以多次")
@json_option
def instalments(amount: str, served: date, dates: Sequence[date], as_json: bool) -> None:
    """把罚款分成几期，合计一分不差。"""
    with answering(as_json=as_json):
        found = payment.instalments(rules_here(), fine_fen=money.fen(amount), served=served, dates=dates)
    parts = [
        {"number": part.number, "due_on": part.due_on.isoformat(), "amount": money.yuan(part.amount_fen)}
        for part in found.parts
    ]
    lines = [f"第{part['number']}期　{part['due_on']}　{part['amount']}元" for part in parts]
    say(
        {"parts": parts, "why": found.why, "basis": found.basis},
        as_json=as_json,
        lines=[*lines, found.why, f"依据：{found.basis}"],
    )


def _hearing(
    book: RuleBook, found: Assessment, *, party: str, on: date, proposed: int | None
) -> dict[str, Any]:
    amount = found.max_fen if proposed is None else proposed
    if amount is None:
        return {"right": None, "why": "罚款幅度没有上限数额，填写拟罚款以后判断。", "basis": ""}
    right = fines.hearing_right(book, party=party, fine_fen=amount, on=on)
    prefix = "按法定幅度上限：" if proposed is None else ""
    return {"right": right.right, "why": prefix + right.why, "basis": right.basis}


def _fine_dict(found: Assessment) -> dict[str, Any]:
    criminal = {"met": found.criminal.met, "why": found.criminal.why, "basis": found.criminal.basis}
    return {
        "rule": found.rule,
        "name": found.name,
        "valid_from": plain(found.valid_from),
        "branch": found.branch,
        "fine_min": money.yuan(found.min_fen),
        "fine_max": None if found.max_fen is None else money.yuan(found.max_fen),
        "modal": found.modal,
        "warning": found.warning,
        "confiscate": list(found.confiscate),
        "orders": list(found.orders),
        "licence": found.licence,
        "aggravation": list(found.aggravation),
        "exemption": found.exemption,
        "exempt": found.exempt,
        "also": list(found.also),
        "criminal": criminal,
        "alternatives": [_branch_dict(one) for one in found.alternatives],
        "chosen_because": found.chosen_because,
        "why": list(found.why),
        "basis": found.basis,
        "confidence": found.confidence,
    }


def _branch_dict(one: fines.Branch) -> dict[str, Any]:
    most = None if one.max_fen is None else money.yuan(one.max_fen)
    return {"branch": one.branch, "fine_min": money.yuan(one.min_fen), "fine_max": most, "why": one.why}


def _tiers_dict(cut: discretion.Tiers | None) -> dict[str, Any] | None:
    if cut is None:
        return None
    return {
        "light_below": money.yuan(cut.light_below_fen),
        "heavy_above": money.yuan(cut.heavy_above_fen),
        "why": cut.why,
        "basis": cut.basis,
        "confidence": cut.confidence,
    }


def _fine_lines(found: Assessment, hearing: dict[str, Any], cut: discretion.Tiers | None) -> list[str]:
    most = "不能确定" if found.max_fen is None else f"{money.yuan(found.max_fen)}元"
    tiers = [f"裁量：{cut.why}（{cut.basis}）{unsure(cut.confidence)}"] if cut else []
    return [
        f"{found.name}：罚款{money.yuan(found.min_fen)}元至{most}{unsure(found.confidence)}",
        *found.why,
        *(f"没收：{'、'.join(found.confiscate)}" for _ in found.confiscate[:1]),
        *(f"责令等：{'、'.join(found.orders)}" for _ in found.orders[:1]),
        *tiers,
        f"刑事：{found.criminal.why}",
        f"听证：{hearing['why']}",
        f"依据：{found.basis}",
    ]
