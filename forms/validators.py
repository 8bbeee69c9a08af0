"""Checks of one field, each saying in words how to mend it.

Shape only: length, presence, a code's own check digit. Must not look anything up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from email_validator import EmailNotValidError, validate_email
from wtforms import Field, Form
from wtforms.validators import StopValidation, ValidationError

from forms.base import Text, _

Check = Callable[[Form, Field], None]


class Filled:
    """Refuse an empty field, with the sentence the page gives for it."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, message: str = "") -> None:
        self.message = message or _("请填写这一栏")

    def __call__(self, form: Form, field: Any) -> None:
        """Stop at an empty field; a field that could not be read keeps its own message."""
        empty = field.data is None or field.data in ("", [], ()) or field.data is False
        if empty and not field.process_errors:
            field.errors = []
            raise StopValidation(self.message)


class Blank:
    """Let an empty field pass without further checks."""

    field_flags: ClassVar[dict[str, bool]] = {"optional": True}

    def __call__(self, form: Form, field: Any) -> None:
        """End the checks where nothing was typed."""
        if field.data in (None, "", [], ()) and not field.process_errors:
            field.errors = []
            raise StopValidation


def length(least: int = 0, most: int = 200) -> Check:
    """Bound the number of characters."""

    def check(form: Form, field: Field) -> None:
        count = len(field.data or "")
        if count < least:
            raise ValidationError(Text(_("至少填%(least)d个字，现在是%(count)d个"), least=least, count=count))
        if count > most:
            raise ValidationError(
                Text(_("最多填%(most)d个字，现在是%(count)d个，请删去一些"), most=most, count=count)
            )

    return check


def pattern(expression: str, message: str) -> Check:
    """Hold a field to a whole-text pattern."""
    compiled = re.compile(expression)

    def check(form: Form, field: Field) -> None:
        if field.data and not compiled.fullmatch(field.data):
            raise ValidationError(message)

    return check


def same_as(name: str, message: str) -> Check:
    """Hold a field to what another field says."""

    def check(form: Form, field: Field) -> None:
        if field.data != form[name].data:
            raise ValidationError(message)

    return check


def not_after(latest: Callable[[], date], message: str) -> Check:
    """Refuse a day after the one given (the caller brings the day; a form reads no clock)."""

    def check(form: Form, field: Field) -> None:
        if field.data and field.data > latest():
            raise ValidationError(message)

    return check


def email(form: Form, field: Field) -> None:
    """Hold a field to the shape of an address; nothing is sent to find out."""
    if not field.data:
        return
    try:
        field.data = validate_email(field.data, check_deliverability=False).normalized
    except EmailNotValidError as wrong:
        raise ValidationError(_("电子邮箱的写法不对，例如 name@example.cn")) from wrong


def at_most(most: int) -> Check:
    """Bound the number of things chosen, written or attached."""

    def check(form: Form, field: Field) -> None:
        if len(field.data or ()) > most:
            raise ValidationError(Text(_("最多%(most)d项，请减少一些"), most=most))

    return check
