"""What the calculator refuses: beside its field, with reason and article, never with a broken page."""

import re

import pytest

from tests.casework.web import browsing
from tests.casework.web.law.address import MOCK, address

REFUSED = [
    ("term", {"rule": "NOPE-1", "start": "2026-09-28"}, "rule", "NOPE-1"),
    ("term", {"rule": "", "start": "2026-09-28"}, "rule", "请选择事项"),
    ("term", {"rule": "GEN-01", "start": ""}, "start", "请填写起算日"),
    ("term", {"rule": "GEN-01", "start": "2021-07-14"}, "start", "2021年7月15日起施行"),
    ("term", {"rule": "GEN-01", "start": "2026-02-30"}, "start", "没有2026-02-30这一天"),
    ("term", {"rule": "GEN-01", "start": "明天"}, "start", "请按“2026年3月6日”的样子填写日期"),
    ("term", {"rule": "GEN-01", "start": "1066-10-14"}, "start", "日期应当在1900年到2100年之间"),
    ("term", MOCK | {"to1": "2026-10-12"}, "to1", "结束早于开始"),
    ("term", MOCK | {"to1": ""}, "to1", "开始和结束的日期都要填写"),
    (
        "term",
        {"rule": "GEN-06", "start": "2026-09-28"} | {"from1": "2026-10-13", "to1": "2026-10-15"},
        "from1",
        "没有可以不计入的时间（《",
    ),
    ("term", MOCK | {"ext": "16"}, "ext", "延长不得超过15个工作日（《市场监督管理行政处罚程序规定》第十八条"),
    ("term", MOCK | {"ext": "0"}, "ext", "之间的整数"),
    ("term", MOCK | {"ext": "-3"}, "ext", "之间的整数"),
    ("term", MOCK | {"ext": "5", "later": "5"}, "later", "不能再延长（《"),
    ("term", MOCK | {"ext": "5", "ext_on": "2026-11-30"}, "ext", "延长应当在届满前批准"),
    ("term", {"rule": "GEN-06", "start": "2026-09-28", "ext": "5"}, "ext", "依法不能延长（《"),
    ("term", {"rule": "REM-04", "start": "2026-09-28", "back": "1"}, "back", "只有按日计算的期限可以往前数"),
    ("term", MOCK | {"why": "天气不好"}, "why", "没有这种不计入的原因（《"),
    ("term", {"rule": "GEN-03", "start": "2026-09-28", "at": "25:99"}, "at", "请按“14:30”的样子填写时刻"),
    ("fine", {"act": "XX", "ended": "2026-07-23", "party": "legal"}, "act", "XX"),
    (
        "fine",
        {"act": "TM57-3", "ended": "2010-01-01", "decided": "2010-01-01", "party": "legal"},
        "ended",
        "没有适用的规定",
    ),
    (
        "fine",
        {"act": "TM57-3", "ended": "2026-07-23", "decided": "2026-07-22", "party": "legal"},
        "decided",
        "决定日期早于违法行为终了",
    ),
    ("fine", {"act": "TM57-3", "ended": "2026-07-23", "party": "martian"}, "party", "请从列出的选项里选一项"),
    (
        "fine",
        {"act": "TM57-3", "ended": "2026-07-23", "party": "legal", "turnover": "-5"},
        "turnover",
        "金额不能是负数",
    ),
    (
        "fine",
        {"act": "TM57-3", "ended": "2026-07-23", "party": "legal", "gains": "9" * 30},
        "gains",
        "金额过大",
    ),
    (
        "fine",
        {"act": "TM57-3", "ended": "2026-07-23", "party": "legal", "items": "many"},
        "items",
        "请填写整数",
    ),
    ("late", {"fine": "abc", "due": "2026-09-10"}, "fine", "金额只能写数字"),
    ("late", {"fine": "1", "due": "2010-09-10"}, "due", "不适用"),
    (
        "show",
        {"procedure": "ordinary", "kinds": "罚款", "decided": "2026-10-16", "published": "2026-10-01"},
        "published",
        "公示日期早于决定日期",
    ),
    (
        "show",
        {"procedure": "ordinary", "kinds": "批评教育", "decided": "2026-10-16"},
        "kinds",
        "请从列出的选项里选",
    ),
    ("show", {"procedure": "ordinary", "kinds": "罚款", "decided": "2010-10-16"}, "decided", "不适用"),
    ("hearing", {"party": "", "fine": "1"}, "party", "请选择当事人的种类"),
    ("capital", {"amount": "-1"}, "amount", "金额不能是负数"),
]


@pytest.mark.parametrize(("tab", "asked", "field", "words"), REFUSED)
def test_what_cannot_be_answered_is_refused_beside_its_field(
    quick: browsing.Visitor, tab: str, asked: dict[str, str], field: str, words: str
) -> None:
    answer = quick.get(address(tab, **asked))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    beside = re.search(rf'<p class="error" id="{field}-e">(.*?)</p>', page, re.DOTALL)
    assert beside, browsing.text(answer)
    assert words in beside[1]
    assert re.search(rf'<a href="#{field}">[^<]*{re.escape(words)}', page)
    assert 'id="answer"' not in page
    typed = asked[field]
    if typed and 'type="text"' in (re.search(rf'<input id="{field}"[^>]*>', page) or [""])[0]:
        assert f'name="{field}" value="{typed}"' in page
    assert "no-store" in answer.headers["Cache-Control"]


HOSTILE = '"><script>alert(1)</script>{{7*7}}\x00\u202e'


TABS = ("term", "fine", "late", "show", "hearing", "capital")
NAMES = (
    *("q", "rule", "act", "start", "at", "why", "back", "from1", "to1", "ext", "ext_on", "later", "ended"),
    *("decided", "party", "turnover", "gains", "items", "prior1", "fine", "due", "paid", "procedure"),
    *("kinds", "published", "until", "confiscated", "on", "amount"),
)


@pytest.mark.parametrize("tab", [*TABS, HOSTILE])
def test_hostile_words_come_back_as_words(quick: browsing.Visitor, tab: str) -> None:
    for typed in (HOSTILE, "9" * 5000, ""):
        asked = dict.fromkeys(NAMES, typed)
        answer = quick.get(address(tab, **asked))
        page = answer.get_data(as_text=True)
        assert answer.status_code in (200, 400)
        assert "<script>alert" not in page
        assert "alert(1)49" not in page
