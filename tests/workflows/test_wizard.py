"""How far a draft has come: filled in, begun, or not touched."""

import pytest

from forms import steps
from workflows import wizard

WHOLE = {key: {"name": "甲"} for key in wizard.PARTS}


def test_an_empty_draft_begins_at_the_first_part() -> None:
    assert wizard.missing({}) == tuple(wizard.PARTS)
    assert wizard.resume({}) == "right"


@pytest.mark.parametrize("absent", list(wizard.PARTS))
def test_each_part_is_needed(absent: str) -> None:
    data = {key: values for key, values in WHOLE.items() if key != absent}
    assert wizard.missing(data) == (absent,)
    assert wizard.resume(data) == absent


@pytest.mark.parametrize("key", list(wizard.PARTS))
def test_what_has_to_be_mended_is_not_filled_in(key: str) -> None:
    data = WHOLE | {key: {"name": "甲", wizard.PARTIAL: True}}
    assert not wizard.kept(data, key)
    assert wizard.missing(data) == (key,)


def test_a_whole_draft_is_looked_over() -> None:
    assert wizard.missing(WHOLE) == ()
    assert wizard.resume(WHOLE) == wizard.CHECK


def test_the_pages_of_the_wizard_are_its_parts() -> None:
    assert [(step.key, step.title) for step in steps.FILLED] == list(wizard.PARTS.items())
    assert (steps.CHECK.key, steps.CHECK.title) == (wizard.CHECK, wizard.label(wizard.CHECK))
    assert steps.resume(WHOLE) is steps.CHECK
    assert steps.complete(WHOLE)
    assert not steps.complete({})
