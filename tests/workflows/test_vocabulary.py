"""The shared words: looked up by value, labelled in Chinese, each used by the tables."""

import inspect

import pytest

from workflows import vocabulary
from workflows.procedures import PROCEDURES
from workflows.vocabulary import Action, DocumentKind, FactKey, Procedure, Role, State, Term

TERMS = [
    each
    for _, each in inspect.getmembers(vocabulary, inspect.isclass)
    if issubclass(each, Term) and each is not Term
]


@pytest.mark.parametrize("kind", TERMS, ids=lambda kind: kind.__name__)
def test_every_word_has_a_chinese_label_of_its_own(kind: type[Term]) -> None:
    labels = [word.label for word in kind]
    assert all(labels)
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in label) for label in labels)
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("kind", TERMS, ids=lambda kind: kind.__name__)
def test_a_stored_value_is_the_word_itself(kind: type[Term]) -> None:
    for word in kind:
        assert kind(word.value) is word
        assert str(word) == word.value


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(ValueError, match="melting"):
        State("melting")


def test_every_procedure_has_a_table() -> None:
    assert set(PROCEDURES) == set(Procedure)


def test_every_action_is_a_row_of_some_table() -> None:
    used = {row.action for table in PROCEDURES.values() for row in table.rows}
    assert set(Action) == used


def test_every_state_is_in_some_table() -> None:
    used = {state for table in PROCEDURES.values() for state in table.states()}
    # Opened where the law forbids to publish: it begins and ends there.
    assert set(State) == used | {State.NOT_PUBLISHABLE}


def test_every_paper_is_made_by_some_step() -> None:
    made = {paper for table in PROCEDURES.values() for row in table.rows for paper in row.papers}
    assert set(DocumentKind) == made


def test_every_fact_is_stated_by_some_step() -> None:
    stated = {key for table in PROCEDURES.values() for row in table.rows for key in row.records}
    carried = {
        key for t in PROCEDURES.values() for row in t.rows for child in row.opens for key in child.carries
    }
    assert set(FactKey) == stated | carried


def test_roles_of_a_person_are_words() -> None:
    assert Role("case_officer").label == "办案人员"
