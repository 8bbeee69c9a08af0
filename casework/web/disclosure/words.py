"""Words of the public pages that depend on what was found, and terms that English needs. Data only."""

from __future__ import annotations

from dataclasses import dataclass

from casework.queries.verification import Verdict


def _(text: str) -> str:
    return text


EXAMPLE = "M43V-4MHX-ATA5"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the check of a paper answers: tone of the notice, short word, title, explanation."""

    tone: str
    short: str
    title: str
    text: str
    comparable: bool = False
    reason: str = _("理由")
    onward: str = _("验证其后的文书")


VERDICTS = {
    Verdict.GENUINE: Answer(
        "green",
        _("有登记"),
        _("这个核验码对应一份本局制作的文书"),
        _("请核对您手中的文书：标题、文号、机关、日期应当与下面一致；再核对文件指纹，确认内容没有改动。"),
        comparable=True,
    ),
    Verdict.MAKING: Answer(
        "amber",
        _("正在制作"),
        _("文书已经登记，文件还在制作"),
        _("登记的标题、文号、机关、日期如下。文件制作完成后，这里会显示文件指纹，请稍后再核对。"),
    ),
    Verdict.VOID: Answer(
        "red",
        _("已作废"),
        _("这份文书已经作废，不能再使用"),
        _("本局曾制作这份文书，后来作废。它不产生法律效力，请以其后制作的文书为准。"),
        reason=_("其后的文书"),
    ),
    Verdict.WITHDRAWN: Answer(
        "red",
        _("已撤回"),
        _("这份公示文本已经撤回，不能再使用"),
        _("本局曾公示这份文本，后来撤回。请不要再转载、引用，也不要据此评价当事人。"),
    ),
    Verdict.SUPERSEDED: Answer(
        "amber",
        _("已更正"),
        _("这份公示文本已被新的文本代替"),
        _("本局更正了公示内容，这份文本不再使用。请在“处罚公示”里查现在的文本。"),
        onward=_("验证现在的公示文本"),
    ),
    Verdict.REPLACED: Answer(
        "amber",
        _("已代替"),
        _("这份文书已被后来的文书更正或者代替"),
        _(
            "这份文书是本局制作的，后来又作了更正或者代替，请与其后的文书一起看。仍可以用文件指纹核对手中的文件。"
        ),
        comparable=True,
        reason=_("其后的文书"),
    ),
    Verdict.EXPIRED: Answer(
        "amber",
        _("公示已结束"),
        _("这份公示文本是真的，公示期已满"),
        _("依照规定，不再公开当事人和处罚内容。仍可以用文件指纹核对手中的文件有没有改动。"),
        comparable=True,
    ),
}
UNKNOWN = Answer(
    "red",
    _("没有登记"),
    _("没有找到这个核验码对应的文书"),
    _("请对照文书再输入一次，注意数字和字母。仍然没有的，这份文书可能不是本局制作，请打12315核实。"),
)


@dataclass(frozen=True, slots=True)
class Ended:
    """Why a decision is no longer shown."""

    short: str
    title: str
    text: str
    basis: str


GONE = {
    "expired": Ended(
        _("公示已结束"),
        _("这件处罚的公示期已满"),
        _("依照规定，不再公开当事人和处罚内容。"),
        "《市场监督管理行政处罚信息公示规定》第十三条",
    ),
    "withdrawn": Ended(
        _("已经撤回"),
        _("这件处罚的公示信息已经撤回"),
        _("公示信息被撤回的，不再公开当事人和处罚内容。请不要再转载、引用已经保存的文本。"),
        "《市场监督管理行政处罚信息公示规定》第十一条",
    ),
}


def grouped(code: str) -> str:
    """Write a code in groups of four, as it is printed."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


# Terms of the rules and names of bureaus, listed so that the catalogue of translations holds them.
TERMS = (
    _("警告"),
    _("通报批评"),
    _("罚款"),
    _("没收违法所得"),
    _("没收非法财物"),
    _("暂扣许可证件"),
    _("降低资质等级"),
    _("吊销许可证件"),
    _("吊销营业执照"),
    _("限制开展生产经营活动"),
    _("责令停产停业"),
    _("责令关闭"),
    _("限制从业"),
    _("宣城市市场监督管理局"),
    _("宣州区市场监督管理局"),
    _("郎溪县市场监督管理局"),
    _("泾县市场监督管理局"),
    _("绩溪县市场监督管理局"),
    _("旌德县市场监督管理局"),
    _("宁国市市场监督管理局"),
    _("广德市市场监督管理局"),
    _("未经许可在同一种商品上使用相同商标"),
    _("在同种商品上使用近似商标，或者在类似商品上使用相同或者近似商标，容易导致混淆"),
    _("销售侵犯注册商标专用权的商品"),
    _("伪造、擅自制造他人注册商标标识或者销售该标识"),
    _("反向假冒（更换他人注册商标后将商品再投入市场）"),
    _("故意为侵犯他人商标专用权提供便利条件，帮助他人实施侵权"),
    _("给注册商标专用权造成其他损害"),
    _("侵犯注册商标专用权"),
    _("必须使用注册商标的商品未注册即销售"),
    _("冒充注册商标使用，或者使用违反第十条规定的未注册商标"),
    _("冒充注册商标使用/使用违反第十条的未注册商标"),
    _("将“驰名商标”字样用于商品、包装、广告等"),
    _("被许可人不标明名称和产地"),
    _("商标代理机构违法（伪造文件、不正当手段、恶意代理）"),
    _("商标代理机构直接责任人员"),
    _("恶意申请商标注册"),
    _("恶意申请商标注册，造成不良影响"),
    _("商标印制单位违反印制管理规定"),
    _("假冒专利"),
    _("违反诚信（非正常专利申请）等"),
    _("专利标识标注不符合规定"),
    _("擅自开展专利代理业务"),
    _("专利代理机构违规"),
    _("混淆行为"),
    _("侵犯商业秘密"),
    _("虚假或引人误解的商业宣传；帮助虚假宣传"),
    _("虚假宣传"),
    _("商业诋毁"),
    _("妨害监督检查"),
    _("侵犯奥林匹克标志专有权"),
    _("侵犯特殊标志（经国务院批准的公益活动标志）"),
    _("侵犯世界博览会标志"),
    _("侵犯作为证明/集体商标注册的地理标志"),
    _("违法使用地理标志产品名称或专用标志"),
)
