"""Figures of the law in a text: terms, shares and sums that a rule brings and nobody types by hand.

Words only; which figures are right is not known here.
"""

import re

NUMBER = r"[零〇一二三四五六七八九十百千两\d０-９]+"
# Days, not terms, are cut out before looking: 2026年3月6日至12日, 最后一日, 其后第一个工作日;
# and what follows 例如 in a hint, which shows how to write and says no law.
DAY = re.compile(
    r"[\d０-９]{4}年(?:[\d０-９]{1,2}月(?:[\d０-９]{1,2}日)?)?(?:至[\d０-９]{1,2}日)?"
    r"|[\d０-９]{1,2}月[\d０-９]{1,2}日(?:至[\d０-９]{1,2}日)?"
    r"|[后这那哪每前同行何的第换]一[日天年]|[这那]两天|后第一个工作日|一二三四五六日|例如[^。；<]*"
)
FIGURE = re.compile(
    rf"{NUMBER}(?:个工作日|个自然日|工作日|自然日|个月|小时|年|日|天)"
    rf"|[百千万]分之{NUMBER}"
    rf"|{NUMBER}(?:[.,]\d+)*[万亿]?元"
    rf"|{NUMBER}倍"
    rf"|{NUMBER}[名人]以上"
)


def figures(text: str) -> list[str]:
    """The figures of law in a text, without days of the calendar."""
    return [found.group() for found in FIGURE.finditer(DAY.sub("〔日期〕", text))]
