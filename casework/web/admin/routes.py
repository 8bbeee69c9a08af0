"""All pages of the administration on their blueprint: what the application mounts."""

from casework.web.admin import rules
from casework.web.admin.blueprint import blueprint

PAGES = (rules,)

__all__ = ["PAGES", "blueprint"]
