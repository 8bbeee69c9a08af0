"""Hostile wordings are refused or stopped before they take memory or time."""

import pytest
from jinja2 import TemplateError

import documents
from documents.errors import WordingFault
from documents.sandbox import MOST_TURNS, bounded_run, sandbox
from documents.story import story
from documents.wordings import Wording

DOUBLING = "{% set a = '一二三四五六七八九十' %}" + "{% set a = a ~ a %}" * 60
HOSTILE = {
    "attribute": "p: {{ ''.__class__.__mro__ }}",
    "attribute by name": "p: {{ agency['__class__'] }}",
    "attribute by filter": "p: {{ agency | attr('__class__') }}",
    "map by attribute": "p: {{ [agency] | map(attribute='__class__') | list | listed }}",
    "macro globals": "{% macro m() %}{% endmacro %}p: {{ m.__globals__ }}",
    "context": "p: {{ self._TemplateReference__context }}",
    "append": "p: {{ [].append(1) }}",
    "million turns": "{% for i in range(1000000) %}{% endfor %}p: 好",
    "nested turns": "{% for a in range(900) %}{% for b in range(900) %}{% endfor %}{% endfor %}p: 好",
    "nested literal turns": (
        "{% for a in L %}{% for b in L %}{% for c in L %}{% endfor %}{% endfor %}{% endfor %}p: 好"
    ).replace("L", str(list(range(200)))),
    "calls": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}p: {{ m(40) }}",
    "deep calls": "{% macro m() %}{{ m() }}{% endmacro %}p: {{ m() }}",
    "doubling": DOUBLING + "p: {{ a }}",
    "adding": DOUBLING.replace("a ~ a", "a + a") + "p: {{ a }}",
    "replacing": DOUBLING.replace("a ~ a", "a | replace('一', '一一')") + "p: {{ a }}",
    "listing": DOUBLING.replace("a ~ a", "[a, a] | listed") + "p: {{ a }}",
    "collecting": "{% set n = namespace(a='长') %}"
    "{% for i in range(900) %}{% set n.a = n.a ~ n.a %}{% endfor %}p: 好",
    "power": "p: {{ 9 ** 9 ** 9 }}",
    "times": "p: {{ '长' * 1000000000 }}",
    "per cent": "p: {{ '%1000000000d' % 1 }}",
    "format": "p: {{ '{:>1000000000}'.format(1) }}",
    "centre": "p: {{ '长'.center(1000000000) }}",
    "method kept": "{% set f = '长'.ljust %}p: {{ f(1000000000) }}",
    "filter by name": "p: {{ ['长'] | map('center', 1000000000) | list | listed }}",
    "big number": "p: {{ " + "9" * 5000 + " }}",
    "recursive loop": "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}p: 好",
    "other file": "{% include '../catalogue.csv' %}",
    "other kind": "{% include 'penalty_notice.txt' %}",
    "itself": "{% include 'text' %}",
    "output": "p: {% for a in range(900) %}{{ '" + "长" * 4000 + "' }}{% endfor %}",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_stopped(name: str) -> None:
    kind = "case_transfer_letter"
    with pytest.raises(WordingFault):
        story(kind, documents.sample(kind), wording=Wording(HOSTILE[name]))


def test_many_honest_rows_pass() -> None:
    kind = "case_transfer_letter"
    data = documents.sample(kind) | {"enclosures": [f"材料{number}" for number in range(3000)]}
    assert story(kind, data)


def test_turns_are_counted_over_the_whole_run_and_anew_for_the_next() -> None:
    half = MOST_TURNS // 2 + 10
    room = sandbox({"text": "{% for a in many %}{% endfor %}" * 2, "once": "{% for a in many %}{% endfor %}"})
    for _again in range(3):
        with bounded_run():
            assert room.get_template("once").render(many=range(half)) == ""
    with bounded_run(), pytest.raises(TemplateError):
        room.get_template("text").render(many=range(half))
