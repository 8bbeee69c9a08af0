"""Bureaus and calendar are loaded once, and again without harm."""

from datetime import date

import pytest
from sqlalchemy import func, select

from casework.db import db, transaction
from casework.models import Bureau, CalendarDay
from casework.services.reference import Loaded, load_reference

pytestmark = pytest.mark.usefixtures("context")


def test_the_eight_bureaus_are_loaded_with_their_marks():
    load_reference()
    marks = dict(db.session.execute(select(Bureau.region_code, Bureau.short_name)).all())
    assert len(marks) == 8
    assert marks["341800"] == "宣"
    assert db.session.scalar(select(Bureau.level).where(Bureau.region_code == "341800")) == "city"


def test_make_up_days_are_worked_and_festivals_are_not():
    load_reference()
    assert db.session.get_one(CalendarDay, date(2026, 10, 1)).working is False
    assert db.session.get_one(CalendarDay, date(2026, 10, 1)).name == "国庆节"
    assert db.session.get_one(CalendarDay, date(2026, 10, 10)).working is True


def test_loading_again_changes_nothing():
    first = load_reference()
    assert first.bureaus == 8
    assert first.days == db.session.scalar(select(func.count(CalendarDay.day)))
    assert load_reference() == Loaded(0, 0)


def test_loading_again_mends_a_bureau_and_leaves_a_day_set_by_hand():
    load_reference()
    with transaction() as session:
        session.scalars(select(Bureau).where(Bureau.region_code == "341800")).one().name = "旧名"
        session.get_one(CalendarDay, date(2026, 10, 9)).working = False
    assert load_reference() == Loaded(1, 0)
    assert db.session.get_one(CalendarDay, date(2026, 10, 9)).working is False
