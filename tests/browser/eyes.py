"""What must hold on every page that is opened: nothing for axe, a quiet console, no sideways scroll.

A page of one kind is looked at once for each reader, at 1280 and at 390 pixels. Pictures are taken when
CASEWORK_TEST_SHOTS names a folder.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page

from tests.infrastructure import chromium

WIDTHS = (390, 1280)
HEIGHT = 900
NOT_FOUND = 404
# Chromium says this of every answer of 400 and above; the status is asserted where it is expected.
STATUS_LINE = "Failed to load resource: the server responded with a status of"
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_PARTICULAR = re.compile(r"/[A-Za-z0-9_-]{22}(?=[/.]|$)|/\d+(?=[/.]|$)|/[A-Z0-9]{12}(?=[/.]|$)")


@dataclass(slots=True)
class Eyes:
    """What was looked at already, and what was found wrong."""

    seen: set[tuple[str, ...]] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def watch(self, page: Page, reader: str) -> None:
        """Listen to the console of this page from now on."""

        def heard(message: ConsoleMessage) -> None:
            if message.type == "error" and not message.text.startswith(STATUS_LINE):
                self.faults.append(f"{reader} {page.url}: {message.text}")

        page.on("console", heard)
        page.on("pageerror", lambda error: self.faults.append(f"{reader} {page.url}: {error}"))

    def look(self, page: Page, reader: str, status: int, width: int, *, scripts: bool) -> None:
        """Look at the page at both widths, unless this reader saw one of its kind.

        Axe waits for timers, which do not run where scripts are off; there the other signs have to do.
        """
        title = (page.locator("h1").first.text_content() or "").strip()
        path = "" if status == NOT_FOUND else _PARTICULAR.sub("/*", urlsplit(page.url).path)
        kind = (path, title, str(status), "" if status == NOT_FOUND else reader)
        if kind in self.seen:
            return
        self.seen.add(kind)
        for wide in WIDTHS:
            page.set_viewport_size({"width": wide, "height": HEIGHT})
            beyond = page.evaluate(SIDEWAYS)
            if beyond > 0:
                self.faults.append(f"{kind} {wide}: {beyond} px sideways")
            if scripts:
                self.faults += [f"{kind} {wide}: {found}" for found in chromium.grave_violations(page)]
            self._keep(page, kind, wide)
        page.set_viewport_size({"width": width, "height": HEIGHT})

    def _keep(self, page: Page, kind: tuple[str, ...], wide: int) -> None:
        folder = os.environ.get("CASEWORK_TEST_SHOTS")
        if folder:
            name = re.sub(r"[^A-Za-z0-9\u4e00-\u9fff]+", "-", "-".join(kind)).strip("-")
            page.screenshot(path=Path(folder) / f"{name}-{wide}.png", full_page=True)
