"""A notice or a decision that lacks nothing, made by hand: case, attempt, paper, and how one changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tests.workflows.known import (
    LEADER,
    PARTIES,
    REPORTED,
    REVIEWER,
    event,
    facts,
    person,
    running,
)
from tests.workflows.known import step as attempt
from workflows import fines, money
from workflows.engine import Facts, PartyView, Step
from workflows.lint import Finding, lint
from workflows.procedures import lawfulness as law
from workflows.rules import book
from workflows.vocabulary import Action, FactKey, Role, State

FILED, NOTICED, SERVED, LAST, DAY = (
    date(2026, 8, 25),
    date(2026, 9, 11),
    date(2026, 9, 14),
    date(2026, 9, 21),
    date(2026, 9, 22),
)
CODES = {"individual_business": "92341802MARLCR055F", "legal": "91341802MATLCMK1XX", "natural": ""}
RESIDENT = "341871199001010001"


@dataclass(frozen=True, slots=True)
class Draft:
    """One attempt with the paper it would issue."""

    facts: Facts
    step: Step
    paper: Mapping[str, Any]

    def found(self) -> tuple[Finding, ...]:
        return lint(self.facts, self.step, self.paper)

    def codes(self) -> set[str]:
        return {one.code for one in self.found()}

    def case(self, **changes: Any) -> "Draft":
        return replace(self, facts=replace(self.facts, **changes))

    def values(self, **changes: Any) -> "Draft":
        known = {**self.facts.values, **{FactKey(key): value for key, value in changes.items()}}
        return self.case(values=known)

    def data(self, **changes: Any) -> "Draft":
        return replace(self, step=replace(self.step, data={**self.step.data, **changes}))

    def says(self, **changes: Any) -> "Draft":
        """Other parts of the paper; None takes a part away."""
        paper = {**self.paper, **changes}
        return replace(self, paper={key: value for key, value in paper.items() if value is not None})

    def within(self, part: str, **changes: Any) -> "Draft":
        """Other entries of one group of the paper; None takes an entry away."""
        group = {**self.paper[part], **changes}
        return self.says(**{part: {key: value for key, value in group.items() if value is not None}})

    def on(self, day: date) -> "Draft":
        """The same attempt on another day."""
        moved = attempt(self.step.action, self.step.actor, day, **self.step.data)
        return replace(self, step=moved, paper={**self.paper, "issued_on": day.isoformat()})


def made(action: Action = Action.DECIDE_PENALTY, *, day: date = DAY, kind: str = "", **changes: Any) -> Draft:
    """A clean draft; `changes` are facts of the report by key, `kind` is that of the party."""
    who = kind or "individual_business"
    known = {**REPORTED, FactKey.FOUND_ON: "2026-08-21"}
    known |= {FactKey(key): value for key, value in changes.items()}
    penalty = {
        "warning": bool(known.get(FactKey.PROPOSED_WARNING)),
        "fine_fen": known[FactKey.PROPOSED_FINE_FEN],
        "confiscated_gains_fen": known[FactKey.CONFISCATED_GAINS_FEN],
        "confiscated_goods": known[FactKey.CONFISCATED_GOODS],
        "confiscated_goods_fen": known[FactKey.CONFISCATED_GOODS_FEN],
    }
    kinds = list(law.kinds(penalty))
    right = fines.hearing_right(
        book.load(),
        party=who,
        fine_fen=penalty["fine_fen"],
        confiscated_fen=penalty["confiscated_gains_fen"] + penalty["confiscated_goods_fen"],
        kinds=kinds,
        on=SERVED,
    )
    hearing = {"right": right.right, "why": right.why, "basis": right.basis}
    notice = {**penalty, "kinds": kinds, "hearing": hearing, "range": {}}
    decides = action == Action.DECIDE_PENALTY
    if decides:
        known[FactKey.NOTICE] = notice
        data = {**penalty, FactKey.DECISION: {**penalty, "kinds": kinds}}
    else:
        data = {FactKey.NOTICE: notice}
    here = _case(decides, known, who)
    tried = attempt(action, person(LEADER, Role.LEADER), day, **data)
    return Draft(here, tried, _paper(here, tried, penalty, hearing, decides))


def _case(decides: bool, known: Mapping[FactKey, Any], kind: str) -> Facts:
    major = bool(known.get(FactKey.MAJOR_CASE))
    events = [
        event(Action.SUBMIT_LEGAL_REVIEW if major else Action.SUBMIT_CASE_REVIEW, on=FILED),
        event(Action.AGREE_REVIEW, REVIEWER, on=NOTICED),
    ]
    clocks = [running("GEN-07", FILED, date(2026, 11, 23))]
    if decides:
        events.append(event(Action.SERVE_NOTICE, on=SERVED))
        clocks.append(running("GEN-06", SERVED, LAST, status="met"))
    if decides and major:
        events.append(event(Action.DISCUSS_COLLECTIVELY, LEADER, on=DAY))
        opinions = [{"name": name, "text": "同意。"} for name in ("甲", "乙", "丙")]
        known = {**known, FactKey.DISCUSSION: {"opinions": opinions}}
    return facts(
        state=State.NOTICE_CLEARED if decides else State.REVIEW_PASSED,
        values=known,
        events=tuple(events),
        deadlines=tuple(clocks),
        parties=(PARTIES[0], replace(PARTIES[1], kind=kind)),
    )


def _paper(
    here: Facts, tried: Step, penalty: Mapping[str, Any], hearing: Mapping[str, Any], decides: bool
) -> dict[str, Any]:
    found = law.assess(here, tried)
    assert found is not None
    party = here.respondent()
    assert party is not None
    paper: dict[str, Any] = {
        "agency": {"name": "宣城市宣州区市场监督管理局"},
        "case": {"title": "涉嫌侵犯商标专用权案", "filing_number": "宣州市监立案〔2026〕3号"},
        "number": "",
        "issued_on": tried.today.isoformat(),
        "party": _particulars(party),
        "facts_found": here.values[FactKey.FACTS_FOUND],
        "violation": {
            "name": found.name,
            "articles_violated": found.violation_basis,
            "articles_penalty": found.basis,
        },
        "discretion": "综合考虑事实、性质、情节和社会危害程度，在法定幅度以内处罚。",
        "orders": ["立即停止销售侵犯注册商标专用权的商品"],
        "evidence": [
            {"no": 1, "name": "现场笔录1份", "source": "2026年8月26日制作"},
            {"no": 2, "name": "辨认意见书", "source": "权利人出具", "proves": "侵权事实"},
        ],
        "statements": [],
        "hearing": hearing,
    }
    for name, key in (("turnover_fen", FactKey.TURNOVER_FEN), ("gains_fen", FactKey.GAINS_FEN)):
        if here.values.get(key) is not None:
            paper[name] = here.values[key]
    if penalty["fine_fen"]:
        paper["fine_fen"] = penalty["fine_fen"]
    return paper | (_decided(tried, penalty) if decides else {"window": {"days_label": "五个工作日"}})


def _particulars(party: PartyView) -> dict[str, Any]:
    return {
        "name": party.name,
        "kind": party.kind,
        "uscc": CODES[party.kind],
        "legal_representative": "陈示例",
        "address": "宣州区鳌峰街道示例路66号",
        "phone": "13805630000",
    }


def _decided(tried: Step, penalty: Mapping[str, Any]) -> dict[str, Any]:
    kinds = law.kinds(penalty)
    return {
        "source": "2026年8月21日，本局收到投诉人的权利人投诉材料。",
        "filed_on": FILED.isoformat(),
        "notice": {
            "number": "宣州市监罚告〔2026〕5号",
            "on": NOTICED.isoformat(),
            "served_on": SERVED.isoformat(),
        },
        "measures": [],
        "payment": {"days_label": "十五日", "how": "到代收银行缴纳", "surcharge": "百分之三"},
        "remedies": {
            "reconsideration_body": "宣城市宣州区人民政府",
            "reconsideration_term": "六十日",
            "court": "宣城市宣州区人民法院",
            "suit_term": "六个月",
        },
        "display": {
            "channel": "国家企业信用信息公示系统",
            "published": set(kinds) != {"警告"},
            "term": "三年",
        },
        "proof": [{"day": "收到本决定书当日", "why": "开始的当日不计"}],
        "penalty_text": "；".join(_lines(penalty)) + "。",
    }


def _lines(penalty: Mapping[str, Any]) -> list[str]:
    said = ["警告"] if penalty["warning"] else []
    if penalty["confiscated_goods"]:
        said.append(f"没收{penalty['confiscated_goods']}")
    for key, what in (("confiscated_gains_fen", "没收违法所得"), ("fine_fen", "罚款")):
        if fen := penalty[key]:
            said.append(f"{what}人民币{money.capital(fen)}（{money.display(fen)}元）")
    return said
