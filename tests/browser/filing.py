"""A complaint as its rights holder files it: account, right, wizard, receipt; the clerk's first answer."""

from __future__ import annotations

from tests.browser import paper
from tests.browser.office import Office, Person, zh
from tests.browser.tale import Tale

AGREE = "我已经知道：账号由本人使用，填报的内容应当真实；本局只为办案收集和使用这些信息。"
DECLARED = "我确认以上内容和材料真实，愿意承担提供虚假材料的责任。"


def register(office: Office, tale: Tale) -> Person:
    """Open an account; from then on the person signs in with it."""
    holder = office.newcomer("holder")
    holder.go("/register")
    values = {
        "权利人名称或者姓名": tale.holder,
        "用户名": tale.username,
        "密码": holder.password,
        "再输一遍密码": holder.password,
        AGREE: True,
    }
    holder.fill(values).press("注册").reads("账号已开好，您已经登录。", "还没有提交过投诉")
    holder.username = tale.username
    return holder


def record_right(holder: Person, tale: Tale) -> None:
    """Record the trade mark; digits come full-width and with spaces, as people paste them."""
    right = tale.story.right
    holder.go("/portal").follow("我的权利").follow("登记")
    values = {
        "权利的种类": "注册商标",
        "注册号、专利号或者登记号": " １３０４ １７６ ",
        "权利的名称": right.name,
        "核定使用的类别": "第３３类",
        "有效期自": "2019/8/14",
        "有效期至": "２０２９年８月１３日",
        "权利证书": paper.picture("商标注册证.jpg"),
    }
    holder.fill(values).press("登记").reads(right.number, right.name)


def begin(office: Office, holder: Person, tale: Tale) -> None:
    """The first two pages, then leave; another day the draft is where it was left."""
    holder.go("/portal/complaints/new").press("开始填写")
    us = {
        "您是": "企业或者其他组织",
        "名称或者姓名": tale.holder,
        "法定代表人、负责人或者经营者": "周示例",
        "联系地址": "安徽省宣城市示例路10号",
        "联系人": "林示例",
        "联系电话": "１３９ ００００ １２３４",
    }
    right = tale.story.right
    choice = holder.page.get_by_label(right.number).first
    choice.check()
    holder.fill(us).press("保存并继续")
    them = tale.story.respondent
    spaced = " ".join((them.uscc[:2], them.uscc[2:8], them.uscc[8:])) if them.uscc else ""
    values = {
        "对方是": "个体工商户",
        "对方的名称或者姓名": them.name,
        "对方的统一社会信用代码": spaced,
        "对方的负责人或者经营者": tale.operator,
        "对方的地址": them.address,
    }
    holder.fill(values).press("保存后离开").reads("草稿已保存", tale.shop)
    holder.follow(tale.shop).follow("上一步：被投诉人")
    holder.fill({"对方的电话": "０５６３－５５５２２００"}).press("保存并继续")


def finish(office: Office, holder: Person, tale: Tale) -> None:
    """The act and the evidence; a wrong day is said beside its field and nothing typed is lost."""
    story = tale.story
    values = {
        "对方做了什么": "销售侵犯您商标权的商品",
        "经过": story.complaint_facts,
        "您是哪天发现的": zh(office.day(5)),
        "在哪里发现": ["实体店铺、批发市场"],
        "发生在哪个县市区、乡镇街道": "鳌峰街道" if "鳌峰" in story.place else "西林街道",
        "具体地点": story.place,
        "涉及的商品": story.goods,
        "您知道的金额": "８，６９４",
    }
    holder.fill(values).press("保存并继续", 422).reads("发现日期不能晚于今天")
    assert holder.page.get_by_label("具体地点").input_value() == story.place
    holder.fill({"您是哪天发现的": zh(office.day(-4))}).press("保存并继续")
    files = [paper.picture("店面照片.jpg"), paper.picture("购物小票.jpg")]
    holder.page.locator("input[type=file]").set_input_files(files)  # type: ignore[arg-type]
    holder.press("上传").reads("店面照片.jpg", "购物小票.jpg")
    holder.fill({"您请求本局": ["责令对方停止侵权", "依法给予行政处罚", "就赔偿数额进行调解"]})
    holder.press("保存并继续").reads("核对并提交", tale.shop, "宣州区市场监督管理局")


def submit(office: Office, holder: Person, tale: Tale) -> str:
    """Declare and submit; the receipt says every date that is owed, on the page and on paper."""
    holder.fill({DECLARED: True}).press("提交投诉")
    holder.reads("投诉已收到", "决定是否立案", "第十八条")
    office.case_id = holder.page.url.rpartition("/")[2]
    receipt = [str(line.text_content()) for line in holder.page.locator(".receipt .no").all()]
    office.reference, code = receipt[0].removeprefix("投诉编号"), receipt[1].removeprefix("查询码")
    office.respondent = tale.shop
    # The paper says the longest term in words; the page works that date out too.
    dates = holder.page.locator(".due").filter(has_not_text="延长后的最后一日").locator(".day")
    owed = [str(date.text_content()).split()[0] for date in dates.all()]
    assert len(owed) == 3
    printed = paper.text(holder.paper("下载接收回执"))
    for words in (office.reference, code, *owed):
        assert words in printed, f"{words} not in {printed}"
    return code


def track(office: Office, code: str) -> None:
    """Whoever holds the receipt sees where it stands, and nobody's particulars."""
    anybody = office.newcomer("anybody")
    anybody.go("/track").fill({"投诉编号": office.reference.lower(), "查询码": code}).press("查进度")
    anybody.reads("决定是否立案").never_reads(office.respondent, "示例老窖")


def supplement(office: Office, holder: Person) -> None:
    """The clerk finds it in the queue, asks for one thing, gets it, and starts the check."""
    office.at(1, 9, 10)
    clerk = office["clerk"]
    clerk.queue().reads("示例老窖")
    clerk.step("通知补正材料", {"需要补正的材料": "投诉人的授权委托书"})
    office.at(3, 10, 10)
    holder.go(f"/portal/complaints/{office.case_id}").reads("请您补正", "投诉人的授权委托书")
    holder.follow("提交补正材料")
    values = {"补正说明": "已补交授权委托书。", "补正材料": paper.picture("授权委托书.jpg")}
    holder.fill(values).press("提交补正材料").reads("补正材料已收到")
    office.at(4, 9)
    clerk.step("开始核查")
    clerk.reads("已补交授权委托书", "授权委托书.jpg")
