"""What the papers of seizure, notice and decision say: terms, amounts, articles, remedies, lists."""

from dataclasses import replace
from datetime import date

import pytest

from casework.services.drafting import course, law, outcome, places
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.draft import compose
from tests.casework.services.drafting import known, world
from workflows.engine import DeadlineView
from workflows.vocabulary import Action, DocumentKind, FactKey

K = DocumentKind


def drafted(kind, **more):
    return compose(kind, *world.of(kind, **more))


def test_a_seizure_lasts_thirty_days_and_never_rolls():
    assert drafted(K.COERCIVE_MEASURE_DECISION)["term"] == {
        "starts_on": "2026-08-17",
        "ends_on": "2026-09-16",
        "days_label": "三十日",
        "longer_label": "三十日",
    }
    context, file = world.of(K.COERCIVE_MEASURE_DECISION)
    clock = DeadlineView(9, known.MEASURES, "COE-01", "running", date(2026, 8, 14), date(2026, 9, 13))
    fresh = replace(context, facts=replace(context.facts, deadlines=(clock,)))
    assert compose(K.COERCIVE_MEASURE_DECISION, fresh, file)["term"]["ends_on"] == "2026-09-13"


def test_a_seizure_names_its_power_and_where_the_goods_are():
    data = drafted(K.COERCIVE_MEASURE_DECISION)
    assert data["measure_basis"] == "《中华人民共和国商标法》第六十二条第一款第四项"
    assert data["kept_at"] == "罚没物品仓库"
    assert data["items"][0]["quantity"] == "6"


def test_goods_stay_at_the_bureau_when_no_place_is_named():
    data = drafted(K.COERCIVE_MEASURE_DECISION, values={FactKey.MEASURE_PLACE: ""})
    assert data["kept_at"] == "宣城市宣州区示例路18号"


def test_an_extension_begins_where_the_first_term_ended():
    data = drafted(K.COERCIVE_MEASURE_EXTENSION)
    assert data["first_decision"]["until"] == "2026-09-16"
    assert data["term"] == {"starts_on": "2026-09-17", "ends_on": "2026-10-16", "days_label": "三十日"}


def test_the_list_belongs_to_the_decision_of_the_same_step():
    parent = drafted(K.INVENTORY_LIST)["parent"]
    decision = next(p for p in world.papers() if p.kind == K.COERCIVE_MEASURE_DECISION)
    assert parent == {"title": decision.title, "number": decision.number}


def test_amounts_are_those_of_the_sample():
    data = drafted(K.PENALTY_DECISION)
    assert (data["fine_fen"], data["turnover_fen"], data["gains_fen"]) == (1738800, 869400, 0)
    assert data["confiscations"] == [
        {"what": "侵犯“示例甲”注册商标专用权的白酒6瓶", "value_fen": 869400, "gains": False}
    ]
    assert data["orders"] == ["立即停止侵权行为"]


def test_a_warning_stands_in_front_of_the_fine():
    warned = known.PENALTY_FOUND | {"warning": True, "kinds": ["警告", "罚款"], "decided_on": "2026-09-28"}
    data = drafted(K.PENALTY_DECISION, values={FactKey.DECISION: warned | {"confiscated_goods": ""}})
    assert data["warning"] is True
    assert data["penalty_text"].startswith("1.警告；\n2.罚款")
    assert "warning" not in drafted(K.PENALTY_DECISION)
    assert drafted(K.DECISION_APPROVAL, values={FactKey.DECISION: warned})["warning"] is True


def test_the_articles_are_of_the_law_at_the_act():
    data = drafted(K.PENALTY_DECISION)
    assert data["violation"]["articles_violated"] == "《中华人民共和国商标法》（2019年修正）第五十七条第三项"
    assert data["violation"]["articles_penalty"] == "《中华人民共和国商标法》（2019年修正）第六十条第二款"


def test_an_unknown_figure_is_left_out_and_nothing_is_not():
    data = drafted(K.PENALTY_NOTICE, values={FactKey.TURNOVER_FEN: None, FactKey.GAINS_FEN: 0})
    assert "turnover_fen" not in data
    assert data["gains_fen"] == 0


def test_the_decided_penalty_goes_before_the_notified_one():
    lighter = known.PENALTY_FOUND | {"fine_fen": 1000000, "decided_on": "2026-09-28"}
    assert drafted(K.PENALTY_DECISION, values={FactKey.DECISION: lighter})["fine_fen"] == 1000000
    assert drafted(K.PENALTY_DECISION, values={FactKey.DECISION: None})["fine_fen"] == 1738800


def test_the_penalty_in_words():
    assert outcome.text({"fine_fen": 3500}) == "罚款人民币叁拾伍元整（¥35.00元）。"
    both = outcome.text(known.PENALTY_FOUND | {"confiscated_gains_fen": 6305293})
    assert both.splitlines() == [
        "1.没收侵犯“示例甲”注册商标专用权的白酒6瓶；",
        "2.没收违法所得人民币陆万叁仟零伍拾贰元玖角叁分（¥63,052.93元）；",
        "3.罚款人民币壹万柒仟叁佰捌拾捌元整（¥17,388.00元）。",
    ]


def test_the_notice_is_cited_with_the_day_it_was_served():
    notice = drafted(K.PENALTY_DECISION)["notice"]
    assert (notice["on"], notice["served_on"]) == ("2026-09-17", "2026-09-18")


def test_each_line_of_the_defence_has_its_answer():
    first, second = drafted(K.PENALTY_DECISION)["statements"]
    assert first == {"text": "不知道是假酒。", "adopted": False, "reply": "未查验进货凭证。"}
    assert second["adopted"] is True


def test_a_hearing_that_was_waived():
    hearing = drafted(K.PENALTY_DECISION)["hearing"]
    assert (hearing["right"], hearing["requested"], hearing["waived"]) == (True, False, True)


def test_the_record_puts_no_word_about_a_hearing_into_a_mouth():
    data = drafted(K.DEFENCE_RECORD, values={FactKey.HEARING_WAIVED: None})
    assert "hearing_waived" not in data
    asked = {FactKey.HEARING_WAIVED: None, FactKey.HEARING_REQUEST: {"by": "陈示例"}}
    assert drafted(K.DEFENCE_RECORD, values=asked)["hearing_waived"] is False


def test_a_defence_is_recorded_at_the_moment_it_came_in():
    data = drafted(K.DEFENCE_RECORD)
    assert data["started_at"] == "2026-09-21T14:00"
    assert data["person"] == {"name": "陈示例", "position": "经营者"}


def test_a_defence_sent_in_is_not_a_hearing_and_is_recorded_by_an_officer():
    data = drafted(K.DEFENCE_RECORD)
    assert (data["means"], data["recorder"]) == ("网上提交", "王执法")
    assert "place" not in data
    context, file = world.of(K.DEFENCE_RECORD)
    heard = [e for e in file.events if e.action == Action.STATE_DEFENCE]
    heard[-1].actor_id, heard[-1].actor_name = 12, "李执法"
    data = compose(K.DEFENCE_RECORD, context, file)
    assert data["recorder"] == "李执法"
    assert "means" not in data


def test_the_same_goods_are_one_figure_in_the_decision():
    two = {
        FactKey.SEIZED_ITEMS: [known.ITEM | {"quantity": "3", "batch": "1"}, known.ITEM | {"quantity": "3"}]
    }
    assert drafted(K.COERCIVE_MEASURE_DECISION, values=two)["items"] == [
        {"name": known.ITEM["name"], "unit": "瓶", "quantity": "6"}
    ]
    vague = {FactKey.SEIZED_ITEMS: [known.ITEM | {"quantity": "若干"}]}
    assert drafted(K.COERCIVE_MEASURE_DECISION, values=vague)["items"][0]["quantity"] == "若干"


def test_a_file_name_is_no_evidence():
    assert drafted(K.PENALTY_NOTICE)["evidence"][-1]["name"] == "商标注册证"


@pytest.mark.parametrize(
    ("short", "said"),
    [
        ("《商标法》（2026修订）第一条", "《中华人民共和国商标法》（2026年修订）第一条"),
        ("《行政强制法》第二十五条", "《中华人民共和国行政强制法》第二十五条"),
        ("《某办法》（2020）第三条", "《某办法》（2020）第三条"),
        ("《商标法》（1993）第三条", "《中华人民共和国商标法》（1993）第三条"),
    ],
)
def test_laws_are_cited_by_their_full_name(short, said):
    assert law.full(short) == said


def test_a_law_is_named_once():
    assert law.together("《甲规定》第十三条；《甲规定》第九条；《乙办法》第七条（待核实）") == (
        "《甲规定》第十三条、第九条和《乙办法》第七条（待核实）"
    )
    assert law.together("内部规定") == "内部规定"


def test_what_is_discussed_is_proposed():
    said = drafted(K.COLLECTIVE_DISCUSSION_RECORD)["summary"]
    assert (
        "拟处理意见：依据《中华人民共和国商标法》（2019年修正）第六十条第二款，责令立即停止侵权行为；没收"
        in said
    )


def test_remedies_are_those_of_the_county():
    assert drafted(K.PENALTY_DECISION)["remedies"] == {
        "reconsideration_body": "宣城市宣州区人民政府",
        "reconsideration_term": "六十日",
        "court": "宣城市宣州区人民法院",
        "suit_term": "六个月",
    }


def test_every_bureau_of_the_city_has_its_remedies():
    regions = ["341800", "341802", "341821", "341823", "341824", "341825", "341881", "341882"]
    assert all(places.remedy_body(region, date(2026, 9, 28))["court"] for region in regions)


def test_a_bureau_without_remedies_makes_no_decision():
    with pytest.raises(LookupError, match="复议机关"):
        places.remedy_body("110000", date(2026, 9, 28))


def test_a_fine_is_due_in_fifteen_days():
    assert drafted(K.PENALTY_DECISION)["payment"]["days_label"] == "十五日"


def test_what_is_shown_has_a_term_and_no_last_day_before_it_is_published():
    shown = drafted(K.PENALTY_DISCLOSURE_NOTICE)["display"]
    assert (shown["published"], shown["term"], shown["repair_term"]) == (True, "三年", "六个月")
    assert "until" not in shown
    approved = drafted(K.DISCLOSURE_APPROVAL)["display"]
    assert approved["until"] == "2029-10-10"


def test_evidence_begins_with_our_own_records():
    listed = drafted(K.PENALTY_NOTICE)["evidence"]
    assert [one["no"] for one in listed] == [1, 2, 3, 4, 5]
    assert listed[0] == {"no": 1, "name": "现场笔录1份", "source": "2026年8月17日制作"}
    assert listed[-1]["source"] == "投诉人提交，2026年8月3日取得"
    assert "sha256" not in listed[-1]
    assert drafted(K.INVESTIGATION_REPORT)["evidence"][-1]["sha256"] == "a" * 64


def test_measures_are_cited_with_their_number_and_last_day():
    assert drafted(K.INVESTIGATION_REPORT)["measures"] == [
        {"measure": "扣押", "number": "宣州市监〔2026〕7号", "on": "2026-08-17", "until": "2026-09-16"}
    ]


def test_the_course_tells_the_days_and_nothing_of_the_mediation():
    context, file = world.of(K.INVESTIGATION_REPORT)
    told = course.course(context, file, hidden=False)
    assert "2026年8月14日，批准立案（宣州市监〔2026〕4号）。" in told
    assert "2026年8月17日，制作现场笔录、批准扣押、实施扣押（宣州市监〔2026〕7号）。" in told
    assert "同意调解" not in told
    assert known.HOLDER in told
    assert known.HOLDER not in course.course(context, file, hidden=True)


def test_a_case_without_complaint_was_found_by_the_office():
    context, _ = world.of(K.INVESTIGATION_REPORT)
    assert "本局在监督检查中发现当事人涉嫌" in course.source(context, CaseFile(), hidden=False)


def test_nature_and_discretion_are_both_in_the_report():
    assert drafted(K.INVESTIGATION_REPORT)["discretion"].splitlines() == [
        "属于销售侵犯注册商标专用权的商品。",
        "违法经营额不足五万元，商品尚未售出。",
    ]


def test_the_review_form_says_which_review_it_is():
    assert drafted(K.LEGAL_REVIEW_FORM)["review_kind"] == "案件审核"


def test_the_approval_of_a_decision_collects_all_opinions():
    opinions = drafted(K.DECISION_APPROVAL)["opinions"]
    assert [one["name"] for one in opinions] == ["王执法", "吴科长", "何审核", "郑局长", "王执法"]
    assert opinions[0]["text"] == "事实清楚，拟按上述意见处理。"
    assert opinions[2]["text"] == "事实清楚，程序合法。"


def test_the_host_of_a_discussion_has_a_position():
    data = drafted(K.COLLECTIVE_DISCUSSION_RECORD)
    assert data["host"] == {"name": "郑局长", "position": "局长"}
    assert data["reporter"] == "王执法"
