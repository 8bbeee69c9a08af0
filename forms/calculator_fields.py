"""A long list in groups, of which one thing is chosen; what is on offer is brought by the page."""

from __future__ import annotations

from collections.abc import Sequence

from forms.base import _
from forms.fields import Option, TextField

# Each group has a title and its (value, label) pairs.
Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]
LONGEST = 60


class PickField(TextField):
    """One of many, drawn as a list with groups. A value that is not on offer is for the page to refuse."""

    kind = "select"
    groups: Groups = ()

    def read(self, typed: str) -> str:
        """Take the value as it was sent."""
        return str(super().read(typed))[:LONGEST]

    def offer(self, groups: Groups) -> None:
        """Lay out what can be chosen."""
        self.groups = groups

    def options(self) -> tuple[Option, ...]:
        """The line above the groups: nothing chosen yet."""
        return (Option("", _("请选择"), "", not self.data),)

    def grouped(self) -> list[tuple[str, list[Option]]]:
        """What a page offers, group by group."""
        return [
            (title, [Option(value, label, "", value == self.data) for value, label in pairs])
            for title, pairs in self.groups
        ]
