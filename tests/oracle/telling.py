"""Worked examples told in Chinese, step by step, so that anybody can check them with a paper calendar.

Words for days, sums and runs of days; what the answer is comes from the oracle.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from tests.oracle.capitals import grouped, yuan
from tests.oracle.days import Answer
from tests.oracle.tables import Row

UNITS = {"working_day": "个工作日", "calendar_day": "日", "month": "个月", "year": "年", "hour": "小时"}
FIGURES = {"illegal_turnover": "违法经营额", "illegal_gains": "违法所得", "goods_value": "货值金额"}
FACTS = {"illegal_turnover": "turnover", "illegal_gains": "gains", "goods_value": "goods_value"}
PARTIES = {"natural": "自然人", "individual_business": "个体工商户", "legal": "法人或者其他组织"}
MARKS = {"count": "计入", "rest": "休息日或者放假，不计入", "stop": "不计入的时间"}
# What a refusal means, by the words that must be told.
REFUSALS = {
    "届满": "延长应当在期限届满以前批准",
    "早于期限起算日": "延长不能在期限起算以前批准",
    "结束早于开始": "不计入的时间，结束的日子不能早于开始的日子",
    "没有可以不计入的时间": "这项期限没有可以不计入的时间",
    "往前数的期限不能延长": "往前数的期限不能延长，也没有不计入的时间",
    "只有按日计算的期限可以往前数": "按月、按年、按小时计算的期限不能往前数",
    "正数": "延长的长度应当大于零",
    "依法不能延长": "法律没有规定这项期限可以延长",
    "不能再延长": "延长的次数已经用完",
    "延长应当以": "延长的单位与规定不同",
    "延长不得超过": "延长的长度超过规定",
    "批准": "批准延长的人与规定不同",
    "核对年份": "年份不合理",
    "不适用": "这一天没有可以适用的规定",
    "没有适用的规定": "这一天没有可以适用的规定",
    "没有编号为": "没有这种违法行为",
    "请选定其一": "当时对应几种违法行为，应当先选定一种",
    "决定日期早于违法行为终了的日期": "决定的日子不能早于违法行为终了的日子",
    "公示日期早于决定日期": "公示的日子不能早于决定的日子",
}
Vector = dict[str, Any]


def example(
    name: str,
    kind: str,
    facts: dict[str, Any],
    answer: dict[str, Any],
    *,
    arithmetic: str,
    article: str = "",
    rows: Sequence[str] = (),
) -> Vector:
    """One vector; facts and answers without the things that are not there."""
    return {
        "id": name,
        "kind": kind,
        "rows": list(rows),
        "facts": facts,
        "answer": answer,
        "article": article,
        "arithmetic": arithmetic,
    }


def refused(words: str) -> dict[str, Any]:
    return {"refused": True, "reason_contains": words}


def no(words: str) -> str:
    """Why a question has no answer, as a sentence."""
    return f"不计算：{REFUSALS.get(words, words)}。"


def day(given: date) -> str:
    return f"{given.year}年{given.month}月{given.day}日"


def short(given: date) -> str:
    return f"{given.month}月{given.day}日"


def sum_words(fen: int) -> str:
    return f"{grouped(fen)}元"


def opt_yuan(fen: int | None) -> str | None:
    return None if fen is None else yuan(fen)


def term(row: Row) -> str:
    return f"{row['length']}{UNITS[row['unit']]}"


def walk(found: Answer) -> str:
    """The days walked over, gathered into runs with the running number of what counts."""
    told, number = [], 0
    for mark, run in groupby(found.walked, key=lambda pair: pair[1]):
        days = [one for one, _ in run]
        first, last = min(days), max(days)
        span = short(first) if first == last else f"{short(first)}至{short(last)}"
        if mark == "count":
            before, number = number + 1, number + len(days)
            told.append(f"{span}为第{before}" + (f"至{number}" if number > before else "") + "日")
        else:
            told.append(f"{span}{MARKS[mark]}")
    return "；".join(told)


def deadline(row: Row, start: date, found: Answer, *, length: str = "", backward: bool = False) -> str:
    """How a date was reached; `length` is the whole term in words where it was extended."""
    length = length or term(row)
    if row["unit"] == "hour":
        return _hours(row, start, found)
    if backward:
        return f"{day(start)}当天不计入，往前数{length}：{walk(found)}。最迟为{day(found.due_on)}。"
    text = f"{day(start)}当天不计入，{length}"
    if row["unit"] in ("month", "year"):
        stops = [one for one, mark in found.walked if mark == "stop"]
        text += "，到同一号数的日（没有的为月末日）"
        text += f"，其间{len(stops)}日不计入、相应顺延" if stops else ""
        text += f"：{day(found.warn_on)}。"
    else:
        text += f"：{walk(found)}。"
    if found.due_on != found.warn_on:
        return text + f"{day(found.warn_on)}是休息日，顺延到下一个可以计入的工作日：{day(found.due_on)}。"
    ends = "。" if row["rolls"] == "yes" else "，遇休息日不顺延。"
    return text + f"最后一日为{day(found.due_on)}{ends}"


def _hours(row: Row, start: date, found: Answer) -> str:
    length = int(row["length"])
    if found.due_at is None:
        return f"{day(start)}起算，没有具体时刻，满{length}小时为{day(found.due_on)}，遇休息日不顺延。"
    hour = f"{day(found.due_on)}{found.due_at.hour}时"
    return f"{day(start)}起算，开始的那个小时不计入，再满{length}小时，到{hour}，遇休息日不顺延。"
