"""All pages of the administration on their blueprint: what the application mounts."""

from casework.web.admin import calendar, home, rules
from casework.web.admin.blueprint import blueprint

PAGES = (home, rules, calendar)

__all__ = ["PAGES", "blueprint"]
