"""Chromium from the system, driven by Playwright; and axe, which looks for what keeps people out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from deploy import system_packages
from tests.infrastructure.needs import ROOT, required

AXE = ROOT / "instance" / "checkers" / "axe.min.js"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
GRAVE = frozenset({"serious", "critical"})
RUN_AXE = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"


@contextmanager
def running() -> Iterator[Browser]:
    program = required("chromium", system_packages.chromium)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(program), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that a page breaks, and where."""

    rule: str
    impact: str
    help: str
    places: tuple[str, ...]


def grave_violations(page: Page) -> list[Violation]:
    """Return what axe finds serious or critical on this page.

    The page's policy forbids foreign scripts, so axe enters through the debugger, not through a tag.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(RUN_AXE)
    return [
        Violation(
            rule=each["id"],
            impact=each["impact"],
            help=each["help"],
            places=tuple(" ".join(map(str, node["target"])) for node in each["nodes"]),
        )
        for each in found
        if each["impact"] in GRAVE
    ]
