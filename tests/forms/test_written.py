"""The form of a written paper: every type has its control, nothing that was typed is lost or changed."""

from typing import Any

import pytest

import documents
from documents.naming import part_label
from documents.story import story
from forms.written import Asked, Part, Sent, changed, controls, filled_in, form_for, named

FRAME = {"agency", "case", "number", "issued_on", "verify", "demo"}
WRITTEN = [kind for kind in documents.kinds() if documents.lookup(kind).made_by == "written"]


def asked(kind: str) -> tuple[Asked, ...]:
    return tuple(
        Asked(
            field.name,
            field.label,
            field.type,
            field.required,
            tuple(Part(one.name, part_label(one.name, of=field.name), one.required) for one in field.members),
        )
        for field in documents.fields(kind)
        if field.name not in FRAME
    )


def one(kind: str, *parts: str, name: str = "thing") -> tuple[Asked, ...]:
    return (Asked(name, "事项", kind, True, tuple(Part(part, part, False) for part in parts)),)


def typed(fields: tuple[Asked, ...], **sent: str) -> Any:
    form = form_for(fields)(Sent({name.replace("__", "-"): [value] for name, value in sent.items()}))
    return form, form.validate()


@pytest.mark.parametrize("kind", WRITTEN)
def test_every_written_kind_comes_through_its_form_unchanged(kind: str) -> None:
    """What the form gives back makes the very same paper, where the case knows nothing at all."""
    sample = documents.sample(kind)
    frame = {name: value for name, value in sample.items() if name in FRAME}
    own = {name: value for name, value in sample.items() if name not in FRAME}
    form = form_for(asked(kind))(Sent(controls(form_for(asked(kind))(data=named(own)))))
    assert form.validate(), form.summary()
    content = changed(asked(kind), form.cleaned(), {})
    assert set(content) <= set(own)
    assert documents.missing(kind, frame | content) == ()
    assert story(kind, frame | content) == story(kind, sample)


@pytest.mark.parametrize("kind", WRITTEN)
def test_an_untouched_form_types_nothing_over_the_case(kind: str) -> None:
    own = {name: value for name, value in documents.sample(kind).items() if name not in FRAME}
    form = form_for(asked(kind))(Sent(controls(form_for(asked(kind))(data=named(own)))))
    assert changed(asked(kind), form.cleaned(), own) == {}


@pytest.mark.parametrize("kind", WRITTEN)
def test_an_empty_form_can_be_kept(kind: str) -> None:
    form = form_for(asked(kind))(Sent())
    assert form.validate(), form.summary()
    said = changed(asked(kind), form.cleaned(), {})
    assert set(said.values()) <= {False}
    assert set(said) == {one.name for one in asked(kind) if one.type == "bool" and one.required}


@pytest.mark.parametrize(
    ("kind", "sent", "value"),
    [
        ("text", "　一句话　", "一句话"),
        ("paragraphs", "一\r\n二", "一\n二"),
        ("date", "２０２６年３月６日", "2026-03-06"),
        ("datetime", "2026年3月6日 9:30", "2026-03-06T09:30"),
        ("datetime", "2026/3/6", "2026-03-06"),
        ("fen", "１，２３４．５０", 123450),
        ("integer", "１２", 12),
        ("bool", "1", True),
        ("list", "甲\n\n乙\n甲", ["甲", "乙", "甲"]),
    ],
)
def test_each_type_reads_what_people_type(kind: str, sent: str, value: Any) -> None:
    form, good = typed(one(kind), p_thing=sent)
    assert good, form.summary()
    assert form.cleaned() == {"thing": value}


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("date", "2026年2月30日"),
        ("datetime", "明天 9:30"),
        ("fen", "很多"),
        ("integer", "三个"),
        ("text", "a\u202eb"),
    ],
)
def test_bad_input_is_refused_in_words_and_kept(kind: str, sent: str) -> None:
    form, good = typed(one(kind), p_thing=sent)
    assert not good
    assert form.summary()[0][1]
    assert controls(form)["p_thing"][0] == sent.replace("\u202e", "")


def test_rows_and_groups_give_the_parts_that_were_filled_in() -> None:
    rows = one("list", "name", "value_fen", "on", "adopted", "no")
    form, good = typed(
        rows,
        **{
            "p_thing-0-m_name": "白酒",
            "p_thing-0-m_value_fen": "12.5",
            "p_thing-1-m_name": "",
            "p_thing-2-m_name": "啤酒",
            "p_thing-2-m_on": "2026-3-6",
            "p_thing-2-m_adopted": "1",
        },
    )
    assert good, form.summary()
    first, second = form.cleaned()["thing"]
    assert (first["no"], first["name"], first["value_fen"]) == (1, "白酒", 1250)
    assert (second["no"], second["on"], second["adopted"]) == (2, "2026-03-06", True)
    form, good = typed(one("object", "name", "at"), **{"p_thing-0-m_name": "某局"})
    assert good
    assert form.cleaned() == {"thing": {"name": "某局"}}
    assert typed(one("object", "name", "at"))[0].cleaned() == {"thing": None}


def test_a_bad_cell_names_its_row_and_keeps_what_was_typed() -> None:
    form, good = typed(one("list", "name", "on"), **{"p_thing-0-m_name": "甲", "p_thing-0-m_on": "昨天"})
    assert not good
    assert "第1行" in form.summary()[0][1]
    assert controls(form)["p_thing-0-m_on"] == ["昨天"]


def test_a_row_more_keeps_the_others() -> None:
    form, _good = typed(one("list", "name"), **{"p_thing-0-m_name": "甲"})
    form["p_thing"].more()
    assert form["p_thing"].data == [{"name": "甲"}]
    assert len(form["p_thing"].rows) > 1


def test_pasted_lines_become_rows() -> None:
    form, good = typed(
        one("list", "name", "unit"), **{"p_thing-0-m_name": "甲", "p_thing-paste": "乙\t瓶\n丙，盒"}
    )
    assert good
    assert form.cleaned()["thing"] == [
        {"name": "甲"},
        {"name": "乙", "unit": "瓶"},
        {"name": "丙", "unit": "盒"},
    ]


def test_what_is_emptied_on_purpose_is_kept_as_empty() -> None:
    fields = one("paragraphs")
    assert changed(fields, {"thing": None}, {"thing": "案件的话"}) == {"thing": None}
    assert changed(fields, {"thing": "案件的话"}, {"thing": "案件的话"}) == {}
    assert filled_in(fields, {"thing": "案件的话"}) == {"thing": "案件的话"}


@pytest.mark.parametrize("text", ["一" * 20_001, "<script>&{{ x }}|"])
def test_long_and_hostile_text(text: str) -> None:
    form, good = typed(one("paragraphs"), p_thing=text)
    assert good == (len(text) < 20_000)
    assert controls(form)["p_thing"] == [text]
