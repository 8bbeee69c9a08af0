"""Every kind is complete: a row, wording, a sample, facts with Chinese names."""

import pytest

import documents
from documents import catalogue
from documents.press import LAYOUTS
from documents.story import WORDING, story

KINDS = documents.kinds()


def test_there_are_the_thirty_kinds_of_the_path() -> None:
    assert len(KINDS) == 30
    assert {"penalty_decision", "penalty_notice", "file_cover", "redacted_decision"} <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_wording_a_layout_and_labelled_facts(kind: str) -> None:
    row = catalogue.lookup(kind)
    assert (WORDING / f"{kind}.txt").is_file()
    assert row.layout in LAYOUTS
    assert row.title
    assert row.signers
    for field in documents.fields(kind):
        assert field.label, field.name
        assert not field.label.isascii()


@pytest.mark.parametrize("kind", KINDS)
def test_a_sample_is_complete_and_fresh(kind: str) -> None:
    assert documents.missing(kind, documents.sample(kind)) == ()
    first = documents.sample(kind)
    first.clear()
    assert documents.sample(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_required_fact_is_missed_by_name(kind: str) -> None:
    for field in documents.fields(kind):
        if not field.required:
            continue
        data = documents.sample(kind)
        data.pop(field.name)
        with pytest.raises(documents.MissingField, match=field.label) as caught:
            documents.render(kind, data)
        assert field.name in str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
def test_every_optional_fact_may_be_absent(kind: str) -> None:
    data = documents.sample(kind)
    for field in documents.fields(kind):
        if not field.required:
            data.pop(field.name, None)
    assert story(kind, data)


def test_a_missing_part_of_a_fact_is_named_with_its_place() -> None:
    data = documents.sample("penalty_decision")
    data["evidence"][1]["name"] = ""
    with pytest.raises(documents.MissingField, match="证据第2项（name）"):
        documents.render("penalty_decision", data)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(documents.UnknownKind, match="love_letter"):
        documents.render("love_letter", {})


def test_number_codes_are_unique() -> None:
    codes = [row.number_code for row in catalogue.every_kind().values() if row.number_code]
    assert len(codes) == len(set(codes))


def test_no_line_of_wording_begins_with_data() -> None:
    for path in WORDING.glob("*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not line.lstrip().startswith("{{"), path.name
