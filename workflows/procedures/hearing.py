"""Hearing 听证: requested or withdrawn. The full hearing belongs to a later step of this house.

行政处罚法 63, 64. While it is open, the term of the penalty case stands still (程序规定 64).
"""

from __future__ import annotations

from workflows.engine import Table, Tell, Transition
from workflows.permissions import case_officer, given, respondent
from workflows.vocabulary import Action, FactKey, Procedure, State

TABLE = Table(
    Procedure.HEARING,
    (
        Transition(
            Action.WITHDRAW_HEARING,
            {State.HEARING_REQUESTED},
            State.HEARING_TERMINATED,
            may=respondent | case_officer,
            guards=(given(FactKey.HEARING_WAIVED, "撤回听证要求的书面说明"),),
            tells=(Tell(None),),
            basis="《中华人民共和国行政处罚法》第六十四条",
            hint="撤回后视为放弃听证，案件继续办理。",
        ),
    ),
)
