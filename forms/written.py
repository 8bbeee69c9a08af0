"""The form of a paper that officers write, made from the fields its kind asks for.

Each type of documents/fields.csv has its control; a draft may be kept half done: nothing must be filled in.
Knows shapes and names of parts, no kind of paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, ClassVar

from wtforms.validators import ValidationError

from forms.base import _, clean_text, fold_width
from forms.desk_fields import DeskForm, MomentField, RowForm, RowsField
from forms.fields import DateField, IntegerField, MoneyField, TextArea, TextField, TickField
from forms.validators import Filled, length

LONGEST, LINE = 20_000, 1000
_PART, _CELL = "p_", "m_"
# Parts of lists and objects have no type of their own in fields.csv; their names say what they are.
_FEN = re.compile(r".*_fen")
_DAY = re.compile(r"on|until|.*_on|.*_until|valid_to|repair_from|.*_from_day")
_MOMENT = re.compile(r"at|.*_at")
_TICKS = frozenset({"right", "requested", "waived", "adopted", "gains", "published", "provided", "agreed"})
_SEVERAL = frozenset({"classes"})
_LONG = frozenset(
    {"text", "q", "a", "reply", "why", "finding", "opinion", "content", "what", "proves", "result"}
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list or an object, with what it is called on the page."""

    name: str
    label: str
    required: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of a kind of paper; `type` is one of documents/fields.csv."""

    name: str
    label: str
    type: str
    required: bool
    parts: tuple[Part, ...] = ()


class Expected:
    """Mark what a paper needs; a draft may still be kept without it."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Let everything pass."""


class DayField(DateField):
    """A day; the value is ISO text."""

    def read(self, typed: str) -> Any:
        """Read a day into ISO text."""
        found = super().read(typed)
        return found.isoformat() if isinstance(found, date) else None

    def shown(self) -> str:
        """Write the day the way the hint asks for it."""
        if not self.data:
            return ""
        day = date.fromisoformat(str(self.data)[:10])
        return f"{day.year}年{day.month}月{day.day}日"


class WhenField(MomentField):
    """A day with its time, or the day alone where the time is not known."""

    def read(self, typed: str) -> str | None:
        """Read a moment, or a day."""
        text = clean_text(fold_width(typed))
        if not text or ":" in text or "时" in text or "点" in text:
            return super().read(typed)
        return DayField.read(_DAYS, typed)

    def shown(self) -> str:
        """Write a moment, or a day."""
        if not self.data:
            return ""
        found = datetime.fromisoformat(str(self.data))
        day = f"{found.year}年{found.month}月{found.day}日"
        return day if len(str(self.data)) <= len("2026-03-06") else f"{day} {found:%H:%M}"


_DAYS: Any = object.__new__(DayField)


class EachLineField(TextArea):
    """One thing a line, in their order, repeats and all."""

    def read(self, typed: str) -> list[str]:
        """Split into lines and trim them."""
        lines = clean_text(typed, long=True).split("\n")
        return [line.strip() for line in lines if line.strip()]

    def shown(self) -> str:
        """Write one thing a line."""
        return "\n".join(str(one) for one in self.data or ())


class SeveralField(TextField):
    """Several short things in one cell, with commas between them."""

    def read(self, typed: str) -> list[str]:
        """Split at any comma."""
        return [part.strip() for part in re.split(r"[、,，;；]", clean_text(typed)) if part.strip()]

    def shown(self) -> str:
        """Write them with the list comma."""
        return "、".join(str(one) for one in self.data or ())


class PartsForm(RowForm):
    """The parts of a list's row or of an object; what is empty is left out."""

    def cleaned(self) -> dict[str, Any]:
        """Give what was filled in, by the names of the parts."""
        found = {field.short_name.removeprefix(_CELL): field.data for field in self}
        return {name: value for name, value in found.items() if value not in (None, "", [])}


class PartsField(RowsField):
    """Several things with the same parts."""

    def _known(self, index: int, values: Mapping[str, Any]) -> RowForm:
        return super()._known(index, {_CELL + name: value for name, value in values.items()})


class GroupField(PartsField):
    """One thing with several parts."""

    kind = "group"

    def __init__(self, label: str = "", validators: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(label, validators, least=1, **options)

    @property
    def data(self) -> Any:
        """Give the parts that were filled in; None where nothing was."""
        return next(iter(RowsField.data.fget(self)), None)  # type: ignore[attr-defined]

    @data.setter
    def data(self, value: Any) -> None:
        """Keep the parts; the library sets this when a field is made."""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Fill the parts from what was sent, or from what is known."""
        super().process(formdata, [data] if isinstance(data, Mapping) else [], extra_filters)
        self.rows = self.rows[:1]


class WrittenForm(DeskForm):
    """The fields of one kind of paper; made for it by form_for."""

    def cleaned(self) -> dict[str, Any]:
        """Give what was typed by the names of the paper's fields; empty ones as None."""
        found = {f.name.removeprefix(_PART): self._of(f) for f in self if f.name.startswith(_PART)}
        return {name: None if value in ("", [], {}) else value for name, value in found.items()}

    @staticmethod
    def _of(field: Any) -> Any:
        """Give what a field holds; rows that are numbered get their numbers."""
        if isinstance(field, GroupField) or not isinstance(field, RowsField):
            return field.data
        numbered = hasattr(field.row, _CELL + "no")
        return [({"no": n} if numbered else {}) | row for n, row in enumerate(field.data, 1)]


class ReturnDraftForm(DeskForm):
    """A draft given back to whoever wrote it."""

    reason = TextArea(_("退回的理由"), [Filled(_("请写明退回的理由")), length(0, 1000)])

    def cleaned(self) -> dict[str, Any]:
        """Give the reason."""
        return {"reason": self.reason.data}


def form_for(asked: Sequence[Asked]) -> type[WrittenForm]:
    """Make the form of these fields; the same fields give the same class."""
    return _made(tuple(asked))


def filled_in(asked: Sequence[Asked], values: Mapping[str, Any]) -> dict[str, Any]:
    """What a form sends that shows these values and that nobody touches."""
    shown = form_for(asked)(data=named(values))
    return form_for(asked)(Sent(controls(shown))).cleaned()


def changed(asked: Sequence[Asked], cleaned: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed for the paper alone: what still says the same as the case goes on following the case."""
    untouched = filled_in(asked, known)
    # A box that was left alone says no, and a paper that needs the answer has it.
    ticks = {one.name for one in asked if one.type == "bool" and one.required} - set(known)
    return {name: value for name, value in cleaned.items() if value != untouched.get(name) or name in ticks}


def named(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by the names of the form's fields."""
    return {_PART + name: value for name, value in values.items()}


def controls(form: WrittenForm) -> dict[str, list[str]]:
    """The controls of the paper's fields with what stands in them, as a browser would send them."""
    found: dict[str, list[str]] = {}
    for field in form:
        cells: Iterable[Any] = (cell for row in field.rows for cell in row) if _rows(field) else (field,)
        for cell in cells:
            if isinstance(cell, TickField):
                found.update({cell.name: ["1"]} if cell.data else {})
            elif isinstance(cell, TextField):
                found[cell.name] = [str(cell._value())]
    return found


class Sent(dict[str, list[str]]):
    """Controls with their values, as a form expects what was sent."""

    def getlist(self, name: str) -> list[str]:
        """Give every value of a control."""
        return self.get(name, [])


def _rows(field: Any) -> bool:
    return isinstance(field, RowsField)


@lru_cache(maxsize=256)
def _made(asked: tuple[Asked, ...]) -> type[WrittenForm]:
    return type("WrittenForm", (WrittenForm,), {_PART + one.name: _field(one) for one in asked})


def _field(one: Asked) -> Any:
    needs: list[Any] = [Expected()] if one.required else []
    if one.type == "list" and one.parts:
        paste = not any(part.name in _TICKS for part in one.parts)
        return PartsField(one.label, needs, row=_parts(one), least=2, paste=paste)
    if one.type == "object":
        return GroupField(one.label, needs, row=_parts(one), stacked=True)
    if one.type == "list":
        hint = _("一行一项")
        return EachLineField(one.label, [*needs, lines_fit], description=hint, render_kw={"rows": "4"})
    return _plain(one, needs)


def _plain(one: Asked, needs: list[Any]) -> Any:
    if one.type == "date":
        return DayField(one.label, needs, description=_("例如2026年3月6日"))
    if one.type == "datetime":
        return WhenField(one.label, needs, description=_("例如2026年3月6日 9:30"))
    if one.type == "fen":
        return MoneyField(one.label, needs)
    if one.type == "integer":
        return IntegerField(one.label, needs)
    if one.type == "bool":
        return TickField(one.label)
    if one.type == "paragraphs":
        return TextArea(one.label, [*needs, length(0, LONGEST)], render_kw={"rows": "6"})
    return TextField(one.label, [*needs, length(0, LINE)])


def lines_fit(form: Any, field: Any) -> None:
    """Refuse more lines than a paper can carry."""
    if sum(len(line) for line in field.data or ()) > LONGEST:
        raise ValidationError(_("内容太长，请删去一些"))


def _parts(one: Asked) -> type[PartsForm]:
    return type("Parts", (PartsForm,), {_CELL + part.name: _cell(part) for part in one.parts})


def _cell(part: Part) -> Any:
    name, label = part.name, part.label
    shapes: tuple[tuple[bool, type[Any]], ...] = (
        (bool(_FEN.fullmatch(name)), MoneyField),
        (bool(_DAY.fullmatch(name)), DayField),
        (bool(_MOMENT.fullmatch(name)), WhenField),
        (name in _TICKS, TickField),
        (name in _SEVERAL, SeveralField),
    )
    shape = next((made for fits, made in shapes if fits), None)
    if shape is not None:
        return shape(label)
    return TextArea(label, [length(0, LONGEST)]) if name in _LONG else TextField(label, [length(0, LINE)])
