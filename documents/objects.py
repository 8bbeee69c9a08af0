"""Objects of a PDF as written bytes, for what reportlab writes slower or not as PDF/A asks."""

from typing import Any

from isal import isal_zlib
from reportlab.pdfbase import pdfdoc

# Level 2 of ISA-L is as small as zlib's default on outlines, and about fifteen times as fast.
_LEVEL = 2


def deflated(data: bytes) -> bytes:
    """Compress a stream of a paper."""
    return bytes(isal_zlib.compress(data, _LEVEL))


class Raw(pdfdoc.PDFObject):
    """An object of a PDF that is written out already."""

    __RefOnly__ = 1

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, document: Any) -> bytes:
        return self.content


def stream(data: bytes, entries: bytes = b"", *, plain: bool = False) -> Raw:
    """Data as a stream with an end of line before endstream (ISO 19005-2, 6.1.7.1); `plain` is readable."""
    kept = data if plain else deflated(data)
    named = b"" if plain else b" /Filter /FlateDecode"
    return Raw(b"<< /Length %d%s%s >>\nstream\n%s\nendstream\n" % (len(kept), named, entries, kept))


def reference(document: Any, held: Raw) -> bytes:
    """How other objects name this one in the document that is saved."""
    return bytes(document.Reference(held).format(document))
