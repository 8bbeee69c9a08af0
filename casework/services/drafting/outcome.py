"""The penalty on papers: violation with its articles, fine, confiscations, orders, and the lines that say it.

Amounts are what the facts say, in fen; the words for amounts come from workflows.money.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.services.drafting import law
from casework.services.drafting.context import Context
from casework.services.drafting.people import filled
from workflows import money
from workflows.display import WARNING
from workflows.procedures import lawfulness
from workflows.rules.rows import PenaltyRule
from workflows.vocabulary import FactKey

GAINS = "违法所得"


def penalty(context: Context) -> dict[str, Any]:
    """The penalty as it stands now: decided, else notified, else proposed."""
    proposed = {
        "warning": context.value(FactKey.PROPOSED_WARNING, False),
        "fine_fen": context.value(FactKey.PROPOSED_FINE_FEN, 0),
        "confiscated_gains_fen": context.value(FactKey.CONFISCATED_GAINS_FEN, 0),
        "confiscated_goods": context.value(FactKey.CONFISCATED_GOODS, ""),
        "confiscated_goods_fen": context.value(FactKey.CONFISCATED_GOODS_FEN, 0),
    }
    found: Mapping[str, Any] = context.value(FactKey.DECISION) or context.value(FactKey.NOTICE) or proposed
    return dict(found) | {"kinds": list(found.get("kinds") or lawfulness.kinds(found))}


def violation(context: Context) -> dict[str, str] | None:
    """The violation and its articles: of the law in force for the act, once the end of the act is known."""
    rule = rule_of(context)
    if rule is None:
        return None
    penalty_basis = law.full(rule.basis)
    return filled(
        {
            "name": rule.name,
            "articles_violated": law.full(rule.violation_basis),
            "articles_penalty": penalty_basis,
            "law": penalty_basis.split("》")[0] + "》" if "》" in penalty_basis else "",
        }
    )


def rule_of(context: Context) -> PenaltyRule | None:
    violation_id = context.value(FactKey.VIOLATION)
    if not violation_id:
        return None
    assessed = lawfulness.assess(context.facts, context.step)
    return context.step.book.penalty(assessed.rule if assessed else str(violation_id))


def amounts(context: Context, found: Mapping[str, Any]) -> dict[str, Any]:
    """Fine, confiscations, orders and the figures they rest on; what is nought is left out."""
    data = filled(
        {
            "warning": bool(found.get("warning")) or None,
            "fine_fen": int(found.get("fine_fen") or 0) or None,
            "confiscations": confiscations(found),
            "orders": orders(context),
        }
    )
    for name, key in (("turnover_fen", FactKey.TURNOVER_FEN), ("gains_fen", FactKey.GAINS_FEN)):
        known = context.facts.value(key)
        if known is not None and known != "":
            data[name] = int(known)
    return data


def confiscations(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = []
    if found.get("confiscated_goods"):
        value = int(found.get("confiscated_goods_fen") or 0) or None
        listed.append(filled({"what": found["confiscated_goods"], "value_fen": value}) | {"gains": False})
    if int(found.get("confiscated_gains_fen") or 0):
        listed.append({"what": GAINS, "value_fen": int(found["confiscated_gains_fen"]), "gains": True})
    return listed


def orders(context: Context) -> list[str]:
    text = str(context.value(FactKey.ORDERS, ""))
    stripped = (line.strip() for line in text.splitlines())
    # The wording says 责令当事人 in front of each; officers often write 责令 themselves.
    return [line.removeprefix("责令").removeprefix("当事人") for line in stripped if line]


def lines(found: Mapping[str, Any]) -> list[str]:
    """Each kind of penalty in words, without numbers in front or stops behind."""
    said = []
    if found.get("warning"):
        said.append(WARNING)
    if found.get("confiscated_goods"):
        said.append(f"没收{found['confiscated_goods']}")
    if int(found.get("confiscated_gains_fen") or 0):
        said.append(f"没收{GAINS}{_amount(int(found['confiscated_gains_fen']))}")
    if int(found.get("fine_fen") or 0):
        said.append(f"罚款{_amount(int(found['fine_fen']))}")
    return said


def text(found: Mapping[str, Any]) -> str:
    """The penalty as numbered paragraphs; a single one has no number."""
    said = lines(found)
    if len(said) < 2:
        return "".join(f"{line}。" for line in said)
    ends = ["；"] * (len(said) - 1) + ["。"]
    return "\n".join(
        f"{number}.{line}{end}" for number, (line, end) in enumerate(zip(said, ends, strict=True), start=1)
    )


def hearing_told(context: Context) -> dict[str, Any]:
    """The right to a hearing as it was assessed for the notice."""
    told = (context.value(FactKey.NOTICE) or {}).get("hearing") or {}
    return filled({"why": told.get("why"), "basis": told.get("basis")}) | {"right": bool(told.get("right"))}


def hearing_used(context: Context) -> dict[str, Any]:
    """The right to a hearing and what the party did with it."""
    return hearing_told(context) | {
        "requested": bool(context.value(FactKey.HEARING_REQUEST)),
        "waived": bool(context.value(FactKey.HEARING_WAIVED)),
    }


def statements(context: Context) -> list[dict[str, Any]]:
    """Each line of the defence with its answer."""
    answers = {answer["no"]: answer for answer in context.value(FactKey.DEFENCE_ANSWERS, [])}
    listed = []
    for line in context.value(FactKey.DEFENCE_LINES, []):
        said: dict[str, Any] = {"text": line["text"]}
        answer = answers.get(line["no"])
        if answer:
            said |= {"adopted": bool(answer.get("adopted")), "reply": answer.get("reply") or ""}
        listed.append(said)
    return listed


def _amount(fen: int) -> str:
    return f"人民币{money.capital(fen)}（{money.display(fen)}元）"
