"""The form every other form is made from: text rules, one-time token, cleaned values, error summary.

Knows WTForms and the text rules of the house; must not know Flask, a request, a table or what is allowed now.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from wtforms import Form, HiddenField
from wtforms.meta import DefaultMeta

ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff\u00ad"))
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LONG_TEXT_CONTROLS = frozenset("\n\t")


class Text(str):
    """A message with figures in it that a page can still translate: pattern and values travel along."""

    pattern: str
    values: Mapping[str, Any]

    def __new__(cls, pattern: str, **values: Any) -> Text:
        """Fill `%(name)s` places of a Chinese pattern."""
        made = super().__new__(cls, pattern % values if values else pattern)
        made.pattern = pattern
        made.values = values
        return made


def _(text: str) -> str:
    """Mark a label or message for translation; the page that shows it translates it."""
    return text


class UnusableText(ValueError):
    """Characters that no honest text holds: controls, lone surrogates, direction overrides."""


def clean_text(value: str, *, long: bool = False) -> str:
    """Give the text in NFC, trimmed, without zero-width characters; refuse controls and bidi overrides."""
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    for character in value:
        if character in BIDI or unicodedata.category(character) == "Cs":
            raise UnusableText(_("内容里有看不见的排版控制字符，请删除后重新输入"))
        if unicodedata.category(character) == "Cc" and not (long and character in LONG_TEXT_CONTROLS):
            if character in LONG_TEXT_CONTROLS:
                raise UnusableText(_("这一栏只能写一行，请去掉换行"))
            raise UnusableText(_("内容里有不能保存的控制字符，请删除后重新输入"))
    return value.translate(ZERO_WIDTH).strip()


def fold_width(value: str) -> str:
    """Turn full-width digits, letters and signs into the plain ones, for numbers and codes only."""
    return unicodedata.normalize("NFKC", value)


def new_token() -> str:
    """Make a one-time token: one filled-in form, one effect."""
    return secrets.token_urlsafe(24)


class _Meta(DefaultMeta):
    """Chinese sentences of the library where a field has none of its own."""

    locales = ("zh",)


class FilterForm(Form):
    """A form that only looks: sent by GET, no token."""

    form_errors: list[str]

    class Meta(_Meta):
        """The house rules."""

    def cleaned(self) -> dict[str, Any]:
        """Give what was filled in, by field name: the keyword arguments of one service or query."""
        return {field.name: field.data for field in self if not isinstance(field, HiddenField)}

    def summary(self) -> list[tuple[str, str]]:
        """List what is wrong, in the order of the page, each with the id of the control to mend."""
        return list(self._found())

    def _found(self) -> Iterator[tuple[str, str]]:
        for field in self:
            yield from ((field.id, message) for message in field.errors)
        for message in self.form_errors:
            yield "main", message

    def refuse(self, name: str, message: str) -> None:
        """Put a refusal of the service beside the field it belongs to, or on top of the page."""
        field = self._fields.get(name)
        if field is None:
            self.form_errors = [*self.form_errors, message]
        else:
            field.errors = [*field.errors, message]


class BaseForm(FilterForm):
    """A form that changes something. The service keeps `token` so that one filled-in form has one effect."""

    form_token = HiddenField(default=new_token)

    @property
    def token(self) -> str:
        """Give the one-time token this page was handed out with."""
        return (self.form_token.data or "")[:64]
