"""The wording of a kind of paper: its text, the day it is to hold from, why it changes. Shape only.

Whether the text can be used is said by documents.wordcheck; who may do what is not known here.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from wtforms import HiddenField

from forms.base import BIDI, BaseForm, FilterForm, UnusableText, _
from forms.desk_fields import LateChoice
from forms.fields import DateField, TextArea
from forms.validators import Filled, length

MOST = 60_000


class MarkupArea(TextArea):
    """A text whose line feeds and spaces stand as they were typed, so that its lines keep their numbers."""

    def read(self, typed: str) -> str:
        """Take the line feeds of the browser back; refuse what no wording may hold."""
        text = typed.replace("\r\n", "\n").replace("\r", "\n")
        for character in text:
            kind = unicodedata.category(character)
            if character in BIDI or kind == "Cs" or (kind == "Cc" and character not in "\n\t"):
                self.data = None
                raise UnusableText(_("内容里有看不见的控制字符，请删除后重新输入"))
        return text

    def _value(self) -> str:
        """Give back every character that was typed, the wide space too."""
        text = (self.typed or self.shown()).replace("\r\n", "\n").replace("\r", "\n")
        return "".join(c for c in text if c.isprintable() or c in "\n\t\u3000\u00a0")


class WordingForm(BaseForm):
    """A draft of a wording."""

    text = MarkupArea(
        _("格式内容"),
        [Filled(_("请写出文书的内容")), length(1, MOST)],
        render_kw={"rows": 32, "class": "wording", "spellcheck": "false"},
    )
    valid_from = DateField(
        _("从哪一天起使用"), description=_("提交审核前填写，不能早于今天。批准晚于这一天的，自批准之日起使用")
    )
    note = TextArea(_("为什么修改"), [length(0, 500)], description=_("审核的人会看到"))
    paper = LateChoice(_("预览时套用的内容"), select=True)
    version = HiddenField()

    @property
    def seen_version(self) -> int | None:
        """Give the version of the draft that this page showed; none while nothing was saved."""
        typed = str(self.version.data or "")
        return int(typed) if typed.isdecimal() and len(typed) < 9 else None

    def cleaned(self) -> dict[str, Any]:
        """Give what is to be kept."""
        day: date | None = self.valid_from.data
        return {"text": self.text.data or "", "valid_from": day, "note": self.note.data or ""}


class ApproveWordingForm(BaseForm):
    """A second person lets the wording hold."""

    note = TextArea(_("审核意见"), [length(0, 500)], description=_("不写也可以"))


class RefuseWordingForm(BaseForm):
    """A second person does not."""

    reason = TextArea(
        _("不批准的理由"), [Filled(_("请写明不批准的理由")), length(2, 500)], description=_("起草人会看到")
    )


class ThroughForm(FilterForm):
    """Through which kind of paper a shared part is looked at."""

    through = LateChoice(_("套用的文书"), [Filled(_("请选择一种文书"))], select=True)
