"""All views of the public pages, tied to their blueprint by being imported."""

from casework.web.disclosure import pages, verify
from casework.web.disclosure.blueprint import blueprint

__all__ = ["blueprint", "pages", "verify"]
