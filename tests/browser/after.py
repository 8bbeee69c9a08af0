"""When all is done: the same dates for both sides, a log that holds, and one changed byte that shows."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import create_engine, text

from casework.app import create_app
from casework.config import Config
from tests.browser import responding
from tests.browser.office import Office

_STOPS = re.compile(r"\s+")


def timeline(person_words: list[str]) -> dict[str, str]:
    """What happened on a timeline, with its day."""
    found = {}
    for line in person_words:
        day, _, rest = _STOPS.sub("", line).partition("日")
        found[rest.partition("《")[0]] = f"{day}日"
    return found


def same_dates(office: Office, letter: str) -> None:
    """What both timelines tell, they tell with the same day; of what is not theirs they tell nothing."""
    holder = office.people["holder"].go(f"/portal/complaints/{office.case_id}")
    theirs = responding.enter(office, letter)
    one, other = (
        timeline(person.page.locator(".tl li:not(.now)").all_text_contents()) for person in (holder, theirs)
    )
    shared = set(one) & set(other)
    assert len(shared) >= 3, f"{one} {other}"
    assert {words: one[words] for words in shared} == {words: other[words] for words in shared}
    holder.never_reads("不知道是侵权商品", "查验进货凭证的义务")
    theirs.never_reads("授权委托书", "安徽省宣城市示例路10号", "13900001234")


def log_holds(config: Config) -> None:
    """`flask audit verify` finds nothing."""
    ran = create_app(config).test_cli_runner().invoke(args=["audit", "verify"])
    assert ran.exit_code == 0, ran.output
    assert "没有发现改动" in ran.output


def one_byte_shows(config: Config, reference: str) -> None:
    """One character of one event is changed behind the door's back; the check names that entry."""
    file = Path(config.database_url.removeprefix("sqlite:///"))
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as database:
        database.execute(text("DROP TRIGGER events_no_update"))
        changed = database.execute(
            text("SELECT stream, seq FROM events WHERE action = 'record_payment'")
        ).one()
        database.execute(
            text("UPDATE events SET actor_name = actor_name || '.' WHERE stream = :stream AND seq = :seq"),
            {"stream": changed.stream, "seq": changed.seq},
        )
    engine.dispose()
    ran = create_app(config).test_cli_runner().invoke(args=["audit", "verify"])
    assert ran.exit_code == 1
    assert reference in ran.output
    assert f"第{changed.seq}条" in ran.output, ran.output
