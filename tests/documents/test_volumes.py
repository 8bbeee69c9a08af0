"""Where each kind of paper stands in the bound file."""

import pytest

import documents
from documents import catalogue, volumes
from documents.volumes import Volume


def test_every_kind_of_the_catalogue_has_its_row() -> None:
    assert set(documents.kinds()) <= set(volumes.table())


def test_every_row_says_by_what_rule_and_how_sure_we_are() -> None:
    for kind, row in volumes.table().items():
        assert row.basis, kind
        assert row.confidence in {"text-seen", "to-confirm"}, kind
        assert (row.place > 0) == (row.volume in volumes.BOUND), kind


@pytest.mark.parametrize(
    "kind",
    [
        "investigation_report",
        "legal_review_form",
        "decision_approval",
        "collective_discussion_record",
        "case_closing_approval",
        "case_matter_approval",
        "hearing_report",
        "report_register",
        "disclosure_approval",
    ],
)
def test_what_the_office_says_among_itself_is_never_in_the_main_volume(kind: str) -> None:
    assert volumes.standing(kind).volume is Volume.SECONDARY


def test_what_a_party_is_sent_about_its_penalty_is_in_the_main_volume() -> None:
    for row in catalogue.every_kind().values():
        if row.group == "penalty" and row.recipient == "respondent":
            assert volumes.standing(row.id).volume is Volume.MAIN, row.id


def test_papers_of_a_mediation_are_in_neither_volume() -> None:
    for row in catalogue.every_kind().values():
        if row.procedure == "mediation" or row.group == "mediation":
            assert volumes.standing(row.id).volume is Volume.APART, row.id


def test_a_proof_of_service_stands_with_what_was_served() -> None:
    assert volumes.of_served(["行政处罚决定书"]) == volumes.standing("penalty_decision")
    assert volumes.of_served(["行政处罚告知书", "行政处罚决定书"]) == volumes.standing("penalty_decision")
    told = volumes.of_served(["投诉材料接收回执"])
    assert told is not None
    assert told.volume is Volume.SECONDARY
    assert volumes.of_served(["没有这种文书"]) is None


def test_a_kind_without_a_row_is_internal_only_when_approved_inside_and_sent_to_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(volumes, "table", dict)
    assert volumes.standing("case_matter_approval").volume is Volume.SECONDARY
    assert volumes.standing("correction_order").volume is Volume.MAIN
    assert volumes.standing("sampling_record").volume is Volume.MAIN
    assert volumes.standing("nothing_known").confidence == "to-confirm"


def test_the_main_volume_comes_first() -> None:
    assert volumes.rank(Volume.MAIN) < volumes.rank(Volume.SECONDARY) < volumes.rank(Volume.APART)
    assert [one.label for one in volumes.BOUND] == ["正卷", "副卷"]
