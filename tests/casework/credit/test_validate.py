"""A good record passes; each defect is named by row and field."""

from datetime import date

import pytest

from casework.credit import validate
from casework.credit.record import Identity, record
from tests.casework.decided import snapshot, subject

TODAY = date(2026, 11, 22)


def good(**changes) -> dict[str, str]:
    return record(snapshot(credit_display={"until": "2027-09-28"})) | changes


def faults(fields) -> dict[str, str]:
    return {error.code: error.message for error in validate.row(fields, today=TODAY)}


def test_what_we_send_is_valid():
    assert faults(good()) == {}


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("CF_XDR_MC", ""),
        ("CF_XDR_MC", " 宣州区示例乙食品超市"),
        ("CF_XDR_MC", "陈*"),
        ("CF_XDR_LB", "企业"),
        ("CF_XDR_SHXYM", "92341802MARLCR055G"),
        ("CF_XDR_SHXYM", "91120113754806625Q"),
        ("CF_XDR_SHXYM", "统一社会信用代码：92341802MARLCR055F"),
        ("CF_XDR_GSZC", "12"),
        ("CF_XDR_ZZJG", "MA2TX0K9-8"),
        ("CF_FRDB", ""),
        ("CF_FRDB", "undefined"),
        ("CF_FR_ZJHM", "92341802MARLCR055F"),
        ("CF_XDR_ZJHM", "341802199001010013"),
        ("CF_WSH", "654636"),
        ("CF_WFXW", "甲" * 2001),
        ("CF_SY", "电话13800138000"),
        ("CF_YJ", "null"),
        ("CF_CFLB", "罚款;没收非法财物"),
        ("CF_CFLB", "罚款；责令改正；没收非法财物"),
        ("CF_CFLB", "罚款；罚款；没收非法财物"),
        ("CF_CFLB", "罚款；没收非法财物；其他-"),
        ("CF_NR_FK", ""),
        ("CF_NR_FK", "0"),
        ("CF_NR_FK", "1.7388001"),
        ("CF_NR_FK", "17,388"),
        ("CF_JDRQ", "2026-09-28"),
        ("CF_JDRQ", "2026/02/30"),
        ("CF_JDRQ", "2026/11/23"),
        ("CF_YXQ", "2026/09/27"),
        ("CF_GSJZQ", "2026/09/28"),
        ("CF_CFJG", "11341700003244967K"),
        ("CF_CFJGDM", "92341802MARLCR055F"),
        ("CF_SJLYDM", "宣城市宣州区市场监督管理局"),
        ("X_ZT", "0"),
    ],
)
def test_each_defect_is_named(code, value):
    assert code in faults(good(**{code: value}))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"CF_CFLB": "警告", "CF_NR_WFFF": ""}, "CF_NR_FK"),
        ({"CF_CFLB": "罚款"}, "CF_NR_WFFF"),
        ({"CF_CFLB": "罚款；没收非法财物；吊销许可证件"}, "CF_NR_ZKDX"),
        ({"CF_FR_ZJLX": "身份证"}, "CF_FR_ZJHM"),
        ({"CF_XDR_LB": "自然人"}, "CF_XDR_ZJHM"),
        ({"CF_XDR_LB": "法人及非法人组织"}, "CF_XDR_SHXYM"),
    ],
)
def test_fields_depend_on_each_other(changes, code):
    assert code in faults(good(**changes))


def test_a_natural_person_with_identity_is_valid():
    person = subject(kind="natural", name="陈示例", uscc="", legal_representative="", operator="")
    made = record(snapshot(person), identity=Identity("陈示例", "身份证", "341871190001010007"))
    assert faults(made) == {}


def test_the_same_decision_twice_is_an_error_of_the_second_row():
    errors = validate.rows([good(), good(), good(CF_XDR_MC="宣州区示例丙食品超市")], today=TODAY)
    assert [(error.row, error.code) for error in errors] == [(2, "CF_WSH")]
    assert errors[0].as_dict()["name"] == "行政处罚决定书文号"
