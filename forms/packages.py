"""What somebody looks for among the files to be taken along: words, a page. Sent by GET, changes nothing."""

from __future__ import annotations

from forms.base import FilterForm, _
from forms.fields import IntegerField, SearchField


class PackageFilterForm(FilterForm):
    """The filters of the list; what cannot be used counts as not given."""

    q = SearchField(_("案件编号、案由"))
    page = IntegerField(_("页"), least=1, most=10_000)

    def cleaned(self) -> dict[str, str | int]:
        """Give the filters that can be used."""
        return {
            "q": "" if self.q.errors else (self.q.data or ""),
            "page": 1 if self.page.errors else (self.page.data or 1),
        }
