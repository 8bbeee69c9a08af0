"""Names of people: how they are masked, where a known one stands, where an unknown one is likely.

Works on folded text. The surname list holds common surnames only, without those that begin everyday
words; who is known to the case is masked by name and does not depend on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖"
    "田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付"
    "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
    "康葛章洪俞鲁柯庞耿翟仇欧阮凌骆裴聂焦詹桂舒"
)
_COMPOUND = "欧阳|司马|诸葛|上官|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|夏侯|端木|独孤|南宫"
_ROLES = (
    "证人|见证人|在场人|员工|店员|营业员|销售员|业务员|仓管员|仓库管理员|采购员|收银员"
    "|会计|出纳|消费者|顾客|购买者|买家|举报人|投诉人|举报者"
    "|知情人|邻居|联系人|收货人|收件人|寄件人|司机|姓名|户名|持卡人|房东|介绍人|中间人|购货人|报案人|检举人|网民"
)
_AFTER = (
    "称说述陈证反的在于向到签处等从将把与和及以通表提购买是为系均也对确承认介联身电手住举投报本"
    "([【、,。;:!? \n)]】"
)
_NAMED = re.compile(
    rf"(?:{_ROLES})(?:名叫|叫|为|是|系|:| )*"
    rf"((?:{_COMPOUND}|[{_SURNAMES}])[\u4e00-\u9fff](?=[{re.escape(_AFTER)}]|$)"
    rf"|(?:{_COMPOUND}|[{_SURNAMES}])[\u4e00-\u9fff]{{2}}(?=[{re.escape(_AFTER)}]|$))"
)
_CARD_OF = re.compile(
    rf"(?:^|[\n,;。、:(【])((?:{_COMPOUND}|[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}})"
    "的?(?:居民)?(?:身份证|护照|驾驶证|户口簿|银行卡|学生证)"
)
_WORDS = frozenset(
    re.findall(
        r"\S+",
        "高度 高于 高价 何时 何地 何种 何人 方面 方式 方法 方可 万元 万余 余下 余款 "
        "金额 付款 付清 黄金 黄色 白酒 白色 石材 马上 江苏 江西 江南 温州 施工 龙头 "
        "江浙 程序 任何 任意 任务 段落 严重 严格 武汉 康复 章程 洪涝 周边 周围 周期 "
        "周末 许可 许多 谢绝 高级 高档 金属 金融 毛利 林业 田间 方向 何处 方才 余额 "
        "曾经 严禁 白天 高达 万人 石油 金银 黄山 石狮 江北 武昌 马路 毛重 方案 任职 "
        "严肃 史料 付费 付出 ",
    )
)
MASKED = "某"


def masked_names(names: Iterable[str], mask: str = MASKED) -> dict[str, str]:
    """Each name with its mask: first character and 某, numbered where the first character repeats."""
    unique = list(dict.fromkeys(names))
    firsts = [name[0] for name in unique]
    counters = {first: count(1) for first in firsts}
    return {
        name: f"{first}{mask}" + (str(next(counters[first])) if firsts.count(first) > 1 else "")
        for name, first in zip(unique, firsts, strict=True)
    }


def minors(names: Iterable[str], mask: str) -> dict[str, str]:
    """Each name with 未成年人A, 未成年人B and so on."""
    unique = list(dict.fromkeys(names))
    return {name: mask + _letters(index) for index, name in enumerate(unique)}


def _letters(index: int) -> str:
    head, tail = divmod(index, 26)
    return (_letters(head - 1) if head else "") + chr(ord("A") + tail)


def pattern(value: str) -> re.Pattern[str] | None:
    """A pattern for a value whose characters may be spaced out; None for what is too short to look for."""
    letters = [re.escape(c) for c in value if not c.isspace()]
    return re.compile(r"[ \n]{0,2}".join(letters)) if len(letters) >= 2 else None


def likely(text: str) -> list[str]:
    """Names that stand behind a word for a person, or before the name of a personal paper."""
    found = [hit.group(1) for finder in (_NAMED, _CARD_OF) for hit in finder.finditer(text)]
    return [name for name in dict.fromkeys(found) if MASKED not in name and name[:2] not in _WORDS]
