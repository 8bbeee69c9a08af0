"""The public copy: what is kept, what goes, and that nothing personal survives."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.masking import _FILE as MASKING_FILE
from workflows.masking import MASKING, load
from workflows.redaction import Person, Subject, canonical, digest, public_view, redact, scan
from workflows.traces import credit_code, luhn, resident_id

ON = date(2026, 9, 28)
PREMISES = "宣城市宣州区鳌峰街道示例路66号"
HOME = "宣城市宣州区济川街道状元路12号3幢501室"
HOLDER = "安徽示例酒业股份有限公司"
# The birth year 1800 belongs to nobody; the check digits are right.
RESIDENT_IDS = ["341802180001010013", "34180218000101003X"]


def check_digit(first_17: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(d) * w for d, w in zip(first_17, weights, strict=True)) % 11]


def subject(**changes) -> Subject:
    given = {
        "kind": "individual_business",
        "name": "宣州区示例乙食品超市",
        "uscc": "92341802MARLCR055F",
        "legal_representative": "陈示例",
        "operator": "陈示例",
        "address": PREMISES,
        "home_address": HOME,
        "rights_holders": [HOLDER],
        "persons": [
            {"name": "王小明", "role": "reporter"},
            {"name": "张三", "role": "witness"},
            {"name": "张四", "role": "employee"},
            {"name": "欧阳娜", "role": "consumer"},
            {"name": "李小小", "role": "minor", "birth_date": "2012-03-04"},
        ],
    }
    return Subject.from_dict(given | changes)


def public(text: str, **changes) -> str:
    return redact(text, subject(**changes), on=ON).text


def test_the_sample_numbers_are_what_they_claim():
    assert resident_id(RESIDENT_IDS[0])
    assert RESIDENT_IDS[0][:17] + check_digit(RESIDENT_IDS[0][:17]) == RESIDENT_IDS[0]
    assert credit_code("91120113754806625Q")
    assert not credit_code("91120113754806625K")
    assert luhn("4539578763621486")


@pytest.mark.parametrize(
    "kept",
    [
        "宣州区示例乙食品超市（经营者：陈示例）的经营场所在宣城市宣州区鳌峰街道示例路66号。",
        f"{HOLDER}出具了鉴定意见，注册号为第18971834号、第19668453号。",
        "统一社会信用代码91120113754806625Q，发照机关代码11341700003244967K。",
        "专利号ZL201721264785.9、ZL 2011 20542158.3，宣市监处罚〔2026〕12号。",
        "货值17,388.00元，罚款17388元，2026-03-02至2026-04-20，共计1155箱。",
        "消费者权益受到损害，员工应当到场，证人方面没有异议，联系人高度配合。",
        "条形码6901028075763。",
        "国作登字-2021-L-00268255，软件登记号2014SR001852，CNA20101085.0。",
        "举报人称当事人在上述场所销售白酒。",
        "住所（住址）：宣城市宣州区鳌峰街道示例路66号。",
    ],
)
def test_public_facts_are_kept(kept):
    assert public(kept) == kept
    assert scan(kept, subject()) == ()


def test_other_people_keep_their_first_character_only():
    assert public("证人张三、员工张四和欧阳娜在场。") == "证人张某1、员工张某2和欧某在场。"


def test_an_unknown_name_behind_a_word_for_a_person_is_masked_everywhere():
    assert public("证人刘和平称属实，刘和平在笔录上签字。") == "证人刘某称属实，刘某在笔录上签字。"


def test_a_name_spaced_out_on_paper_is_found():
    assert public("证人：张　三") == "证人：张某1"


def test_every_hint_at_the_reporter_goes_with_its_clause():
    text = "2026年3月2日，我局接到举报人王小明（电话13800138000，订单号A8823）举报，称当事人销售假冒商品。"
    assert public(text) == "2026年3月2日，[略]，称当事人销售假冒商品。"


@pytest.mark.parametrize(
    "clause",
    [
        "王小明来电",
        "举报人的会员名为小明同学",
        "举报人住在宣州区某街道12号",
        "该投诉人订单号为99812345",
        "举报编号1341802002026030212345",
        "举报人赵大勇到我局反映",
        "投诉人邮箱abc@example.com",
    ],
)
def test_each_kind_of_hint_at_a_reporter_is_left_out(clause):
    assert public(f"经查，{clause}，当事人销售白酒6瓶。") == "经查，[略]，当事人销售白酒6瓶。"


def test_a_reporter_named_in_brackets_takes_only_the_bracket_away():
    assert public("我局接到举报（举报人：王小明，女）后到场检查。") == "我局接到举报（[略]，女）后到场检查。"


def test_a_rights_holder_who_reported_stays_the_rights_holder():
    party = {"persons": [{"name": HOLDER, "role": "reporter"}]}
    assert public(f"{HOLDER}是商标注册人。", **party) == f"{HOLDER}是商标注册人。"
    assert public(f"经{HOLDER}举报，我局立案。", **party) == "[略]，我局立案。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("身份证号341802180001010013。", "身份证号***。"),
        ("身份证号：３４１８０２ 18000101 0013。", "身份证号：***。"),
        ("公民身份号码341802-18000101-0013", "公民身份号码***"),
        ("旧号码341802800101001", "旧号码***"),
        ("身份证号430*************92", "身份证号***"),
        ("护照号E12345678", "护照号***"),
        ("联系电话：138 0013 8000、0563-3012345", "联系电话：***、***"),
        ("手机一三八零零一三八零零零", "手机***"),
        ("拨打①③⑧⓪⓪①③⑧⓪⓪⓪", "拨打***"),
        ("邮箱zhang.san＠example．com", "邮箱***"),
        ("微信号zhang_san88", "微信号***"),
        ("卡号6222 0212 0200 1234 567", "卡号***"),
        ("账户为34050175860800000123", "账户为***"),
        ("驾驶皖P12345、皖PD12345", "驾驶***、***"),
        ("快递单号SF1234567890123", "快递单号***"),
        ("138\u200b0013\u200b8000", "***"),
        ("1380013\n8000", "***"),
    ],
)
def test_numbers_of_people_are_deleted(text, expected):
    assert public(text) == expected


def test_home_addresses_go_and_premises_stay():
    assert public(f"陈示例家住{HOME}，在{PREMISES}经营。") == f"陈示例家住[略]，在{PREMISES}经营。"
    assert public("经营者住济川街道状元路12号3幢501室。") == "经营者住[略]。"
    assert public("证人张三，户籍地：安徽省泾县某镇某村3组。") == "证人张某1，户籍地：[略]。"


def test_a_home_that_is_the_business_premises_stays():
    assert public(f"在{PREMISES}经营。", home_address=PREMISES) == f"在{PREMISES}经营。"


def test_the_address_of_a_punished_natural_person_is_a_home():
    person = {"kind": "natural", "name": "陈示例", "address": HOME, "home_address": "", "operator": ""}
    assert public(f"当事人陈示例，{HOME}。", **person) == "当事人陈示例，[略]。"


def test_nothing_identifies_a_minor():
    text = "李小小（2012年3月4日出生，就读于宣城市第三中学八年级）购买1瓶。李小小的监护人到场。"
    assert public(text) == "未成年人A（[略]出生，[略]）购买1瓶。[略]。"


def test_a_birth_date_makes_a_witness_a_minor_on_the_day():
    born = {"persons": [{"name": "赵小雨", "role": "witness", "birth_date": "2010-09-28"}]}
    assert public("证人赵小雨称", **born) == "证人未成年人A称"
    grown = redact("证人赵小雨称", subject(**born), on=date(2028, 9, 28)).text
    assert grown == "证人赵某称"


def test_health_belief_and_tracks_are_left_out():
    assert public("当事人患有高血压，白酒6瓶。") == "[略]，白酒6瓶。"
    assert public("调取了其行踪，并拍照。") == "[略]，并拍照。"


def test_a_trade_secret_is_never_described():
    assert public("配方为：糖10克，盐5克。另查明无他。") == "配方为：[涉商业秘密,略]。另查明无他。"


def test_a_punished_person_is_masked_when_the_bureau_says_so():
    person = subject(kind="natural", name="陈示例", operator="", legal_representative="")
    rules = MASKING.with_punished_person_masked()
    assert redact("当事人陈示例", person, rules=rules).text == "当事人陈某"
    assert [f.kind for f in scan("陈示例", person, rules=rules)] == ["person_name"]
    assert redact("当事人陈示例", person).text == "当事人陈示例"


def test_each_mask_names_its_rule_and_article():
    masks = redact("证人张三，电话13800138000", subject(), on=ON).masks
    assert [m.rule for m in masks] == ["PERSON_NAME", "CONTACT"]
    for mask in masks:
        assert mask.basis == MASKING.rule(mask.rule, ON).basis
        assert mask.basis


@pytest.mark.parametrize(
    "digest",
    [
        "a1c0e00ecc94b196875b46f62784e263f057039706273c398a9711ab8d3f174b",
        "464e42cea0347b0e55810a51d04244678876b143ff73cb3ef8f1617057d239c4",
        "2dcb702c9b4e8fd08341697197a62bab4ecb877270e18f7396a970a6c131c9f5",
    ],
)
def test_digits_inside_a_digest_are_no_telephone(digest):
    assert scan({"document_sha256": digest}) == ()
    assert scan(f"校验码{digest}。") == ()
    assert [f.kind for f in scan(f"电话0563-3012345，校验码{digest}")] == ["phone"]


def test_every_masking_row_has_a_basis_and_a_bad_row_stops_the_start(tmp_path):
    assert all(row.basis and row.confidence in ("text-seen", "to-confirm") for row in MASKING.rows)
    text = MASKING_FILE.read_text(encoding="utf-8").replace("国发〔2014〕6号", "")
    broken = tmp_path / "masking.csv"
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="PUNISHED_PERSON_KEPT"):
        load(broken)


def test_a_subject_of_the_wrong_shape_is_refused_in_chinese():
    for bad in (
        {"kind": "robot"},
        {"name": 3},
        {"persons": "张三"},
        {"persons": [{"name": "张三", "birth_date": "x"}]},
    ):
        with pytest.raises(ValueError, match=r"[一-龥]"):
            Subject.from_dict(bad)


def test_scan_names_kind_value_and_place():
    found = scan({"facts": "电话13800138000", "list": ["ok", "a@example.com"]}, subject())
    assert [f.as_dict() for f in found] == [
        {"kind": "mobile", "value": "13800138000", "at": "$.facts:2"},
        {"kind": "email", "value": "a@example.com", "at": "$.list[1]:0"},
    ]


def test_scan_finds_every_value_known_to_the_case():
    found = scan("微 信 昵称小明同学，尾号5678-9012", subject(), ["小明同学", "56789012", "陈示例", " "])
    assert [(f.kind, f.value) for f in found] == [("known_value", "小明同学"), ("known_value", "5678-9012")]


def test_scan_looks_at_keys_too():
    assert [f.at for f in scan({"13800138000": 1}, subject())] == ["$.13800138000(key):0"]


HAN = "的一是在当事人销售白酒瓶货值元罚款证人举报投诉张三王小明电话订单号，。；（）：、宣城市区路号患有配方为"
PROSE = st.text(st.sampled_from(HAN + "0123456789Xx -.\n[]略某*"), max_size=60)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
IDS = st.builds(
    lambda region, day, order: (base := f"{region}{day:%Y%m%d}{order:03d}") + check_digit(base),
    st.sampled_from(["341802", "341821", "110101", "650102"]),
    st.dates(date(1801, 1, 1), date(1899, 12, 31)),
    st.integers(0, 999),
)
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@st.composite
def disguised(draw, numbers):
    number = draw(numbers)
    if draw(st.booleans()):
        number = number.translate(FULL_WIDTH)
    gaps = draw(
        st.lists(st.sampled_from(["", "", "", " ", "-", "　", "—", "\u200b"]), min_size=17, max_size=17)
    )
    return "".join(c + gap for c, gap in zip(number, [*gaps, ""], strict=False)).strip(" -　—")


def bare(text: str) -> str:
    plain = text.translate(str.maketrans("０１２３４５６７８９Ｘ", "0123456789X"))
    return "".join(c for c in plain if c not in " -　—\u200b")


@settings(max_examples=400, deadline=None)
@given(before=PROSE, number=disguised(st.one_of(MOBILES, IDS)), after=PROSE)
def test_no_identity_number_or_phone_survives_wherever_it_is_put(before, number, after):
    done = redact(before + number + after, subject(), on=ON)
    assert bare(number) not in bare(done.text)
    assert scan(done.text, subject(), on=ON) == ()


@settings(max_examples=400, deadline=None)
@given(text=st.one_of(PROSE, st.text(max_size=80)))
def test_redaction_is_total_idempotent_and_leaves_nothing_to_find(text):
    once = redact(text, subject(), on=ON)
    assert redact(once.text, subject(), on=ON).text == once.text
    assert scan(once.text, subject(), on=ON) == ()


@settings(max_examples=100, deadline=None)
@given(data=st.recursive(st.text(max_size=20) | st.integers() | st.none(), lambda x: st.lists(x, max_size=3)))
def test_scan_is_total_on_plain_data(data):
    scan(data, subject(), ["张三"])


def decision(**changes) -> dict:
    given = {
        "number": "宣州市监处罚〔2026〕45号",
        "agency": {
            "name": "宣城市宣州区市场监督管理局",
            "uscc": "11341700003244967K",
            "region": "341802",
            "phone": "0563-3012345",
        },
        "party": {"name": "宣州区示例乙食品超市", "id_number": RESIDENT_IDS[0], "phone": "13800138000"},
        "violation": {
            "id": "TM57-3",
            "name": "销售侵犯注册商标专用权的商品",
            "articles_violated": ["《商标法》第五十七条第三项"],
            "articles_penalty": ["《商标法》第六十条第二款"],
        },
        "facts_found": "经查，举报人王小明来电，当事人销售白酒6瓶，陈示例电话13800138000。",
        "evidence": [{"name": "张三身份证复印件", "proves": "身份", "storage_key": "secret"}],
        "statements": [{"text": "请求从轻", "adopted": False, "reply": "不予采纳"}],
        "discretion": "初次违法",
        "penalty_text": "一、没收侵权白酒6瓶；二、罚款17388.00元",
        "kinds": ["罚款", "没收非法财物"],
        "fine_fen": 1738800,
        "confiscated_gains_fen": 0,
        "confiscated_goods": "白酒6瓶",
        "confiscated_goods_fen": 869400,
        "decided_on": date(2026, 9, 28),
        "payment": {
            "days_label": "十五日",
            "how": "到银行缴纳",
            "bank": "示例银行",
            "account_name": "财政",
            "account": "34050175860800000123",
        },
        "remedies": {"reconsideration_body": "宣州区人民政府", "court": "宣州区人民法院"},
        "display": {"until": None, "basis": "第十三条"},
        "sources": {"document_sha256": "a" * 64, "path": "/secret"},
        "complainant": {"name": "王小明"},
    }
    return given | changes


def test_only_named_fields_become_public():
    view = public_view(decision(), subject(), on=ON)
    text = json.dumps(view, ensure_ascii=False)
    for hidden in (
        "13800138000",
        RESIDENT_IDS[0],
        "王小明",
        "张三",
        "secret",
        "0563",
        "3405017586",
        HOME,
        "示例银行",
    ):
        assert hidden not in text
    assert scan(view, subject(), ["13800138000", RESIDENT_IDS[0], HOME, "王小明"], on=ON) == ()


def test_the_snapshot_has_its_promised_shape():
    view = public_view(decision(), subject(), on=ON)
    assert view["party"] == {
        "name": "宣州区示例乙食品超市",
        "kind": "individual_business",
        "kind_label": "个体工商户",
        "uscc": "92341802MARLCR055F",
        "legal_representative": "陈示例",
        "address": PREMISES,
        "licence_name": "",
    }
    assert view["facts"] == "经查，[略]，当事人销售白酒6瓶，陈示例电话***。"
    assert view["evidence"] == [{"name": "张某1身份证复印件", "proves": "身份"}]
    assert view["defence"] == "请求从轻 复核意见（不予采纳）：不予采纳"
    assert (view["fine_fen"], view["confiscated_fen"], view["decided_on"]) == (1738800, 869400, "2026-09-28")
    assert view["payment"] == {"days_label": "十五日", "how": "到银行缴纳"}
    assert {m["rule"] for m in view["masks"]} == {"REPORTER", "CONTACT", "PERSON_NAME"}
    assert all(m["basis"] and m["field"] for m in view["masks"])


def test_the_snapshot_of_a_natural_person_has_no_address_and_no_code():
    person = Subject(kind="natural", name="陈示例", address=HOME, persons=(Person("张三"),))
    party = public_view(decision(), person, on=ON)["party"]
    assert (party["name"], party["uscc"], party["address"]) == ("陈示例", "", "")


def test_the_digest_is_taken_over_canonical_json():
    view = public_view(decision(), subject(), on=ON)
    again = public_view(decision(), subject(), on=ON)
    assert canonical(view) == canonical(json.loads(canonical(again)))
    assert digest(view) == digest(json.loads(canonical(view)))
    assert digest(view) != digest(view | {"fine_fen": 1})
