"""Every kind is complete: a row, wording, a sample, facts with Chinese names."""

import pytest

import documents
from documents import catalogue, naming
from documents.press import LAYOUTS
from documents.story import story
from documents.wordings import FOLDER as WORDING
from workflows.procedures import PROCEDURES
from workflows.vocabulary import DocumentKind

KINDS = documents.kinds()


PARTS_OF_THE_WORK = {
    "penalty",
    "intake",
    "mediation",
    "patent",
    "credit",
    "rights_aid",
    "inspection",
    "public",
    "any",
}


def test_the_kinds_of_the_path_are_there() -> None:
    assert {"penalty_decision", "penalty_notice", "file_cover", "redacted_decision"} <= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_says_who_makes_approves_and_receives_it(kind: str) -> None:
    row = catalogue.lookup(kind)
    assert row.made_by in {"step", "written"}
    assert row.procedure in PARTS_OF_THE_WORK or (row.made_by == "step" and not row.procedure)
    assert row.recipient in {"", "complainant", "respondent", "parties", "other"}
    assert row.approver in {"", "unit_head", "leader", "principal"}
    assert row.basis
    assert row.confidence in {"text-seen", "to-confirm"}
    if row.made_by == "step":
        assert row.approver == ""
    if row.procedure == "mediation":
        # Whoever approves would have to read what is said in a mediation.
        assert row.approver == ""


def test_the_steps_of_the_tables_make_every_kind_that_is_no_written_one() -> None:
    made = {str(kind) for table in PROCEDURES.values() for row in table.rows for kind in row.papers}
    assert {kind for kind in KINDS if catalogue.lookup(kind).made_by == "step"} == made == set(DocumentKind)


def test_every_part_of_a_fact_has_a_chinese_name() -> None:
    parts = {part.name for kind in KINDS for field in documents.fields(kind) for part in field.members}
    assert {name for name in parts if naming.part_label(name).isascii()} == set()


def test_what_is_missing_is_said_without_machine_words() -> None:
    data = documents.sample("penalty_decision") | {"discretion": ""}
    data["evidence"][1]["name"] = ""
    assert naming.plain(documents.missing("penalty_decision", data)) == ("证据第2项的名称", "裁量理由")


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


def test_a_person_has_a_personal_name_and_a_thing_a_name() -> None:
    assert naming.part_label("name", of="person") == "姓名"
    assert naming.part_label("name", of="items") == naming.part_label("name") == "名称"
    assert naming.plain(["执法人员第2项（name）", "证据第1项（name）", "当事人（name）"]) == (
        "执法人员第2项的姓名",
        "证据第1项的名称",
        "当事人的名称",
    )
