"""Every kind of paper gets the data its catalogue row asks for, and nothing it should not know."""

import json

import pytest

from casework.services.drafting.draft import DRAFTERS, compose
from documents import catalogue
from documents.story import story
from tests.casework.services.drafting import known, world
from workflows.vocabulary import DocumentKind, FactKey

ALL = list(DocumentKind)
K = DocumentKind
# Papers that the other side or the public can come to see.
SEEN_BY_RESPONDENT = [
    K.COERCIVE_MEASURE_DECISION,
    K.COERCIVE_MEASURE_EXTENSION,
    K.COERCIVE_MEASURE_RELEASE,
    K.INVENTORY_LIST,
    K.ON_SITE_RECORD,
    K.INQUIRY_RECORD,
    K.PENALTY_NOTICE,
    K.DEFENCE_RECORD,
    K.PENALTY_DECISION,
    K.PENALTY_DISCLOSURE_NOTICE,
    K.SERVICE_RECEIPT,
]
IN_THE_FILE = [K.FILING_APPROVAL, K.INVESTIGATION_REPORT, K.LEGAL_REVIEW_FORM, K.DECISION_APPROVAL]
FOR_THE_BINDER = {"document_id"}
OF_MEDIATION = [K.MEDIATION_NOTICE, K.MEDIATION_RECORD, K.MEDIATION_AGREEMENT, K.MEDIATION_END_NOTICE]


def drafted(kind, **more):
    return compose(kind, *world.of(kind, **more))


def words(data):
    return json.dumps(data, ensure_ascii=False)


def test_every_kind_has_a_function():
    assert set(DRAFTERS) == set(ALL)


@pytest.mark.parametrize("kind", ALL)
def test_nothing_a_paper_needs_is_missing(kind):
    assert catalogue.missing(kind, drafted(kind)) == ()


@pytest.mark.parametrize("kind", ALL)
def test_only_fields_of_the_catalogue_are_given(kind):
    known = {field.name for field in catalogue.fields(kind)} | {"number", "issued_on"}
    known |= {"penalty_text"} if kind == K.PENALTY_DECISION else set()
    assert set(drafted(kind)) <= known


@pytest.mark.parametrize("kind", ALL)
def test_members_have_names_of_the_catalogue(kind):
    data = drafted(kind)
    for field in catalogue.fields(kind):
        value = data.get(field.name)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, dict):
                known = {member.name for member in field.members} | FOR_THE_BINDER
                assert set(part) <= known, field.name


@pytest.mark.parametrize("kind", ALL)
def test_data_are_plain_json(kind):
    data = drafted(kind)
    assert json.loads(json.dumps(data, allow_nan=False)) == data


@pytest.mark.parametrize("kind", ALL)
def test_the_wording_takes_the_data(kind):
    assert story(kind, drafted(kind))


@pytest.mark.parametrize("kind", ALL)
def test_the_same_case_gives_the_same_data(kind):
    assert drafted(kind) == drafted(kind)


@pytest.mark.parametrize("kind", SEEN_BY_RESPONDENT + IN_THE_FILE)
def test_a_confidential_complainant_is_not_named(kind):
    said = words(drafted(kind, confidential=True))
    for secret in (known.HOLDER, "周示例", "林示例", "91340000MA0EXAMP10", "古井路1号"):
        assert secret not in said


@pytest.mark.parametrize("kind", [K.PENALTY_NOTICE, K.PENALTY_DECISION])
def test_a_confidential_complainant_stays_out_of_the_holder_of_the_right(kind):
    assert all("holder_name" not in right for right in drafted(kind, confidential=True)["rights"])
    assert drafted(kind)["rights"][0]["holder_name"] == known.HOLDER


@pytest.mark.parametrize(
    "kind", [K.IP_COMPLAINT_FORM, K.COMPLAINT_RECEIPT, K.SUPPLEMENT_NOTICE, K.REPORT_RESULT_NOTICE]
)
def test_the_complainant_reads_the_own_name_on_the_own_papers(kind):
    assert drafted(kind, confidential=True)["complainant"]["name"] == known.HOLDER


def test_free_text_loses_the_name_of_a_confidential_complainant():
    assert drafted(K.PENALTY_NOTICE, confidential=True)["facts_found"].startswith("经投诉人辨认")


def test_a_mediation_names_a_confidential_complainant_only_after_consent():
    assert drafted(K.MEDIATION_AGREEMENT, confidential=True)["complainant"]["name"] == known.HOLDER
    context, file = world.of(K.MEDIATION_END_NOTICE, confidential=True)
    before = type(file)(documents=file.documents)
    assert compose(K.MEDIATION_END_NOTICE, context, before)["complainant"] == {"name": "投诉人"}


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind not in OF_MEDIATION])
def test_what_was_offered_in_mediation_reaches_no_other_paper(kind):
    said = words(drafted(kind))
    for secret in ("12,000", "1200000", "愿意赔偿", "调解室"):
        assert secret not in said


@pytest.mark.parametrize("kind", [K.COMPLAINT_RECEIPT, K.REPORT_RESULT_NOTICE, K.SUPPLEMENT_NOTICE])
def test_the_complainant_is_not_told_particulars_of_the_other_side(kind):
    assert set(drafted(kind)["party"]) == {"name", "kind", "kind_label"}


@pytest.mark.parametrize("kind", ALL)
def test_head_of_a_paper(kind):
    data = drafted(kind)
    assert data["agency"]["name"] == "宣城市宣州区市场监督管理局"
    if kind not in (K.REDACTED_DECISION, K.PENALTY_INFO_SUMMARY):
        assert data["issued_on"] == world.MADE[kind][2]
        assert data["case"]["reference"] == "XC-2026-0142"
        assert data["case"]["title"] == "涉嫌销售侵犯注册商标专用权的商品案"
    assert data["demo"] is True


def test_a_paper_without_code_carries_no_verification():
    assert drafted(K.ON_SITE_RECORD, code="", url="")["verify"] is None


def test_a_missing_fact_is_left_to_the_catalogue():
    data = drafted(K.ON_SITE_RECORD, values={FactKey.INSPECTION: None})
    assert "现场情况（situation）" in catalogue.missing(K.ON_SITE_RECORD, data)
