"""All addresses of the law pages, and the filters that explain a date or a range on every page."""

from casework.web.law import calculator, showing
from casework.web.law.blueprint import blueprint

PAGES = (calculator, showing)

__all__ = ["PAGES", "blueprint"]
