"""What the people of a journey know and type: sample SC-02 with its real figures, and a second case.

Names and figures come from the demo's stories; the words for the forms are those of the people.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from casework.demo.stories import SC02
from casework.demo.story import Story


@dataclass(frozen=True, slots=True)
class Tale:
    """A case as its people tell it. Days are working days after the complaint."""

    story: Story
    holder: str
    username: str
    uscc: str
    legal: bool = False

    @property
    def shop(self) -> str:
        return self.story.respondent.name

    @property
    def operator(self) -> str:
        return self.story.respondent.legal_representative


FIRST = Tale(SC02, "安徽示例酒业股份有限公司", "zhou.shili", "")
SECOND = Tale(
    replace(
        SC02,
        key="second",
        respondent=replace(
            SC02.respondent, name="宣州区示例丑烟酒商行", uscc="", legal_representative="丑示例"
        ),
        region="341802001",
        place="宣城市宣州区西林街道示例路8号",
        goods="标注“示例老窖”的白酒12瓶",
        turnover_fen=1_678_800,
        fine_fen=3_357_600,
        confiscated_goods="标注“示例老窖”的白酒12瓶",
        confiscated_goods_fen=1_678_800,
        items=({**SC02.items[0], "quantity": "12"},),
        facts_found="经查，当事人购进标注“示例老窖”注册商标的白酒12瓶，陈列于货架对外销售，每瓶1,399元，违法经营额16,788元。",
        major=("complex",),
    ),
    "安徽示例酒业股份有限公司",
    "chou.shili",
    "",
    legal=True,
)
