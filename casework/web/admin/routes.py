"""All pages of the administration on their blueprint: what the application mounts."""

from casework.web.admin import calendar, home, numbers, papers, rules
from casework.web.admin.blueprint import blueprint

PAGES = (home, rules, calendar, papers, numbers)

__all__ = ["PAGES", "blueprint"]
