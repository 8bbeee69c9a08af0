"""What people do while the site dies under them: one files complaints, one publishes decisions.

They note only what the site acknowledged. Without an answer they do what people do: the same again.
"""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from casework import clock
from casework.demo.walk import photo
from tests.crash.city import Waiting
from tests.crash.person import AWAY, File, Form, Lost, Page, Person, Refused

STALE = 409
MOST_PAGES = 20
AGAIN_SECONDS = 0.1
PERSEVERANCE = 60.0
START = "/portal/complaints/new"
FACTS = "店内货架上陈列、销售标注我公司注册商标的白酒，瓶盖与喷码和正品不同，经辨认不是我公司生产。"
HOLDER = {
    "kind": "legal",
    "name": "安徽示例酒业股份有限公司",
    "uscc": "",
    "legal_representative": "周示例",
    "address": "安徽省宣城市示例路10号",
    "contact_name": "林示例",
    "phone": "0563-5551010",
}
ACT = {
    "violation": "TM57-3",
    "complaint_facts": FACTS,
    "place_region": "341802",
    "place": "宣城市宣州区示例路66号",
    "goods": "标注“示例老窖”的白酒6瓶",
}


@dataclass
class Load(ABC):
    """A person at work; `insist` is how everything reaches a site that dies now and then."""

    person: Person
    username: str
    password: str
    pace: float = 0.1
    lost: int = 0
    ending: threading.Event = field(default_factory=threading.Event)

    @abstractmethod
    def work(self) -> None:
        """Work until told to end."""

    def insist(self, ask: Callable[[], Page]) -> Page:
        """Ask until there is an answer; an outage announced as such is no answer."""
        until = time.monotonic() + PERSEVERANCE
        while time.monotonic() < until:
            try:
                answer = ask()
            except Lost:
                self.lost += 1
            else:
                if answer.status not in AWAY:
                    return answer
                self.lost += 1
            # What was begun is carried through, also after the load was told to end.
            threading.Event().wait(AGAIN_SECONDS)
        raise Refused(f"no answer in {PERSEVERANCE:g} seconds")

    def sign_in(self) -> None:
        page = self.insist(lambda: self.person.get("/login"))
        form = page.form("username", "password")
        if form is not None:
            typed = {"username": self.username, "password": self.password}
            answer = self.insist(lambda: self.person.send(page, form, typed))
            if answer.status == 200:
                raise Refused(f"login: {answer.words[:300]}")

    def open(self, address: str) -> Page:
        """Open a page, going on where it sends us; sign in when it asks for that."""
        for _ in range(5):
            page = self.insist(partial(self.person.get, address))
            if page.status not in (302, 303):
                return page
            if page.goes_to.startswith("/login"):
                self.sign_in()
            else:
                address = page.goes_to
        raise Refused(f"{address} leads in circles")


@dataclass(frozen=True, slots=True)
class Filed:
    """A complaint that was acknowledged: against whom, where its receipt is, which bytes came with it."""

    respondent: str
    receipt: str
    files: tuple[bytes, ...]


@dataclass
class Filing(Load):
    """Files one complaint after the other through the pages of the wizard, and at least so many."""

    name: str = "店"
    least: int = 3
    filed: list[Filed] = field(default_factory=list)

    def work(self) -> None:
        number = 0
        while not self.ending.wait(self.pace) or number < self.least:
            number += 1
            self.filed.append(self.file(f"宣州区示例{self.name}{number}号店"))

    def file(self, respondent: str) -> Filed:
        """From the empty form to the acknowledgement."""
        page, form, typed = self.prepare(respondent)
        sent = form.filled(typed)
        answer = self.insist(lambda: self.person.post(page.url, sent))
        return Filed(respondent, self.gone_on(answer, page), tuple(pictures(respondent)))

    def prepare(self, respondent: str) -> tuple[Page, Form, dict[str, str]]:
        """Fill in everything up to the last page, whose form comes back unsent."""
        page = self.upto("declared", respondent)
        form = page.form("declared")
        assert form is not None
        return page, form, {"declared": "y"}

    def upto(self, mark: str, respondent: str) -> Page:
        """Fill in page after page until one has this field."""
        page = self.begin()
        for _ in range(MOST_PAGES):
            if page.form(mark) is not None:
                return page
            page = self.fill(page, respondent)
        raise Refused(f"no page with {mark}, but {page.url}")

    def begin(self) -> Page:
        """Begin a complaint; whoever begins twice goes on with the empty one."""
        page = self.open(START)
        form = next(form for form in page.forms if form.action in ("", START))
        answer = self.insist(lambda: self.person.post(START, form.fields))
        return self.open(self.gone_on(answer, page))

    def fill(self, page: Page, respondent: str) -> Page:
        """Answer one page and open the next; without an answer open it again and look what is there."""
        form, typed, files = answer_of(page, respondent)
        try:
            answer = self.person.send(page, form, typed, files)
        except Lost:
            self.lost += 1
            return self.open(page.url)
        if answer.status in (*AWAY, STALE):
            return self.open(page.url)
        return self.open(self.gone_on(answer, page))

    def gone_on(self, answer: Page, page: Page) -> str:
        if answer.status != 303:
            raise Refused(f"{page.url} {answer.status}: {answer.words[:600]}")
        return answer.goes_to


def pictures(respondent: str) -> list[bytes]:
    return [photo(respondent + what).getvalue() + respondent.encode() for what in ("店面", "小票")]


def answer_of(page: Page, respondent: str) -> tuple[Form, dict[str, str | list[str]], list[tuple[str, File]]]:
    """What belongs on this page of the wizard."""
    if form := page.form("right_id"):
        return form, {**HOLDER, "right_id": form.choices["right_id"][0]}, []
    if form := page.form("violation", "place_region"):
        return form, {**ACT, "found_on": (clock.today() - timedelta(days=6)).isoformat()}, []
    if form := page.form("claims"):
        named = {f"照片{number}.jpg": content for number, content in enumerate(pictures(respondent), 1)}
        files = [
            ("files", (name, content, "image/jpeg"))
            for name, content in named.items()
            if name not in page.words
        ]
        return form, {"claims": ["stop", "penalise"]}, files
    if form := page.form("name", "address"):
        typed = {"kind": "individual_business", "name": respondent, "address": "宣城市宣州区示例路66号"}
        return form, {**typed, "legal_representative": "", "uscc": "", "phone": ""}, []
    raise Refused(f"nothing to fill in at {page.url} {page.status}: {page.words[:400]}")


@dataclass
class Publishing(Load):
    """Publishes one waiting decision after the other on the page of the desk."""

    waiting: Iterable[Waiting] = ()
    published: list[Waiting] = field(default_factory=list)

    def work(self) -> None:
        for each in self.waiting:
            self.ending.wait(self.pace)
            self.publish(each)
            self.published.append(each)

    def publish(self, each: Waiting) -> None:
        """Press the button until the desk says that it is done, or shows that it has been done."""
        tried = False
        while True:
            page = self.open(each.address)
            form = page.form("version")
            if form is None:
                # Done by an attempt whose answer was lost.
                if tried and page.status == 409:
                    return
                raise Refused(f"{each.address} {page.status}: {page.words[:600]}")
            tried = True
            sent = form.filled({})
            try:
                answer = self.person.post(page.url, sent)
            except Lost:
                self.lost += 1
                continue
            if answer.status == 303:
                return
            if answer.status not in (*AWAY, 409):
                raise Refused(f"{each.address} {answer.status}: {answer.words[:600]}")


@dataclass
class Crowd:
    """People at work at the same time."""

    loads: tuple[Load, ...]
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(8, "load"))
    futures: list[Future[None]] = field(default_factory=list)

    def __enter__(self) -> Crowd:
        self.futures = [self.pool.submit(load.work) for load in self.loads]
        return self

    def __exit__(self, *_error: object) -> None:
        for load in self.loads:
            load.ending.set()
        self.pool.shutdown(wait=False)

    def answers(self) -> int:
        return sum(load.person.answers for load in self.loads)

    def finish(self, patience: float) -> None:
        """Let everybody end what is in hand; a fault of one of them is a fault of the test."""
        for load in self.loads:
            load.ending.set()
        for future in self.futures:
            future.result(patience)

    def sound(self) -> None:
        """Raise at once what has already gone wrong."""
        for future in self.futures:
            if future.done():
                future.result()
