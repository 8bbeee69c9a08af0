"""Home, guide and the addresses a load balancer asks. Reads publications and rules only."""

from __future__ import annotations

from collections.abc import Sequence
from configparser import ConfigParser
from datetime import date
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, g, jsonify, render_template
from flask_babel import gettext as _

from casework import calendar_table, clock, config
from casework.queries import disclosures
from casework.web import filters, readiness
from casework.web.site import content, figure
from workflows.rules import book
from workflows.rules.rows import DeadlineRule, NotInForce, UnknownRule

blueprint = Blueprint("site", __name__)

LATEST = 5
WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")


@blueprint.get("/")
def home() -> str:
    """Show the search box, the doors, a counted term and the routes."""
    today, rules, calendar = clock.today(), book.load(), calendar_table.working_calendar()
    g.law_note = law_note(calendar.horizon)
    return render_template(
        "site/home.html",
        figure=figure.count(today, rules, calendar),
        heads=WEEKDAYS if filters.chinese() else ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        latest=disclosures.latest(LATEST),
        tally=disclosures.tally(),
        routes=content.ROUTES,
        terms=terms(rules, [route.rule for route in content.ROUTES], today),
    )


@blueprint.get("/guide")
def guide() -> str:
    """Say in plain words which way to go, what to bring and what happens by when."""
    today, rules = clock.today(), book.load()
    g.law_note = law_note(calendar_table.working_calendar().horizon)
    named = [route.rule for route in content.ROUTES]
    named += [rule for stage in content.STAGES for rule in stage.rules]
    return render_template(
        "site/guide.html",
        routes=content.ROUTES,
        preparations=content.PREPARATIONS,
        stages=content.STAGES,
        terms=terms(rules, named, today),
        limits=config.current().limits,
    )


def terms(rules: book.RuleBook, ids: Sequence[str], on: date) -> dict[str, DeadlineRule]:
    """Give the rules in force today by their ids; a rule that is not in force is left out."""
    found = {}
    for rule_id in dict.fromkeys(ids):
        if not rule_id:
            continue
        try:
            found[rule_id] = rules.deadline(rule_id, on)
        except (UnknownRule, NotInForce):
            continue
    return found


def law_note(horizon: date) -> str:
    """Say how far the announced holidays reach; nothing when none are loaded."""
    if horizon == date.min:
        return ""
    return _("放假安排覆盖至%(day)s", day=filters.date_text(horizon))


@blueprint.get("/healthz")
def healthz() -> Response:
    """Say that the process answers."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Say whether everything the program leans on is there."""
    found = readiness.gather()
    state, ready = found.health, all(found.checks.values())
    answer = jsonify(
        status="ok" if ready else "unavailable",
        checks=found.checks,
        warnings=[name for name, raised in found.warnings.items() if raised],
        revision=state.revision,
        outbox={"waiting": state.waiting, "oldest_seconds": found.oldest_seconds, "dead": state.dead},
        calendar_horizon=state.horizon.isoformat() if state.horizon else None,
        fonts=found.fonts,
        signing=found.signing.value,
    )
    return answer, 200 if ready else 503


@blueprint.get("/version", endpoint="version")
def program_version() -> Response:
    """Say which program runs, and under which rules."""
    return jsonify(version=program(), rules=book.load().digest, profile=config.current().profile.value)


@cache
def program() -> str:
    """Give the version the project file names."""
    stated = ConfigParser()
    stated.read(Path(__file__).resolve().parents[3] / "setup.cfg", encoding="utf-8")
    return stated.get("metadata", "version", fallback="0")
