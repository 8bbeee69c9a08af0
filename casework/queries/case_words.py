"""The sentences of a case page: what an entry of the log says, and what stands above the facts.

Words from rows that were read already; no statement of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from casework.exhibits import Exhibit, listed
from casework.queries.case_shapes import ClockRow, PaperRow, Warned
from workflows.engine import ProceedingView
from workflows.procedures.terms import zh_day
from workflows.vocabulary import Action, FactKey, Happening, Procedure

SEIZURE, NOTICE_WINDOW = "COE-01", "GEN-06"
# So many days before its end a seizure is called to mind: when the page warns, not what the law demands.
SOON_DAYS = 5
_HANDLE = "届满前须作出处理决定或者解除扣押；届满未处理的，应当立即退还财物。"


def happened(action: str) -> str:
    """What an entry of the log says: the step that was taken, or what happened beside the steps."""
    for words in (Action, Happening):
        if action in set(words):
            return words(action).label
    return ""


def procedure(name: str) -> str:
    """The procedure an entry belongs to; none for what happened beside them."""
    return Procedure(name).label if name in set(Procedure) else ""


def addressed(views: Iterable[ProceedingView], names: Mapping[int, str]) -> dict[int, str]:
    """Whom a service is for, by its id, where the same paper is served on several parties."""
    together: dict[int, list[ProceedingView]] = {}
    for view in views:
        paper = view.subject.get("document_id")
        if view.procedure == Procedure.SERVICE and paper:
            together.setdefault(int(paper), []).append(view)
    return {
        view.id: names.get(int(view.subject.get("recipient_id") or 0), "")
        for group in together.values()
        if len(group) > 1
        for view in group
    }


def served(
    views: Iterable[ProceedingView], proofs: Mapping[int, Mapping[str, Any]], to: Mapping[int, str]
) -> dict[int, str]:
    """How each paper was served, in words, by its id; on whom, where it is served on several."""
    found: dict[int, list[str]] = {}
    for view in views:
        paper = view.subject.get("document_id")
        if view.procedure == Procedure.SERVICE and paper:
            words = str((proofs.get(view.id) or {}).get("on") or view.state.label)
            name = f"{to[view.id]}：" if to.get(view.id) else ""
            found.setdefault(int(paper), []).append(name + words)
    return {paper: "；".join(lines) for paper, lines in found.items()}


def warnings(clocks: Sequence[ClockRow], papers: Iterable[PaperRow], today: date) -> tuple[Warned, ...]:
    """What has to be seen first: a seizure about to end, a paper that could not be made."""
    return (*_seizures(clocks, today), *_failed(papers))


def _seizures(clocks: Sequence[ClockRow], today: date) -> Iterable[Warned]:
    window = next((c for c in clocks if c.rule_id == NOTICE_WINDOW and c.open), None)
    for clock in clocks:
        if clock.rule_id != SEIZURE or not clock.open:
            continue
        early = window is not None and clock.due_on < window.due_on
        left = (clock.due_on - today).days
        if left > SOON_DAYS and not early:
            continue
        text = f"扣押{zh_day(clock.due_on)}届满"
        if early and window is not None:
            text += f"，早于陈述申辩、要求听证期限届满的{zh_day(window.due_on)}"
        if left >= 0:
            text += "，不能再延长。" if clock.extended else "，需要延长的应当在届满前批准。"
        else:
            text += "。"
        yield Warned("注意", text + _HANDLE, "red" if left < 0 else "amber", clock.basis)


def _failed(papers: Iterable[PaperRow]) -> Iterable[Warned]:
    for paper in papers:
        if paper.status == "failed":
            reason = paper.error.rstrip("。") or "原因没有记录"
            fixed = "文号和内容" if paper.number else "内容"
            text = f"《{paper.title}》没有制成：{reason}。{fixed}已经固定，处理后自动重新制作。"
            yield Warned("文书制作失败", text, "red")


def exhibits(files: Iterable[Any], sealed: Collection[int]) -> tuple[Exhibit, ...]:
    """The evidence list as papers number it: nothing of a mediation, nothing infected."""
    rows = list(files)
    kinds = {row.kind for row in rows if row.sort == "paper"}
    evidence = [row for row in rows if row.sort == "evidence" and row.proceeding_id not in sealed]
    return listed(kinds, [(row.public_id, row.name) for row in evidence if row.status != "infected"])


def proofs(facts: Iterable[Any]) -> dict[FactKey, tuple[str, ...]]:
    """What was named as proof of each fact of the case, by the keys of the list."""
    return {FactKey(row.key): tuple(row.evidence_ids or ()) for row in facts if row.proceeding_id is None}
