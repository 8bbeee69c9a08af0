"""People at their machines, and the office they deal with: one browser profile each, one clock for all.

Pages are used by what stands on them: labels, legends, buttons, links. Nobody types an address that a page
would give, but for the first one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from casework import clock
from casework.app import create_app
from casework.calendar_table import working_calendar
from casework.demo import cast
from tests import builders
from tests.browser.eyes import Eyes
from tests.infrastructure.site import Site
from tests.infrastructure.waiting import until
from workflows.calendar import WorkingCalendar

Value = str | list[str] | Mapping[str, Any] | bool
START = builders.START
PATIENCE = 15_000  # milliseconds; two cores may be busy


def zh(day: date) -> str:
    """A day as people write it in a form."""
    return f"{day.year}年{day.month}月{day.day}日"


def label(words: str) -> re.Pattern[str]:
    """These words and no others, whether the field must be filled in or not."""
    return re.compile(rf"^\s*{re.escape(words)}\s*(（选填）)?\s*$")


@dataclass
class Person:
    """Somebody with a browser of their own."""

    office: Office
    name: str
    username: str = ""
    password: str = cast.PASSWORD
    scripts: bool = True
    width: int = 1280
    status: int = 0
    page: Page = field(init=False)
    profile: BrowserContext = field(init=False)

    def __post_init__(self) -> None:
        self.profile = self.office.browser.new_context(
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": self.width, "height": 900},
            java_script_enabled=self.scripts,
            base_url=self.office.site.url,
        )
        self.profile.set_default_timeout(PATIENCE)
        self.page = self.profile.new_page()
        self.office.eyes.watch(self.page, self.name)

    def go(self, address: str, status: int = 200) -> Person:
        """Open an address; sign in on the way when the office asks for it."""
        response = self.page.goto(address)
        self.status = response.status if response else 0
        if self.username and "/login" in self.page.url:
            self.fill({"用户名": self.username, "密码": self.password})
            return self.press("登录", status)
        return self.expect(status)

    def expect(self, status: int) -> Person:
        """Say what stands on the page when the answer is another one."""
        assert self.status == status, f"{self.name} {self.page.url} {self.status}: {self.words[:800]}"
        self.office.eyes.look(self.page, self.name, status, self.width, scripts=self.scripts)
        return self

    def press(self, words: str, status: int = 200) -> Person:
        """Press a button of this name, and see what comes."""
        button = self.page.locator("main").get_by_role("button", name=words, exact=True).first
        return self._leave(button, status)

    def follow(self, words: str, status: int = 200) -> Person:
        """Follow the first link of this name."""
        return self._leave(self.page.locator("main").get_by_role("link", name=words).first, status)

    def _leave(self, way: Locator, status: int) -> Person:
        with self.page.expect_navigation() as left:
            way.click()
        self.status = left.value.status if left.value else 0
        return self.expect(status)

    def fill(self, values: Mapping[str, Value]) -> Person:
        """Fill in fields by their labels, choices by their legends."""
        for words, value in values.items():
            self._put(words, value)
        return self

    def _put(self, words: str, value: Value) -> None:
        group = self.page.get_by_role("group", name=label(words))
        if group.count():
            for option in [value] if isinstance(value, str) else list(value):
                group.get_by_label(label(option)).check()
            return
        control = self.page.get_by_label(label(words))
        kind = control.evaluate("e => e.type")
        if kind == "select-one":
            option = control.locator("option", has_text=str(value)).first
            control.select_option(value=option.get_attribute("value"))
        elif kind == "checkbox":
            control.set_checked(bool(value))
        elif kind == "file":
            control.set_input_files(value)  # type: ignore[arg-type]
        else:
            control.fill(str(value))

    @property
    def words(self) -> str:
        """Everything that stands in the body of the page, folded parts too."""
        return re.sub(r"\s+", " ", self.page.locator("main").text_content() or "")

    def reads(self, *texts: str) -> Person:
        """Find these texts on the page."""
        found = self.words
        missing = [text for text in texts if text not in found]
        assert not missing, f"{self.name} {self.page.url}: {missing} not in: {found[:3000]}"
        return self

    def never_reads(self, *texts: str) -> Person:
        """Find none of these texts on the page or in its source."""
        source = self.page.content()
        there = [text for text in texts if text in source]
        assert not there, f"{self.name} {self.page.url}: {there}"
        return self

    def pdf(self, address: str) -> bytes:
        """Download a paper, looking again while it is being made."""

        def made() -> bytes:
            answer = self.profile.request.get(address)
            assert answer.status == 200, f"{address}: {answer.status}"
            return answer.body() if answer.headers["content-type"] == "application/pdf" else b""

        return until(made, f"the paper {address}")

    def paper(self, title: str) -> bytes:
        """The newest paper of this title among the links of the page."""
        link = self.page.locator("main").get_by_role("link", name=re.compile(rf"^{title}"))
        return self.pdf(str(link.first.get_attribute("href")))

    def queue(self) -> Person:
        """Open the first queue and the case of the journey from it."""
        self.go("/desk")
        return self.follow(self.office.respondent)

    def case(self, status: int = 200) -> Person:
        """Open the case of the journey."""
        return self.go(f"/desk/cases/{self.office.case_id}", status)

    def open_step(self, words: str) -> Person:
        """Open the page of a step from the next steps of the case."""
        self.case()
        steps = self.page.locator("section.next ul.open")
        return self._leave(steps.get_by_role("link", name=words).first, 200)

    def step(self, words: str, values: Mapping[str, Value] = {}, *, button: str = "") -> Person:
        """Take a step of the case."""
        self.open_step(words).fill(values)
        self.press(button or words)
        assert f"/desk/cases/{self.office.case_id}" in self.page.url, self.words[:1500]
        assert "/proceedings/" not in self.page.url, f"{words}: {self.words[:1500]}"
        return self

    def forge(self, address: str, values: Mapping[str, str | list[str]]) -> tuple[int, str]:
        """Send a form that no page offers; the answer's status and words."""
        token = self.page.locator("input[name=csrf_token]").first.get_attribute("value") or ""
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self.office.site.url,
            "Referer": self.page.url,
        }
        sent = urlencode({"csrf_token": token, **values}, doseq=True)
        answer = self.profile.request.post(address, data=sent, headers=headers, max_redirects=0)
        return answer.status, html.unescape(re.sub(r"<[^>]+>", "", answer.text()))

    def closed_step(self, words: str) -> str:
        """The reasons that stand at a step which cannot be taken now."""
        self.case()
        shut = self.page.locator("section.next .shut li", has=self.page.get_by_text(words, exact=True))
        return re.sub(r"\s+", " ", shut.first.text_content() or "")


@dataclass
class Office:
    """The running site with its staff, its clock, and the case that everybody deals with."""

    site: Site
    browser: Browser
    scripts: bool = True
    eyes: Eyes = field(default_factory=Eyes)
    people: dict[str, Person] = field(default_factory=dict)
    case_id: str = ""
    reference: str = ""
    respondent: str = ""
    calendar: WorkingCalendar | None = None

    def staffed(self) -> Office:
        """Open the accounts of two bureaus, as an administrator would; nobody of the public has one yet."""
        with clock.at(builders.moment(START, 1)), create_app(self.site.config).app_context():
            builders.city()
        self.at(0, 8)
        return self

    def at(self, working_day: int, hour: int, minute: int = 0) -> date:
        """Move the clock of the site to an hour of a working day after the start."""
        day = self.day(working_day)
        self.site.move_clock(builders.moment(day, hour, minute))
        return day

    def day(self, working_day: int) -> date:
        """So many working days after the start."""
        if self.calendar is None:
            with create_app(self.site.config).app_context():
                self.calendar = working_calendar()
        return self.calendar.add_working_days(START, working_day) if working_day else START

    def __getitem__(self, post: str) -> Person:
        """The person on a post of the home bureau, or on one of another bureau (post-code)."""
        if post not in self.people:
            self.people[post] = Person(self, post, post, scripts=self.scripts)
        return self.people[post]

    def newcomer(self, name: str, *, width: int = 1280) -> Person:
        """Somebody without an account."""
        self.people[name] = Person(self, name, scripts=self.scripts, width=width)
        return self.people[name]

    def close(self) -> None:
        for person in self.people.values():
            person.profile.close()
