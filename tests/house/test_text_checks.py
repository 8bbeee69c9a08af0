"""Each check of templates, law data and text, on a piece that keeps the rule and on one that breaks it."""

from collections.abc import Callable

import pytest

from tests.house import text_checks

BREAKS = [
    (text_checks.compared_states, "{% if proceeding.state == 'filed' %}"),
    (text_checks.compared_states, "{{ 'x' if 'leader' == account.role }}"),
    (text_checks.compared_states, "{% if case.stage in ('a', 'b') %}"),
    (text_checks.inline_code, "<script>alert(1)</script>"),
    (text_checks.inline_code, '<button type="button"\n onclick="go()">'),
    (text_checks.inline_code, '<p style="color: red">'),
    (text_checks.inline_code, "<style>p { }</style>"),
    (text_checks.inline_code, '<a href="javascript:go()">'),
    (text_checks.inline_code, '<p class="{{ a if b > 1 }}" style="x">'),
    (text_checks.foreign_addresses, "open('/wo" + "rk/main/x')"),
    (text_checks.foreign_addresses, "see ../sha" + "red/domain"),
    (text_checks.foreign_addresses, "https://registry.npm" + "js.org/x"),
    (text_checks.foreign_addresses, '"resol' + 'ved": "x"'),
    (text_checks.promises, "TO" + "DO: later"),
    (text_checks.rows_without_basis, "id,days\nA,3\n"),
    (text_checks.rows_without_basis, "id,basis\nA,\n"),
    (text_checks.undated_columns, "id,basis,valid_from\n"),
]
KEEPS = [
    (text_checks.compared_states, "{% for offer in offers %}{{ offer.label }}{% endfor %}"),
    (text_checks.compared_states, "{% for stage in stages %}{{ stage.label }}{% endfor %}"),
    (text_checks.compared_states, "{% if deadline.level == 'over' %}"),
    (text_checks.compared_states, "{{ proceeding.state.label }}"),
    (text_checks.inline_code, "<script src=\"{{ url_for('static', filename='page.js') }}\" defer></script>"),
    (text_checks.inline_code, '<p class="lead">one line = two</p>'),
    (text_checks.inline_code, '<button type="submit">提交</button>'),
    (text_checks.foreign_addresses, "flask >=3.1,<4"),
    (text_checks.promises, "接下来"),
    (text_checks.rows_without_basis, "id,basis\nA,行政处罚法 66\n"),
    (text_checks.undated_columns, "id,basis,valid_from,valid_to\n"),
]
Check = Callable[[str], list[int]]


@pytest.mark.parametrize(("check", "piece"), BREAKS)
def test_check_finds_what_breaks_the_rule(check: Check, piece: str) -> None:
    assert check(piece)


@pytest.mark.parametrize(("check", "piece"), KEEPS)
def test_check_lets_pass_what_keeps_the_rule(check: Check, piece: str) -> None:
    assert check(piece) == []


def test_the_line_at_fault_is_named() -> None:
    assert text_checks.inline_code('<p>\n{{ a }}\n{% if\n b %}\n<p style="x">') == [5]
    assert text_checks.rows_without_basis("id,basis\nA,x\nB,\n") == [3]
