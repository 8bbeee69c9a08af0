"""The frozen public snapshot: which fields of a decision become public, and in what shape.

A field that is not named here cannot become public. Input is the frozen data of the served decision
with the decision's own row; output is plain JSON.

Input keys read: number, agency{name, uscc, region, short, address}, party{licence_name}, violation{id, name,
articles_violated, articles_penalty, law}, facts_found, evidence[{name, source, proves}], source,
statements[{text, adopted, reply}], hearing{right, requested, waived, held_on, result},
notice{number, on, served_on}, discretion, penalty_text, kinds, fine_fen, confiscated_gains_fen,
confiscated_goods, confiscated_goods_fen, confiscations, orders, licence, turnover_fen, gains_fen,
rights[{kind_label, number, name, holder_name, classes, valid_to}], measures, decided_on,
served_on, filed_on, collective_on, payment, proof (how its terms are counted), remedies, display,
credit_display, procedure, restriction_until, sources{document_sha256, document_number, rules_digest}.

Output keys: number, agency, party{name, kind, kind_label, uscc, legal_representative, address, licence_name},
violation, facts, evidence[{name, source, proves}], defence, statements, hearing, notice, source, reasons,
penalty_text, kinds, fine_fen, confiscated_fen (gains and value of goods together), confiscated_gains_fen,
confiscated_goods, confiscations, orders, licence, turnover_fen, gains_fen, rights, measures, decided_on,
served_on, filed_on, collective_on, payment, proof, remedies, display{until, basis, ...}, credit_display,
procedure, restriction_until, masks[{rule, label, mask, basis, confidence, field}], sources. To these
the service that freezes it adds lines[[word, cells]]: the public text as it was laid out on that day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from workflows import money
from workflows.display import WARNING
from workflows.masking import MaskRules
from workflows.subject import Subject
from workflows.vocabulary import PartyKind

Clean = Callable[[str], tuple[str, list[dict[str, Any]]]]

_AGENCY = ("name", "uscc", "region", "short", "address")
_VIOLATION = ("id", "name", "articles_violated", "articles_penalty", "law")
_PLAIN = ("number", "fine_fen", "turnover_fen", "gains_fen", "procedure")
_DAYS = ("decided_on", "served_on", "filed_on", "collective_on", "restriction_until")
_PAYMENT = ("days_label", "how", "basis", "surcharge", "surcharge_cap", "surcharge_basis")
_PROOF = ("head", "day", "counts", "total", "why", "basis")
_REMEDIES = ("reconsideration_body", "court", "reconsideration_term", "suit_term")
_DISPLAY = ("channel", "term", "published", "until", "repair_from", "repair_term", "basis", "confidence")
_SOURCES = ("document_sha256", "document_number", "rules_digest")
_CONFISCATIONS = ("what", "quantity", "value_fen", "gains")
_NOTICE = ("number", "on", "served_on")
_MEASURES = ("measure", "number", "on", "until")
_RIGHTS = ("kind_label", "number", "name", "holder_name", "classes", "valid_to")

# What a paper or page of the decision takes from the snapshot under the same name.
CARRIED = (
    "source",
    "notice",
    "hearing",
    "fine_fen",
    "confiscations",
    "orders",
    "turnover_fen",
    "gains_fen",
    "rights",
    "measures",
    "collective_on",
    "payment",
    "remedies",
    "filed_on",
    "display",
)


class _Builder:
    """Copies by name; every free text passes through `clean` and leaves its masks behind."""

    def __init__(self, decision: Mapping[str, Any], clean: Clean) -> None:
        self.decision, self.clean = decision, clean
        self.masks: list[dict[str, Any]] = []

    def text(self, value: Any, field: str) -> str:
        joined = "\n".join(str(v) for v in value) if isinstance(value, list | tuple) else str(value or "")
        public, masks = self.clean(joined)
        self.masks += [mask | {"field": field} for mask in masks]
        return public

    def texts(self, value: Any, field: str) -> list[str]:
        return [self.text(item, field) for item in _sequence(value)]

    def part(self, key: str, names: tuple[str, ...]) -> dict[str, Any]:
        given = self.decision.get(key) or {}
        return self.named(given, names, key)

    def named(self, given: Mapping[str, Any], names: tuple[str, ...], field: str) -> dict[str, Any]:
        return {name: self.value(given[name], field) for name in names if given.get(name) is not None}

    def parts(self, key: str, names: tuple[str, ...]) -> list[dict[str, Any]]:
        return [
            self.named(item, names, key) if isinstance(item, Mapping) else {names[0]: self.value(item, key)}
            for item in _sequence(self.decision.get(key))
        ]

    def value(self, value: Any, field: str) -> Any:
        """Numbers and truth pass; a list becomes a list of texts; everything else is a free text."""
        if isinstance(value, bool | int):
            return value
        if isinstance(value, date):
            return value.isoformat()
        return self.texts(value, field) if isinstance(value, list | tuple) else self.text(value, field)


def _sequence(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def build(
    decision: Mapping[str, Any], subject: Subject, *, clean: Clean, rules: MaskRules, on: date
) -> dict[str, Any]:
    """Put the public snapshot together from named fields only."""
    make = _Builder(decision, clean)
    view: dict[str, Any] = {key: _plain(decision.get(key)) for key in _PLAIN + _DAYS}
    view["agency"] = {key: str((decision.get("agency") or {}).get(key) or "") for key in _AGENCY}
    view["party"] = _party(decision, subject, rules=rules, on=on)
    view["violation"] = make.part("violation", _VIOLATION)
    for key in ("articles_violated", "articles_penalty"):
        view["violation"][key] = _sequence(view["violation"].get(key))
    view |= _findings(make) | _outcome(make)
    view["masks"] = make.masks
    return view


def _party(decision: Mapping[str, Any], subject: Subject, *, rules: MaskRules, on: date) -> dict[str, Any]:
    natural = subject.kind == PartyKind.NATURAL
    name = subject.name
    if natural and rules.mask_punished_person and name:
        name = name[0] + rules.rule("PUNISHED_PERSON", on).mask
    return {
        "name": name,
        "kind": str(subject.kind),
        "kind_label": PartyKind[subject.kind.upper()].label,
        "uscc": "" if natural else subject.uscc,
        "legal_representative": "" if natural else subject.legal_representative or subject.operator,
        "address": subject.premises,
        "licence_name": "" if natural else str((decision.get("party") or {}).get("licence_name") or ""),
    }


def _findings(make: _Builder) -> dict[str, Any]:
    given = make.decision
    statements = make.parts("statements", ("text", "adopted", "reply"))
    return {
        "source": make.text(given.get("source"), "source"),
        "facts": make.text(given.get("facts_found"), "facts"),
        "evidence": make.parts("evidence", ("name", "source", "proves")),
        "rights": make.parts("rights", _RIGHTS),
        "measures": make.parts("measures", _MEASURES),
        "notice": make.part("notice", _NOTICE),
        "statements": statements,
        "defence": "\n".join(_defence(item) for item in statements),
        "hearing": make.part("hearing", ("right", "requested", "waived", "held_on", "result")),
        "reasons": make.text(given.get("discretion"), "reasons"),
    }


def _defence(item: Mapping[str, Any]) -> str:
    answer = item.get("adopted")
    adopted = "" if answer is None else "（采纳）" if answer else "（不予采纳）"
    reply = f" 复核意见{adopted}：{item['reply']}" if item.get("reply") else ""
    return f"{item.get('text', '')}{reply}"


def _outcome(make: _Builder) -> dict[str, Any]:
    given = make.decision
    gains, goods = int(given.get("confiscated_gains_fen") or 0), int(given.get("confiscated_goods_fen") or 0)
    return {
        "penalty_text": make.text(given.get("penalty_text") or _penalty_text(given), "penalty_text"),
        "kinds": [str(kind) for kind in _sequence(given.get("kinds"))],
        "confiscated_fen": gains + goods or None,
        "confiscated_gains_fen": gains or None,
        "confiscated_goods": make.text(given.get("confiscated_goods"), "confiscated_goods"),
        "confiscations": make.parts("confiscations", _CONFISCATIONS),
        "orders": make.texts(given.get("orders"), "orders"),
        "licence": make.text(given.get("licence"), "licence"),
        "payment": make.part("payment", _PAYMENT),
        "proof": make.parts("proof", _PROOF),
        "remedies": make.part("remedies", _REMEDIES),
        "display": make.part("display", _DISPLAY),
        "credit_display": make.part("credit_display", _DISPLAY),
        "sources": {k: str(v) for k, v in (given.get("sources") or {}).items() if k in _SOURCES},
    }


def _penalty_text(given: Mapping[str, Any]) -> str:
    """The operative part in words, where the decision's data has its parts only."""
    parts = [str(order) for order in _sequence(given.get("orders"))]
    if WARNING in _sequence(given.get("kinds")):
        parts.append("警告")
    gains = int(given.get("confiscated_gains_fen") or 0)
    if gains:
        parts.append(f"没收违法所得{money.yuan(gains)}元")
    if given.get("confiscated_goods"):
        parts.append(f"没收{given['confiscated_goods']}")
    if given.get("fine_fen"):
        parts.append(f"罚款人民币{money.capital(given['fine_fen'])}（{money.display(given['fine_fen'])}）")
    return "；".join(parts) or "、".join(str(kind) for kind in _sequence(given.get("kinds")))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int) else str(value)
