"""The simple procedure 简易程序 (行政处罚法 51, 52): what decides on the spot, and what stands against it.

Pure over the paper as it would be issued, the party and the dated ceilings; how a paper is kept or numbered
is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from workflows.discretion import simple_procedure
from workflows.engine import DocumentView, Facts, Reason, Step
from workflows.permissions import two_officers
from workflows.rules.book import RuleBook

# Kinds that officers number on the spot out of a block held for them, each with the article that lets them.
ON_THE_SPOT: Mapping[str, str] = MappingProxyType(
    {"on_the_spot_decision": "《行政处罚法》第五十二条；《市场监督管理行政处罚程序规定》第六十七条"}
)
DECISIONS = frozenset({"penalty_decision", *ON_THE_SPOT})
NOTICE = "penalty_notice"  # the prior notice of the ordinary procedure
REVOKING = "decision_correction"  # corrects a decision, or revokes it
PAPER = "paper"  # data key: the paper as it would be issued
DECIDED_ON = "decided_on"  # data key: the day of a decision on the spot
REPORT_WITHIN = "SUM-01"
_CF = "《中华人民共和国行政处罚法》"
_CX = "《市场监督管理行政处罚程序规定》"
_SCOPE = f"{_CF}第五十一条；{_CX}第六十六条"


def kind_of(facts: Facts) -> str:
    """The kind of the paper that a writing is about."""
    return str(facts.proceeding.subject.get("kind") or "")


def on_the_spot(facts: Facts, step: Step) -> bool:
    """Whether the paper of this writing decides on the spot."""
    return kind_of(facts) in ON_THE_SPOT


def simple_procedure_kept(facts: Facts, step: Step) -> Iterable[Reason]:
    """A decision on the spot keeps to the simple procedure; whoever asks for the step brings the paper."""
    if not on_the_spot(facts, step):
        return
    paper = step.given(PAPER)
    if paper is None or step.given(DECIDED_ON) is None:
        yield from two_officers(facts, step)
        yield Reason("given_paper", "没有核对当场处罚决定书的内容。", _SCOPE)
        return
    yield from against(paper, facts, step)


def against(paper: Mapping[str, Any], facts: Facts, step: Step) -> Iterable[Reason]:
    """Everything that keeps this paper from being a decision on the spot, each with its article.

    `paper` has fine_fen (fen), warning, decided_at (ISO), oral_statement, oral_reply, collected_on_spot and
    collection_basis, each where it is known.
    """
    yield from two_officers(facts, step)
    yield from _ordinary_begun(facts)
    day = decided_on(paper) or step.today
    if day > step.today:
        yield Reason("spot_in_future", "当场作出处罚决定的时间不能晚于今天。", f"{_CF}第五十二条")
        day = step.today
    party = facts.respondent()
    yield from _punished(paper, party.kind if party else "", step.book, day)
    if int(paper.get("fine_fen") or 0) > 0:
        yield from _fined_before(facts)
    if _said(paper, "oral_statement") and not _said(paper, "oral_reply"):
        yield Reason("defence_unanswered", "当事人当场陈述、申辩，没有写明复核意见。", f"{_CF}第四十五条")


def decided_on(paper: Mapping[str, Any]) -> date | None:
    """The day on which the paper says it was decided; None where it says none."""
    try:
        return date.fromisoformat(str(paper.get("decided_at") or "")[:10])
    except ValueError:
        return None


def _punished(paper: Mapping[str, Any], party: str, book: RuleBook, day: date) -> Iterable[Reason]:
    """A warning, or a fine up to the ceiling of this party; collected on the spot where that is lawful."""
    fine = int(paper.get("fine_fen") or 0)
    if fine <= 0 and not paper.get("warning"):
        text = "当场处罚只能是警告或者罚款，两样都没有写明。"
        yield Reason("penalty_missing", text, f"{_CF}第五十一条")
        return
    if not party:
        return
    found = simple_procedure(book, party=party, fine_fen=max(fine, 0), on=day)
    if not found.allowed:
        yield Reason("spot_ceiling", found.why, found.basis)
    elif paper.get("collected_on_spot") and fine and not (found.collect or _said(paper, "collection_basis")):
        rule = book.limit("COLLECT_ON_SPOT", day)
        text = f"罚款超过{rule.value // 100}元的，当场收缴应当写明属于哪一种情形和依据。"
        yield Reason("spot_collection", text, f"{_CF}第六十八条、第六十九条；{_CX}第七十二条")


def revokes(kind: str) -> bool:
    """Whether a correcting paper whose kind reads so revokes the decision whole."""
    return "撤销" in kind and not any(word in kind for word in ("更正", "部分", "不予"))


def _ordinary_begun(facts: Facts) -> Iterable[Reason]:
    """What was told beforehand is decided in the ordinary procedure, after the answer and the review."""
    for paper in _standing(facts, frozenset({NOTICE})):
        text = f"本案已经按照普通程序制发{paper.number}行政处罚告知书，不能再当场作出处罚决定。"
        # No article forbids the change in words; it follows from these.
        basis = f"{_CF}第四十四条、第四十五条、第五十一条、第五十七条（待核实）"
        yield Reason("ordinary_begun", text, basis)
        return


def _fined_before(facts: Facts) -> Iterable[Reason]:
    """The case has its decision: one act is fined once, and another act is another case."""
    for paper in _standing(facts, DECISIONS):
        text = f"本案已经作出{paper.number}行政处罚决定，同一个违法行为不得再次罚款。"
        yield Reason("fined_twice", text, f"{_CF}第二十九条")
        return


def _standing(facts: Facts, kinds: frozenset[str]) -> Iterable[DocumentView]:
    """The papers of these kinds that others issued in the case and nobody withdrew."""
    here = facts.proceeding.id
    return (p for p in facts.documents if p.kind in kinds and p.proceeding_id != here and not p.withdrawn)


def _said(paper: Mapping[str, Any], name: str) -> bool:
    return bool(str(paper.get(name) or "").strip())
