"""All pages of the desk on their blueprint: what the application mounts."""

from casework.web.desk import cases, contacts, credit, files, numbers, queues, sources, steps, writing
from casework.web.desk.blueprint import blueprint

PAGES = (queues, cases, steps, files, contacts, credit, writing, numbers, sources)

__all__ = ["PAGES", "blueprint"]
