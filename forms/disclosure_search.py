"""What the public looks for: words and filters of the list of penalties, and the code printed on a paper.

Sent by GET. Whoever only looks is not sent back to mend: characters that no text holds are dropped.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from wtforms import Field

from forms.base import BIDI, FilterForm, _, clean_text, fold_width
from forms.fields import IntegerField, TextField

LONGEST_Q = 100
MOST_VALUES = 30
LONGEST_VALUE = 300
SEPARATORS = re.compile(r"[\s\-‐-―－_.·]+")


def searchable(typed: str, longest: int) -> str:
    """Give the beginning of a text in NFC, without what cannot be typed on purpose."""
    kept = (" " if c in "\r\n\t" else c for c in typed[: longest * 2])
    plain = "".join(c for c in kept if c not in BIDI and unicodedata.category(c) not in ("Cc", "Cs"))
    return clean_text(plain)[:longest]


class WordsField(TextField):
    """Words to look for, as written: a name may hold a character that folding would change."""

    input_type = "search"

    def read(self, typed: str) -> str:
        """Keep the beginning of what was typed."""
        return searchable(typed, LONGEST_Q)

    def _value(self) -> str:
        return self.shown()


class ManyField(Field):
    """Any number of values that the page offered; what offers them is a query, so nothing is refused here."""

    kind = "choices"

    def process_formdata(self, valuelist: list[str]) -> None:
        """Keep the texts that can be used, each once."""
        given = (searchable(value, LONGEST_VALUE) for value in valuelist[:MOST_VALUES])
        self.data = tuple(dict.fromkeys(value for value in given if value))


class DisclosureSearchForm(FilterForm):
    """The search box and the filters beside the list."""

    q = WordsField(_("企业名称、统一社会信用代码、决定书文号、商标或者专利号"))
    agency = ManyField(_("作出机关"))
    violation = ManyField(_("违法行为"))
    year = ManyField(_("决定年份"))
    page = IntegerField(_("页"), least=1, most=1_000_000)

    def cleaned(self) -> dict[str, Any]:
        """Give the filters that can be used."""
        years = [value for value in self.year.data or () if re.fullmatch(r"(?:19|20|21)[0-9]{2}", value)]
        return {
            "q": self.q.data or "",
            "agencies": self.agency.data or (),
            "violations": self.violation.data or (),
            "years": tuple(int(value) for value in years),
            "page": 1 if self.page.errors else (self.page.data or 1),
        }


class VerifyForm(FilterForm):
    """The code printed beside the square on a paper."""

    code = TextField(
        _("核验码"),
        description=_("印在文书二维码旁边，由数字和大写字母组成，不分大小写，空格和横线可以不写。"),
        render_kw={"class": "w-code", "autocomplete": "off", "maxlength": "60"},
    )


def tidy_code(typed: str) -> str:
    """Write a code the way it is kept: bare and in capitals; empty when it cannot be one."""
    bare = SEPARATORS.sub("", fold_width(searchable(typed, LONGEST_Q))).upper()
    return bare if re.fullmatch(r"[0-9A-Z]{1,32}", bare) else ""
