"""Papers take every figure of the law from the rule of their day, and show how each date is counted."""

import csv
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import documents
from casework import holidays
from casework.services.drafting import law, proof, terms
from casework.services.drafting.draft import compose
from documents.story import story
from tests.casework.services.drafting import world
from workflows.facts import PartyView
from workflows.rules import book
from workflows.vocabulary import DocumentKind, FactKey

K = DocumentKind
RULES = Path(book.__file__).parent
CALENDAR = holidays.working_calendar()
SHOP = PartyView(2, "respondent", "individual_business", "宣州区示例乙食品超市", None)
Edit = Callable[[list[dict[str, str]]], list[dict[str, str]]]


def drafted(kind, rules=None, **more):
    """The data of a paper, under the rules given, with the announced holidays."""
    context, file = world.of(kind, **more)
    step = replace(context.step, calendar=CALENDAR, book=rules or book.load())
    facts = replace(context.facts, parties=(SHOP,))
    return compose(kind, replace(context, step=step, facts=facts), file)


def text_of(kind, data):
    return "\n".join("|".join(block.cells) for block in story(kind, data))


def copied(folder: Path, table: str, edit: Edit) -> book.RuleBook:
    """The rules of the house from a copied folder in which one table was changed."""
    shutil.copytree(RULES, folder / "rules", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    path = folder / "rules" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = edit(list(csv.DictReader(handle)))
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return book.load_from(folder / "rules")


def changed(rule_id: str, **values: str) -> Edit:
    return lambda rows: [row | values if row["id"] == rule_id else row for row in rows]


def switched(rule_id: str, on: str, before: str, **values: str) -> Edit:
    """The row ends the day before, a new one with other values begins on the day."""

    def edit(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        found = []
        for row in rows:
            found += (
                [row | {"valid_to": before}, row | {"valid_from": on, **values}]
                if row["id"] == rule_id
                else [row]
            )
        return found

    return edit


GOLDEN = [
    (K.PENALTY_NOTICE, "第五十七条第二款的规定，自收到本告知书之日起五个工作日内"),
    (K.PENALTY_NOTICE, "要求听证的，应当自收到本告知书之日起五个工作日内提出"),
    (K.PENALTY_DECISION, "第六十七条第三款的规定，当事人应当自收到本决定书之日起十五日内"),
    (K.PENALTY_DECISION, "每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额"),
    (K.PENALTY_DECISION, "自收到本决定书之日起六十日内向宣城市宣州区人民政府申请行政复议"),
    (K.PENALTY_DECISION, "自收到本决定书之日起六个月内依法向宣城市宣州区人民法院提起行政诉讼"),
    (K.PENALTY_DISCLOSURE_NOTICE, "本局将在三个工作日内撤回原公示信息"),
    (K.PENALTY_DISCLOSURE_NOTICE, "公示期限为三年"),
    (K.COERCIVE_MEASURE_DECISION, "期限为三十日，自2026年8月17日起"),
    (K.COERCIVE_MEASURE_DECISION, "延长期限不超过三十日"),
    (K.COERCIVE_MEASURE_EXTENSION, "《中华人民共和国行政强制法》第二十五条的规定"),
    (
        K.MEDIATION_AGREEMENT,
        "自本协议生效之日起三十日内，依据《中华人民共和国人民调解法》第三十三条第一款的规定",
    ),
]


@pytest.mark.parametrize(("kind", "words"), GOLDEN)
def test_a_paper_says_the_figure_of_the_row(kind, words):
    assert words in text_of(kind, drafted(kind))


@pytest.mark.parametrize(
    ("table", "rule_id", "values", "kind", "words"),
    [
        ("deadlines", "GEN-06", {"length": "7"}, K.PENALTY_NOTICE, "自收到本告知书之日起七个工作日内"),
        ("deadlines", "GEN-06", {"unit": "calendar_day"}, K.PENALTY_NOTICE, "自收到本告知书之日起五日内"),
        ("deadlines", "ENF-01", {"length": "20"}, K.PENALTY_DECISION, "自收到本决定书之日起二十日内"),
        ("deadlines", "REM-01", {"length": "90"}, K.PENALTY_DECISION, "九十日内向宣城市宣州区人民政府申请"),
        ("deadlines", "REM-04", {"length": "3"}, K.PENALTY_DECISION, "三个月内依法向宣城市宣州区人民法院"),
        (
            "surcharge",
            "SURCHARGE",
            {"per_day_permille": "25"},
            K.PENALTY_DECISION,
            "罚款数额的千分之二十五加处",
        ),
        ("surcharge", "SURCHARGE", {"cap_permille": "500"}, K.PENALTY_DECISION, "不超出罚款数额的百分之五十"),
        ("deadlines", "DIS-04", {"length": "5"}, K.PENALTY_DISCLOSURE_NOTICE, "将在五个工作日内撤回"),
        ("display", "GSXT-OTHER", {"length": "2"}, K.PENALTY_DISCLOSURE_NOTICE, "公示期限为两年"),
        (
            "deadlines",
            "COE-01",
            {"extension_length": "15"},
            K.COERCIVE_MEASURE_DECISION,
            "延长期限不超过十五日",
        ),
        ("limits", "CONFIRMATION", {"value": "20"}, K.MEDIATION_AGREEMENT, "自本协议生效之日起二十日内"),
        (
            "deadlines",
            "ENF-01",
            {"basis": "《某某法》第九条"},
            K.PENALTY_DECISION,
            "依据《某某法》第九条的规定，当事人应当",
        ),
        (
            "deadlines",
            "GEN-06",
            {"confidence": "to-confirm"},
            K.PENALTY_NOTICE,
            "第五十七条第二款（待核实）的规定，自收到本告知书",
        ),
    ],
)
def test_a_changed_row_changes_the_words(tmp_path, table, rule_id, values, kind, words):
    assert words not in text_of(kind, drafted(kind))
    rules = copied(tmp_path, table, changed(rule_id, **values))
    assert words in text_of(kind, drafted(kind, rules))


def test_a_changed_row_changes_the_proof_and_no_other_term(tmp_path):
    rules = copied(tmp_path, "deadlines", changed("ENF-01", length="20"))
    before, after = (drafted(K.SERVICE_RECEIPT, one)["proof"] for one in (None, rules))
    assert before[0]["head"] == "缴纳罚没款：十五日，最后一日2026年10月14日"
    assert after[0]["head"] == "缴纳罚没款：二十日，最后一日2026年10月19日"
    rest = next(place for place, one in enumerate(before) if "行政复议" in one.get("head", ""))
    assert before[rest:] == after[-len(before[rest:]) :]


def test_a_paper_of_a_day_before_the_switch_keeps_the_row_of_that_day(tmp_path):
    rules = copied(
        tmp_path,
        "deadlines",
        switched("ENF-01", "2026-10-01", "2026-09-30", length="30", basis="《新法》第一条"),
    )
    before = drafted(K.PENALTY_DECISION, rules)
    after = drafted(K.PENALTY_DECISION, rules, issued_on=date(2026, 10, 8))
    assert before["issued_on"] == "2026-09-28"
    assert before["payment"]["days_label"] == "十五日"
    assert "行政处罚法" in before["payment"]["basis"]
    assert (after["payment"]["days_label"], after["payment"]["basis"]) == ("三十日", "《新法》第一条")


def test_the_receipt_counts_day_by_day_to_its_date():
    data = drafted(K.COMPLAINT_RECEIPT)
    head, *rows = data["proof"]
    assert head == {"head": "决定是否立案：十五个工作日，最后一日2026年8月24日"}
    assert data["next_steps"][0]["due_on"] == "2026-08-24"
    assert [(one["day"], one["counts"], one.get("total")) for one in rows] == [
        ("2026年8月3日周一", "不计", None),
        ("8月4日至7日", "计入", "4"),
        ("8月8日至9日", "不计", None),
        ("8月10日至14日", "计入", "9"),
        ("8月15日至16日", "不计", None),
        ("8月17日至21日", "计入", "14"),
        ("8月22日至23日", "不计", None),
        ("8月24日周一", "计入", "15"),
    ]
    assert rows[-1]["basis"] == "《市场监督管理行政处罚程序规定》第十八条第一款"
    counted, resting = "《市场监督管理行政处罚程序规定》第十八条第一款", "《行政处罚法》第八十五条"
    assert [one["basis"] for one in rows[1:-1]] == [counted, resting] * 3


@pytest.mark.parametrize(
    "kind",
    [
        K.COMPLAINT_RECEIPT,
        K.PENALTY_NOTICE,
        K.PENALTY_DECISION,
        K.PENALTY_DISCLOSURE_NOTICE,
        K.SERVICE_RECEIPT,
    ],
)
def test_a_sample_counts_as_the_rules_count_today(kind):
    assert documents.sample(kind)["proof"] == drafted(kind)["proof"]


def test_steps_kept_with_the_clock_prevail_over_a_fresh_count():
    context, file = world.of(K.COMPLAINT_RECEIPT)
    fresh = drafted(K.COMPLAINT_RECEIPT)["proof"]
    rule = context.step.book.deadline("GEN-01", date(2026, 8, 3))
    longer = terms.due(
        replace(context, step=replace(context.step, calendar=CALENDAR)), "GEN-01", date(2026, 8, 10)
    )
    row = world.Deadline(
        rule_id="GEN-01",
        proceeding_id=world.INTAKE,
        start_on=date(2026, 8, 10),
        due_on=longer.due_on,
        steps=[step.as_dict() for step in longer.steps],
        provisional=False,
    )
    kept = compose(K.COMPLAINT_RECEIPT, context, replace(file, deadlines=(row,)))["proof"]
    assert kept != fresh
    assert kept[0]["head"].startswith(f"{rule.label}：十五个工作日，最后一日2026年8月31日")


def test_steps_kept_before_totals_were_carried_still_print():
    context, file = world.of(K.COMPLAINT_RECEIPT)
    old = [
        {"on": "2026-08-03", "until": None, "counts": False, "kind": "start", "why": "收到", "basis": "甲"},
        {"on": "2026-08-04", "until": None, "counts": True, "kind": "end", "why": "届满", "basis": "乙"},
    ]
    row = world.Deadline(
        rule_id="GEN-01",
        proceeding_id=world.INTAKE,
        start_on=date(2026, 8, 3),
        due_on=date(2026, 8, 4),
        steps=old,
    )
    said = compose(K.COMPLAINT_RECEIPT, context, replace(file, deadlines=(row,)))["proof"]
    assert [one.get("total") for one in said] == [None, None, None]


def test_the_notice_and_the_decision_say_how_a_term_is_counted_that_begins_later():
    said = drafted(K.PENALTY_NOTICE)["proof"]
    assert [one["day"] for one in said] == ["收到本告知书当日", "次日起的工作日"]
    assert said[1]["why"].endswith("第五个工作日届满")
    assert said[1]["basis"].count("第八十五条") == 1
    rows = drafted(K.PENALTY_DECISION)["proof"]
    assert [one.get("total") for one in rows] == [None, "十五日", "六十日", "六个月", None]
    assert rows[-1]["why"] == "顺延到其后第一个工作日"


def test_a_decision_without_a_fine_has_no_term_to_pay():
    found = {"warning": True, "kinds": ["警告"], "decided_on": "2026-09-28"}
    for kind in (K.PENALTY_DECISION, K.SERVICE_RECEIPT):
        said = str(drafted(kind, values={FactKey.DECISION: found})["proof"])
        assert "缴纳罚没款" not in said
        assert "申请行政复议" in said


def test_a_service_starts_the_dates_of_the_paper_that_was_served():
    heads = [one["head"] for one in drafted(K.SERVICE_RECEIPT)["proof"] if "head" in one]
    assert heads == [
        "缴纳罚没款：十五日，最后一日2026年10月14日",
        "申请行政复议：六十日，最后一日2026年11月30日",
        "提起行政诉讼：六个月，最后一日2027年3月29日（暂定，节假日安排公布后可能调整）",
    ]


def test_a_service_whose_day_is_not_known_starts_nothing():
    data = drafted(K.SERVICE_RECEIPT, values={FactKey.SERVICE_PROOF: {"way": "direct", "place": "店内"}})
    assert "proof" not in data


def test_a_day_named_by_the_officer_is_said_to_be_so():
    context, file = world.of(K.SUPPLEMENT_NOTICE)
    named = replace(context, step=replace(context.step, calendar=CALENDAR, data={"due_on": "2026-08-12"}))
    said = compose(K.SUPPLEMENT_NOTICE, named, file)["proof"]
    assert said[0] == {"head": "补正材料：最后一日2026年8月12日"}
    assert said[1]["why"] == "本局指定的最后一日，当日补正有效"
    own = drafted(K.SUPPLEMENT_NOTICE)["proof"]
    assert own[0]["head"] == "决定是否立案：十五个工作日，最后一日2026年8月24日"


def test_the_display_says_from_when_until_when_and_why():
    said = drafted(K.PENALTY_DISCLOSURE_NOTICE)["proof"]
    assert said[0] == {"head": "公示期限：三年"}
    assert [one["day"] for one in said[1:]] == [
        "理由",
        "2026年10月30日",
        "公示之日",
        "公示满三年之日",
        "公示满六个月之日",
    ]
    assert "二十个工作日" in said[2]["why"]


def test_a_penalty_that_is_not_shown_says_why():
    found = {"warning": True, "kinds": ["警告"], "decided_on": "2026-09-28"}
    said = drafted(K.PENALTY_DISCLOSURE_NOTICE, values={FactKey.DECISION: found})["proof"]
    assert [one.get("day") for one in said] == [None, "理由"]
    assert "不在国家企业信用信息公示系统公示" in said[1]["why"]


def test_the_range_names_law_branch_arithmetic_and_fine():
    for kind in (K.INVESTIGATION_REPORT, K.DECISION_APPROVAL):
        said = {one["what"]: one for one in drafted(kind)["range_proof"]}
        assert "适用《中华人民共和国商标法》（2019年修正）第六十条第二款" in said["适用的法律"]["text"]
        assert said["法定幅度"]["text"] == "违法经营额8,694元，不足50,000元，可以处250,000元以下罚款。"
        assert said["法定幅度"]["basis"] == "《中华人民共和国商标法》（2019年修正）第六十条第二款"
        assert said["拟处罚款"]["text"] == "17,388元，在法定幅度以内。"


def test_a_changed_range_changes_the_paper(tmp_path):
    rules = copied(tmp_path, "penalties", changed("TM57-3", below_max_fen="1000000"))
    said = {one["what"]: one["text"] for one in drafted(K.DECISION_APPROVAL, rules)["range_proof"]}
    assert said["法定幅度"].endswith("可以处10,000元以下罚款。")
    assert said["拟处罚款"] == "17,388元，不在法定幅度以内。"


def test_no_range_is_argued_while_the_end_of_the_act_is_not_known():
    data = drafted(K.FILING_APPROVAL, values={FactKey.ACT_ENDED: ""})
    assert "range_proof" not in data
    assert "法定幅度" in text_of(
        K.FILING_APPROVAL, drafted(K.FILING_APPROVAL, values={FactKey.ACT_ENDED: "2026-08-10"})
    )


def test_the_public_copy_carries_the_same_table():
    served = drafted(K.PENALTY_DECISION)
    public = compose(K.REDACTED_DECISION, *world.of(K.REDACTED_DECISION))
    assert [one["day"] for one in public["proof"]] == [one["day"] for one in served["proof"]]
    assert public["payment"]["surcharge"] == "百分之三"


@pytest.mark.parametrize("kind", [K.PENALTY_DECISION, K.REDACTED_DECISION])
def test_data_frozen_before_a_figure_was_carried_still_print_without_one(kind):
    data = compose(kind, *world.of(kind))
    data["payment"] = {"how": "到银行缴纳"}
    data["remedies"] = {key: data["remedies"][key] for key in ("reconsideration_body", "court")}
    data.pop("proof")
    text = text_of(kind, data)
    assert "自收到本决定书之日起法定期限内" in text
    assert "百分之" not in text
    assert "期限怎么算" not in text


@pytest.mark.parametrize(
    ("permille", "words"), [(30, "百分之三"), (100, "百分之十"), (25, "千分之二十五"), (5, "千分之五")]
)
def test_shares_in_words(permille, words):
    assert terms.percent(permille) == words


def test_the_leading_article_of_a_basis():
    assert law.leading("《甲法》第二条第一款、第三条；《乙》第七条") == "《甲法》第二条第一款"
    assert (
        law.once("《甲》第二条；《乙》第七条、第八条；《乙》第八条") == "《甲》第二条；《乙》第七条、第八条"
    )


def test_every_line_of_a_proof_names_a_day_or_a_term():
    for kind in (K.COMPLAINT_RECEIPT, K.SERVICE_RECEIPT, K.PENALTY_DECISION, K.PENALTY_DISCLOSURE_NOTICE):
        for one in drafted(kind)["proof"]:
            assert ("head" in one) != ("day" in one and "why" in one)
            assert one.get("counts", "计入") in proof.COUNTS.values()
