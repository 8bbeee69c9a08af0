"""The parts every page is made of: one look at each, as a developer of another page uses it."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, g, render_template_string
from werkzeug.datastructures import MultiDict

from forms import fields
from forms.base import BaseForm
from forms.validators import Filled, length

HEAD = (
    '{% import "macros/parts.html" as parts with context %}'
    '{% import "macros/forms.html" as forms with context %}'
)
STEPS = [
    {
        "on": "2026-09-28",
        "until": None,
        "counts": False,
        "kind": "start",
        "why": "收到材料",
        "basis": "程序规定第八十条",
    },
    {
        "on": "2026-10-01",
        "until": "2026-10-07",
        "counts": False,
        "kind": "stop",
        "why": "国庆节",
        "basis": "",
    },
    {
        "on": "2026-10-23",
        "until": None,
        "counts": True,
        "kind": "end",
        "why": "届满",
        "basis": "程序规定第十八条",
    },
]


@pytest.fixture(autouse=True)
def inside_a_request(sqlite_app: Flask) -> Iterator[None]:
    with sqlite_app.test_request_context("/"):
        g.actor, g.identity = None, None
        yield


def drawn(template: str, **context: Any) -> str:
    return " ".join(render_template_string(HEAD + template, **context).split())


class Example(BaseForm):
    name = fields.TextField("名称", [Filled("请填写名称")], description="例如 示例厂")
    amount = fields.MoneyField("数额")
    note = fields.TextArea("说明", [length(0, 3)])
    kind = fields.ChoiceField("种类", [Filled("请选一项")], choices=(("a", "甲", "提示甲"), ("b", "乙")))
    region = fields.ChoiceField("地区", choices=(("1", "市局"),), select=True)
    places = fields.MultiCheckbox("地点", choices=(("x", "店铺"),), render_kw={"columns": 2})
    agree = fields.TickField("同意")
    files = fields.FileField("文件", multiple=True, accept="image/*", description="每个不超过20 MB")


ALL = "{{ forms.hidden(form) }}{% for f in form if f.kind %}{{ forms.field(f) }}{% endfor %}"


def test_a_fresh_form_has_labels_hints_and_its_token() -> None:
    form = Example()
    page = drawn(ALL, form=form)
    assert f'name="form_token" value="{form.token}"' in page
    assert '<label for="name">名称' in page
    assert 'id="name-h">例如 示例厂' in page
    assert 'aria-describedby="name-h" aria-required="true"' in page
    assert '<label for="amount">数额 <span class="opt">（选填）' in page
    assert '<div class="unit"><input id="amount"' in page
    assert "<span>元</span>" in page
    assert 'type="file" name="files" multiple accept="image/*"' in page
    assert "choices-2" in page
    assert "aria-invalid" not in page


def test_a_refused_form_keeps_what_was_typed_and_says_how_to_mend_it() -> None:
    form = Example(MultiDict({"amount": "一万<b>", "note": "一二三四\n五", "kind": "z"}))
    assert not form.validate()
    page = drawn("{{ forms.errors(form) }}" + ALL, form=form)
    assert "有4处需要改正" in page
    assert '<a href="#name">请填写名称</a>' in page
    assert 'value="一万&lt;b&gt;"' in page
    assert "一二三四" in page
    assert 'aria-describedby="name-h name-e" aria-invalid="true"' in page
    assert page.count('class="field bad"') == 4


def test_groups_are_fieldsets_and_the_first_choice_carries_the_id_of_the_summary() -> None:
    page = drawn("{{ forms.field(form.kind) }}", form=Example(data={"kind": "b"}))
    assert "<fieldset" in page
    assert "<legend>种类</legend>" in page
    assert 'name="kind" id="kind" value="a"' in page
    assert 'id="kind-2" value="b" checked' in page
    assert '<p class="hint">提示甲</p>' in page


def test_a_deadline_opens_its_proof() -> None:
    due = {
        "label": "决定是否立案",
        "due_on": "2026-10-23",
        "level": "soon",
        "remaining": "还剩3个工作日",
        "basis": "程序规定第十八条",
        "steps": STEPS,
        "provisional": True,
        "confidence": "to-confirm",
    }
    page = drawn("{{ parts.due(d) }}", d=due)
    for words in (
        'class="due due-soon"',
        '<span class="mark m-soon">还剩3个工作日</span>',
        '<time datetime="2026-10-23">2026年10月23日</time> <small>星期五',
        "暂定",
        "待核实",
        '<li class="stop"><span class="when">10月1日至7日',
        '<li class="end"><span class="when">10月23日 周五',
    ):
        assert words in page


def test_closed_steps_keep_their_place_with_every_reason() -> None:
    offers = [
        {"label": "登记送达", "href": "/x", "open": True, "note": "两名执法人员", "basis": "第八十一条"},
        {"label": "解除扣押", "href": "/y", "open": True},
        {"label": "作出决定", "open": False, "reasons": [{"text": "期限未届满。", "basis": "第六十二条"}]},
    ]
    page = drawn("{{ parts.next_steps(offers) }}", offers=offers)
    assert '<a class="btn btn-wide" href="/x">登记送达</a>' in page
    assert '<a class="btn btn-wide btn-2" href="/y">解除扣押</a>' in page
    assert 'aria-disabled="true" tabindex="0" aria-describedby="why-1">作出决定' in page
    assert (
        '<ol class="why list-plain" id="why-1"><li><span>期限未届满。<span class="basis">第六十二条' in page
    )


def test_no_step_at_all_is_said_in_words() -> None:
    assert "现在没有需要您办的步骤" in drawn("{{ parts.next_steps([]) }}")


def test_a_table_folds_into_cards() -> None:
    page = drawn(
        "{{ parts.table('案件', ['当事人', ('罚款', 'num')], rows, keys=true) }}",
        rows=[[{"text": "示例<厂>", "href": "/c", "sub": "XC-1"}, None]],
    )
    assert '<th scope="row" class="lead"><a href="/c">示例&lt;厂&gt;</a><span class="sub">XC-1' in page
    assert '<td class="num" data-l="罚款">—</td>' in page
    assert '<th scope="col" class="num">罚款' in page
    assert "data-keys" in page


def test_the_other_parts_draw() -> None:
    page = drawn(
        "{{ parts.crumbs([('首页', '/'), '指南']) }}"
        "{{ parts.summary([('名称', none), ('罚款', '1', ('修改', '/e'))]) }}"
        "{{ parts.timeline([{'title': '立案', 'when': '7月22日'}, {'title': '决定', 'phase': 'todo'}]) }}"
        "{{ parts.procs([{'title': '听证', 'state': '已通知', 'running': true, 'remaining': '还剩3天'}]) }}"
        "{{ parts.pager({'first': 1, 'last': 25, 'total': 61, 'next': '?page=2'}) }}"
        "{{ parts.empty('没有案件', '新收的案件会出现在这里。', [('看全部', '/a')]) }}"
        "{{ parts.notice('注意', '期限将到', 'amber', '第八条') }}{{ parts.tags(['甲', ('乙', 'red')]) }}"
        "{{ parts.tabs([('全部', '/', true, 3)], '按程序') }}{{ parts.chips([('在办', '/b')], '/') }}"
        "{{ parts.tasks([('权利', '/r', 'done'), ('证据', none, 'now'), ('核对', none, 'later')]) }}"
        "{{ parts.band([('现在', '听证', '公开举行')]) }}{{ parts.kv([('文号', '')], '摘要') }}"
        "{{ parts.side([('我的', [('待办', '/q', true, 4, true)])], '队列') }}"
        "{{ forms.uploads([{'name': '照.jpg', 'size': 1024, 'sha256': 'ab' * 32}], [('坏.rar', '不能收')]) }}"
        "{{ forms.buttons('保存', back=('返回', '/'), large=true) }}{{ forms.post_button('/x', '移除') }}"
    )
    for words in (
        "<li>指南</li>",
        "<dt>名称</dt><dd>—</dd>",
        '修改<span class="vh">罚款',
        '<li class="todo">',
        '<li class="on">',
        "第1至25件，共61件",
        'rel="next" href="?page=2"',
        'aria-disabled="true">上一页',
        '<div class="empty">',
        "notice-amber",
        "tag-red",
        '<span class="n hot">4</span>',
        'aria-current="step"',
        "指纹 abab abab … abab",
        "坏.rar",
        '<button class="btn btn-l" type="submit">保存',
    ):
        assert words in page
