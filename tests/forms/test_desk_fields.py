"""What officers' forms read: moments, times, rows typed and pasted, full-width digits."""

import pytest
from werkzeug.datastructures import MultiDict

from forms.desk_fields import MOST_ROWS, DaysField, DeskForm, MomentField, TimeField
from forms.intake_desk import FileCaseForm
from forms.investigation import InquiryForm, InspectionForm, ReportForm
from forms.measures import ProposeMeasureForm
from forms.mediation import AgreementForm
from forms.penalty import AnswerForm, DefenceForm, ReturnForm


class Moments(DeskForm):
    at = MomentField()
    time = TimeField()
    days = DaysField()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026年10月16日 9:30", "2026-10-16T09:30"),
        ("２０２６年１０月１６日　９：３０", "2026-10-16T09:30"),
        ("2026-10-16T09:30", "2026-10-16T09:30"),
        ("2026/10/16 14:05", "2026-10-16T14:05"),
        ("2026年10月16日9时30分", "2026-10-16T09:30"),
        ("2026年10月16日 9点", "2026-10-16T09:00"),
    ],
)
def test_a_moment_is_read_however_it_is_written(typed: str, read: str) -> None:
    form = Moments(MultiDict({"at": typed}))
    assert form.validate()
    assert form.at.data == read
    assert form.at.shown() == f"2026年10月16日 {read[11:]}"


@pytest.mark.parametrize(
    "typed", ["2026年10月16日", "9:30", "明天上午", "2026年2月30日 9:30", "2026-10-16 25:00"]
)
def test_a_moment_that_is_none_says_how_to_write_one(typed: str) -> None:
    form = Moments(MultiDict({"at": typed}))
    assert not form.validate()
    assert form.at.errors
    assert form.at._value() == typed


def test_days_are_read_one_a_line() -> None:
    form = Moments(MultiDict({"days": "2024年3月6日\n\n２０２５－１－２\n"}))
    assert form.validate()
    assert form.days.data == ("2024-03-06", "2025-01-02")


@pytest.mark.parametrize("typed", ["", "x", "-1", "1" * 12, "１"])
def test_a_version_that_is_none_is_none(typed: str) -> None:
    assert Moments(MultiDict({"version": typed})).seen_version is None


def inspection(**typed: str) -> InspectionForm:
    given = {
        "at": "2026年9月25日 9:30",
        "until": "10:40",
        "place": "示例路18号",
        "present_name": "陈示例",
        "situation": "货架有标注“示例甲”的白酒6瓶。",
        "recorder": "江岚",
        "certificate_shown": "1",
    }
    return InspectionForm(MultiDict(given | typed))


def test_an_inspection_gives_what_its_record_reads() -> None:
    form = inspection(evidence_taken="照片4张\n照片4张\n标价签1枚", present_gender="男")
    assert form.validate(), form.errors
    found = form.cleaned()
    assert found["certificate_shown"] is True
    assert found["inspection"]["until"] == "2026-09-25T10:40"
    assert found["inspection"]["present"] == {"name": "陈示例", "gender": "男"}
    assert found["inspection"]["evidence_taken"] == ["照片4张", "标价签1枚"]
    assert "witness" not in found["inspection"]


def test_an_end_before_its_beginning_is_refused() -> None:
    form = inspection(until="9:00")
    assert not form.validate()
    assert form.until.errors == ["结束时间早于开始时间，请核对"]


def items(typed: dict[str, str]) -> ProposeMeasureForm:
    return ProposeMeasureForm(MultiDict({"measure_reasons": "可能转移，应当扣押。"} | typed))


def test_rows_that_are_empty_are_dropped() -> None:
    form = items({"seized_items-0-name": "白酒", "seized_items-0-quantity": "６", "seized_items-3-name": " "})
    assert form.validate(), form.errors
    assert [row["quantity"] for row in form.cleaned()["seized_items"]] == ["6"]


def test_a_row_without_its_quantity_says_which_row() -> None:
    form = items({"seized_items-0-name": "白酒"})
    assert not form.validate()
    assert form.summary() == [("seized_items", "第1行：请填写数量")]


def test_rows_are_taken_from_a_pasted_table() -> None:
    form = items({"seized_items-0-name": "", "seized_items-paste": "白酒\t6\t瓶\t500ml\n红酒，12，瓶\n\n"})
    assert form.validate(), form.errors
    found = form.cleaned()["seized_items"]
    assert [(row["name"], row["quantity"], row["unit"], row["model"]) for row in found] == [
        ("白酒", "6", "瓶", "500ml"),
        ("红酒", "12", "瓶", ""),
    ]


def test_a_comma_inside_a_pasted_cell_stays_there() -> None:
    form = items({"seized_items-0-name": "", "seized_items-paste": "白酒，浓香型\t6\t瓶\t500ml,52度"})
    assert form.validate(), form.errors
    (row,) = form.cleaned()["seized_items"]
    assert (row["name"], row["quantity"], row["unit"], row["model"]) == (
        "白酒，浓香型",
        "6",
        "瓶",
        "500ml,52度",
    )


def test_the_head_of_a_pasted_table_is_no_row() -> None:
    form = items({"seized_items-0-name": ""})
    head = "\t".join(str(cell.label.text) for cell in form.seized_items.rows[0])
    for first in (head, head.rpartition("\t")[0]):
        form = items({"seized_items-0-name": "", "seized_items-paste": f"{first}\n白酒\t6\t瓶"})
        assert form.validate(), form.errors
        assert [row["name"] for row in form.cleaned()["seized_items"]] == ["白酒"]


def test_rows_have_an_upper_bound() -> None:
    form = items({f"seized_items-{n}-name": "白酒" for n in range(500)})
    assert len(form.seized_items.rows) == MOST_ROWS
    form.seized_items.more()
    assert len(form.seized_items.rows) == MOST_ROWS


def test_no_item_at_all_is_refused() -> None:
    form = items({"seized_items-0-name": ""})
    assert not form.validate()
    assert form.seized_items.errors == ["请写明物品的名称和数量"]


def test_questions_keep_their_lines() -> None:
    form = InquiryForm(
        MultiDict(
            {
                "at": "2026年9月28日 14:30",
                "until": "15:20",
                "place": "本局",
                "times": "１",
                "person_name": "陈示例",
                "questions-0-q": "从哪里购进？",
                "questions-0-a": "上门推销的人。\n没有票据。",
                "recorder": "江岚",
                "certificate_shown": "1",
            }
        )
    )
    assert form.validate(), form.errors
    found = form.cleaned()["inquiry"]
    assert found["questions"] == [{"q": "从哪里购进？", "a": "上门推销的人。\n没有票据。"}]
    assert found["times"] == 1


def test_a_choice_that_is_not_on_offer_is_refused() -> None:
    form = FileCaseForm(MultiDict({"lead": "nobody", "assist": "nobody"}))
    assert not form.validate()
    assert form.lead.errors == ["请从列出的选项里选一项"]


def test_defence_lines_are_numbered() -> None:
    form = DefenceForm(MultiDict({"lines": "不知情\n请求从轻"}))
    assert form.validate()
    assert form.cleaned() == {"defence_lines": [{"no": 1, "text": "不知情"}, {"no": 2, "text": "请求从轻"}]}


def test_every_line_asks_for_its_answer() -> None:
    form = AnswerForm(MultiDict({"answers-0-no": "1", "answers-0-adopted": "", "answers-0-reply": "不采纳"}))
    assert not form.validate()
    assert form.answers.errors == ["第1行：请选择是否采纳"]


def test_a_review_that_returns_says_so() -> None:
    form = ReturnForm(
        MultiDict({"text": "证据不足", "items-0-name": "程序是否合法", "items-0-finding": "是"})
    )
    assert form.validate(), form.errors
    opinion = form.cleaned()["review_opinion"]
    assert opinion["result"] == "退回补充调查"
    assert opinion["items"] == [{"name": "程序是否合法", "finding": "是"}]


def test_an_agreement_gives_fen_and_days() -> None:
    form = AgreementForm(
        MultiDict(
            {
                "facts": "销售侵权白酒6瓶。",
                "dispute": "赔偿数额",
                "responsibility": "赔偿",
                "amount_fen": "１２，０００",
                "performances-0-on": "2026年10月15日",
                "performances-0-amount_fen": "12000",
            }
        )
    )
    assert form.validate(), form.errors
    found = form.cleaned()["agreement"]
    assert found["amount_fen"] == 1_200_000
    assert found["performances"] == [{"on": "2026-10-15", "amount_fen": 1_200_000, "how": ""}]


def test_an_act_that_ends_before_it_begins_is_refused() -> None:
    form = ReportForm(MultiDict({"act_from": "2026-3-6", "act_ended": "2026-3-5"}))
    assert not form.validate()
    assert form.act_ended.errors == ["终了日期早于开始日期，请核对"]


def test_evidence_ticked_once_proves_each_fact_that_was_stated() -> None:
    sent = {"facts_found": "经查，销售侵权商品六瓶。", "act_ended": "2026-3-6", "facts_proofs": ["b", "a"]}
    form = ReportForm(MultiDict(sent | {"amounts_proofs": ["a"], "turnover_fen": "1,000"}))
    assert form.cleaned()["proofs"] == {
        "facts_found": ["b", "a"],
        "act_ended": ["b", "a"],
        "turnover_fen": ["a"],
    }
    assert ReportForm(MultiDict({"facts_found": "经查，销售侵权商品六瓶。"})).cleaned()["proofs"] == {}
