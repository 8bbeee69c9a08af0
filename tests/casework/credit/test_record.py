"""A snapshot becomes a record without a word that is not in it."""

import pytest

from casework.credit import record as records
from casework.credit.fields import CODES, FIELDS
from casework.credit.record import Identity, record
from tests.casework.decided import snapshot, subject


def test_the_record_has_all_thirty_columns_in_order():
    assert tuple(record(snapshot())) == CODES
    assert len(CODES) == 30


def test_every_column_has_a_basis():
    assert all(field.basis and field.confidence in ("text-seen", "to-confirm") for field in FIELDS.values())


def test_an_individual_business_is_reported_as_one():
    made = record(snapshot(credit_display={"until": "2027-09-28"}, restriction_until=None))
    assert made["CF_XDR_MC"] == "宣州区示例乙食品超市"
    assert made["CF_XDR_LB"] == "个体工商户"
    assert made["CF_XDR_SHXYM"] == "92341802MARLCR055F"
    assert made["CF_FRDB"] == "陈示例"
    assert made["CF_WSH"] == "宣州市监处罚〔2026〕45号"
    assert made["CF_CFLB"] == "罚款；没收非法财物"
    assert made["CF_NR_FK"] == "1.7388"
    assert made["CF_NR_WFFF"] == "0.8694"
    assert (made["CF_JDRQ"], made["CF_YXQ"], made["CF_GSJZQ"]) == ("2026/09/28", "2099/12/31", "2027/09/28")
    assert made["CF_CFJG"] == made["CF_SJLY"] == "宣城市宣州区市场监督管理局"


def test_a_natural_person_is_reported_with_the_identity_that_is_never_shown():
    person = subject(kind="natural", name="陈示例", uscc="", legal_representative="", operator="")
    made = record(snapshot(person), identity=Identity("陈示例", "身份证", "X"))
    assert (made["CF_XDR_MC"], made["CF_XDR_LB"]) == ("陈示例", "自然人")
    assert (made["CF_XDR_ZJLX"], made["CF_XDR_ZJHM"]) == ("身份证", "X")
    assert made["CF_XDR_SHXYM"] == made["CF_FRDB"] == ""


@pytest.mark.parametrize(("fen", "wan"), [(3500, "0.0035"), (6305293, "6.305293"), (0, ""), (1000000, "1")])
def test_money_is_exact_to_the_fen(fen, wan):
    assert record(snapshot(fine_fen=fen))["CF_NR_FK"] == wan


def test_kinds_stand_in_the_order_of_the_list_and_unknown_ones_are_named():
    assert records.kinds(["吊销营业执照", "罚款", "责令补办"]) == ["罚款", "吊销许可证件", "其他-责令补办"]


def test_a_text_too_long_for_its_column_says_where_it_goes_on():
    text = record(snapshot(facts_found="甲" * 6000))["CF_SY"]
    assert len(text) == 5000
    assert text.endswith("（全文见行政处罚决定书）")
