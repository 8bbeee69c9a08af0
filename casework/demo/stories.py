"""The demo cases: the ten public samples with names replaced, and a few more so that each queue has work.

Facts and amounts follow the samples; dates are those of the day of the demonstration. SC-05 waits
because a suspected crime is referred, SC-07 because adjudication has its own procedure.
"""

from __future__ import annotations

from casework.demo.story import OwnedRight, Side, Story

_WINE = OwnedRight("trademark", "1304176", "示例老窖", "安徽示例酒业股份有限公司", (33,))
_PAPER = OwnedRight("trademark", "2840045", "示例墨韵", "泾县示例宣纸厂有限公司", (16,))
_OIL = OwnedRight("trademark", "3333018", "示例润", "安徽示例酒业股份有限公司", (4,))
_PATENT = OwnedRight("patent", "ZL201110006009.X", "一种示例原料药的制备方法", "安徽示例酒业股份有限公司")
_PERFUME = OwnedRight("trademark", "7633881", "示例香韵", "安徽示例酒业股份有限公司", (3,))
_SECRET = OwnedRight("trade_secret", "内部登记", "示例客户信息", "泾县示例宣纸厂有限公司")
_SPORT = OwnedRight("trademark", "18715389", "示例吉祥物", "泾县示例宣纸厂有限公司", (9, 28))
_SEED = OwnedRight("plant_variety", "CNA20101085.0", "示例玉609", "泾县示例宣纸厂有限公司")
_BRAND = OwnedRight("trademark", "9129815", "示例佳品", "泾县示例宣纸厂有限公司", (30,))

_MARK = "商标法第五十七条第三项规定的销售侵犯注册商标专用权的商品的行为"
_MILD = (
    "当事人违法经营额不足五万元，在调查中如实陈述、主动配合，五年内没有同类违法记录；"
    "但不能说明商品的合法来源和提供者。综合考虑事实、性质、情节和社会危害程度，在从轻幅度以内处罚。"
)


def _wine(quantity: int, batch: str) -> dict[str, str]:
    return {
        "name": "标注“示例老窖”的白酒",
        "maker": "标注：安徽示例酒业股份有限公司",
        "model": "500毫升/瓶",
        "batch": batch,
        "unit": "瓶",
        "quantity": str(quantity),
        "condition": "完好，未开封",
        "note": "",
    }


def _shop(name: str, uscc: str, operator: str, address: str) -> Side:
    return Side("individual_business", name, uscc, operator, address, "0563-5552200")


def _company(name: str, uscc: str, head: str, address: str) -> Side:
    return Side("legal", name, uscc, head, address, "0563-5553300")


SC02 = Story(
    key="SC-02",
    respondent=_shop("宣州区示例乙食品超市", "92341802MARLCR055F", "陈示例", "宣州区鳌峰街道示例路66号"),
    right=_WINE,
    violation="TM57-3",
    region="341802003",
    place="宣城市宣州区鳌峰街道示例路66号",
    goods="标注“示例老窖”的白酒6瓶",
    complaint_facts="被投诉人在店内货架上陈列、销售标注“示例老窖”注册商标的白酒，经辨认不是权利人生产。",
    until="archive",
    started=46,
    claims=("stop", "penalise", "mediate"),
    turnover_fen=869_400,
    gains_fen=0,
    fine_fen=1_738_800,
    confiscated_goods="标注“示例老窖”的白酒6瓶",
    confiscated_goods_fen=869_400,
    items=(_wine(3, "20250316"), _wine(3, "20250402")),
    facts_found=(
        "经查，当事人的经营者陈示例从原经营者处接手本店，店内存有标注“示例老窖”注册商标的白酒6瓶，"
        "未查验进货凭证，陈列于货架对外销售。\n经商标注册人辨认，上述白酒不是其生产或者授权生产。"
        "按照被侵权商品的市场中间价格计算，3瓶每瓶1,499元、3瓶每瓶1,399元，违法经营额8,694元。"
    ),
    nature=f"当事人的行为属于{_MARK}。",
    discretion=_MILD,
    orders="立即停止销售侵犯注册商标专用权的商品",
    questions=(
        {"q": "现场扣押的6瓶白酒是从哪里来的？", "a": "接手门店时原来的老板留下来的，没有给我进货单子。"},
        {"q": "你是否查验过进货凭证和供货者的资质？", "a": "没有查验。"},
        {"q": "能否提供原经营者的姓名、联系方式？", "a": "转让是口头的，电话已经打不通了，提供不了。"},
    ),
    defence=(
        "涉案白酒是接手门店时原经营者遗留，自己不知道是侵权商品，请求不予罚款。",
        "货值较小，且已停止销售，请求从轻处罚。",
    ),
    answers=(
        (False, "当事人负有查验进货凭证的义务，不能证明合法取得，也不能说明提供者，不符合不罚款的条件。"),
        (True, "当事人配合调查、商品尚未售出属实，裁量时已予考虑。"),
    ),
    damages_fen=1_200_000,
    returned_once=True,
    missing=("投诉人的授权委托书",),
)

SAMPLES: tuple[Story, ...] = (
    SC02,
    Story(
        key="SC-01",
        respondent=_company(
            "宣城市示例甲电子商务有限公司", "91341802MATLCMK1XX", "吴示例", "宣州区示例大道88号"
        ),
        right=_PERFUME,
        violation="UC7-2025",
        region="341802",
        place="宣城市宣州区示例大道88号",
        goods="仿冒包装的香水1155箱",
        complaint_facts="被投诉人委托他人生产与权利人有一定影响的包装、装潢近似的香水包装，准备销售。",
        until="close",
        started=60,
        turnover_fen=17_740_800,
        gains_fen=0,
        fine_fen=30_000_000,
        confiscated_goods="仿冒包装的香水1155箱",
        confiscated_goods_fen=17_740_800,
        items=(
            {
                "name": "仿冒包装的香水",
                "maker": "委托生产",
                "model": "96盒/箱",
                "batch": "",
                "unit": "箱",
                "quantity": "1155",
                "condition": "完好",
                "note": "尚未售出",
            },
        ),
        facts_found=(
            "经查，当事人委托他人生产与权利人有一定影响的商品包装、装潢近似的香水1155箱，每箱96盒，"
            "每盒拟售价1.6元，违法经营额177,408元。上述商品尚未售出，没有违法所得。"
        ),
        nature="当事人的行为属于反不正当竞争法第七条规定的混淆行为。",
        discretion="当事人违法经营额超过五万元，商品尚未流入市场，配合调查，给予一般幅度的处罚。",
        orders="立即停止违法行为",
        major=("complex",),
        defence=("商品没有售出，没有造成实际损害，请求从轻处罚。",),
        answers=((True, "商品尚未售出属实，裁量时已予考虑。"),),
    ),
    Story(
        key="SC-03",
        respondent=_company("广德市示例丙新材料有限公司", "91341882MAWFNF7L14", "郑示例", "广德市示例路9号"),
        right=_PATENT,
        violation="PT68",
        region="341882",
        place="广德市示例路9号",
        goods="伪造的发明专利证书1份",
        complaint_facts="被投诉人在宣传资料中使用伪造的发明专利证书，专利号多一位，证书号少一位。",
        until="archive",
        started=58,
        turnover_fen=None,
        gains_fen=0,
        fine_fen=3_000_000,
        facts_found="经查，当事人伪造发明专利证书并用于产品宣传资料和展会展板，没有违法所得。",
        nature="当事人的行为属于专利法实施细则第一百零一条规定的假冒专利的行为。",
        discretion="当事人主动撤换宣传资料，消除影响，在从轻幅度以内处罚。",
        orders="立即改正并予公告",
        measures=False,
        defence=("已经撤下全部宣传资料，请求从轻处罚。",),
        answers=((True, "主动改正属实，裁量时已予考虑。"),),
        waives=False,
    ),
    Story(
        key="SC-04",
        respondent=Side("natural", "丁示例", "", "", "宣州区示例小区3幢", "0563-5554400"),
        right=_SECRET,
        violation="UC10-2025",
        region="341802001",
        place="宣城市宣州区西林街道示例路12号",
        goods="客户信息资料",
        complaint_facts="被投诉人离职时复制权利人的客户信息，自办公司使用。",
        until="deliver_decision",
        started=36,
        holder="holder2",
        turnover_fen=None,
        gains_fen=0,
        fine_fen=10_000_000,
        facts_found="经查，当事人离职时复制权利人采取保密措施的客户信息，并在自办的公司使用。",
        nature="当事人的行为属于反不正当竞争法第十条规定的侵犯商业秘密的行为。",
        discretion="当事人使用时间较短，已经停止使用并删除资料，按法定幅度的下限处罚。",
        orders="立即停止违法行为",
        measures=False,
        major=("complex",),
        defence=("不知道客户信息属于商业秘密，请求从轻处罚。",),
        answers=((False, "权利人与当事人签有保密协议，当事人应当知道。"),),
    ),
    Story(
        key="SC-05",
        respondent=_company("郎溪县示例戊有限公司", "91341821MAU9CG8Y8J", "钱示例", "郎溪县示例工业园"),
        right=_OIL,
        violation="TM57-3",
        region="341821",
        place="郎溪县示例工业园仓库",
        goods="标注“示例润”的润滑油34桶",
        complaint_facts="被投诉人仓库内存放、销售标注“示例润”注册商标的润滑油，销售金额71,555元。",
        until="log",
        started=20,
        turnover_fen=7_155_500,
        items=(
            {
                "name": "标注“示例润”的润滑油",
                "maker": "",
                "model": "200升/桶",
                "batch": "",
                "unit": "桶",
                "quantity": "34",
                "condition": "完好",
                "note": "",
            },
        ),
    ),
    Story(
        key="SC-06",
        respondent=_company("宁国市示例己商务有限公司", "91341881MAWX9A4U2A", "孙示例", "宁国市示例街6号"),
        right=_WINE,
        violation="TM57-3",
        region="341881",
        place="宁国市示例街6号",
        goods="标注“示例老窖”的白酒48瓶",
        complaint_facts="被投诉人销售侵犯注册商标专用权的白酒，权利人请求就赔偿数额调解，分期支付。",
        until="conclude",
        started=19,
        claims=("stop", "penalise", "mediate"),
        turnover_fen=3_800_000,
        damages_fen=4_000_000,
        items=(_wine(48, "20250611"),),
    ),
    Story(
        key="SC-07",
        respondent=_company("绩溪县示例庚有限公司", "91341824MAWQGYBK22", "李示例", "绩溪县示例路7号"),
        right=_PATENT,
        violation="PT-INF",
        region="341824",
        place="绩溪县示例路7号",
        goods="原料药样品",
        complaint_facts="被投诉人在展会和网站许诺销售落入权利人发明专利保护范围的原料药。",
        until="check",
        started=7,
    ),
    Story(
        key="SC-08",
        respondent=_shop("泾县示例辛种子经营部", "92341823MAWK7QLH5W", "周示例", "泾县示例镇种子街8号"),
        right=_SEED,
        violation="SD77",
        region="341823",
        place="泾县示例镇种子街8号",
        goods="未审定的玉米种子60袋",
        complaint_facts="被投诉人销售应当审定未经审定的玉米种子。",
        until="tell",
        started=12,
        holder="holder2",
    ),
    Story(
        key="SC-09",
        respondent=_company("旌德县示例壬贸易有限公司", "91341825MAUJ7YFU0X", "朱示例", "旌德县示例路5号"),
        right=_SPORT,
        violation="OL12",
        region="341825",
        place="旌德县示例路5号网店发货地",
        goods="印有奥林匹克吉祥物的手机壳350个",
        complaint_facts="被投诉人在网店销售擅自使用奥林匹克吉祥物的手机壳。",
        until="pay",
        started=41,
        holder="holder2",
        turnover_fen=None,
        gains_fen=580_100,
        fine_fen=5_000_000,
        confiscated_gains_fen=580_100,
        facts_found="经查，当事人在网店销售擅自使用奥林匹克标志的手机壳350个，违法所得5,801元。",
        nature="当事人的行为属于奥林匹克标志保护条例第四条规定的侵犯奥林匹克标志专有权的行为。",
        discretion="当事人及时下架商品，配合调查，给予一般幅度的处罚。",
        measures=False,
    ),
    Story(
        key="SC-10",
        respondent=_company(
            "宣城市示例癸知识产权代理有限公司", "91341802MATQKC8M6C", "许示例", "宣州区示例大厦10层"
        ),
        right=_BRAND,
        violation="TM68-AG",
        region="341802",
        place="宣城市宣州区示例大厦10层",
        goods="商标代理业务",
        complaint_facts="被投诉人知道委托人的申请损害他人在先权利，仍然接受委托。",
        until="publish",
        started=44,
        holder="holder2",
        turnover_fen=None,
        gains_fen=0,
        warning=True,
        fine_fen=5_000_000,
        facts_found="经查，当事人知道委托人申请注册的商标损害他人在先权利，仍接受委托代理申请。",
        nature="当事人的行为属于商标法第十九条第三款、第六十八条规定的商标代理机构的违法行为。",
        discretion="当事人首次违法，已经撤回申请，给予一般幅度的处罚。",
        orders="限期改正",
        measures=False,
    ),
)
