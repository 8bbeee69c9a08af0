"""What the papers of the intake say: every date owed, claims, officers, opinions."""

from dataclasses import replace

import pytest

from casework.services.drafting import terms
from casework.services.drafting.draft import compose
from tests.casework.services.drafting import world
from workflows.vocabulary import Action, DocumentKind, State

K = DocumentKind


def drafted(kind, **more):
    return compose(kind, *world.of(kind, **more))


def at_state(kind, action, state):
    context, file = world.of(kind)
    here = replace(context.facts.proceeding, state=state)
    step = replace(context.step, action=action)
    return compose(kind, replace(context, facts=replace(context.facts, proceeding=here), step=step), file)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (5, "五"),
        (10, "十"),
        (15, "十五"),
        (60, "六十"),
        (99, "九十九"),
        (105, "一百零五"),
        (120, "一百二十"),
    ],
)
def test_numbers_are_written_as_the_law_writes_them(number, words):
    assert terms.han(number) == words


@pytest.mark.parametrize(
    ("length", "unit", "words"),
    [
        (5, "working_day", "五个工作日"),
        (2, "year", "两年"),
        (6, "month", "六个月"),
        (30, "calendar_day", "三十日"),
        (24, "hour", "二十四小时"),
    ],
)
def test_terms_in_words(length, unit, words):
    assert terms.length(length, unit) == words


def test_the_receipt_lists_every_date_the_office_owes():
    steps = drafted(K.COMPLAINT_RECEIPT)["next_steps"]
    assert [(one["label"], one["due_on"]) for one in steps] == [
        ("决定是否立案", "2026-08-24"),
        ("告知举报人是否立案", "2026-08-31"),
        ("作出处理决定", "2026-11-23"),
    ]
    assert all("《" in one["basis"] for one in steps)
    assert "十五个工作日" in steps[0]["note"]
    assert "按决定是否立案的最后日期推算" in steps[2]["note"]


def test_a_rule_whose_text_was_not_read_says_so():
    assert drafted(K.COMPLAINT_RECEIPT)["next_steps"][1]["basis"].endswith("（待核实）")


def test_a_provisional_date_says_so():
    assert "节假日安排公布后可能调整" in drafted(K.COMPLAINT_RECEIPT)["next_steps"][0]["note"]


def test_an_anonymous_complainant_is_owed_no_answer():
    context, file = world.of(K.COMPLAINT_RECEIPT)
    anonymous = replace(context, facts=replace(context.facts, named_complainant=False))
    labels = [one["label"] for one in compose(K.COMPLAINT_RECEIPT, anonymous, file)["next_steps"]]
    assert labels == ["决定是否立案", "作出处理决定"]


def test_the_first_date_is_counted_from_today_while_no_clock_runs():
    context, file = world.of(K.COMPLAINT_RECEIPT)
    fresh = replace(context, facts=replace(context.facts, deadlines=()))
    assert compose(K.COMPLAINT_RECEIPT, fresh, file)["next_steps"][0]["due_on"] == "2026-08-24"


def test_the_receipt_lists_what_was_handed_in_with_digests():
    materials = drafted(K.COMPLAINT_RECEIPT)["materials"]
    assert [one["no"] for one in materials] == [1, 2]
    assert materials[1] == {"no": 2, "name": "商标注册证.pdf", "sha256": "a" * 64}


def test_the_receipt_says_where_to_look_the_case_up():
    data = drafted(K.COMPLAINT_RECEIPT)
    assert (data["query_code"], data["query_url"]) == ("482915", "https://ip.example.gov.cn/track")


def test_the_complaint_prints_claims_in_words():
    data = drafted(K.IP_COMPLAINT_FORM)
    assert data["claims"] == ["对侵权行为依法给予行政处罚", "就侵权赔偿数额进行调解"]
    assert data["mediation_wanted"] is True
    assert data["submitted_at"] == "2026-08-03T10:00"


def test_material_is_to_be_supplied_by_the_day_the_form_names():
    context, file = world.of(K.SUPPLEMENT_NOTICE)
    named = replace(context, step=replace(context.step, data={"due_on": "2026-08-12"}))
    assert compose(K.SUPPLEMENT_NOTICE, named, file)["due_on"] == "2026-08-12"
    assert compose(K.SUPPLEMENT_NOTICE, context, file)["due_on"] == "2026-08-24"


def test_filing_names_the_officers_the_leader_names():
    context, file = world.of(K.FILING_APPROVAL)
    named = [{"account_id": 11, "name": "王执法", "certificate": "1", "bureau": "341802"}]
    fresh = replace(
        context,
        facts=replace(context.facts, officers=()),
        step=replace(context.step, data={"officers": named}),
    )
    assert compose(K.FILING_APPROVAL, fresh, file)["officers"] == [{"name": "王执法", "certificate": "1"}]


def test_a_refusal_names_who_checked():
    context, file = world.of(K.FILING_APPROVAL)
    step = replace(context.step, action=Action.REFUSE_FILING)
    fresh = replace(context, facts=replace(context.facts, officers=()), step=step)
    data = compose(K.FILING_APPROVAL, fresh, file)
    assert data["filing_result"] == "不予立案"
    assert data["officers"] == [{"name": "王执法", "certificate": "12180210021"}]


def test_the_officers_propose_and_the_leader_decides():
    first, last = drafted(K.FILING_APPROVAL)["opinions"]
    assert first == {"role": "承办人意见", "text": "违法事实初步成立，建议立案。", "name": "", "on": ""}
    assert (last["role"], last["text"], last["on"]) == ("机关负责人意见", "同意立案。", "2026-08-14")


def test_a_note_is_the_opinion():
    assert drafted(K.FILING_APPROVAL, note="同意立案。")["opinions"][-1]["text"] == "同意立案。"


@pytest.mark.parametrize(
    ("state", "action", "reason"),
    [
        (State.NOT_FILED, Action.NOTIFY_COMPLAINANT, "违法事实初步成立。"),
        (State.TOLD_WHERE_TO_GO, Action.TELL_WHERE_TO_GO, None),
    ],
)
def test_the_result_of_a_complaint_that_was_not_filed(state, action, reason):
    data = at_state(K.REPORT_RESULT_NOTICE, action, state)
    assert (data["result"], data.get("reason")) == (state.label, reason)
    assert "filed_on" not in data


def test_the_result_of_a_filed_complaint():
    data = drafted(K.REPORT_RESULT_NOTICE)
    assert (data["result"], data["filed_on"]) == ("已立案", "2026-08-14")
