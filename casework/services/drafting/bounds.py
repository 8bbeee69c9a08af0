"""How the statutory range of a fine was found, line by line: law, branch, arithmetic, fine.

Everything is said by workflows.fines for the facts of the step; nothing is weighed here.
"""

from __future__ import annotations

from typing import Any

from casework.services.drafting import law, terms
from casework.services.drafting.context import Context
from casework.services.drafting.people import filled
from workflows import money
from workflows.procedures import lawfulness

LAW, BOUNDS, BESIDE, FINE = "适用的法律", "法定幅度", "同时适用", "拟处罚款"


def argued(context: Context, fine_fen: int = 0) -> list[dict[str, Any]]:
    """The lines of the range; none while the violation or the end of the act is not known."""
    found = lawfulness.assess(context.facts, context.step)
    if found is None:
        return []
    chosen, *beside = [words for words in found.why if words != found.chosen_because]
    lines = [
        {"what": LAW, "text": law.full(found.chosen_because)},
        {"what": BOUNDS, "text": chosen, "basis": law.full(terms.marked(found.basis, found.confidence))},
        {"what": BESIDE, "text": "".join(beside)},
    ]
    if fine_fen:
        place = "在法定幅度以内" if found.contains(fine_fen) else "不在法定幅度以内"
        lines.append({"what": FINE, "text": f"{money.grouped(fine_fen)}元，{place}。"})
    return [filled(line | {"text": terms.whole_yuan(line["text"])}) for line in lines if line["text"]]
