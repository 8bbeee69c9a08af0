"""What an officer looks for in a queue: words, one procedure, a page. Sent by GET, changes nothing."""

from __future__ import annotations

from forms.base import FilterForm, _
from forms.fields import ChoiceField, IntegerField, SearchField

TABS = (
    ("", _("全部")),
    ("intake", _("核查")),
    ("penalty", _("处罚")),
    ("measures", _("强制措施")),
    ("hearing", _("听证")),
    ("mediation", _("调解")),
    ("after", _("送达、执行与公示")),
)


class QueueFilterForm(FilterForm):
    """The filters of a queue; what cannot be used counts as not given."""

    q = SearchField(_("查案件、当事人、文号"))
    procedure = ChoiceField(_("程序"), choices=TABS)
    page = IntegerField(_("页"), least=1, most=10_000)

    def cleaned(self) -> dict[str, str | int]:
        """Give the filters that can be used."""
        return {
            "q": "" if self.q.errors else (self.q.data or ""),
            "procedure": "" if self.procedure.errors else (self.procedure.data or ""),
            "page": 1 if self.page.errors else (self.page.data or 1),
        }
