"""Numbers of persons, firms and rights: published examples, made-up ones, and what each refusal says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.identifiers import (
    check,
    find_personal,
    kinds,
    org_check_digit,
    party_fault,
    patent_check_digit,
    resident_check_digit,
)

TODAY = date(2026, 11, 22)
FIRMS = [
    "91120113MACT3H1C2D",
    "92430181MA4PRHH5XA",
    "92130534MABWY7MJ6C",
    "92120103MA060GAC84",
    "91120113754806625Q",
    "91410105MA46KDWD45",
    "92500102MA5UKGW77E",
    "92500230MAC83JR22C",
    "92120113MA8250N66M",
    "92450225MA5QE7Q27G",
    "92340323MA2RH2KA2D",
    "92640422MA76L1977R",
    "92450900MA5NLP7129",
    "92150602MA0N76E445",
    "11230500001755309F",
    "91230500MA1B3N1N2M",
    "11420000MB15291767",
    "11341700003244967K",
    "91341802MA2TX0K98U",
]
PATENTS = [
    "ZL201721264785.9",
    "ZL201110006009.X",
    "ZL201620913636.X",
    "ZL201120542158.3",
    "ZL201630312136.6",
    "ZL201630310387.0",
    "ZL201630310356.5",
    "ZL201720474949.4",
    "ZL201910123456.X",
]


@pytest.mark.parametrize("code", FIRMS)
def test_published_credit_codes_are_valid(code: str) -> None:
    assert check("uscc", code).valid


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("91341802ma2tx0k98u", "91341802MA2TX0K98U"),
        ("统一社会信用代码：92430181MA4PRHH5XA（1/1）", "92430181MA4PRHH5XA"),
        ("92430181MA4PRHH5XA(1/1)", "92430181MA4PRHH5XA"),
        ("92430181MA4PRHH5XA()", "92430181MA4PRHH5XA"),
        ("９２４３０１８１ＭＡ４ＰＲＨＨ５ＸＡ", "92430181MA4PRHH5XA"),
        (" 9243 0181 MA4P RHH5 XA ", "92430181MA4PRHH5XA"),
        ("代码:92430181MA4PRHH5XA", "92430181MA4PRHH5XA"),
    ],
)
def test_dirty_credit_codes_are_cleaned(typed: str, clean: str) -> None:
    found = check("uscc", typed)
    assert (found.valid, found.normalised, found.reason) == (True, clean, "")


@pytest.mark.parametrize(
    ("kind", "typed", "word"),
    [
        ("uscc", "91120113MACT3H1C2E", "第18位校验不符"),
        ("uscc", "91341802MA2TX0K916", "组织机构代码校验不符"),
        ("uscc", "91341802MA2TX0I98X", "不使用字母I"),
        ("uscc", "91341802MA2TX0K98", "现在是17位"),
        ("uscc", "91341802MA2TX0K98U1", "现在是19位"),
        ("uscc", "9134*802MA2TX0K98U", "只有数字和大写字母"),
        ("uscc", "", "没有填写"),
        ("uscc", "9" * 300, "内容过长"),
        ("org_code", "MA2TX0K9-1", "校验不符"),
        ("org_code", "MA2TX0K", "8位本体"),
        ("resident_id", "341802180001010013", "出生日期异常"),
        ("resident_id", "34180219900101001", "现在是17位"),
        ("resident_id", "3418021990010100AX", "前17位是数字"),
        ("resident_id", "341802199001010010", "最后一位校验不符"),
        ("patent", "ZL201910123456.7", "应当是X"),
        ("patent", "ZL2019101234567.X", "多写或者少写"),
        ("patent", "ZL20191012345.X", "多写或者少写"),
        ("patent", "ZL201940123456.1", "种类位"),
        ("patent", "ZL200210123456.1", "年份2002"),
        ("patent", "CN101234567A", "公告号"),
        ("patent", "ZL2019.10123456.X", "小数点"),
        ("trademark", "019668453", "不以0开头"),
        ("trademark", "196684531", "最多8位"),
        ("trademark", "墨韵", "1至8位数字"),
        ("trademark", "G12345", "1至8位数字"),
        ("copyright", "国作登字-2021-L-0026825", "末尾8位"),
        ("copyright", "2016SR172900", "软件"),
        ("software", "软著登字第2016SR172900号", "写在了一起"),
        ("software", "软著登字第0671096号", "这是证书号"),
        ("software", "2016SR1729", "6至7位"),
        ("software_certificate", "软著登字第2016SR172900号", "这里有登记号"),
        ("software_certificate", "第0671096号", "7至8位"),
        ("plant_variety", "国审玉20200001", "审定或者引种"),
        ("plant_variety", "新引玉(2019)023号", "审定或者引种"),
        ("plant_variety", "CNB20101085.0", "CNA20101085.0"),
        ("document_number", "宣市监处罚2026第12号", "文书号格式不对"),
        ("mobile", "1380013800", "现在是10位"),
        ("mobile", "12800138000", "13至19开头"),
        ("mobile", "宣城市", "13至19开头"),
    ],
)
def test_a_refusal_says_how_to_mend(kind: str, typed: str, word: str) -> None:
    found = check(kind, typed, today=TODAY)
    assert not found.valid
    assert word in found.reason


@pytest.mark.parametrize("number", PATENTS)
def test_published_patent_numbers_are_valid(number: str) -> None:
    assert check("patent", number).valid


@pytest.mark.parametrize(
    ("kind", "typed", "clean"),
    [
        ("patent", "ZL 2011 20542158.3", "ZL201120542158.3"),
        ("patent", "ZL2019 1 0123456.X", "ZL201910123456.X"),
        ("patent", "ZL201910123456X", "ZL201910123456.X"),
        ("patent", "zl201910123456.x", "ZL201910123456.X"),
        ("patent", "201910123456.X", "201910123456.X"),
        ("patent", "专利号：ZL201910123456.X", "ZL201910123456.X"),
        ("trademark", "第19668453号", "19668453"),
        ("trademark", "注册号：19668453", "19668453"),
        ("trademark", "237040", "237040"),
        ("trademark", "G1234567A", "G1234567A"),
        ("copyright", "国作登字-2021-L-00268255", "国作登字-2021-L-00268255"),
        ("copyright", "皖作登字—2026—A—00037559", "皖作登字-2026-A-00037559"),
        ("software", "2014SR001852", "2014SR001852"),
        ("software", "2019r11L885247", "2019R11L885247"),
        ("software_certificate", "软著登字第0671096号", "软著登字第0671096号"),
        ("software_certificate", "软著登字第15980140号", "软著登字第15980140号"),
        ("plant_variety", "CNA20101085.0", "CNA20101085.0"),
        ("plant_variety", "CNA20191001234", "CNA20191001234"),
        ("plant_variety", "第20155428号", "第20155428号"),
        ("document_number", "宣市监处罚[2026]012号", "宣市监处罚〔2026〕12号"),
        ("mobile", "+86 138-0013-8000", "13800138000"),
        ("org_code", "ma2tx0k98", "MA2TX0K9-8"),
    ],
)
def test_numbers_as_people_write_them(kind: str, typed: str, clean: str) -> None:
    found = check(kind, typed, today=TODAY)
    assert (found.valid, found.normalised) == (True, clean)


def test_old_style_patents() -> None:
    body = "98101234"
    assert check("patent", f"ZL{body}.{patent_check_digit(body)}").valid
    assert "种类位" in check("patent", "ZL98701234.5").reason


def person(body: str) -> str:
    return body + resident_check_digit(body)


def test_identity_numbers_of_people_who_cannot_exist_elsewhere() -> None:
    assert check("resident_id", person("34180219900101999"), today=TODAY).valid
    assert check("resident_id", person("34180220261122999"), today=TODAY).valid
    assert "出生日期异常" in check("resident_id", person("34180220261123999"), today=TODAY).reason
    assert check("resident_id", person("34180220261123999")).valid
    assert "出生日期异常" in check("resident_id", person("34180219900230999"), today=TODAY).reason
    assert "行政区划" in check("resident_id", person("99180219900101999"), today=TODAY).reason


def test_an_old_identity_number_becomes_a_new_one() -> None:
    assert check("resident_id", "341802900101999").normalised == person("34180219900101999")


def test_the_kind_of_party_must_fit_the_code() -> None:
    assert party_fault("92430181MA4PRHH5XA", "individual_business") == ""
    assert "92开头" in party_fault("91341802MA2TX0K98U", "individual_business")
    assert "个体工商户" in party_fault("92430181MA4PRHH5XA", "legal")
    assert party_fault("91341802MA2TX0K98U", "legal") == ""


def test_an_unknown_kind_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="编号种类"):
        check("passport", "E12345678")
    assert {"uscc", "resident_id", "patent", "trademark", "copyright", "document_number"} <= set(kinds())


@given(st.text(max_size=40), st.sampled_from(kinds()))
def test_nothing_typed_can_break_a_check(typed: str, kind: str) -> None:
    found = check(kind, typed, today=TODAY)
    assert found.valid != bool(found.reason)
    if found.valid:
        assert check(kind, found.normalised, today=TODAY).valid


@given(st.integers(0, 16), st.sampled_from(FIRMS), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_is_always_caught(place: int, code: str, other: str) -> None:
    changed = code[:place] + other + code[place + 1 :]
    assert check("uscc", changed).valid is (changed == code)


def test_organisation_code_of_the_standard() -> None:
    assert org_check_digit("MA2TX0K9") == "8"


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in find_personal(text)]


NUMBER = person("34180219900101999")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"身份证号{NUMBER}，住宣州区", [("resident_id", NUMBER)]),
        (f"（{NUMBER.lower()}）", [("resident_id", NUMBER.lower())]),
        (
            f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}",
            [("resident_id", f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}")],
        ),
        ("旧号341802900101999。", [("resident_id_15", "341802900101999")]),
        ("电话13800138000", [("mobile", "13800138000")]),
        ("电话１３８００１３８０００", [("mobile", "１３８００１３８０００")]),
        ("+86 138-0013-8000", [("mobile", "+86 138-0013-8000")]),
        ("账号6222021234567890128", [("bank_card", "6222021234567890128")]),
        ("卡4111 1111 1111 1111", [("bank_card", "4111 1111 1111 1111")]),
        ("发至 zhang.san@mail.example.cn 收", [("email", "zhang.san@mail.example.cn")]),
        ("代码91341802MA2TX0K98U和11341700003244967K", []),
        ("专利ZL201721264785.9，罚款63052.93元，2026年9月28日", []),
        ("宣市监处罚〔2026〕12号，国作登字-2021-L-00268255", []),
        ("编号123456789012345678", []),
        ("", []),
    ],
)
def test_personal_numbers_are_found_and_firms_are_not(text, expected) -> None:
    assert found(text) == expected


def test_every_published_firm_code_is_left_alone() -> None:
    assert [one for one in find_personal("、".join(FIRMS)) if one.kind == "resident_id"] == []
    assert find_personal("；".join(FIRMS)) == ()


def test_several_numbers_come_in_order_with_their_places() -> None:
    text = f"甲13800138000，乙{NUMBER}，丙13900139000"
    places = find_personal(text)
    assert [one.kind for one in places] == ["mobile", "resident_id", "mobile"]
    assert all(text[one.at :].startswith(one.value) for one in places)
