"""How long a penalty is shown to the public, as papers say it and as they prove it.

Class, period and dates come from workflows.display; nothing is counted here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.services.drafting import law, proof, terms
from casework.services.drafting.context import Context
from workflows.display import CHANNELS, Display, display
from workflows.rules.rows import DisplayRule
from workflows.vocabulary import State

GSXT = "gsxt"
WITHDRAW = "DIS-04"
# How workflows.display begins the sentence that ends the reasons of a period.
_PERIOD = ("公示期", "公示至")


def told(context: Context, penalty: Mapping[str, Any], *, published: date | None = None) -> dict[str, Any]:
    """What becomes public, and for how long; last days only once the day of publication is known."""
    start, book = published or context.issued_on, context.step.book
    found = _found(context, penalty, start)
    data: dict[str, Any] = {
        "channel": CHANNELS[GSXT],
        "published": found.published,
        "term": State.NOT_PUBLISHABLE.label,
        "basis": law.together(terms.marked(found.basis, found.confidence)),
    }
    if not found.published:
        return data
    rule = book.display(GSXT, found.classed, start)
    data["term"] = _period(rule, found)
    if found.repair_from and rule.repair_rule:
        data["repair_term"] = terms.of_rule(book.deadline(rule.repair_rule, start))
    days = {"until": found.until, "repair_from": found.repair_from} if published else {}
    return data | {name: day.isoformat() for name, day in days.items() if day}


def notified(context: Context, penalty: Mapping[str, Any]) -> dict[str, Any]:
    """The same for the notice to the party, who is also told how fast a decision set aside is taken back."""
    withdrawn = context.step.book.deadline(WITHDRAW, context.issued_on)
    return told(context, penalty) | {"withdraw_term": terms.of_rule(withdrawn)}


def proven(context: Context, penalty: Mapping[str, Any]) -> list[proof.Row]:
    """From when, until when and why: the day of publication is still ahead, its last day is not."""
    book, day = context.step.book, context.issued_on
    found = _found(context, penalty, day)
    rule = book.display(GSXT, found.classed, day)
    basis = terms.marked(rule.basis, found.confidence)
    if not found.published:
        return [proof.head(State.NOT_PUBLISHABLE.label), proof.row("理由", "".join(found.why), basis=basis)]
    period = _period(rule, found)
    said = [
        proof.head(f"公示期限：{period}"),
        proof.row("理由", f"属于“{rule.label}”。{_reasons(found)}", basis=basis),
        *_published_by(context, found, rule, _decided(context, penalty)),
        proof.row("公示之日", "公示期限自这一日起算", basis=basis),
    ]
    if rule.length:
        words = "公示期限届满，停止公示，遇休息日不顺延"
        said.append(proof.row(f"公示满{period}之日", words, total=period, basis=basis))
    if found.repair_from and rule.repair_rule:
        repair = book.deadline(rule.repair_rule, day)
        term = terms.of_rule(repair)
        words = "可以申请提前停止公示"
        said.append(proof.row(f"公示满{term}之日", words, total=term, basis=proof.rule_basis(repair)))
    return proof.ditto(said)


def _published_by(context: Context, found: Display, rule: DisplayRule, decided: date) -> list[proof.Row]:
    if found.publish_by is None or not rule.publish_rule:
        return []
    term = context.step.book.deadline(rule.publish_rule, decided)
    words = f"最迟公示的日期：自{term.starts_at}之日起{terms.of_rule(term)}，当日不计入"
    return [proof.row(terms.zh_day(found.publish_by), words, basis=proof.rule_basis(term))]


def _reasons(found: Display) -> str:
    """Why this class and this period; what goes for an earlier end stands in the text of the notice."""
    said: list[str] = []
    for words in found.why:
        said.append(words)
        if words.startswith(_PERIOD):
            break
    return "".join(said)


def _found(context: Context, penalty: Mapping[str, Any], start: date) -> Display:
    return display(
        context.step.book,
        channel=GSXT,
        procedure="ordinary",
        kinds=tuple(penalty.get("kinds") or ()),
        fine_fen=int(penalty.get("fine_fen") or 0),
        decided=_decided(context, penalty),
        published=start,
        calendar=context.step.calendar,
    )


def _decided(context: Context, penalty: Mapping[str, Any]) -> date:
    return date.fromisoformat(str(penalty.get("decided_on") or context.issued_on))


def _period(rule: DisplayRule, found: Display) -> str:
    return terms.length(rule.length, rule.unit) if rule.length else found.period
