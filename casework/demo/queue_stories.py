"""More demo cases, one or two waiting in each queue of the home bureau and a few elsewhere. All invented."""

from __future__ import annotations

from dataclasses import replace

from casework.demo.stories import SC02
from casework.demo.story import OwnedRight, Side, Story

_INK = OwnedRight("trademark", "18971834", "示例徽墨", "泾县示例宣纸厂有限公司", (16,))


def _like(key: str, name: str, uscc: str, until: str, started: int, **other: object) -> Story:
    """A case like SC-02 with another shop, another day and another end."""
    respondent = Side("individual_business", name, uscc, "何示例", "宣州区示例街道18号", "0563-5552288")
    base = replace(
        SC02,
        key=key,
        respondent=respondent,
        until=until,
        started=started,
        claims=("stop", "penalise"),
        returned_once=False,
        missing=(),
        place="宣城市宣州区示例街道18号",
        region="341802001",
    )
    return replace(base, **other)  # type: ignore[arg-type]


QUEUES: tuple[Story, ...] = (
    _like("Q-01", "宣州区示例酒业商行", "", "submit", 1),
    _like("Q-02", "宣州区示例烟酒店", "", "submit", 3),
    _like("Q-03", "宣州区示例便民超市", "", "ask", 4, missing=("商标注册证复印件",)),
    _like("Q-04", "宣州区示例家居生活馆", "", "check", 13),
    _like("Q-05", "宣州区示例数码店", "", "check", 6),
    _like("Q-06", "宣州区示例服饰店", "", "seize", 12),
    _like("Q-07", "宣州区示例副食经营部", "", "report", 18),
    _like("Q-08", "宣州区示例土特产店", "", "to_review", 20),
    _like("Q-09", "宣州区示例茶叶行", "", "to_review", 21, major=("complex",)),
    _like("Q-10", "宣州区示例百货商店", "", "agree", 21),
    _like("Q-11", "宣州区示例粮油店", "", "deliver_notice", 24),
    _like("Q-12", "宣州区示例礼品店", "", "answer", 27),
    _like("Q-13", "宣州区示例生活超市", "", "clear", 30),
    _like("Q-14", "宣州区示例调味品店", "", "decide", 33),
    _like("Q-15", "宣州区示例饮品批发部", "", "prepare", 37),
    _like("Q-16", "宣州区示例干货店", "", "publish", 38),
    _like("Q-17", "宣州区示例美食城", "", "pay", 41),
    _like(
        "Q-18",
        "宣州区示例副食店",
        "",
        "refuse_mediation",
        14,
        claims=("stop", "penalise", "mediate"),
        mediation_ends="refused",
    ),
    _like(
        "Q-19",
        "绩溪县示例文房用品店",
        "",
        "archive",
        48,
        right=_INK,
        holder="holder2",
        region="341824",
        place="绩溪县华阳镇示例路3号",
        goods="标注“示例徽墨”的墨锭12盒",
        complaint_facts="被投诉人销售标注“示例徽墨”注册商标的墨锭，经辨认不是权利人生产。",
        turnover_fen=430_000,
        fine_fen=860_000,
        confiscated_goods="标注“示例徽墨”的墨锭12盒",
        confiscated_goods_fen=430_000,
        items=(
            {
                "name": "标注“示例徽墨”的墨锭",
                "maker": "",
                "model": "二两装",
                "batch": "",
                "unit": "盒",
                "quantity": "12",
                "condition": "完好",
                "note": "",
            },
        ),
        facts_found="经查，当事人从外地购进标注“示例徽墨”的墨锭12盒并销售，违法经营额4,300元。",
        waives=False,
    ),
    _like("Q-20", "泾县示例宣纸专卖店", "", "refuse_filing", 15, region="341823", place="泾县泾川镇示例路"),
)
