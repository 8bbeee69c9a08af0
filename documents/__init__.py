"""Papers: plain data in, PDF bytes out; no Flask, no database.

`render` makes a paper, `fields` and `sample` say what it needs. reportlab is loaded with the first
paper only, so that a web request which makes none never pays for it.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from documents.catalogue import every_kind, fields, lookup, missing, sample
from documents.errors import MissingField, MissingFont, MissingGlyph, PaperError, UnknownKind
from documents.wordings import Wording

if TYPE_CHECKING:
    from documents.press import Rendered

__all__ = [
    "MissingField",
    "MissingFont",
    "MissingGlyph",
    "PaperError",
    "UnknownKind",
    "Wording",
    "fields",
    "kinds",
    "lookup",
    "missing",
    "render",
    "sample",
]


def kinds() -> tuple[str, ...]:
    """Return the ids of all kinds of paper."""
    return tuple(every_kind())


def render(
    kind: str, data: Mapping[str, Any], *, draft: bool = False, wording: Wording | None = None
) -> "Rendered":
    """Make a paper: its bytes, pages and SHA-256, in the house's wording or in the one handed over.

    Equal data and wording give equal bytes.

    Refuses with MissingField or MissingGlyph, which name what is missing.
    """
    return import_module("documents.press").render(kind, data, draft=draft, wording=wording)
