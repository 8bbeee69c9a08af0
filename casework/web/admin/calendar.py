"""Holiday notices: what is in force, a year as a file, and the way over a preview to the import."""

from __future__ import annotations

import calendar as months
from datetime import date
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from casework import clock
from casework.errors import Invalid, Stale
from casework.queries import calendar
from casework.services import calendar as keeping
from casework.web import chrome, forms_support, policy, readiness
from casework.web.admin.blueprint import blueprint
from forms.base import UnusableText
from forms.calendar import NoticeForm
from workflows import notices
from workflows.notices import Notice, Unreadable
from workflows.vocabulary import Role

CONFLICT = 409
SHOWN_FAULTS = 20
WEEK = ("一", "二", "三", "四", "五", "六", "日")


@blueprint.get("/calendar")
def holidays() -> str:
    """Show the days of a year as they are in force, whence they come, and how far the calendar reaches."""
    standing, today = calendar.standing(), clock.today()
    latest = min(today.year, standing.following(today) - 1)
    number = request.args.get("year", latest, type=int)
    shown = calendar.year(number) if number in standing.years else None
    if shown is None and "year" in request.args:
        abort(404)
    return render_template(
        "admin/calendar.html",
        standing=standing,
        number=number,
        year=shown,
        festivals=notices.festivals_of(shown.notice) if shown else (),
        months=grids(shown.notice) if shown else (),
        missing=standing.following(today),
        complete=standing.following(today) > today.year + 1,
        alarm=readiness.short(standing.horizon, today),
        may_import=chrome.here().reaches("/admin/calendar/import", policy.signed_in()),
    )


@blueprint.get("/calendar/<int:number>.csv")
def holidays_csv(number: int) -> Response:
    """Give a year's days in the form in which they can be imported again."""
    found = calendar.year(number) if date.min.year < number < date.max.year else None
    if found is None:
        abort(404)
    # With its mark, because a spreadsheet takes a file without one for another encoding.
    answer = Response("\ufeff" + notices.write(found.notice), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="holidays-{number}.csv"'
    return answer


@blueprint.route("/calendar/import", methods=["GET", "POST"])
@policy.only(Role.ADMINISTRATOR)
def import_holidays() -> Answer | tuple[str, int]:
    """Take a notice, show what it would move, and put it in force when that was confirmed."""
    form = forms_support.bind(NoticeForm)
    if request.method == "GET":
        prefill(form)
        return ask(form)
    if "edit" in request.form:
        return ask(form)
    notice = read(form)
    if notice is None:
        return ask(form)
    if "confirm" in request.form:
        return confirm(form, notice)
    return show(form, notice)


def prefill(form: NoticeForm) -> None:
    """Fill in the year that is missing, or a year that is to be corrected with its days."""
    standing = calendar.standing()
    number = request.args.get("year", standing.following(clock.today()), type=int)
    form.year.data = number
    found = calendar.year(number) if number in standing.years else None
    if found is not None:
        form.lines.data = notices.write(found.notice)


def read(form: NoticeForm) -> Notice | None:
    """Read the notice out of the form; what is wrong with it stands in the form afterwards."""
    take_file(form)
    sound = form.validate()
    if not form.lines.data:
        if not form.file.errors and not form.lines.errors:
            form.refuse("lines", _("请选择文件，或者把放假和调休上班的日子粘贴在这里"))
        return None
    if not form.year.data or form.lines.errors:
        return None
    try:
        notice = notices.read(form.lines.data, form.year.data)
    except Unreadable as error:
        for fault in error.faults[:SHOWN_FAULTS]:
            form.refuse("lines", str(fault))
        if len(error.faults) > SHOWN_FAULTS:
            form.refuse("lines", _("另外还有%(num)d行不能读取。", num=len(error.faults) - SHOWN_FAULTS))
        return None
    return notice if sound else None


def take_file(form: NoticeForm) -> None:
    """Put the text of an uploaded file into the lines, where it can be seen and mended."""
    if not form.file.data:
        return
    if form.lines.data:
        form.file.process_errors = [_("文件和粘贴的内容只能选一种，请去掉一种")]
        return
    try:
        form.lines.process_formdata([notices.decode(form.file.data[0].stream.read(notices.MAX_BYTES + 1))])
    except Unreadable as error:
        form.file.process_errors = [str(error)]
    except UnusableText as error:
        form.lines.process_errors = [str(error)]


def ask(form: NoticeForm) -> tuple[str, int]:
    """Show the form with everything that was typed."""
    return forms_support.page("admin/calendar_import.html", form)


def show(form: NoticeForm, notice: Notice, *, stale: bool = False) -> tuple[str, int]:
    """Show what the notice would move; nothing is written."""
    found = calendar.preview(notice, str(form.source.data))
    if found.refusal:
        form.refuse("year", found.refusal)
        return ask(form)
    form.mark.data = found.mark
    html, code = forms_support.page(
        "admin/calendar_preview.html",
        form,
        preview=found,
        festivals=notices.festivals_of(notice),
        stale=stale,
        href=case_address,
    )
    return html, CONFLICT if stale else code


def confirm(form: NoticeForm, notice: Notice) -> Answer | tuple[str, int]:
    """Put the notice in force if it is still what was shown; otherwise show it anew."""
    try:
        done = keeping.import_year(
            notice=notice,
            source=str(form.source.data),
            seen=str(form.mark.data or ""),
            checked=bool(form.checked.data),
            actor=policy.signed_in(),
        )
    except Stale:
        return show(form, notice, stale=True)
    except Invalid as error:
        forms_support.refuse(form, error)
        return show(form, notice)
    told = _("%(year)d年放假安排已经生效。", year=done.year)
    flash(told + counted(done.recounted), "done")
    return redirect(url_for("admin.holidays", year=done.year), 303)


def counted(done: keeping.Recounted) -> str:
    """Say what became of the open clocks."""
    if not done.moved:
        return _("没有期限因此改动。")
    parts = {_("提前"): done.earlier, _("推后"): done.later, _("转为确定"): done.settled}
    words = "，".join(f"{name}{number}项" for name, number in parts.items() if number)
    return _("重新计算期限%(num)d项：%(words)s。", num=done.moved, words=words)


def case_address(row: calendar.Moved) -> str:
    """Give the page of a case to whoever may open it; an administrator without cases sees its number only."""
    actor = policy.signed_in()
    if row.bureau_region != actor.bureau or not actor.has(*policy.OFFICERS):
        return ""
    return url_for("desk.show_case", public_id=row.case_public_id)


def grids(notice: Notice) -> list[dict[str, Any]]:
    """Lay a year out as twelve printed months."""
    days = {day: working for day, working, _name in notices.whole_year(notice)}
    named = {day.on for day in notice.days}
    printer = months.Calendar()
    return [
        {
            "caption": f"{month}月",
            "heads": WEEK,
            "weeks": [
                [cell(day, days, named) if day.month == month else None for day in week]
                for week in printer.monthdatescalendar(notice.year, month)
            ],
        }
        for month in range(1, 13)
    ]


def cell(day: date, days: dict[date, bool], named: set[date]) -> dict[str, Any]:
    """Give one day: a day off is shaded, a named one says 休, a weekend that is worked says 班."""
    working = days[day]
    words = ("班" if working else "休") if day in named else ""
    return {"number": day.day, "words": words, "kind": "count" if words == "班" else "" if working else "off"}
