"""`flow`: the procedures as tables and pictures, and a dry run of one step on given facts."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import click
from flask.cli import AppGroup

from casework import clock
from casework.calendar_table import working_calendar
from casework.cli.output import json_option, read_object, refuse, say
from casework.local_rules import rulebook
from workflows import chart, engine
from workflows.engine import Actor, Facts, OfficerView, PartyView, ProceedingView, Refused, Step, Table
from workflows.procedures import PROCEDURES
from workflows.vocabulary import Action, FactKey, Procedure, Role, State

flow = AppGroup("flow", help="程序表：列出、画图、试算一步")


def row_dict(row: engine.Transition) -> dict[str, Any]:
    """One row of a table as plain data."""
    return {
        "action": str(row.action),
        "label": row.action.label,
        "from": sorted(str(s) for s in row.sources),
        "to": str(row.to) if row.to else None,
        "may": row.may.name,
        "guards": [getattr(g, "__name__", "guard") for g in row.guards],
        "starts": [s.rule_id for s in row.starts],
        "stops": list(row.stops),
        "papers": [str(p) for p in row.papers],
        "opens": [str(o.procedure) for o in row.opens],
        "basis": row.basis,
    }


def _table(name: str) -> Table:
    try:
        return PROCEDURES[Procedure(name)]
    except ValueError:
        refuse(f"没有这个程序：{name}。可用：{'、'.join(Procedure)}")


@flow.command("list")
@json_option
def list_flows(as_json: bool) -> None:
    """列出全部程序。"""
    rows = [
        {
            "procedure": str(t.procedure),
            "label": t.procedure.label,
            "states": len(t.states()),
            "rows": len(t.rows),
        }
        for t in PROCEDURES.values()
    ]
    say(
        rows,
        as_json=as_json,
        lines=(f"{r['procedure']}\t{r['label']}\t{r['states']}个状态\t{r['rows']}个步骤" for r in rows),
    )


@flow.command("show")
@click.argument("procedure")
@click.option("--format", "form", type=click.Choice(["json", "mermaid", "svg"]), default="mermaid")
def show(procedure: str, form: str) -> None:
    """打印一个程序的表或者图；overview 是各程序之间的关系图。"""
    if procedure == "overview":
        click.echo(chart.overview(PROCEDURES), nl=False)
        return
    table = _table(procedure)
    if form == "json":
        rows = [row_dict(row) for row in table.rows]
        click.echo(json.dumps({"procedure": procedure, "rows": rows}, ensure_ascii=False, indent=2))
    else:
        click.echo(chart.mermaid(table) if form == "mermaid" else chart.svg(table), nl=False)


@flow.command("plan")
@click.argument("procedure")
@click.argument("state")
@click.argument("action")
@click.option("--facts", "facts_file", type=click.Path(exists=True, dir_okay=False), required=True)
@json_option
def plan(procedure: str, state: str, action: str, facts_file: str, as_json: bool) -> None:
    """用给定的事实试算一步：能不能办，不能办的全部理由。"""
    table = _table(procedure)
    try:
        given = read_object(facts_file)
        known, step = _given(table.procedure, State(state), Action(action), given)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        refuse(f"事实文件或者参数不正确：{error}")
    answer: dict[str, Any] = {"allowed": True, "to": None, "refusals": []}
    try:
        made = engine.plan(PROCEDURES, known, step)
        answer["to"] = str(made.to_state)
        answer |= {k: row_dict(made.row)[k] for k in ("starts", "stops", "papers", "opens")}
    except Refused as refused:
        answer["allowed"] = False
        answer["refusals"] = [{"code": r.code, "text": r.text, "basis": r.basis} for r in refused.reasons]
        answer |= {"starts": [], "stops": [], "papers": [], "opens": []}
    lines = ["可以办理" if answer["allowed"] else "不能办理"]
    lines += [f"{n}. {r['text']}（{r['basis']}）" for n, r in enumerate(answer["refusals"], 1)]
    say(answer, as_json=as_json, lines=lines)
    if not answer["allowed"]:
        raise SystemExit(1)


def _given(procedure: Procedure, state: State, action: Action, given: dict[str, Any]) -> tuple[Facts, Step]:
    """Facts and step from a file: {actor, values, parties, officers, evidence_count, data, on}."""
    actor = given.get("actor", {})
    on = date.fromisoformat(given["on"]) if given.get("on") else clock.today()
    here = ProceedingView(1, procedure, state, 1, None, {}, on)
    known = Facts(
        case_id=1,
        reference="试算",
        bureau=given.get("bureau", "341802"),
        place_region=given.get("bureau", "341802"),
        proceeding=here,
        proceedings=(here,),
        parties=tuple(
            PartyView(n, p["role"], p["kind"], p["name"], None)
            for n, p in enumerate(given.get("parties", ()), 1)
        ),
        officers=tuple(
            OfficerView(o["account_id"], o["name"], o.get("duty", "lead"), o.get("certificate", ""))
            for o in given.get("officers", ())
        ),
        rights=tuple(given.get("rights", ())),
        events=(),
        deadlines=(),
        documents=(),
        values={FactKey(k): v for k, v in given.get("values", {}).items()},
        evidence_count=int(given.get("evidence_count", 0)),
        paid_fen=int(given.get("paid_fen", 0)),
    )
    who = Actor(
        actor.get("account_id", 99),
        actor.get("name", "试算"),
        frozenset(Role(r) for r in actor.get("roles", ())),
        bureau=actor.get("bureau", "341802"),
        party_ids=frozenset(actor.get("party_ids", ())),
        certificate=actor.get("certificate", ""),
        legal_qualified=bool(actor.get("legal_qualified")),
    )
    data, rules = given.get("data", {}), rulebook(known.bureau)
    return known, Step(action, who, clock.now(), on, data, rules, working_calendar())
