"""A year's notice taken over: what was previewed is done, once, in one transaction, with its proof."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from casework import calendar_table, clock
from casework.db import db, transaction
from casework.demo import cast
from casework.demo.walk import Walk
from casework.errors import Invalid, Stale
from casework.models import CalendarDay, CalendarNotice, Case, Deadline, Document, Event
from casework.queries import accounts as people
from casework.queries import calendar as showing
from casework.services import accounts, audit_check, calendar, reference, sweep
from tests import builders
from tests import invented_notice as invented
from tests.casework.crowd import counts, of_kind, together
from tests.standing import Shelf
from workflows import moves, notices
from workflows.engine import SYSTEM, Actor, Refused
from workflows.moves import Direction
from workflows.notices import Notice
from workflows.rules import book
from workflows.vocabulary import Action, Happening, Procedure, Role, State

Freeze = Callable[[datetime], datetime]
Open = Callable[..., Walk]
D = date
MONDAY = D(2026, 12, 21)
NOTICE = notices.read(invented.LINES, invented.YEAR)
LONGER = notices.read(invented.LINES + "2027-01-04,休,元旦\n", invented.YEAR)


@pytest.fixture
def open_case(shelf: Shelf, context: object, freeze: Freeze) -> Open:
    """Open a case whose complaint came on a Monday before the new year; its terms end in the next."""
    freeze(builders.moment(MONDAY, 1))
    shelf.settle()
    accounts.create(
        username="admin",
        password=cast.PASSWORD,
        name="管示例",
        roles=(Role.ADMINISTRATOR,),
        bureau_region=cast.HOME,
    )

    def opened(
        state: State = State.RECEIVED,
        *,
        procedure: Procedure = Procedure.INTAKE,
        start: date = MONDAY,
        **story: Any,
    ) -> Walk:
        return builders.case_at(procedure, state, hold=freeze, start=start, **story)

    return opened


def administrator() -> Actor:
    return people.actor_of(people.by_username("admin"))


def put(notice: Notice = NOTICE, source: str = invented.SOURCE, **changes: Any) -> calendar.Imported:
    seen = showing.preview(notice, source).mark
    given: dict[str, Any] = {"seen": seen, "checked": False, "actor": administrator()} | changes
    return calendar.import_year(notice=notice, source=source, **given)


def clocks_of(walked: Walk) -> list[Deadline]:
    db.session.expire_all()
    query = select(Deadline).where(Deadline.case_id == walked.case_id).order_by(Deadline.id)
    return list(db.session.scalars(query))


def stated() -> dict[int, tuple[date, bool]]:
    """Every clock there is, with its day and whether that is provisional."""
    db.session.expire_all()
    return {row.id: (row.due_on, row.provisional) for row in db.session.scalars(select(Deadline))}


def test_the_preview_is_what_the_import_does(open_case: Open) -> None:
    walked = open_case()
    before = stated()
    shown = showing.preview(NOTICE, invented.SOURCE)
    assert stated() == before
    done = put()
    after = stated()
    changed = {key for key in before if before[key] != after[key]}
    (check,) = clocks_of(walked)
    assert changed == {check.id}
    (row,) = shown.rows
    assert (row.due_before, row.provisional_before) == before[check.id] == (D(2027, 1, 11), True)
    assert (row.due_after, row.provisional_after) == after[check.id] == (D(2027, 1, 12), False)
    assert (row.reference, row.label, row.direction) == (walked.reference, check.label, Direction.LATER)
    assert (done.recounted.later, done.recounted.moved, done.recounted.cases) == (1, 1, 1)


def test_a_preview_writes_nothing(open_case: Open) -> None:
    open_case()
    before, days = counts(), stated()
    showing.preview(NOTICE, invented.SOURCE)
    assert (counts(), stated()) == (before, days)


def test_every_day_of_the_year_is_written_with_its_source(open_case: Open) -> None:
    open_case()
    done = put()
    rows = db.session.scalars(select(CalendarDay).where(CalendarDay.day >= D(2027, 1, 1))).all()
    assert [(r.day, r.working, r.name) for r in rows] == list(notices.whole_year(NOTICE))
    assert {r.source for r in rows} == {invented.SOURCE}
    kept = db.session.scalars(select(CalendarNotice)).one()
    assert (kept.public_id, kept.year, kept.sha256, kept.moved) == (done.public_id, 2027, NOTICE.sha256, 1)
    assert kept.imported_by_id == administrator().account_id


def test_the_list_of_cases_shows_the_new_day(open_case: Open) -> None:
    walked = open_case()
    put()
    case = db.session.get_one(Case, walked.case_id)
    assert case.next_due_on == D(2027, 1, 12)


def test_every_date_is_still_what_its_row_computes(open_case: Open) -> None:
    walked = open_case(State.UNDER_CHECK)
    put()
    running = [row for row in clocks_of(walked) if row.status in calendar.ALIVE]
    assert running
    for row in running:
        found = moves.recount(row, book.load(), calendar_table.working_calendar())
        assert (found.due_on, found.warn_on, found.provisional) == (row.due_on, row.warn_on, row.provisional)
        assert [step.as_dict() for step in found.steps] == row.steps


def test_the_case_and_the_system_say_what_happened_and_the_log_holds(open_case: Open) -> None:
    walked = open_case()
    done = put()
    own = db.session.scalars(select(Event).where(Event.action == Happening.CLOCKS_RECOUNTED)).one()
    assert own.case_id == walked.case_id
    assert own.payload == {"clocks": [["GEN-01", "2027-01-11", "2027-01-12"]]}
    assert "由2027年1月11日改为2027年1月12日" in own.note
    assert own.basis == invented.SOURCE
    assert own.actor_role == "系统管理员"
    whole = db.session.scalars(select(Event).where(Event.action == Happening.CALENDAR_IMPORTED)).one()
    assert (whole.case_id, whole.payload["notice"]) == (None, done.public_id)
    assert (whole.payload["moved"], whole.payload["cases"]) == (1, 1)
    assert audit_check.verify().ok


def test_a_paused_clock_is_counted_too_and_stays_paused(open_case: Open) -> None:
    walked = open_case(State.SUPPLEMENT_REQUESTED, missing=("授权书",))
    paused = next(row for row in clocks_of(walked) if row.status == "paused")
    before = paused.due_on
    (shown,) = [r for r in showing.preview(NOTICE, invented.SOURCE).rows if r.paused]
    put()
    paused = next(row for row in clocks_of(walked) if row.status == "paused")
    assert (shown.due_before, shown.due_after) == (before, paused.due_on)
    assert paused.due_on > before
    assert paused.paused_on is not None


def test_an_ended_clock_keeps_its_day(open_case: Open) -> None:
    walked = open_case(State.FILED, procedure=Procedure.PENALTY)
    ended = [(row.id, row.due_on, row.steps) for row in clocks_of(walked) if row.over]
    assert ended
    put()
    assert [(row.id, row.due_on, row.steps) for row in clocks_of(walked) if row.over] == ended


def test_papers_keep_the_dates_they_state(open_case: Open) -> None:
    open_case(State.UNDER_CHECK)
    builders.drain()
    query = select(Document.id, Document.data, Document.sha256).order_by(Document.id)
    before = db.session.execute(query).all()
    assert before
    put()
    assert db.session.execute(query).all() == before


def test_an_end_before_today_is_shown_and_keeps_its_status(open_case: Open, freeze: Freeze) -> None:
    walked = open_case(start=D(2027, 1, 11))
    (check,) = clocks_of(walked)
    assert check.due_on == D(2027, 2, 1)
    # Sunday: yesterday, a Saturday, turns out to have been a working day and the last of the term.
    freeze(builders.moment(D(2027, 1, 31)))
    (shown,) = showing.preview(NOTICE, invented.SOURCE).rows
    assert (shown.due_after, shown.direction, shown.overdue) == (D(2027, 1, 30), Direction.EARLIER, True)
    assert put().recounted.earlier == 1
    (check,) = clocks_of(walked)
    assert (check.due_on, check.status, check.ended_on) == (D(2027, 1, 30), "running", None)
    sweep.perform_due()
    assert audit_check.verify().ok


def test_a_correction_replaces_the_days_and_keeps_the_older_notice(open_case: Open) -> None:
    walked = open_case()
    put()
    put(LONGER, source="测试数据，虚构的更正")
    (check,) = clocks_of(walked)
    assert (check.due_on, check.provisional) == (D(2027, 1, 13), False)
    kept = db.session.scalars(select(CalendarNotice).order_by(CalendarNotice.id)).all()
    assert [row.sha256 for row in kept] == [NOTICE.sha256, LONGER.sha256]
    newest, oldest = showing.year(2027).imports
    assert oldest.changes is None
    assert [(c.on, c.before, c.after.name) for c in newest.changes] == [(D(2027, 1, 4), None, "元旦")]
    assert (
        db.session.scalar(select(func.count(CalendarDay.day)).where(CalendarDay.day >= D(2027, 1, 1))) == 365
    )


def test_other_calendars_of_this_process_notice_a_correction(open_case: Open) -> None:
    open_case()
    put()
    assert calendar_table.working_calendar().is_working(D(2027, 1, 4))
    put(LONGER)
    assert not calendar_table.working_calendar().is_working(D(2027, 1, 4))
    assert not calendar_table.calendar_at(calendar_table.current_edition()).is_working(D(2027, 1, 4))


def undone() -> None:
    with transaction():
        put(LONGER)
        assert not calendar_table.working_calendar().is_working(D(2027, 1, 4))
        raise RuntimeError("undone")


def test_an_import_that_was_undone_leaves_no_calendar_behind(open_case: Open) -> None:
    open_case()
    with pytest.raises(RuntimeError, match="undone"):
        undone()
    assert calendar_table.working_calendar().provisional(D(2027, 1, 4))
    put(NOTICE)
    assert calendar_table.working_calendar().is_working(D(2027, 1, 4))


def test_reference_data_never_overwrites_an_imported_year(open_case: Open) -> None:
    open_case()
    shorter = notices.read(notices.write(showing.year(2026).notice) + "2026-12-31,休,元旦\n", 2026)
    put(shorter, source="测试数据，虚构的更正")
    put()
    before = db.session.execute(select(CalendarDay.day, CalendarDay.working, CalendarDay.source)).all()
    assert reference.load_reference().days == 0
    assert (
        db.session.execute(select(CalendarDay.day, CalendarDay.working, CalendarDay.source)).all() == before
    )


def test_days_that_come_with_the_program_count_open_clocks_anew(open_case: Open) -> None:
    walked = open_case()
    with transaction() as session:
        for row in session.scalars(select(CalendarDay).where(CalendarDay.day >= D(2026, 12, 28))):
            session.delete(row)
        calendar.recount(actor=SYSTEM, source="测试")
    assert all(row.provisional for row in clocks_of(walked))
    assert reference.load_reference().days == 4
    last = db.session.scalars(
        select(Event).where(Event.case_id == walked.case_id).order_by(Event.seq.desc())
    ).first()
    assert db.session.get_one(CalendarDay, D(2026, 12, 28)).working
    assert last is not None
    assert audit_check.verify().ok


@pytest.mark.parametrize(
    ("changed", "source"),
    [(LONGER, invented.SOURCE), (NOTICE, "测试数据，另一个来源")],
    ids=["days", "source"],
)
def test_what_was_not_previewed_is_not_imported(open_case: Open, changed: Notice, source: str) -> None:
    open_case()
    seen = showing.preview(NOTICE, invented.SOURCE).mark
    before = counts()
    with pytest.raises(Stale):
        calendar.import_year(notice=changed, source=source, seen=seen, checked=True, actor=administrator())
    assert counts() == before


def test_a_calendar_that_changed_in_between_asks_for_another_look(open_case: Open) -> None:
    open_case()
    seen = showing.preview(LONGER, invented.SOURCE).mark
    put()
    with pytest.raises(Stale):
        put(LONGER, seen=seen)
    put(LONGER)


def test_two_who_confirm_at_once_import_once(open_case: Open) -> None:
    walked = open_case()
    actor, seen = administrator(), showing.preview(NOTICE, invented.SOURCE).mark
    found = together(*[lambda: put(seen=seen, actor=actor)] * 2)
    assert len(of_kind(found, calendar.Imported)) == 1
    assert len(of_kind(found, Stale)) == 1
    db.session.rollback()
    assert db.session.scalar(select(func.count(CalendarNotice.id))) == 1
    entries = select(func.count()).select_from(Event).where(Event.action == Happening.CLOCKS_RECOUNTED)
    assert db.session.scalar(entries) == 1
    assert clocks_of(walked)[0].due_on == D(2027, 1, 12)
    assert audit_check.verify().ok


def test_a_step_taken_meanwhile_is_counted_by_the_new_calendar(open_case: Open) -> None:
    walked = open_case()
    actor, seen = administrator(), showing.preview(NOTICE, invented.SOURCE).mark
    officer = walked.staff("officer1")
    found = together(
        lambda: put(seen=seen, actor=actor),
        lambda: walked.go(Procedure.INTAKE, Action.START_CHECK, officer),
    )
    assert not of_kind(found, Stale)
    assert all(not row.provisional for row in clocks_of(walked) if row.status == "running")
    assert audit_check.verify().ok


def test_a_clock_that_was_counted_by_the_older_calendar_is_mended(open_case: Open) -> None:
    walked = open_case()
    put()
    with transaction() as session:
        late = session.scalars(select(Deadline).where(Deadline.case_id == walked.case_id)).one()
        late.due_on, late.provisional = D(2027, 1, 11), True
    done = calendar.recount(actor=SYSTEM, source=invented.SOURCE)
    assert (done.later, done.cases) == (1, 1)
    assert [(row.due_on, row.provisional) for row in clocks_of(walked)] == [(D(2027, 1, 12), False)]
    assert calendar.recount(actor=SYSTEM, source=invented.SOURCE) == calendar.Recounted()
    assert audit_check.verify().ok


def test_doubts_have_to_be_confirmed(open_case: Open) -> None:
    open_case()
    bare = notices.read("2027-01-01,休,元旦", 2027)
    before = counts()
    with pytest.raises(Invalid) as caught:
        put(bare)
    assert set(caught.value.fields) == {"checked"}
    assert counts() == before
    put(bare, checked=True)


@pytest.mark.parametrize(
    ("line", "year", "words"),
    [
        ("2028-01-01,休,元旦", 2028, "要到2027年才公布"),
        ("2018-01-01,休,元旦", 2018, "日历从2019年开始"),
    ],
)
def test_a_year_that_cannot_follow_is_refused(open_case: Open, line: str, year: int, words: str) -> None:
    open_case()
    with pytest.raises(Invalid, match=words) as caught:
        put(notices.read(line, year), checked=True)
    assert set(caught.value.fields) == {"year"}


@pytest.mark.parametrize("source", ["", "长" * 201])
def test_a_notice_has_a_source_that_fits(open_case: Open, source: str) -> None:
    open_case()
    with pytest.raises(Invalid) as caught:
        put(source=source)
    assert set(caught.value.fields) == {"source"}


def test_no_year_may_be_left_out(open_case: Open, freeze: Freeze) -> None:
    open_case()
    freeze(builders.moment(D(2027, 11, 5)))
    with pytest.raises(Invalid, match="2027年的放假安排还没有导入"):
        put(notices.read("2028-01-01,休,元旦", 2028), checked=True)


@pytest.mark.parametrize("post", ["leader", "officer1", "legal"])
def test_only_an_administrator_imports(open_case: Open, post: str) -> None:
    walked = open_case()
    before = counts()
    with pytest.raises(Refused):
        put(actor=walked.staff(post))
    assert counts() == before


def test_hundreds_of_clocks_move_in_one_transaction(open_case: Open) -> None:
    walked = open_case()
    (first,) = clocks_of(walked)
    copied = {
        column.name: getattr(first, column.name)
        for column in Deadline.__table__.columns
        if column.name not in ("id", "public_id")
    }
    with transaction() as session:
        session.add_all(Deadline(**copied) for _ in range(300))
    done = put()
    assert done.recounted.later == 301
    assert {due for due, _ in stated().values()} == {D(2027, 1, 12)}
    assert clock.today() == MONDAY
    assert audit_check.verify().ok
