"""The simple procedure: ceilings by party and day, what a decision on the spot must say, who decides it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.workflows import known
from workflows import spot
from workflows.engine import Facts, OfficerView, PartyView
from workflows.vocabulary import Procedure, State

KIND = "on_the_spot_decision"
DAY = "2026-09-20T15:30"


def facts(party: str = "legal", kind: str = KIND) -> Facts:
    made = known.facts(Procedure.WRITING, State.DRAFTED)
    return replace(
        made,
        proceeding=replace(made.proceeding, subject={"kind": kind}),
        parties=(PartyView(2, "respondent", party, "某", 22),),
    )


def said(party: str = "legal", **paper: Any) -> dict[str, str]:
    found = spot.against({"decided_at": DAY, **paper}, facts(party), known.step())
    return {reason.code: reason.text for reason in found}


@pytest.mark.parametrize(
    ("party", "most"), [("natural", 20_000), ("individual_business", 20_000), ("legal", 300_000)]
)
def test_a_fine_up_to_the_ceiling_of_the_party_passes_and_no_fen_more(party: str, most: int) -> None:
    assert said(party, fine_fen=most) == {}
    over = said(party, fine_fen=most + 1)
    assert set(over) == {"spot_ceiling"}
    assert "应当适用普通程序" in over["spot_ceiling"]
    (reason,) = spot.against({"fine_fen": most + 1, "decided_at": DAY}, facts(party), known.step())
    assert "第五十一条" in reason.basis


def test_a_warning_alone_passes_and_neither_is_nothing() -> None:
    assert said(warning=True) == {}
    assert set(said()) == {"penalty_missing"} == set(said(fine_fen=0, warning=False))


def test_a_fine_stays_under_its_ceiling_beside_a_warning() -> None:
    assert set(said("natural", fine_fen=20_001, warning=True)) == {"spot_ceiling"}


def test_what_the_party_said_is_answered() -> None:
    assert set(said(warning=True, oral_statement="情节轻微")) == {"defence_unanswered"}
    assert set(said(warning=True, oral_statement="情节轻微", oral_reply="  ")) == {"defence_unanswered"}
    assert said(warning=True, oral_statement="情节轻微", oral_reply="已予考虑") == {}
    assert said(warning=True, oral_statement="  ") == {}


def test_a_larger_fine_is_collected_on_the_spot_only_for_a_stated_reason() -> None:
    assert said(fine_fen=10_000, collected_on_spot=True) == {}
    told = said(fine_fen=10_001, collected_on_spot=True)
    assert told == {"spot_collection": "罚款超过100元的，当场收缴应当写明属于哪一种情形和依据。"}
    assert said(fine_fen=10_001, collected_on_spot=True, collection_basis="不当场收缴事后难以执行") == {}
    assert said(fine_fen=10_001, collected_on_spot=False) == {}
    assert said(warning=True, collected_on_spot=True) == {}


def test_it_is_not_decided_tomorrow() -> None:
    assert set(said(warning=True, decided_at="2026-09-22T09:00")) == {"spot_in_future"}
    assert said(warning=True, decided_at="2026-09-21T23:00") == {}


@pytest.mark.parametrize("written", ["", "昨天", None, 7])
def test_a_time_that_is_none_is_left_to_the_form(written: Any) -> None:
    assert spot.decided_on({"decided_at": written}) is None
    assert said(warning=True, decided_at=written) == {}
    assert spot.decided_on({"decided_at": DAY}) == date(2026, 9, 20)


def test_two_officers_with_certificates_decide() -> None:
    alone = replace(facts(), officers=known.OFFICERS[:1])
    step = known.step()
    assert [r.code for r in spot.against({"warning": True}, alone, step)] == ["two_officers"]
    bare = (known.OFFICERS[0], OfficerView(known.ASSIST, "江岚", "assist", ""))
    found = spot.against({"warning": True}, replace(facts(), officers=bare), step)
    assert [r.code for r in found] == ["certificate"]


def test_every_reason_comes_at_once_with_its_article() -> None:
    paper = {"fine_fen": 999_999, "oral_statement": "不服", "decided_at": "2027-01-01T00:00"}
    found = list(spot.against(paper, replace(facts(), officers=()), known.step()))
    assert {r.code for r in found} == {"two_officers", "spot_in_future", "spot_ceiling", "defence_unanswered"}
    assert all(r.basis for r in found)


def test_the_door_asks_for_the_paper_and_leaves_other_kinds_alone() -> None:
    asked = spot.simple_procedure_kept
    assert [r.code for r in asked(facts(), known.step())] == ["given_paper"]
    assert [r.code for r in asked(facts(), known.step(paper={"warning": True}))] == ["given_paper"]
    told = asked(facts(), known.step(paper={"fine_fen": 300_001}, decided_on="2026-09-21"))
    assert [r.code for r in told] == ["spot_ceiling"]
    assert list(asked(facts(kind="correction_order"), known.step())) == []


def test_a_kind_on_the_spot_names_its_article() -> None:
    assert all("第五十二条" in basis for basis in spot.ON_THE_SPOT.values())


@pytest.mark.parametrize("before", ["penalty_decision", KIND])
def test_an_act_that_was_decided_is_not_fined_again(before: str) -> None:
    decided = replace(facts(), documents=(replace(known.paper(before), proceeding_id=7),))
    (reason,) = spot.against({"fine_fen": 1, "decided_at": DAY}, decided, known.step())
    assert reason.code == "fined_twice"
    assert "宣州市监罚告〔2026〕1号" in reason.text
    assert "第二十九条" in reason.basis


def test_its_own_issue_and_other_papers_do_not_count_as_a_decision_before() -> None:
    own = replace(
        facts(), documents=(known.paper(KIND), replace(known.paper("correction_order"), proceeding_id=7))
    )
    assert not list(spot.against({"fine_fen": 1, "decided_at": DAY}, own, known.step()))


@pytest.mark.parametrize("before", ["penalty_decision", KIND])
def test_a_decision_that_was_withdrawn_does_not_count(before: str) -> None:
    gone = replace(known.paper(before), proceeding_id=7, withdrawn=True)
    assert not list(
        spot.against({"fine_fen": 1, "decided_at": DAY}, replace(facts(), documents=(gone,)), known.step())
    )


@pytest.mark.parametrize("punished", [{"fine_fen": 1}, {"warning": True}])
def test_after_a_prior_notice_nothing_is_decided_on_the_spot(punished: dict[str, Any]) -> None:
    told = replace(known.paper("penalty_notice"), proceeding_id=7)
    case = replace(facts(), documents=(told,))
    (reason,) = spot.against({"decided_at": DAY, **punished}, case, known.step())
    assert reason.code == "ordinary_begun"
    assert told.number in reason.text
    assert "第四十四条" in reason.basis
    assert "待核实" in reason.basis
    void = replace(facts(), documents=(replace(told, withdrawn=True),))
    assert not list(spot.against({"decided_at": DAY, **punished}, void, known.step()))


@pytest.mark.parametrize(
    ("kind", "whole"),
    [("撤销", True), ("更正", False), ("更正/撤销", False), ("部分撤销", False)],
)
def test_only_a_revocation_of_the_whole_withdraws_a_decision(kind: str, whole: bool) -> None:
    assert spot.revokes(kind) is whole
