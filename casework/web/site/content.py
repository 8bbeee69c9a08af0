"""The words of home and guide: which way for which right, what to bring, what happens.

Terms are named by the id of their rule and written by the rulebook, so that no number stands here.
"""

from __future__ import annotations

from dataclasses import dataclass


def _(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Route:
    """What happened, where to go with it, when an answer is due, what can come of it, and the articles."""

    situation: str
    way: str
    address: str
    rule: str
    elsewhere: str
    outcome: str
    basis: str


COMPLAIN = "/portal/complaints/new"

ROUTES = (
    Route(
        _("注册商标专用权被侵犯"),
        _("投诉，由本局查处"),
        COMPLAIN,
        "GEN-01",
        "",
        _("责令停止、没收侵权商品、可以罚款；赔偿可请求调解"),
        _("商标法第六十条；程序规定第十八条"),
    ),
    Route(
        _("专利权被侵犯"),
        _("请求行政裁决"),
        "",
        "PAD-01",
        "",
        _("责令立即停止侵权；不罚款"),
        _("专利法第六十五条；国家知识产权局令第81号"),
    ),
    Route(
        _("假冒专利"),
        _("举报，由本局查处"),
        COMPLAIN,
        "GEN-01",
        "",
        _("责令改正并予公告、没收违法所得、可以罚款"),
        _("专利法第六十八条"),
    ),
    Route(
        _("商业秘密、仿冒混淆、商业诋毁"),
        _("投诉，由本局查处"),
        COMPLAIN,
        "GEN-01",
        "",
        _("责令停止、没收、罚款"),
        _("反不正当竞争法第二十三条、第二十六条、第二十八条"),
    ),
    Route(
        _("作品、软件被盗版"),
        _("宣城市文化和旅游局"),
        "",
        "",
        _("由该局告知"),
        _("同时损害公共利益的，可以行政处罚"),
        _("著作权法第五十三条"),
    ),
    Route(
        _("植物新品种权被侵犯"),
        _("农业农村局、林业局"),
        "",
        "",
        _("由该局告知"),
        _("责令停止、没收、罚款"),
        _("种子法第七十二条"),
    ),
)


@dataclass(frozen=True, slots=True)
class Preparation:
    """One thing to bring and why."""

    what: str
    why: str


PREPARATIONS = (
    Preparation(
        _("权利证明"),
        _("商标注册证、专利证书或者登记簿副本。注册号、专利号填写后自动核对写法，有效期以国家登记为准。"),
    ),
    Preparation(
        _("身份证明"),
        _("营业执照或者身份证件。代理人办理的，另备授权委托书，写明委托事项和权限。"),
    ),
    Preparation(
        _("被投诉人的线索"),
        _("名称、地址、网店链接或者直播间账号。不清楚全称也可以投诉，写上招牌和位置。"),
    ),
    Preparation(
        _("侵权的证据"),
        _(
            "商品照片、网页截图、购买凭证、聊天记录。每份文件收到时计算指纹，印在回执上，以后任何改动都能被发现。"
        ),
    ),
    Preparation(
        _("您的请求"),
        _("可以请求查处，也可以同时请求就赔偿数额调解。行政处罚不判给您赔偿。"),
    ),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a case as a rights holder meets it; `rules` are the clocks that run in it."""

    title: str
    text: str
    rules: tuple[str, ...] = ()


STAGES = (
    Stage(
        _("提交投诉"),
        _("在网上填写，中途离开自动保存。提交后当场给编号和接收回执，写明本局要在哪些日期以前答复。"),
    ),
    Stage(
        _("核查，决定是否立案"),
        _("材料缺少的，一次告诉您缺什么。核查后决定立案或者不予立案，书面告诉您结果和理由。"),
        ("GEN-01", "INT-03"),
    ),
    Stage(
        _("调查取证"),
        _(
            "执法人员出示证件，现场检查、询问、抽样，必要时查封、扣押。可能请您辨认商品真伪，辨认的时间不计入期限。"
        ),
        ("COE-01", "GEN-07"),
    ),
    Stage(
        _("审核与告知"),
        _(
            "没有参加调查的人员审核。拟处罚的，先告知对方事实、理由和依据，听取陈述、申辩；符合条件的，可以要求听证。"
        ),
        ("GEN-05", "GEN-06"),
    ),
    Stage(
        _("决定与送达"),
        _("由负责人决定；复杂、重大的集体讨论。决定书盖章、编号，可以扫码验证，按期送达。"),
        ("GEN-08", "ENF-01"),
    ),
    Stage(
        _("公示与报送"),
        _("处罚决定去掉个人信息后公示，同时报送信用系统。公示期满自动停止显示。"),
        ("DIS-01", "DIS-07", "DIS-05", "DIS-06"),
    ),
    Stage(
        _("不服怎么办"),
        _(
            "对不予立案、处罚决定不服的，可以申请行政复议或者提起行政诉讼。文书末尾写明向谁提、最后一日是哪天。"
        ),
        ("REM-01", "REM-04"),
    ),
)

# Words of the rules named above, listed so that the catalogue of translations holds them.
RULE_WORDS = (
    _("决定是否立案"),
    _("收到材料或者发现线索"),
    _("本局负责人"),
    _("告知举报人是否立案"),
    _("作出是否立案的决定"),
    _("查封扣押期限"),
    _("实施查封、扣押"),
    _("作出处理决定"),
    _("立案"),
    _("完成案件审核"),
    _("收到审核材料"),
    _("陈述申辩、要求听证"),
    _("行政处罚告知书送达"),
    _("送达行政处罚决定书"),
    _("作出行政处罚决定"),
    _("缴纳罚没款"),
    _("当事人收到行政处罚决定书"),
    _("公示处罚信息"),
    _("双公示报送公示"),
    _("公示期（三个月）"),
    _("公示"),
    _("公示期（三年）"),
    _("申请行政复议"),
    _("知道行政行为"),
    _("提起行政诉讼"),
    _("知道或者应当知道行政行为"),
)
