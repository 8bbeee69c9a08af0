"""The law commands: English keys, Chinese words, and exit codes 0, 1 and 2."""

import json

import pytest
from click.testing import CliRunner, Result

from casework.cli.law import law


def call(*words: str) -> Result:
    return CliRunner().invoke(law, list(words))


def answer(*words: str) -> dict:
    result = call(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def test_deadline_with_its_proof() -> None:
    found = answer("deadline", "GEN-01", "--start", "2026-09-28")
    assert (found["rule"], found["due_on"], found["warn_on"]) == ("GEN-01", "2026-10-23", "2026-10-23")
    assert (found["length"], found["unit"], found["excluded_days"]) == (15, "working_day", 0)
    assert found["provisional"] is False
    assert {"on", "counts", "why"} <= set(found["steps"][0])
    assert found["confidence"] == "text-seen"


def test_deadline_extended_excluded_and_backward() -> None:
    longer = answer("deadline", "GEN-01", "--start", "2026-09-28", "--extend", "15w")
    assert longer["due_on"] == "2026-11-13"
    twice = ("--exclude", "2026-08-05..2026-08-11", "--exclude", "2026-09-23..2026-10-21")
    stopped = answer("deadline", "GEN-07", "--start", "2026-07-22", *twice)
    assert (stopped["due_on"], stopped["excluded_days"]) == ("2026-11-25", 36)
    month = answer("deadline", "PAD-06", "--start", "2025-08-31", "--extend", "1m")
    assert month["due_on"] == "2025-12-31"
    assert answer("deadline", "HEA-02", "--start", "2026-10-21", "--backward")["due_on"] == "2026-10-12"
    assert (
        answer("deadline", "INT-01", "--start", "2026-04-14", "--on", "2026-04-15")["confidence"]
        == "to-confirm"
    )


def test_deadline_in_words() -> None:
    said = call("deadline", "GEN-07", "--start", "2026-10-23").output.splitlines()
    assert said[0] == "作出处理决定：2027年1月21日（暂定）"
    assert said[-1].startswith("依据：《市场监督管理行政处罚程序规定》第六十四条")


@pytest.mark.parametrize(
    "words",
    [
        ("deadline", "NO-01", "--start", "2026-09-28"),
        ("deadline", "GEN-01", "--start", "2020-01-01"),
        ("deadline", "GEN-06", "--start", "2026-09-28", "--extend", "5w"),
        ("deadline", "GEN-01", "--start", "2026-09-28", "--extend", "16w"),
        ("deadline", "GEN-01", "--start", "2026-09-28", "--exclude", "2026-10-15..2026-10-13"),
        ("fine", "NO", "--act-ended", "2026-07-23", "--decided", "2026-10-16"),
        ("fine", "TM57-3", "--act-ended", "2018-07-23", "--decided", "2026-10-16"),
        ("fine", "TM57-3", "--act-ended", "2026-07-23", "--decided", "2026-10-16", "--turnover", "-1"),
        ("fine", "TM57-3", "--act-ended", "2026-07-23", "--decided", "2026-10-16", "--turnover", "9" * 20),
        ("fine", "TM57-3", "--act-ended", "2026-10-16", "--decided", "2026-07-23"),
        ("surcharge", "--fine", "1.234", "--due", "2026-10-08", "--paid", "2026-10-09"),
        ("hearing", "--party", "legal", "--fine", "abc"),
        ("display", "--channel", "creditchina", "--kinds", "罚款", "--decided", "2026-03-01"),
        ("referral", "NO", "--act-ended", "2026-07-23"),
        ("capital", "-5"),
        ("capital", "1.005"),
    ],
)
def test_what_the_law_refuses_ends_with_one(words) -> None:
    plain = call(*words) if words[0] != "capital" else call("capital", "--", words[1])
    assert plain.exit_code == 1
    assert plain.stderr.strip()
    if words[0] != "capital":
        told = call(*words, "--json")
        assert told.exit_code == 1
        assert json.loads(told.stdout)["error"]


def test_a_refused_extension_names_its_article() -> None:
    told = json.loads(call("deadline", "GEN-06", "--start", "2026-09-28", "--extend", "5w", "--json").stdout)
    assert "第五十七条第二款" in told["basis"]


@pytest.mark.parametrize(
    "words",
    [
        ("deadline", "GEN-01"),
        ("deadline", "GEN-01", "--start", "tomorrow"),
        ("deadline", "GEN-01", "--start", "2026-02-30"),
        ("deadline", "GEN-01", "--start", "2026-09-28", "--extend", "soon"),
        ("deadline", "GEN-01", "--start", "2026-09-28", "--exclude", "now"),
        ("fine", "TM57-3"),
        ("hearing", "--party", "ghost", "--fine", "1"),
        ("check", "passport", "E1"),
        ("nothing",),
    ],
)
def test_wrong_usage_ends_with_two(words) -> None:
    assert call(*words).exit_code == 2


FINE = ("fine", "TM57-3", "--act-ended", "2026-07-23", "--decided", "2026-10-16")


def test_fine_has_every_promised_key() -> None:
    found = answer(*FINE, "--turnover", "8694", "--party", "individual_business")
    promised = "rule valid_from branch fine_min fine_max modal confiscate orders aggravation criminal hearing"
    assert {*promised.split(), "chosen_because", "basis"} <= set(found)
    assert (found["fine_min"], found["fine_max"], found["modal"]) == ("0.00", "250000.00", "may")
    assert set(found["criminal"]) == {"met", "why", "basis"}
    assert found["hearing"]["right"] is True
    assert found["valid_from"] == "2019-11-01"


def test_fine_with_a_proposed_sum_prior_acts_and_an_unknown_figure() -> None:
    small = answer(
        *FINE, "--turnover", "8694", "--fine", "9999.99", "--party", "natural", "--prior", "2025-01-01"
    )
    assert small["hearing"]["right"] is False
    assert small["aggravation"]
    open_end = answer(*FINE)
    assert open_end["fine_max"] is None
    assert [one["fine_max"] for one in open_end["alternatives"]] == ["250000.00", None]
    assert open_end["hearing"]["right"] is None
    said = call(*FINE).output
    assert "不能确定" in said
    moved = answer(
        "fine", "TM57-3", "--act-ended", "2027-01-05", "--decided", "2027-02-01", "--turnover", "1"
    )
    assert moved["rule"] == "TM72-2026"


def test_surcharge_and_hearing() -> None:
    late = answer("surcharge", "--fine", "10000", "--due", "2026-10-08", "--paid", "2026-11-11")
    assert (late["days"], late["surcharge"], late["capped"]) == (34, "10000.00", True)
    less = answer(
        *("surcharge", "--fine", "10000", "--due", "2026-10-08", "--paid", "2026-10-20"),
        *("--exclude", "2026-10-10..2026-10-15"),
    )
    assert less["days"] == 6
    heard = answer(
        "hearing", "--party", "legal", "--fine", "1", "--kinds", "罚款,吊销营业执照", "--on", "2026-10-16"
    )
    assert heard["right"] is True
    assert "吊销营业执照" in heard["why"]
    assert answer("hearing", "--party", "legal", "--fine", "1", "--confiscated", "100000")["right"] is True
    assert "不属于听证范围（待核实）" in call("hearing", "--party", "legal", "--fine", "1").output


def test_display_and_referral() -> None:
    found = answer(
        *("display", "--channel", "gsxt", "--procedure", "ordinary", "--kinds", "罚款,没收非法财物"),
        *("--fine", "17388", "--decided", "2026-10-16", "--published", "2026-10-20"),
    )
    assert (found["published"], found["until"], found["repair_from"]) == (True, "2029-10-20", "2027-04-20")
    assert found["push_by"] is None
    said = call("display", "--channel", "gsxt", "--kinds", "警告", "--decided", "2026-10-16").output
    assert said.startswith("不公示")
    crime = answer("referral", "TM57-3", "--act-ended", "2026-07-23", "--sales", "50000")
    assert (crime["met"], crime["figure"], crime["threshold"]) == (True, "销售金额", "50000.00")
    marks = answer("referral", "TM57-4", "--act-ended", "2026-07-23", "--items", "5000", "--marks", "2")
    assert marks["threshold"] == "5000"
    again = answer(
        "referral", "TM57-3", "--act-ended", "2026-07-23", "--sales", "30000", "--prior", "2025-01-01"
    )
    assert again["met"] is True
    assert call("referral", "TM57-3", "--act-ended", "2026-07-23").output.startswith("不能判断")


def test_check_and_capital() -> None:
    assert answer("check", "uscc", "91341802ma2tx0k98u") == {
        "valid": True,
        "normalised": "91341802MA2TX0K98U",
        "reason": "",
    }
    wrong = call("check", "patent", "ZL201910123456.7", "--json")
    assert wrong.exit_code == 1
    assert "应当是X" in json.loads(wrong.output)["reason"]
    assert call("capital", "17388").output.splitlines()[-1] == "壹万柒仟叁佰捌拾捌元整"
    assert answer("capital", "0.05") == {"capital": "伍分"}


def test_rules_in_force_on_a_day() -> None:
    before, after = (answer("rules", "--on", day)["rules"] for day in ("2026-12-31", "2027-01-01"))
    assert "TM57-3" in {row["id"] for row in before}
    assert "TM57-3" not in {row["id"] for row in after}
    assert "TM72-2026" in {row["id"] for row in after}
    assert all(row["basis"] and row["label"] for row in before)
    assert "有效的规则" in call("rules").output.splitlines()[0]
