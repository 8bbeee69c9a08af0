"""What a local parameter would change: hearings, display periods, tiers; and what stays as it was told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from casework import clock, local_effects
from casework.db import db, transaction
from casework.demo.walk import Walk
from casework.local_effects import Effect, Effects
from casework.models import Deadline, Event, Publication
from casework.services import local_rules
from tests import builders
from tests.casework import decided
from tests.casework.crowd import counts
from tests.casework.office import BASIS, CITY, COUNTY, LOW, PROVINCE, pair
from workflows.clocks import day_words
from workflows.rules import book
from workflows.rules.rows import LocalRule
from workflows.spans import add_months

Stand = Callable[..., Walk]
Freeze = Callable[[datetime], datetime]
DAY = date(2026, 1, 1)
HEARING = LocalRule("hearing_individual_business", PROVINCE, DAY, None, 5_000_000, BASIS, "text-seen")
LOW_FINE = LocalRule("low_fine_max", PROVINCE, DAY, None, 300_000, BASIS, "to-confirm")
# Of a range up to 250,000 yuan: 12,500 yuan, less than the 17,388 of the story.
LIGHT = LocalRule("light_below", CITY, DAY, None, 5, BASIS, "text-seen")
FINE_ALONE = {"kinds": ["罚款"], "fine_fen": 200_000, "confiscated_goods": "", "confiscated_goods_fen": 0}


def one(found: Effects) -> Effect:
    (effect,) = found.rows
    return effect


def test_a_hearing_right_that_flips_is_named_with_both_answers(stand: Stand) -> None:
    walked = stand("agree", story="plain")
    before = counts()
    found = local_effects.of(HEARING)
    assert counts() == before
    effect = one(found)
    assert (effect.kind, effect.now, effect.then) == ("hearing", "应当告知听证", "不在听证范围")
    assert (effect.party, effect.region, effect.kept) == (walked.story.respondent.name, COUNTY, False)
    assert effect.basis == BASIS
    assert "50,000.00元" in effect.note
    assert found.counts() == {"hearing": 1, "display": 0, "tier": 0, "kept": 0, "asked": 1}


@pytest.mark.parametrize(("value", "flips"), [(1_738_800, False), (1_738_801, True)])
def test_the_amount_itself_still_gives_the_right(stand: Stand, value: int, flips: bool) -> None:
    stand("agree", story="plain")
    assert bool(local_effects.of(replace(HEARING, value=value)).rows) is flips


def test_the_amount_of_another_kind_of_party_changes_nothing(stand: Stand) -> None:
    stand("agree", story="plain")
    assert local_effects.of(replace(HEARING, id="hearing_legal")).rows == ()
    # Nobody has set an amount for individual businesses: they follow the one for natural persons.
    assert len(local_effects.of(replace(HEARING, id="hearing_natural")).rows) == 1


def test_what_the_notice_said_stands(stand: Stand) -> None:
    stand("notice", story="plain")
    found = local_effects.of(HEARING)
    assert one(found).kept
    assert "以告知书为准" in one(found).note
    assert found.counts() == {"hearing": 0, "display": 0, "tier": 0, "kept": 1, "asked": 1}


def test_a_case_that_is_decided_has_no_hearing_to_lose(stand: Stand) -> None:
    stand("decide", story="silent")
    assert local_effects.of(HEARING) == Effects(clock.today(), 0, ())


def test_a_case_without_a_proposed_fine_is_not_asked_about(stand: Stand) -> None:
    stand("begin", story="plain")
    assert local_effects.of(HEARING).asked == 0


def test_a_tier_that_changes_is_named(stand: Stand) -> None:
    stand("agree", story="plain")
    effect = one(local_effects.of(LIGHT))
    assert (effect.kind, effect.now, effect.then) == ("tier", "从轻", "一般")
    assert BASIS in effect.basis
    assert local_effects.of(replace(LIGHT, value=7)).rows == ()


def test_another_county_s_rule_reaches_nothing_here(stand: Stand) -> None:
    stand("agree", story="plain")
    assert local_effects.of(replace(LIGHT, region="341823")).asked == 0
    assert len(local_effects.of(replace(LIGHT, region=COUNTY)).rows) == 1


def test_a_coming_rule_is_judged_on_its_first_day(stand: Stand) -> None:
    stand("agree", story="plain")
    coming = replace(HEARING, valid_from=date(2027, 3, 1))
    found = local_effects.of(coming)
    assert (found.on, len(found.rows)) == (date(2027, 3, 1), 1)


def test_a_rule_that_is_over_changes_nothing(stand: Stand) -> None:
    stand("agree", story="plain")
    assert local_effects.of(replace(HEARING, valid_to=date(2026, 3, 31))).rows == ()


def test_a_fine_alone_that_is_not_published_yet_is_shown_three_months(context, freeze: Freeze) -> None:
    freeze(clock.at_local(date(2026, 10, 9), 9, 0))
    decided.decision(published=False, **FINE_ALONE)
    effect = one(local_effects.of(LOW_FINE))
    assert (effect.kind, effect.kept) == ("display", False)
    assert effect.now == f"公示3年，至{day_words(date(2029, 10, 9))}"
    assert effect.then == f"公示3个月，至{day_words(date(2027, 1, 9))}"
    assert BASIS in effect.basis


@pytest.mark.parametrize(("limit", "changes"), [(200_000, 1), (199_999, 0)])
def test_the_limit_itself_is_still_low(context, freeze: Freeze, limit: int, changes: int) -> None:
    freeze(clock.at_local(date(2026, 10, 9), 9, 0))
    decided.decision(published=False, **FINE_ALONE)
    assert len(local_effects.of(replace(LOW_FINE, value=limit)).rows) == changes


def test_a_rule_from_after_the_decision_leaves_it_alone(context, freeze: Freeze) -> None:
    freeze(clock.at_local(date(2026, 10, 9), 9, 0))
    decided.decision(published=False, **FINE_ALONE)
    later = replace(LOW_FINE, valid_from=date(2026, 9, 29))
    assert local_effects.of(later).rows == ()


def test_a_confiscation_beside_the_fine_keeps_three_years(context, freeze: Freeze) -> None:
    freeze(clock.at_local(date(2026, 10, 9), 9, 0))
    decided.decision(published=False, fine_fen=200_000)
    assert local_effects.of(LOW_FINE).asked == 0


def test_what_is_published_keeps_the_period_it_was_given(context, freeze: Freeze) -> None:
    freeze(clock.at_local(date(2026, 10, 9), 9, 0))
    decided.decision(**FINE_ALONE)
    with transaction():
        row = db.session.scalars(select(Publication)).one()
        row.pdf_key, row.pdf_sha256, row.pdf_size = "k", "0" * 64, 1
        row.published_at, row.display_until = clock.now(), date(2029, 10, 9)
        row.status = "published"
    effect = one(local_effects.of(LOW_FINE))
    assert effect.kept
    assert effect.now == effect.then == f"公示至{day_words(date(2029, 10, 9))}"
    assert "不改变" in effect.note


def test_what_is_no_longer_shown_is_not_asked_about(context, freeze: Freeze) -> None:
    freeze(clock.at_local(date(2026, 10, 9), 9, 0))
    decided.decision(**FINE_ALONE)
    with transaction():
        row = db.session.scalars(select(Publication)).one()
        row.status, row.withdrawn_reason = "withdrawn", "处罚决定被撤销"
    assert local_effects.of(LOW_FINE).asked == 0


def test_an_approved_low_fine_is_followed_through_the_door(sqlite_app: Flask, freeze: Freeze) -> None:
    """A fine of 2,000 yuan alone: previewed, approved, decided, published for three months."""
    story = replace(
        builders.PLAIN,
        until="publish",
        waives=False,
        fine_fen=200_000,
        confiscated_goods="",
        confiscated_goods_fen=0,
    )
    with sqlite_app.app_context():
        freeze(builders.moment(builders.START, 1))
        builders.city()
        admin, leader = pair()
        seen: list[Effects] = []

        def settle(step: str, _walk: Walk) -> None:
            if step == "agree":
                made = local_rules.propose(actor=admin, **LOW)
                seen.append(local_effects.of(LOW_FINE))
                local_rules.approve(actor=leader, public_id=made.public_id)

        walked = builders.walk(story, hold=freeze, after=settle)
        effect = one(seen[0])
        assert (effect.kind, effect.now, effect.then) == ("display", "公示3年", "公示3个月")
        shown = db.session.scalars(select(Publication)).one()
        assert shown.display_until == add_months(clock.today(), 3)
        clocks = db.session.scalars(select(Deadline.rule_id).where(Deadline.case_id == walked.case_id)).all()
        assert "DIS-05" in clocks
        assert "DIS-06" not in clocks
        digests = db.session.scalars(
            select(Event.rules_digest).where(Event.case_id == walked.case_id, Event.rules_digest != "")
        ).all()
        assert digests[0] == book.load().digest
        assert digests[-1] != book.load().digest
        entry = db.session.scalars(select(Event).where(Event.action == "parameter_approved")).one()
        assert entry.payload["effects"]["display"] == 1
        page = sqlite_app.test_client().get(f"/disclosures/{shown.public_id}").get_data(as_text=True)
    assert BASIS in page
    assert day_words(shown.display_until) in page
