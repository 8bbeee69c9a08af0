"""What stands in the text of a paper: amounts in words and figures, blanks, personal data of others.

Reads the text as it will be printed; knows no case beyond what the paper says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from workflows import money, traces
from workflows.lint.finding import STOP, WARN, Finding, Look, check

_CF = "《中华人民共和国行政处罚法》"
_CX = "《市场监督管理行政处罚程序规定》"
_PIPL = "《中华人民共和国个人信息保护法》第五条、第六条"
_AMOUNTS = "《支付结算办法》附一"
# Where people write freely; the rest is composed from rows.
FREE = ("facts_found", "discretion", "source", "orders", "statements", "evidence", "confiscations")
_NAMES = {
    "facts_found": "违法事实",
    "discretion": "裁量理由",
    "source": "案件来源",
    "orders": "责令事项",
    "statements": "陈述申辩和复核意见",
    "evidence": "证据",
    "confiscations": "没收物品",
    "penalty_text": "处罚内容",
    "violation": "违法行为和依据",
    "party": "当事人",
    "agency": "办案机关",
    "payment": "缴款",
    "remedies": "救济途径",
    "case": "案由",
    "rights": "涉案权利",
    "measures": "强制措施",
    "notice": "告知",
    "display": "公示",
    "hearing": "听证权利",
}
_CAPITAL = "[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]"
_FIGURE = r"[¥￥]?\s*(\d[\d,，]*(?:\.\d+)?)\s*(万?)元?"
_WORDS_FIRST = re.compile(rf"({_CAPITAL}{{3,}})\s*[（(]\s*(?:小写)?[:：]?\s*(?:人民币)?{_FIGURE}\s*[）)]")
_FIGURE_FIRST = re.compile(rf"{_FIGURE}\s*[（(]\s*(?:大写)?[:：]?\s*(?:人民币)?({_CAPITAL}{{3,}})\s*[）)]")
_STATED = r"(?:合计|共计|共|总计|为|是|计)*(?:人民币)?(\d[\d,，]*(?:\.\d+)?)(万?)元"
_SUM = {
    "turnover_fen": re.compile(rf"违法经营额{_STATED}"),
    "gains_fen": re.compile(rf"违法所得{_STATED}"),
}
_SUM_NAMES = {"turnover_fen": "违法经营额", "gains_fen": "违法所得"}
_PRINTED = re.compile(
    r"(罚款|没收违法所得)(?:人民币)?[^（(；。\n]{0,30}[（(]\s*[¥￥]?\s*(\d[\d,，]*(?:\.\d+)?)\s*元?\s*[）)]"
)
_BLANK = re.compile(
    r"[×✕]{2,}|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9])|[_＿]{2,}|[?？]{3,}|某某|请填写|此处填写"
    r"|(?<![等接招])待(?:填|补充|定(?!期))|[〔【《“]\s*[〕】》”]|年\s+月|月\s+日|〕\s*号"
)
_ISSUED = "《党政机关公文处理工作条例》第十九条、第二十五条"
# Of a written paper: what comes from the register and not from an officer's hand.
_REGISTERED = frozenset(
    {"agency", "case", "number", "issued_on", "verify", "demo", "party", "complainant", "recipient"}
    | {"officers", "contact", "opinions", "rights", "remedies"}
)
# What is nobody's business in a paper for one party; the others are only pointed at.
_FORBIDDEN = {
    "resident_id": "身份证号码",
    "mobile": "手机号码",
    "email": "电子邮箱",
    "bank_card": "银行卡号",
    "certificate": "证件号码",
    "account": "账号",
    "contact": "联系账号",
}
_DOUBTFUL = {"plate": "车牌号码", "phone": "电话号码", "long_number": "较长的号码"}


@check("大写金额与小写金额一致", f"{_AMOUNTS}；{_CX}第六十二条", drafted=True)
def amounts_agree(look: Look) -> Iterator[Finding]:
    for key in (*FREE, "penalty_text"):
        yield from _amounts(look, key, _NAMES[key])


def _amounts(look: Look, key: str, name: str) -> Iterator[Finding]:
    for text in look.texts(key):
        for words, figure in _pairs(text):
            if money.capital(figure) != words:
                said = f"大写“{words}”与小写{money.display(figure)}不一致，应当是{money.capital(figure)}。"
                yield Finding("amounts_differ", STOP, said, _AMOUNTS, name)


def _pairs(text: str) -> Iterator[tuple[str, int]]:
    for hit in _WORDS_FIRST.finditer(text):
        yield _plain(hit[1]), _fen(hit[2], hit[3])
    for hit in _FIGURE_FIRST.finditer(text):
        yield _plain(hit[3]), _fen(hit[1], hit[2])


def _plain(words: str) -> str:
    """The rules allow 圆 for 元 and 正 for 整; after 分 nothing follows."""
    plain = words.replace("圆", "元").replace("正", "整")
    return plain.removesuffix("整") if plain.endswith("分整") else plain


def _fen(figure: str, unit: str = "") -> int:
    return money.fen(figure.replace(",", "").replace("，", "") + ("万元" if unit else ""))


@check("正文的金额与登记的一致", f"{_CF}第四十条、第五十九条", drafted=True)
def sums_agree(look: Look) -> Iterator[Finding]:
    """The whole turnover and gains are named somewhere as they are recorded; fines as they are imposed."""
    for key, pattern in _SUM.items():
        said = [_fen(hit[1], hit[2]) for text in look.texts("facts_found") for hit in pattern.finditer(text)]
        known = look.paper.get(key)
        if said and int(known or 0) not in said:
            there, here = money.display(said[-1]), money.display(int(known or 0))
            words = f"正文写的{_SUM_NAMES[key]}是{there}，登记的是{here}。"
            yield Finding("sum_differs", STOP, words, f"{_CF}第四十条", "违法事实")
    meant = {"罚款": look.amount("fine_fen"), "没收违法所得": look.amount("confiscated_gains_fen")}
    for hit in _PRINTED.finditer(str(look.paper.get("penalty_text") or "")):
        if (figure := _fen(hit[2])) != meant[hit[1]]:
            words = f"处罚内容写的{hit[1]}是{money.display(figure)}，决定的是{money.display(meant[hit[1]])}。"
            yield Finding("sum_differs", STOP, words, f"{_CF}第五十九条", "处罚内容")


@check("没有留白和待填的内容", f"{_CX}第六十二条", drafted=True)
def nothing_blank(look: Look) -> Iterator[Finding]:
    for key, name in _NAMES.items():
        yield from _blank(look, key, name, f"{_CX}第六十二条")


def _blank(look: Look, key: str, name: str, basis: str) -> Iterator[Finding]:
    hit = next((hit for text in look.texts(key) if (hit := _BLANK.search(text))), None)
    if hit:
        said = f"{name}里有没有填写的内容“{hit.group().strip() or '空白'}”。"
        yield Finding("placeholder", STOP, said, basis, name)


@check("没有他人的个人信息", _PIPL, drafted=True)
def nobody_exposed(look: Look) -> Iterator[Finding]:
    """The party's own numbers may stand in its own paper; what is found is named, never repeated."""
    own = {_bare(text) for text in look.texts("party")} - {""}
    for key in FREE:
        found = [kind for text in look.texts(key) for kind in _kinds(text, own)]
        yield from _exposed(_NAMES[key], dict.fromkeys(found))


def _kinds(text: str, own: set[str]) -> Iterator[str]:
    """The kinds of personal number in a text; a doubtful reading of a certain one is left out."""
    folded = traces.fold(text)
    found = [one for one in traces.find(folded) if _bare(one.value) not in own and not _of_order(folded, one)]
    sure = [one for one in found if one.kind in _FORBIDDEN]
    yield from (one.kind for one in sure)
    for one in found:
        if one.kind in _DOUBTFUL and not any(s.start < one.end and one.start < s.end for s in sure):
            yield one.kind


def _exposed(name: str, found: Mapping[str, None]) -> Iterator[Finding]:
    for kind, severity in ((_FORBIDDEN, STOP), (_DOUBTFUL, WARN)):
        if words := "、".join(kind[one] for one in found if one in kind):
            code = "personal_data" if severity == STOP else "personal_data_doubt"
            said = f"{name}里有他人的{words}，请删去或者改写。"
            yield Finding(code, severity, said, _PIPL, name)


def _of_order(folded: traces.Folded, trace: traces.Trace) -> bool:
    """Whether the number is that of an order or a parcel: a fact of the case."""
    return any(
        folded.span(*hit.span(1))[0] <= trace.start and trace.end <= folded.span(*hit.span(1))[1]
        for hit in traces.ORDER_NUMBER.finditer(folded.text)
    )


def _bare(text: str) -> str:
    return re.sub(r"[\s\-]", "", text).upper()


def _written(look: Look) -> list[str]:
    """The fields of a written paper in which an officer may have typed."""
    return [name for name in look.paper if name not in _REGISTERED]


@check("大写金额与小写金额一致", _AMOUNTS, drafted=True)
def amounts_in_words(look: Look) -> Iterator[Finding]:
    for name in _written(look):
        yield from _amounts(look, name, look.label(name))


@check("没有留白和待填的内容", _ISSUED, drafted=True)
def nothing_left_blank(look: Look) -> Iterator[Finding]:
    for name in _written(look):
        yield from _blank(look, name, look.label(name), _ISSUED)


@check("没有他人的个人信息", _PIPL, drafted=True)
def others_unexposed(look: Look) -> Iterator[Finding]:
    """Of the running text of a paper that is published; named persons stand in their own fields."""
    own = {_bare(text) for text in look.texts("party", "complainant", "recipient", "contact")} - {""}
    for name in _written(look):
        value = look.paper[name]
        texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        found = [kind for text in texts if isinstance(text, str) for kind in _kinds(text, own)]
        yield from _exposed(look.label(name), dict.fromkeys(found))


CHECKS = (amounts_agree, sums_agree, nothing_blank, nobody_exposed)
WRITTEN = (amounts_in_words, nothing_left_blank, others_unexposed)
