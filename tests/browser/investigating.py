"""From the check to the report, as clerk, leader and officers do it on their pages."""

from __future__ import annotations

from tests.browser import paper
from tests.browser.office import Office, zh
from tests.browser.tale import Tale
from workflows import money

SHOWN = "已经出示执法证件，说明来意，告知当事人的权利和义务"


def file_case(office: Office, tale: Tale) -> None:
    """The leader names two officers of two; the complainant is told."""
    office.at(7, 14, 40)
    leader = office["leader"]
    leader.queue()
    values = {
        "核查情况": f"经核查，{tale.story.complaint_facts}违法事实初步成立。",
        "立案条件，逐项确认": [
            "有证据初步证明存在违法行为",
            "依法应当给予行政处罚",
            "属于本部门管辖",
            "在给予行政处罚的法定期限内",
        ],
        "立案理由": "符合立案条件。",
        "主办人员": "江岚",
        "协办人员": "方明远",
        "备注": "同意立案。",
    }
    leader.step("批准立案", values)
    leader.reads("主办 江岚", "协办 方明远")
    office.at(8, 9)
    officer = office["officer1"]
    officer.queue()
    officer.step("告知投诉人处理结果")
    officer.step("开始调查")


def inspect(office: Office, tale: Tale) -> None:
    """The inspection of the shop, recorded as it was seen."""
    day = office.at(9, 11, 10)
    values = {
        "开始时间": f"{zh(day)} 9:30",
        "结束时间": "11:05",
        "检查地点": tale.story.place,
        "在场人姓名": tale.operator,
        "性别": "男",
        "职务": "经营者",
        "与当事人的关系": "本人",
        "联系电话": "１３９ ００００ １２３４",
        "现场情况": f"现场正在经营。货架上陈列{tale.story.goods}。当事人在场，未能当场提供进货票据。",
        "现场提取的证据": "现场照片8张\n营业执照复印件1份",
        "采取的措施": "对涉案物品提请采取扣押措施。",
        "记录人": "方明远",
        SHOWN: True,
    }
    office["officer1"].step("制作现场笔录", values)


def seize(office: Office, tale: Tale) -> None:
    """Proposed by the officer from a pasted table, approved by the leader, carried out, served."""
    officer, leader = office["officer1"], office["leader"]
    columns = ("name", "quantity", "unit", "model", "maker", "batch", "condition", "note")
    table = "\n".join("\t".join(item[column] for column in columns) for item in tale.story.items)
    officer.step(
        "提请扣押",
        {
            "从表格粘贴，一行一项": table,
            "扣押的理由": "有证据证明上述物品是侵犯他人注册商标专用权的物品，为防止转移、销售，拟予扣押。",
            "存放地点": "本局罚没物品仓库",
        },
    )
    office.at(9, 11, 20)
    leader.step("批准扣押", {"备注": "同意扣押。"})
    office.at(9, 11, 30)
    told = ["出示执法身份证件", "当场告知理由、依据以及当事人的权利、救济途径", "听取当事人的陈述和申辩"]
    officer.step("实施扣押", {"现场程序，逐项确认": told})
    officer.case().reads("扣押期限")
    serve(office, "实施行政强制措施决定书")


def serve(office: Office, title: str) -> str:
    """The officer prints the paper, hands it over and records it; what stands on the paper."""
    officer = office["officer1"]
    officer.case()
    printed = paper.text(officer.paper(title))
    officer.step(f"记录送达：{title}", {"与受送达人的关系": "本人"}, button="记录送达")
    return printed


def inquire(office: Office, tale: Tale) -> None:
    """The other officer asks the operator; a row is added on the way, nothing typed is lost."""
    day = office.at(11, 15, 50)
    officer = office["officer2"]
    officer.open_step("制作询问笔录")
    officer.fill({"开始时间": f"{zh(day)} 14:30", "结束时间": "15:40", "询问地点": "本局询问室"})
    for number, line in enumerate(tale.story.questions, 1):
        officer.fill({f"问，第{number}组": line["q"], f"答，第{number}组": line["a"]})
    officer.press("再加一行")
    extra = {
        "问，第5组": "你还有什么要补充说明的？",
        "答，第5组": "以后进货一定查清楚。",
        "性别": "男",
        "被询问人姓名": tale.operator,
        "记录人": "江岚",
        SHOWN: True,
    }
    officer.fill(extra).press("制作询问笔录")
    assert "/proceedings/" not in officer.page.url, officer.words


def log_evidence(office: Office) -> None:
    """Two pieces, each with its digest."""
    day = office.at(12, 9, 40)
    officer = office["officer1"]
    for name, kind, source in (
        ("现场照片.jpg", "视听资料", "现场检查拍摄"),
        ("辨认意见书.jpg", "书证", "权利人出具"),
    ):
        officer.case().follow("登记证据")
        officer.fill(
            {
                "证据文件": paper.picture(name),
                "证据种类": kind,
                "来源": source,
                "取得日期": zh(day),
                "证明的事实": "侵权事实",
            }
        )
        officer.press("登记").reads(name)


def report(office: Office, tale: Tale, *, day: int = 17) -> None:
    """The closing report with the figures of the case; the range stands beside the fine."""
    today = office.at(day, 15)
    office["officer1"].open_step("调查终结")
    story = tale.story
    values = {
        "违法行为": "销售侵犯注册商标专用权的商品",
        "违法行为开始日期": zh(office.day(-40)),
        "违法行为终了日期": zh(min(office.day(9), today)),
        "查明的事实": story.facts_found,
        "违法经营额": money.display(story.turnover_fen or 0).removeprefix("¥"),
        "违法所得": "0",
        "性质和依据": story.nature,
        "裁量理由": story.discretion,
        "责令改正的内容": story.orders,
        "拟处罚款": money.yuan(story.fine_fen),
        "拟没收物品": story.confiscated_goods,
        "拟没收物品的价值": money.yuan(story.confiscated_goods_fen),
    }
    officer = office["officer1"].fill(values)
    if tale.legal:
        officer.fill({"应当法制审核的情形": "案件情况疑难复杂、涉及多个法律关系"})
    officer.press("核对幅度").reads("幅度内")
    officer.press("调查终结")
    assert "/proceedings/" not in officer.page.url, officer.words
