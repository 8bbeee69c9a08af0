"""The fields of the house: each cleans what people paste, keeps what they typed, and says how to mend it.

Every field has `kind`, which the form macros draw. Knows money and identifiers as plain rules, no database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import Field

from forms.base import Text, UnusableText, _, clean_text, fold_width
from workflows import identifiers, money

Checks = Sequence[Any]
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
_DATE = re.compile(r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?")
_PLAIN_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, with a hint below it."""

    value: str
    label: str
    hint: str = ""
    chosen: bool = False


class TextField(Field):
    """One line of text, trimmed, in NFC."""

    kind = "text"
    input_type = "text"
    long = False

    def __init__(self, label: str = "", validators: Checks = (), **options: Any) -> None:
        self.typed = ""
        super().__init__(label, list(validators), **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Clean what was typed; refuse what cannot be kept."""
        self.typed = valuelist[0] if valuelist else ""
        self.data = self.read(self.typed)

    def read(self, typed: str) -> Any:
        """Turn what was typed into the value of the field."""
        try:
            return clean_text(typed, long=self.long)
        except UnusableText:
            self.data = None
            raise

    def shown(self) -> str:
        """Write the value when nothing was typed yet."""
        return "" if self.data is None else str(self.data)

    def _value(self) -> str:
        if not self.typed:
            return self.shown()
        return "".join(c for c in self.typed if c.isprintable() or c in "\n\t")


class TextArea(TextField):
    """Several lines of text."""

    kind = "textarea"
    long = True


class SearchField(TextField):
    """Words to look for; full-width letters and digits are folded."""

    input_type = "search"

    def read(self, typed: str) -> str:
        """Fold what was typed, so that １２ finds 12."""
        return clean_text(fold_width(typed))[:100]


class PasswordField(TextField):
    """A password: taken as typed, never shown again."""

    kind = "password"

    def read(self, typed: str) -> str:
        """Keep every character that was typed."""
        return typed

    def _value(self) -> str:
        return ""


class CodeField(TextField):
    """A number with its own rules (`what`: a kind of workflows.identifiers): cleaned, checked, normalised."""

    def __init__(self, label: str = "", validators: Checks = (), *, what: str, **options: Any) -> None:
        self.what = what
        super().__init__(label, list(validators), **options)

    def read(self, typed: str) -> str:
        """Take the number with spaces and full-width characters out; refuse a wrong check digit in words."""
        text = clean_text(fold_width(typed))
        if not text:
            return ""
        checked = identifiers.check(self.what, text)
        if not checked.valid:
            raise ValueError(checked.reason)
        return checked.normalised


class MoneyField(TextField):
    """An amount in yuan as people write it; the value is integer fen; what was typed stays."""

    def __init__(self, label: str = "", validators: Checks = (), **options: Any) -> None:
        shape = {"class": "w-money", "inputmode": "decimal", "unit": _("元")}
        options["render_kw"] = shape | options.get("render_kw", {})
        super().__init__(label, list(validators), **options)

    def read(self, typed: str) -> int | None:
        """Read yuan into fen."""
        text = clean_text(fold_width(typed))
        return money.fen(text) if text else None

    def shown(self) -> str:
        """Write fen as yuan."""
        return "" if self.data is None else money.yuan(self.data)


class DateField(TextField):
    """A day written in any usual way: 2026-3-6, 2026/3/6, 2026年3月6日, 20260306, full-width digits too."""

    def __init__(self, label: str = "", validators: Checks = (), **options: Any) -> None:
        options["render_kw"] = {"class": "w-date"} | options.get("render_kw", {})
        super().__init__(label, list(validators), **options)

    def read(self, typed: str) -> date | None:
        """Read a day, or say how to write one."""
        text = clean_text(fold_width(typed))
        if not text:
            return None
        found = _DATE.fullmatch(text) or _PLAIN_DATE.fullmatch(text)
        if not found:
            raise ValueError(_("请按“2026年3月6日”的样子填写日期"))
        try:
            day = date(*(int(part) for part in found.groups()))
        except ValueError as wrong:
            raise ValueError(Text(_("没有%(typed)s这一天，请检查月份和日期"), typed=text[:20])) from wrong
        if not EARLIEST <= day <= LATEST:
            raise ValueError(_("日期应当在1900年到2100年之间"))
        return day

    def shown(self) -> str:
        """Write the day the way the hint asks for it."""
        return "" if self.data is None else f"{self.data.year}年{self.data.month}月{self.data.day}日"


class IntegerField(TextField):
    """A whole number within bounds."""

    def __init__(
        self,
        label: str = "",
        validators: Checks = (),
        *,
        least: int = 0,
        most: int = 10**9,
        **options: Any,
    ) -> None:
        self.least, self.most = least, most
        options["render_kw"] = {"class": "w-short", "inputmode": "numeric"} | options.get("render_kw", {})
        super().__init__(label, list(validators), **options)

    def read(self, typed: str) -> int | None:
        """Read a whole number."""
        text = clean_text(fold_width(typed)).replace(",", "")
        if not text:
            return None
        if not re.fullmatch(r"-?[0-9]{1,12}", text):
            raise ValueError(_("请填写整数，例如12"))
        if not self.least <= int(text) <= self.most:
            pattern = _("请填写%(least)d到%(most)d之间的整数")
            raise ValueError(Text(pattern, least=self.least, most=self.most))
        return int(text)


class LinesField(TextArea):
    """One thing a line; empty lines and repeats are dropped, the order stays."""

    def read(self, typed: str) -> tuple[str, ...]:
        """Split, trim and drop repeats."""
        text = clean_text(typed, long=True)
        return tuple(dict.fromkeys(line.strip() for line in text.split("\n") if line.strip()))

    def shown(self) -> str:
        """Write one thing a line."""
        return "\n".join(self.data or ())


Choices = Iterable[tuple[str, ...] | Option]


def options_of(choices: Choices) -> tuple[Option, ...]:
    """Make options of (value, label) or (value, label, hint)."""
    return tuple(
        one if isinstance(one, Option) else Option(one[0], one[1], one[2] if len(one) > 2 else "")
        for one in choices
    )


class ChoiceField(Field):
    """One of several, as radio buttons with hints; `select=True` draws a list for long ones."""

    def __init__(
        self,
        label: str = "",
        validators: Checks = (),
        *,
        choices: Choices = (),
        select: bool = False,
        **options: Any,
    ) -> None:
        self.kind = "select" if select else "choice"
        self.typed = ""
        self.choices = options_of(choices)
        super().__init__(label, list(validators), **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take one of the values on offer."""
        self.typed = self.data = valuelist[0] if valuelist else ""
        if self.data and self.data not in {option.value for option in self.choices}:
            self.typed = self.data = ""
            raise ValueError(_("请从列出的选项里选一项"))

    def options(self) -> tuple[Option, ...]:
        """Give what a page offers; a list starts with an empty line unless something is chosen already."""
        chosen = str(self.data or "")
        offered = tuple(Option(one.value, one.label, one.hint, one.value == chosen) for one in self.choices)
        if self.kind == "select" and "" not in {one.value for one in offered}:
            return (Option("", _("请选择"), "", not chosen), *offered)
        return offered


class MultiCheckbox(Field):
    """Any number of several, as check boxes."""

    kind = "choices"

    def __init__(
        self, label: str = "", validators: Checks = (), *, choices: Choices = (), **options: Any
    ) -> None:
        self.choices = options_of(choices)
        super().__init__(label, list(validators), **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take those of the values on offer, in the order of the page."""
        offered = [option.value for option in self.choices]
        self.data = tuple(value for value in offered if value in valuelist)
        if set(valuelist) - set(offered) - {""}:
            raise ValueError(_("请从列出的选项里选"))

    def options(self) -> tuple[Option, ...]:
        """Give what a page offers."""
        chosen = set(self.data or ())
        return tuple(Option(one.value, one.label, one.hint, one.value in chosen) for one in self.choices)


class TickField(Field):
    """One box to tick: a declaration, a consent."""

    kind = "tick"

    def process_formdata(self, valuelist: list[str]) -> None:
        """A box that was not sent was not ticked."""
        self.data = bool(valuelist and valuelist[0] not in ("", "0", "false"))


class FileField(Field):
    """Files as the browser sent them; `multiple` for several. What is in them is for the service to judge."""

    kind = "file"

    def __init__(
        self,
        label: str = "",
        validators: Checks = (),
        *,
        multiple: bool = False,
        accept: str = "",
        **options: Any,
    ) -> None:
        self.multiple, self.accept = multiple, accept
        super().__init__(label, list(validators), **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the parts that are files and have a name; an empty control sends a nameless one."""
        self.data = tuple(part for part in valuelist if getattr(part, "filename", ""))

    def _value(self) -> str:
        return ""
