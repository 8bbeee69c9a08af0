"""What officers' forms share: version and note, moments, repeated rows, choices that a page brings.

Shape only. A form of the desk gives in `cleaned()` what the step records, in the shapes the papers read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from wtforms import Field, HiddenField
from wtforms.utils import unset_value
from wtforms.validators import StopValidation, ValidationError

from forms.base import BaseForm, FilterForm, Text, _, clean_text, fold_width
from forms.fields import (
    ChoiceField,
    Choices,
    DateField,
    LinesField,
    MultiCheckbox,
    TextArea,
    TextField,
    options_of,
)
from forms.validators import length

_TIME = re.compile(r"([01]?\d|2[0-3])\s*(?:[:时点])\s*([0-5]?\d)?\s*分?")
MOST_ROWS = 60


class DeskForm(BaseForm):
    """A step of a proceeding: the version the page showed, and a note for the record."""

    version = HiddenField()
    note = TextArea(_("备注"), [length(0, 500)], description=_("记入案件经过，例如联系情况。不写也可以"))

    @property
    def seen_version(self) -> int | None:
        """Give the version of the proceeding that the page was made from."""
        typed = str(self.version.data or "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None

    def cleaned(self) -> dict[str, Any]:
        """Give what the step records; a step that asks nothing records nothing."""
        return {}


class MomentField(TextField):
    """A day with its time: 2026年10月16日 9:30; the value is local ISO text to the minute."""

    def __init__(self, label: str = "", validators: Sequence[Any] = (), **options: Any) -> None:
        options["render_kw"] = {"class": "w-code"} | options.get("render_kw", {})
        super().__init__(label, validators, **options)

    def read(self, typed: str) -> str | None:
        """Read a moment, or say how to write one."""
        text = clean_text(fold_width(typed)).replace("T", " ")
        if not text:
            return None
        day_text, _space, time_text = text.rpartition(" ")
        if not day_text:
            day_text, mark, time_text = text.rpartition("日")
            day_text += mark
        found = _TIME.fullmatch(time_text.strip())
        if not found or not day_text.strip():
            raise ValueError(_("请写明日期和时间，例如2026年3月6日 9:30"))
        day = read_day(day_text.strip())
        return f"{day.isoformat()}T{int(found[1]):02d}:{int(found[2] or 0):02d}"

    def shown(self) -> str:
        """Write the moment the way the hint asks for it."""
        if not self.data:
            return ""
        found = datetime.fromisoformat(self.data)
        return f"{found.year}年{found.month}月{found.day}日 {found:%H:%M}"


class TimeField(TextField):
    """A time of day: 10:40; the value is HH:MM."""

    def __init__(self, label: str = "", validators: Sequence[Any] = (), **options: Any) -> None:
        options["render_kw"] = {"class": "w-short"} | options.get("render_kw", {})
        super().__init__(label, validators, **options)

    def read(self, typed: str) -> str | None:
        """Read a time, or say how to write one."""
        text = clean_text(fold_width(typed))
        if not text:
            return None
        found = _TIME.fullmatch(text)
        if not found:
            raise ValueError(_("请写时间，例如10:40"))
        return f"{int(found[1]):02d}:{int(found[2] or 0):02d}"


class DaysField(LinesField):
    """Days, one a line; the value is ISO text."""

    def read(self, typed: str) -> tuple[str, ...]:
        """Read each line as a day."""
        return tuple(read_day(line).isoformat() for line in super().read(typed))

    def shown(self) -> str:
        """Write one day a line."""
        days = (date.fromisoformat(day) for day in self.data or ())
        return "\n".join(f"{day.year}年{day.month}月{day.day}日" for day in days)


def read_day(text: str) -> date:
    """Read a day written in any usual way."""
    found = DateField.read(_READER, text)
    if found is None:
        raise ValueError(_("请按“2026年3月6日”的样子填写日期"))
    return found


_READER: Any = object.__new__(DateField)


class LateChoice(ChoiceField):
    """One of several that the page brings after the form is filled; judged when the form is."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was sent; whether it was on offer is asked later."""
        self.typed = self.data = valuelist[0][:100] if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not on offer."""
        if self.data and self.data not in {option.value for option in self.choices}:
            self.data = ""
            raise StopValidation(_("请从列出的选项里选一项"))


class LateChoices(MultiCheckbox):
    """Any number of several that the page brings after the form is filled."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was sent; whether it was on offer is asked later."""
        self.data = tuple(value for value in valuelist if value)

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not on offer."""
        if set(self.data or ()) - {option.value for option in self.choices}:
            raise StopValidation(_("请从列出的选项里选"))


def offer(field: Any, choices: Choices) -> None:
    """Put choices on a late field."""
    field.choices = options_of(choices)


class RowForm(FilterForm):
    """One row; its values go by the plain names of its fields."""

    def cleaned(self) -> dict[str, Any]:
        """Give what was typed in the row."""
        return {field.short_name: field.data or "" for field in self}


class RowsField(Field):
    """Repeated rows of one small form, or the same rows pasted from a table; empty rows are dropped."""

    kind = "rows"

    def __init__(
        self,
        label: str = "",
        validators: Sequence[Any] = (),
        *,
        row: type[RowForm],
        least: int = 4,
        paste: bool = False,
        fixed: bool = False,
        stacked: bool = False,
        **options: Any,
    ) -> None:
        self.row, self.least, self.paste, self.fixed, self.stacked = row, least, paste, fixed, stacked
        self.rows: list[RowForm] = []
        self.captions: Mapping[int, str] = {}
        super().__init__(label, validators, **options)

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Fill the rows from what was sent, or from what is known."""
        self.process_errors: list[str] = []
        known = (self.default() if callable(self.default) else self.default) if data is unset_value else data
        self.object_data = known
        sent = self._indices(formdata)
        if sent:
            self.rows = [self.row(formdata, prefix=f"{self.name}-{index}-") for index in sent]
            self._take_pasted(formdata)
        else:
            self.rows = [self._known(index, values) for index, values in enumerate(known or ())]
        if not self.fixed:
            self.pad(self.least)

    def _known(self, index: int, values: Mapping[str, Any]) -> RowForm:
        return self.row(prefix=f"{self.name}-{index}-", data=dict(values))

    def _indices(self, formdata: Any) -> list[int]:
        pattern = re.compile(re.escape(f"{self.name}-") + r"(\d{1,3})-")
        found = (pattern.match(key) for key in formdata or ())
        return sorted({int(match[1]) for match in found if match})[:MOST_ROWS]

    def _take_pasted(self, formdata: Any) -> None:
        """Turn pasted table lines (tabs, or the list comma) into rows behind those that are filled."""
        pasted = formdata.getlist(f"{self.name}-paste") if self.paste else []
        lines = [cells_of(line) for text in pasted for line in str(text).splitlines() if line.strip()]
        kept = [row for row in self.rows if filled(row)] if lines else self.rows
        columns = list(self.row())
        names = [field.short_name for field in columns]
        if lines and lines[0] == [str(field.label.text) for field in columns][: len(lines[0])]:
            del lines[0]  # the head of the table, copied with it
        for number, cells in enumerate(lines[: MOST_ROWS - len(kept)], self._free()):
            values = dict(zip(names, cells, strict=False))
            row = self.row(_Pasted(f"{self.name}-{number}-", values), prefix=f"{self.name}-{number}-")
            kept.append(row)
        self.rows = kept

    def _free(self) -> int:
        used = [int(row._prefix.rstrip("-").rpartition("-")[2]) for row in self.rows]
        return max(used, default=-1) + 1

    def pad(self, least: int) -> None:
        """Add empty rows up to a number."""
        while len(self.rows) < min(least, MOST_ROWS):
            self.rows.append(self.row(prefix=f"{self.name}-{self._free()}-"))

    def more(self) -> None:
        """Add one empty row."""
        self.pad(len(self.rows) + 1)

    def validate(self, form: Any, extra_validators: Sequence[Any] = ()) -> bool:
        """Judge each row that is not empty, then the field."""
        self.errors: list[str] = list(self.process_errors)
        for number, row in enumerate(self.rows, 1):
            if filled(row) and not row.validate():
                for _id, message in row.summary():
                    self.errors.append(Text(_("第%(number)d行：%(message)s"), number=number, message=message))
        if not self.errors:
            stopped = self._run_validation_chain(form, [*self.validators, *extra_validators])
            return not stopped and not self.errors
        return False

    @property
    def data(self) -> list[dict[str, Any]]:
        """Give the rows that are not empty."""
        return [row.cleaned() for row in self.rows if filled(row)]

    @data.setter
    def data(self, value: Any) -> None:
        """Keep the rows; the library sets this when a field is made."""

    def _value(self) -> str:
        return ""


def cells_of(line: str) -> list[str]:
    """Split a pasted line at its tabs; only a line without any was typed with commas between the cells."""
    cells = line.split("\t") if "\t" in line else re.split("[，,]", line)
    return [cell.strip() for cell in cells]


class _Pasted(dict[str, Any]):
    """Cells of a pasted line, as a form expects what was sent."""

    def __init__(self, prefix: str, values: Mapping[str, str]) -> None:
        super().__init__({prefix + name: value for name, value in values.items()})

    def getlist(self, name: str) -> list[Any]:
        return [self[name]] if name in self else []


def filled(row: RowForm) -> bool:
    """Tell whether anything was typed in a row; a choice or a number that came with it counts for nothing."""
    return any(
        str(field._value()).strip()
        for field in row
        if isinstance(field, TextField) and not getattr(field, "preset", False)
    )


class PresetField(TextField):
    """A cell that comes with the row and is only carried along."""

    preset = True


def person(form: FilterForm, prefix: str, names: Sequence[str]) -> dict[str, str]:
    """Give the particulars of a person that were filled in."""
    found = {name: form[f"{prefix}_{name}"].data for name in names}
    return {name: value for name, value in found.items() if value}


def until(at: str | None, time: str | None) -> str | None:
    """Join the day a thing began with the time it ended."""
    return f"{at[:10]}T{time}" if at and time else None


def ends_later(form: FilterForm, field: Any) -> None:
    """Refuse an end before the beginning."""
    begun = form["at"].data
    if begun and field.data and f"{begun[:10]}T{field.data}" < begun:
        raise ValidationError(_("结束时间早于开始时间，请核对"))


def at_least(number: int, message: str) -> Callable[[Any, Any], None]:
    """Ask for a number of rows."""

    def check(form: Any, field: Any) -> None:
        if len(field.data) < number:
            raise ValidationError(message)

    return check
