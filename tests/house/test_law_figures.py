"""No figure of the law is typed by hand: terms, shares and sums come from the rule in force on the day.

Reads what is printed or shown: the wording of papers, templates, and the strings of forms, services, pages
and procedures. Dates given as examples are no figures of law; the few other words are listed with a reason.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from documents.figures import figures
from tests.house import sources
from workflows.rules import book

WORDING = "documents/wording/"
TEMPLATES = "casework/templates/"
CODE = ("casework/services/", "casework/queries/", "casework/web/", "forms/", "workflows/procedures/")
# The questions that the calculator offers to try: facts of made-up cases, answered by the rules.
EXAMPLES = ("casework/templates/law/_examples.html",)
# Words that look like a figure of law and are none, each with the reason.
ALLOWED = {
    "30年": "class of retention in the archives, chosen from a list, counted by nobody",
    "10年": "class of retention in the archives, chosen from a list, counted by nobody",
}
# Names of rules that are looked up to be translated; the name is the row's own.
LABELS = frozenset(row.label for row in book.load().deadlines)


def _strings(source: sources.Source) -> Iterator[tuple[int, str]]:
    """Every string of a module that is no docstring, with its line."""
    tree = source.tree()
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def shown() -> Iterator[tuple[str, str]]:
    """Everything that a person may read, by place."""
    for source in sources.texts(".txt", ".html", under=(WORDING, TEMPLATES)):
        if source.path in EXAMPLES:
            continue
        for number, line in enumerate(source.text.splitlines(), start=1):
            yield f"{source.path}:{number}", re.sub(r"\{#.*?#\}", "", line)
    for source in sources.code(*CODE):
        for number, text in _strings(source):
            yield f"{source.path}:{number}", text


def test_no_figure_of_law_is_typed_by_hand() -> None:
    found = {
        place: [figure for figure in figures(text) if figure not in ALLOWED]
        for place, text in shown()
        if text not in LABELS
    }
    assert {place: hits for place, hits in found.items() if hits} == {}


@pytest.mark.parametrize("word", ALLOWED)
def test_an_exception_still_stands_somewhere(word: str) -> None:
    assert any(word in figures(text) for _, text in shown())


@pytest.mark.parametrize(
    "text",
    [
        "自收到本告知书之日起五个工作日内",
        "15个工作日内答复",
        "不超过30日",
        "可以自收到本决定书之日起六十日内",
        "六个月内依法提起行政诉讼",
        "每日按罚款数额的百分之三加处罚款",
        "违法经营额不足五万元",
        "罚款１０００元以上",
        "二十四小时内报告",
        "处违法所得5倍以下",
        "指定两名以上办案人员",
    ],
)
def test_a_figure_is_found(text: str) -> None:
    assert figures(text)


@pytest.mark.parametrize(
    "text",
    [
        "例如2026年3月6日 9:30",
        "10月9日到门店核查",
        "依据第五十七条第三项",
        "每日",
        "{{ window.days_label }}内",
        "当日",
    ],
)
def test_a_day_or_an_article_is_no_figure(text: str) -> None:
    assert figures(text) == []
