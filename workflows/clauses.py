"""Clauses of Chinese prose, and which of them may not stand in a public copy.

A clause is the smallest stretch between commas and stops, brackets counting as one piece. Positions
are those of the folded text. It knows words, not cases.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_SENTENCE_ENDS = "。!?\n"
_CLAUSE_ENDS = ",;"
_OPEN = {"(": ")", "[": "]", "【": "】", "〔": "〕"}

REPORTER_WORD = re.compile(r"举报人|投诉人|举报者|投诉者|报案人|检举人|来信人|来电人|控告人")
REPORTING = re.compile(r"举报|投诉|检举|报案|来电|来信|反映|控告")
REPORT_NUMBER = re.compile(
    r"(?:举报|投诉|工单|线索)(?:单|件|登记|受理)?(?:编号|单号|号码?|号)[ :为是]{0,3}[A-Za-z0-9\-]{4,}"
)
# A street address, a shop account or any longer code beside the word for a reporter tells who it was.
IDENTITY_HINT = re.compile(
    r"(?:省|市|区|县|镇|乡|街道)[^,;。]{0,20}(?:路|街|巷|号|村|组|幢|栋|室|小区)"
    r"|(?:账号|帐号|昵称|会员名|店铺|网名|用户名|姓名|住址|微信|QQ|身份证|车牌)"
    r"|[A-Za-z0-9\-]{7,}"
)
HEALTH = re.compile(
    r"患有|病历|病史|确诊|诊断为|住院治疗|就诊|残疾证|残疾人证|妊娠|怀孕|精神障碍|精神疾病|艾滋|乙肝病毒携带"
    r"|人脸(?:信息|照片|识别信息|图像)|指纹(?:信息|数据|样本|照片)|声纹|虹膜|基因(?:信息|检测结果|数据)|宗教信仰|信奉|教徒"
    r"|行踪|(?:活动|行动|定位|出行|行车)轨迹|定位记录"
)
SCHOOL = re.compile(r"就读|在读|监护人|班主任|[小中]学|幼儿园|年级|学籍")
SCHOOLED = re.compile(
    r"(?:就读|在读)[^,;。()\[\]\n]*?(?:[小中]学|幼儿园|学校|学院)[^,;。()\[\]\n在到与向购]{0,8}"
)
SECRET = re.compile(
    r"(?:配方|工艺参数|技术参数|工艺流程|客户名单|供应商名单|进货底价|底价|价目表|价格表|报价单|设计图纸|技术图纸|源代码|源码|技术秘密)"
    r"(?:的?具体)?(?:内容|明细|数据)?(?:为|是|如下|包括|:)[: ]*+(?!\[涉商业秘密)([^。;\n]+)"
)
HOME_LABEL = re.compile(
    r"(?:家庭住址|家庭地址|现住址|现住|住址|户籍所在地|户籍地址|户籍地|户籍|居住地址|居住地|居住在|家住|收货地址|收件地址|寄件地址)"
    r"[ :为是在于]{0,3}([^,;。\n()\[\]、【】*]{4,60})"
)


class Clauses:
    """The sentences, closed brackets and clauses of one text, found in one pass."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._stops = [place for place, letter in enumerate(text) if letter in _SENTENCE_ENDS]
        self._bounds: list[tuple[int, int]] = []
        self._commas: list[list[int]] = []
        self._group = [0] * len(text)
        first = 0
        for stop in [*self._stops, len(text)]:
            self._read(first, stop)
            first = stop + 1

    def _read(self, first: int, last: int) -> None:
        """Give each place of a sentence the innermost closed bracket round it."""
        base = self._new(first, last)
        closing = _pairs(self.text, first, last)
        inside = [base]
        for place in range(first, last):
            if place in closing:
                inside.append(self._new(place + 1, closing[place]))
            elif place == self._bounds[inside[-1]][1]:
                inside.pop()
            group = inside[-1] if place not in closing else inside[-2]
            self._group[place] = group
            if self.text[place] in _CLAUSE_ENDS and not _in_number(self.text, place):
                self._commas[group].append(place)
        if last < len(self.text):
            self._group[last] = base

    def _new(self, first: int, last: int) -> int:
        self._bounds.append((first, last))
        self._commas.append([])
        return len(self._bounds) - 1

    def at(self, position: int) -> tuple[int, int]:
        """The smallest clause round a position: inside its bracket if it stands in one."""
        group = self._group[position]
        first, last = self._bounds[group]
        commas = self._commas[group]
        index = bisect_left(commas, position)
        return (
            commas[index - 1] + 1 if index else first,
            commas[index] if index < len(commas) else last,
        )

    def sentence(self, position: int) -> tuple[int, int]:
        """The sentence round a position, without its stop."""
        index = bisect_left(self._stops, position)
        return (
            self._stops[index - 1] + 1 if index else 0,
            self._stops[index] if index < len(self._stops) else len(self.text),
        )


def _pairs(text: str, first: int, last: int) -> dict[int, int]:
    """Each opening bracket that is closed in the sentence, with its closing one."""
    pairs: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for place in range(first, last):
        letter = text[place]
        if letter in _OPEN:
            stack.append((_OPEN[letter], place))
        elif stack and letter == stack[-1][0]:
            pairs[stack.pop()[1]] = place
    return pairs


def _in_number(text: str, place: int) -> bool:
    return 0 < place < len(text) - 1 and text[place - 1].isdigit() and text[place + 1].isdigit()
