"""The timetable of the demo cases is in lawful order and ends where its story ends."""

from dataclasses import replace

import pytest

from casework.demo import schedule
from casework.demo.queue_stories import QUEUES
from casework.demo.stories import SAMPLES, SC02
from casework.demo.story import Story
from workflows.identifiers import check
from workflows.rules import book

STORIES = (*SAMPLES, *QUEUES)
EVERY_STORY = pytest.mark.parametrize("story", STORIES, ids=[story.key for story in STORIES])


def keys(story: Story) -> list[str]:
    return [stop.key for stop in schedule.stops(story)]


@EVERY_STORY
def test_a_story_ends_with_its_last_step(story: Story) -> None:
    found = schedule.stops(story)
    assert found[0].key == "submit"
    assert story.until in {stop.key for stop in found}
    moments = [(stop.day, stop.minute) for stop in found]
    assert moments == sorted(moments)
    assert found[-1].day <= story.started


@EVERY_STORY
def test_a_story_names_a_violation_and_codes_that_exist(story: Story) -> None:
    assert book.load().penalty(story.violation).basis
    if story.respondent.uscc:
        assert check("uscc", story.respondent.uscc).valid


def test_keys_of_stories_are_their_own() -> None:
    assert len({story.key for story in STORIES}) == len(STORIES)


def test_every_queue_has_something_waiting() -> None:
    ends = {story.until for story in QUEUES}
    assert {"submit", "ask", "check", "to_review", "agree", "deliver_notice", "answer", "publish"} <= ends


def test_a_returned_review_is_gone_through_again() -> None:
    found = keys(SC02)
    assert found.index("return") < found.index("report_again") < found.index("agree")
    assert "return" not in keys(replace(SC02, returned_once=False))


def test_without_a_request_there_is_no_mediation() -> None:
    assert "open_mediation" in keys(SC02)
    assert "open_mediation" not in keys(replace(SC02, claims=("stop",)))
    assert "conclude" not in keys(replace(SC02, mediation_ends="refused"))


def test_silence_has_neither_defence_nor_answer() -> None:
    assert not {"defence", "waive", "answer"} & set(keys(replace(SC02, defence=())))
    assert "waive" not in keys(replace(SC02, waives=False))
