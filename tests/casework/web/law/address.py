"""Addresses of the calculator, and the example that the design works out by hand."""

from urllib.parse import urlencode

MOCK = {"rule": "GEN-01", "start": "2026-09-28", "from1": "2026-10-13", "to1": "2026-10-15"}


def address(tab: str, **asked: object) -> str:
    """The address that asks a question."""
    return f"/calculator?{urlencode({'t': tab, **asked}, doseq=True)}"
