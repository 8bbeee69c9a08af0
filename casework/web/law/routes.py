"""All addresses of the law pages, and the filters that explain a date or a range on every page."""

from casework.web.law import calculator, rules, showing
from casework.web.law.blueprint import blueprint

PAGES = (calculator, rules, showing)

__all__ = ["PAGES", "blueprint"]
