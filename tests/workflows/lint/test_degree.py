"""The degree that the reasons name beside the fine: said where they differ, silent where nobody can say."""

import pytest

from casework.demo.queue_stories import QUEUES
from casework.demo.stories import SAMPLES
from casework.demo.story import Story
from tests.workflows.lint.clean import Draft, made
from tests.workflows.lint.planted import BASE, TOLD
from tests.workflows.lint.test_clean import AGENCY, NOTHING, OLYMPIC
from workflows.lint import WARN
from workflows.lint.degree import chosen
from workflows.vocabulary import Action, FactKey

# The fine of BASE, 17,388 of at most 250,000, lies in the light tier; that of AGENCY in the ordinary one.
ORDINARY = made(kind="legal", **AGENCY)
HEAVY = made(kind="legal", **{**AGENCY, "proposed_fine_fen": 9_000_000})
UNCUT = made(**OLYMPIC)


def codes(draft: Draft, reasons: str) -> set[str]:
    return draft.says(discretion=reasons).codes()


@pytest.mark.parametrize(
    ("draft", "reasons"),
    [
        (BASE, "综合考虑情节，给予一般幅度的处罚。"),
        (BASE, "配合调查，按一般 处罚档次裁量。"),
        (BASE, "再次违法，依法从重处罚。"),
        (BASE, "无正当理由拒不改正的从重处罚。"),
        (BASE, "当事人积极配合调查，给予减轻处罚。"),
        (TOLD, "综合考虑，给予一般处罚。"),
        (ORDINARY, "当事人主动减轻违法行为危害后果，给予从轻处罚。"),
        (ORDINARY, "在从重幅度以内处罚。"),
        (HEAVY, "给予一般的行政处罚。"),
        (HEAVY, "请求免予处罚没有依据，给予从轻处罚。"),
    ],
)
def test_another_degree_than_that_of_the_fine_is_said(draft: Draft, reasons: str) -> None:
    found = draft.says(discretion=reasons).found()
    assert [(one.code, one.severity, one.where) for one in found] == [("tier_differs", WARN, "裁量理由")]


def test_both_degrees_are_named_with_the_rows_and_their_article() -> None:
    (one,) = BASE.says(discretion="给予一般幅度的处罚。").found()
    assert "写的是“一般幅度”" in one.text
    assert "罚款¥17,388.00在从轻的幅度以内" in one.text
    assert "低于75,000.00元" in one.text
    assert "裁量权的指导意见" in one.basis
    assert "待核实" in one.basis
    (one,) = BASE.says(discretion="给予减轻处罚。").found()
    assert "减轻处罚应当低于法定幅度" in one.text


@pytest.mark.parametrize(
    ("draft", "reasons"),
    [
        (BASE, "主动配合，在从轻幅度以内处罚。"),
        (ORDINARY, "给予一般幅度的处罚。"),
        (HEAVY, "依法从重处罚。"),
        # several degrees are named: which one is meant, nobody can say
        (BASE, "没有从重情节，给予一般幅度的处罚。"),
        (BASE, "请求从轻处罚，不予采纳，给予一般幅度的处罚。"),
        (ORDINARY, "符合从轻或者减轻处罚的情形。"),
        # quoted, asked for, refused, or everyday words
        (ORDINARY, "指导意见规定“从轻处罚是指在较低的幅度内处罚”，已予考虑。"),
        (ORDINARY, "当事人请求从轻处罚，不予采纳。"),
        (ORDINARY, "不符合从轻处罚的条件。"),
        (ORDINARY, "不予从轻处罚。"),
        (ORDINARY, "法律规定可以从轻处罚，已予考虑。"),
        (BASE, "适用一般程序，情节一般，主动减轻违法行为危害后果。"),
        (BASE, "按法定幅度的下限处罚。"),
        # no range that could be cut in three
        (UNCUT, "给予一般幅度的处罚。"),
        (made(proposed_fine_fen=0), "给予一般幅度的处罚。"),
    ],
)
def test_the_same_degree_or_none_is_left_alone(draft: Draft, reasons: str) -> None:
    assert codes(draft, reasons) == set()


def test_a_fine_outside_the_range_is_for_the_check_of_the_range() -> None:
    over = made(proposed_fine_fen=30_000_000)
    assert "tier_differs" not in codes(over, "给予一般幅度的处罚。")
    assert "fine_out_of_range" in codes(over, "给予一般幅度的处罚。")


@pytest.mark.parametrize("text", ["", "。", "一般", "从轻", "《从轻处罚规定》"])
def test_odd_texts_choose_nothing(text: str) -> None:
    assert chosen(text) == ("", "")


@pytest.mark.parametrize(
    "story", [one for one in (*SAMPLES, *QUEUES) if one.fine_fen], ids=lambda one: one.key
)
def test_the_demo_city_names_the_degree_of_its_fines(story: Story) -> None:
    assert "tier_differs" not in _of(story).codes()


def _of(story: Story) -> Draft:
    names = ("violation", "turnover_fen", "gains_fen")
    known = {name: getattr(story, name) for name in names} | NOTHING
    told = made(Action.APPROVE_NOTICE, kind=story.respondent.kind, proposed_fine_fen=story.fine_fen, **known)
    assert told.facts.values[FactKey.PROPOSED_FINE_FEN]
    return told.says(discretion=story.discretion)
