"""Defects planted in the text of a paper: what a party is told, amounts, blanks, other people's data."""

from tests.workflows.lint.clean import made
from tests.workflows.lint.planted import BASE, TOLD, Planted
from tests.workflows.lint.test_clean import ADULT, OLYMPIC

_TEXT = "经查，当事人销售侵权白酒6瓶。"

TOLD_TO_PARTY: Planted = {
    "no term to answer": ({"answer_term"}, TOLD.says(window={})),
    "three days to answer": ({"answer_term"}, TOLD.says(window={"days_label": "三个工作日"})),
    "calendar days to answer": ({"answer_term"}, TOLD.says(window={"days_label": "五日"})),
    "no body of review": ({"remedy_body_missing"}, BASE.within("remedies", reconsideration_body=None)),
    "no court": ({"remedy_body_missing"}, BASE.within("remedies", court=" ")),
    "no term of review": ({"remedy_term_missing"}, BASE.within("remedies", reconsideration_term=None)),
    "no term to sue": ({"remedy_term_missing"}, BASE.within("remedies", suit_term=None)),
    "term of review too short": (
        {"remedy_term_wrong"},
        BASE.within("remedies", reconsideration_term="三十日"),
    ),
    "the old term to sue": ({"remedy_term_wrong"}, BASE.within("remedies", suit_term="三个月")),
    "no remedies": (
        {"remedy_body_missing", "remedy_term_missing"},
        BASE.says(remedies=None),
    ),
    "how the last day is counted is missing": ({"last_day_missing"}, BASE.says(proof=None)),
    "no term to pay": ({"payment_term_missing"}, BASE.within("payment", days_label=None)),
    "another term to pay": ({"payment_term_wrong"}, BASE.within("payment", days_label="十个工作日")),
    "no bank": ({"payment_way_missing"}, BASE.within("payment", how=None)),
    "no additional fine": ({"surcharge_missing"}, BASE.within("payment", surcharge=None)),
    "no payment at all": (
        {"payment_term_missing", "payment_way_missing", "surcharge_missing"},
        BASE.says(payment=None),
    ),
    "publication not told": ({"publication_not_told"}, BASE.says(display=None)),
    "publication without a term": ({"publication_not_told"}, BASE.within("display", term=None)),
    "published decision called private": ({"display_class_wrong"}, BASE.within("display", published=False)),
    "no office": ({"issuer_missing"}, BASE.says(agency={})),
    "no day": ({"issuer_missing"}, BASE.says(issued_on=None)),
    "no office on the notice": ({"issuer_missing"}, TOLD.says(agency=None)),
}
WORDING: Planted = {
    "words and figures of the fine differ": (
        {"amounts_differ"},
        BASE.says(penalty_text="没收白酒6瓶；罚款人民币壹万柒仟叁佰捌拾元整（¥17,388.00元）。"),
    ),
    "figures before words differ": (
        {"amounts_differ"},
        BASE.says(discretion="罚款17,388.00元（大写：人民币壹万柒仟捌佰叁拾捌元整）。"),
    ),
    "noughts left out of the words": (
        {"amounts_differ"},
        BASE.says(facts_found=_TEXT + "货款壹万伍元整（10,005.00元）。"),
    ),
    "fine of the text is another": (
        {"sum_differs"},
        BASE.says(penalty_text="没收白酒6瓶；罚款人民币壹万柒仟元整（¥17,000.00元）。"),
    ),
    "turnover of the text is another": (
        {"sum_differs"},
        BASE.says(facts_found="经查，违法经营额8,964元。"),
    ),
    "turnover in ten thousands is another": (
        {"sum_differs"},
        BASE.says(facts_found="经查，违法经营额共计8.694万元。"),
    ),
    "gains of the text are others": (
        {"sum_differs"},
        made(**{**OLYMPIC, "facts_found": "经查，违法所得为5,810元。"}),
    ),
    "gains of the text, none recorded": (
        {"sum_differs"},
        TOLD.says(facts_found=_TEXT + "违法所得300元。"),
    ),
    "crosses left in the facts": ({"placeholder"}, BASE.says(facts_found="经查，××于2026年8月销售白酒。")),
    "letters left in the facts": ({"placeholder"}, BASE.says(facts_found="经查，XX商行销售白酒。")),
    "line left in the reasons": ({"placeholder"}, BASE.says(discretion="当事人____，从轻处罚。")),
    "to be filled": ({"placeholder"}, TOLD.says(discretion="裁量理由待填。")),
    "to be added": ({"placeholder"}, BASE.says(orders=["立即停止销售（待补充）"])),
    "somebody": ({"placeholder"}, BASE.says(facts_found="经查，当事人从某某处购进白酒。")),
    "day left blank": ({"placeholder"}, BASE.says(facts_found="经查，2026年  月  日当事人销售白酒。")),
    "quotes left empty": ({"placeholder"}, BASE.says(facts_found="经查，当事人销售标注“ ”的白酒。")),
    "address to be filled": ({"placeholder"}, BASE.within("party", address="宣州区××路×号")),
    "question marks": ({"placeholder"}, TOLD.says(facts_found="经查，当事人销售白酒？？？瓶。")),
    "identity number of a witness": (
        {"personal_data"},
        BASE.says(facts_found=f"经查，证人身份证号{ADULT}，证明当事人销售白酒。"),
    ),
    "telephone of a consumer": (
        {"personal_data"},
        BASE.says(facts_found="经查，消费者（13956300001）购买白酒1瓶。"),
    ),
    "telephone in full width": (
        {"personal_data"},
        TOLD.says(discretion="举报人电话１３９５６３００００１，查证属实。"),
    ),
    "mail of a complainant": (
        {"personal_data"},
        BASE.says(statements=[{"text": "见邮件 a.b@example.com", "reply": "不采纳。"}]),
    ),
    "bank card in the evidence": (
        {"personal_data"},
        BASE.says(
            evidence=[{"no": 1, "name": "账单6222021234567890128", "source": "当事人", "proves": "付款"}]
        ),
    ),
    "plate is doubtful": (
        {"personal_data_doubt"},
        BASE.says(facts_found="经查，送货车辆皖P12345运来白酒6瓶。"),
    ),
}
