"""What the credit officer reads: every version with its answer, and how the feed stands."""

import pytest

from casework.queries import credit as feed
from casework.services import credit
from tests.casework import decided


@pytest.fixture(autouse=True)
def in_context(context):
    """Every test here talks to the database."""


def test_a_bureau_sees_its_own_versions_newest_first():
    key = decided.decision()
    credit.enqueue(key, "add", reason="处罚决定公示")
    credit.enqueue(key, "withdraw", reason="撤销")
    rows = feed.for_bureau("341802")
    assert [(row.version, row.action, row.status) for row in rows] == [
        (2, "withdraw", "pending"),
        (1, "add", "pending"),
    ]
    assert feed.for_bureau("341800") == ()
    assert feed.for_bureau("341802", status="rejected") == ()


def test_the_feed_is_clear_when_everything_was_delivered():
    queued = credit.enqueue(decided.decision(), "add")
    assert not feed.status().clear
    credit.mark_delivered(queued.id, receipt="R1")
    found = feed.status()
    assert (found.clear, found.delivered, found.last_delivered is not None) == (True, 1, True)


def test_an_export_has_the_newest_version_of_each_record():
    key = decided.decision()
    credit.enqueue(key, "add")
    credit.enqueue(key, "correct", reason="更正")
    assert [row.message["version"] for row in feed.newest()] == [2]
