"""Compiles the English catalogue before anything asks for it: a process that once found none keeps none."""

import os

from babel.messages import mofile, pofile

from tests.infrastructure.needs import ROOT

CATALOGUE = ROOT / "casework" / "translations" / "en" / "LC_MESSAGES" / "messages.po"


def pytest_configure() -> None:
    """Compile as the set-up does; several workers may do it at once, each puts a whole file in place."""
    target = CATALOGUE.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= CATALOGUE.stat().st_mtime:
        return
    with CATALOGUE.open("rb") as source:
        catalogue = pofile.read_po(source, locale="en")
    draft = target.with_suffix(f".{os.getpid()}")
    with draft.open("wb") as out:
        mofile.write_mo(out, catalogue)
    draft.replace(target)
