"""More demo cases, one or two waiting in each queue of the home bureau and a few elsewhere. All invented."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casework.demo.codes import credit_code
from casework.demo.stories import SC02
from casework.demo.story import OwnedRight, Side, Story
from workflows.money import grouped


@dataclass(frozen=True, slots=True)
class Ware:
    """What a shop sells under somebody's mark. `price_fen` is the market price of one piece."""

    mark: OwnedRight
    holder: str
    noun: str
    unit: str
    model: str
    price_fen: int


_WINE = Ware(SC02.right, "holder", "白酒", "瓶", "500毫升/瓶", 129_900)
_TEA = Ware(
    OwnedRight("trademark", "13054625", "示例云雾", "安徽示例酒业股份有限公司", (30,)),
    "holder",
    "茶叶",
    "罐",
    "250克/罐",
    36_800,
)
_PAPER = Ware(
    OwnedRight("trademark", "2840045", "示例墨韵", "泾县示例宣纸厂有限公司", (16,)),
    "holder2",
    "四尺书画纸",
    "刀",
    "100张/刀",
    25_000,
)
_INK = Ware(
    OwnedRight("trademark", "18971834", "示例徽墨", "泾县示例宣纸厂有限公司", (16,)),
    "holder2",
    "墨锭",
    "盒",
    "二两装",
    35_800,
)
_STREETS = (
    ("341802001", "西林街道示例路18号"),
    ("341802002", "澄江街道示例巷7号"),
    ("341802003", "鳌峰街道示例路102号"),
    ("341802004", "济川街道示例市场B区12号"),
    ("341802005", "敬亭山街道示例村口"),
)
_OPERATORS = ("何示例", "沈示例", "姚示例", "邵示例", "贾示例", "夏示例", "蔡示例")


def _shop(
    serial: int,
    name: str,
    until: str,
    started: int,
    *,
    ware: Ware = _WINE,
    quantity: int = 6,
    **other: object,
) -> Story:
    """A shop that sells infringing goods: its own name, street, goods and amounts."""
    region, street = _STREETS[serial % len(_STREETS)]
    region = str(other.pop("region", region))
    place = str(other.pop("place", f"宣城市宣州区{street}"))
    operator = _OPERATORS[serial % len(_OPERATORS)]
    story = replace(
        _about(ware, quantity),
        key=f"Q-{serial:02d}",
        respondent=Side(
            "individual_business", name, credit_code(region, 2600 + serial), operator, place, "0563-5552288"
        ),
        region=region,
        place=place,
        until=until,
        started=started,
        fine_fen=ware.price_fen * quantity * (15 + serial % 6) // 10,
    )
    return replace(story, **other)  # type: ignore[arg-type]


def _about(ware: Ware, quantity: int) -> Story:
    """A case about so many pieces of this ware, whoever sells them."""
    goods = f"标注“{ware.mark.name}”的{ware.noun}{quantity}{ware.unit}"
    worth = ware.price_fen * quantity
    return replace(
        SC02,
        right=ware.mark,
        holder=ware.holder,
        goods=goods,
        complaint_facts=f"被投诉人在店内销售标注“{ware.mark.name}”注册商标的{ware.noun}，经辨认不是权利人生产。",
        claims=("stop", "penalise"),
        returned_once=False,
        missing=(),
        turnover_fen=worth,
        confiscated_goods=goods,
        confiscated_goods_fen=worth,
        items=(_item(ware, quantity),),
        facts_found=(
            f"经查，当事人从流动商贩处购进{goods}，未索取进货票据，陈列于店内销售。\n"
            f"经商标注册人辨认，上述商品不是其生产或者授权生产。按照被侵权商品的市场中间价格"
            f"每{ware.unit}{grouped(ware.price_fen)}元计算，违法经营额{grouped(worth)}元。"
        ),
        questions=(
            {"q": f"店里的{goods}是从哪里来的？", "a": "从一个送货上门的人那里买的，没有留票据。"},
            {"q": "你是否查验过供货者的资质？", "a": "没有查验。"},
            {"q": "已经卖出多少？", "a": "还没有卖出去。"},
        ),
        defence=("第一次遇到这种情况，不懂法律规定，请求从轻处罚。",),
        answers=((True, "当事人配合调查、商品尚未售出属实，裁量时已予考虑。"),),
    )


def _item(ware: Ware, quantity: int) -> dict[str, str]:
    return {
        "name": f"标注“{ware.mark.name}”的{ware.noun}",
        "maker": f"标注：{ware.mark.holder_name}",
        "model": ware.model,
        "batch": "",
        "unit": ware.unit,
        "quantity": str(quantity),
        "condition": "完好",
        "note": "",
    }


QUEUES: tuple[Story, ...] = (
    _shop(1, "宣州区示例酒业商行", "submit", 1, quantity=4),
    _shop(2, "宣州区示例茶庄", "submit", 3, ware=_TEA, quantity=15),
    _shop(3, "宣州区示例便民超市", "ask", 4, missing=("商标注册证复印件",)),
    _shop(4, "宣州区示例文具店", "check", 13, ware=_PAPER, quantity=20),
    _shop(5, "宣州区示例烟酒店", "check", 6, quantity=9),
    _shop(6, "宣州区示例书画院门市部", "seize", 12, ware=_INK, quantity=30),
    _shop(7, "宣州区示例副食经营部", "report", 18, quantity=5),
    _shop(8, "宣州区示例土特产店", "to_review", 20, ware=_TEA, quantity=24),
    _shop(9, "宣州区示例茶叶行", "to_review", 21, ware=_TEA, quantity=40, major=("complex",)),
    _shop(10, "宣州区示例百货商店", "agree", 21, quantity=7),
    _shop(11, "宣州区示例粮油店", "deliver_notice", 24, quantity=8),
    _shop(12, "宣州区示例礼品店", "answer", 27, ware=_PAPER, quantity=36),
    _shop(13, "宣州区示例生活超市", "clear", 30, quantity=6),
    _shop(14, "宣州区示例调味品店", "decide", 33, quantity=5),
    _shop(15, "宣州区示例饮品批发部", "prepare", 37, quantity=11),
    _shop(16, "宣州区示例文房四宝店", "publish", 38, ware=_INK, quantity=18),
    _shop(17, "宣州区示例美食城", "pay", 41, quantity=3, waives=False),
    _shop(
        18,
        "宣州区示例副食店",
        "refuse_mediation",
        14,
        quantity=10,
        claims=("stop", "penalise", "mediate"),
        mediation_ends="refused",
    ),
    _shop(
        19,
        "绩溪县示例文房用品店",
        "archive",
        48,
        ware=_INK,
        quantity=12,
        region="341824",
        place="绩溪县华阳镇示例路3号",
        waives=False,
    ),
    _shop(
        20,
        "泾县示例宣纸专卖店",
        "refuse_filing",
        15,
        ware=_PAPER,
        quantity=50,
        region="341823",
        place="泾县泾川镇示例路21号",
    ),
)
