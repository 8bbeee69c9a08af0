"""Writing papers in a case: choosing the kind, the form with what the case knows, the draft as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from casework.errors import Invalid, Stale
from casework.queries import case_page, lint_panel
from casework.queries import written as papers_of
from casework.queries.case_shapes import CasePage, ProceedingRow
from casework.services import writing
from casework.services.writing import Draft
from casework.web import forms_support, policy
from casework.web.desk.blueprint import blueprint
from casework.web.desk.cases import button
from casework.web.desk.registry import PAGES
from casework.web.desk.sources import rows_of
from casework.web.desk.standing import as_drafted, due
from casework.web.desk.steps import CONFLICT, add_row
from documents.errors import PaperError
from documents.naming import part_label
from forms.filters import QueueFilterForm
from forms.written import Asked, Part, WrittenForm, changed, filled_in, form_for, named
from workflows.engine import Reason, Refused
from workflows.vocabulary import Action, Procedure


@blueprint.get("/cases/<public_id>/write")
def choose_paper(public_id: str) -> str:
    """List the kinds of papers that this officer may write in this case."""
    page = case_page.for_officer(policy.signed_in(), public_id)
    if not papers_of.may_write(page):
        abort(404)
    form = forms_support.bind_query(QueueFilterForm)
    words = str(form.cleaned()["q"])
    return render_template(
        "desk/writing_choose.html", case=page, q=words, found=papers_of.choices(page, words)
    )


@blueprint.route("/cases/<public_id>/write/<kind>", methods=["GET", "POST"])
def new_draft(public_id: str, kind: str) -> Answer | tuple[str, int]:
    """Show a kind with what the case knows; the first saving begins the paper."""
    page = case_page.for_officer(policy.signed_in(), public_id)
    row = writing.kind_of(kind)
    reasons = papers_of.why_not(page, row)
    if reasons is None:
        abort(404)
    if reasons:
        closed = tuple(Reason("closed", text) for text in reasons)
        return render_template("desk/writing_closed.html", case=page, row=row, closed=closed), CONFLICT
    found = writing.blank(case_id=public_id, kind=kind, actor=page.actor)
    form = bound(found)
    if "more" in request.form:
        add_row(form, request.form["more"])
        return show(page, None, found, form, status=200)
    if not forms_support.sent(form):
        return show(page, None, found, form)
    if "check" in request.form:
        content = content_of(found, form)
        found = writing.blank(case_id=public_id, kind=kind, actor=page.actor, content=content)
        return show(page, None, found, form, status=200)
    try:
        begun = writing.begin(
            case_id=public_id,
            kind=kind,
            actor=page.actor,
            content=content_of(found, form),
            note=form.note.data or "",
            token=form.token,
        )
    except Refused as error:
        return show(page, None, found, form, refused=error.reasons, status=CONFLICT)
    flash(_("草稿已保存。"), "done")
    return redirect(url_for("desk.show_draft", public_id=public_id, proceeding_id=begun), 303)


@blueprint.route("/cases/<public_id>/writing/<proceeding_id>", methods=["GET", "POST"])
def show_draft(public_id: str, proceeding_id: str) -> Answer | tuple[str, int]:
    """Show a paper that is being written, and keep what is typed."""
    page = case_page.for_officer(policy.signed_in(), public_id)
    proceeding = page.proceeding(proceeding_id)
    if proceeding.procedure != Procedure.WRITING:
        abort(404)
    found = writing.draft(case_id=public_id, proceeding_id=proceeding_id, actor=page.actor)
    form = bound(found)
    if request.method == "GET":
        form.version.data = str(proceeding.version)
        return show(page, proceeding, found, form)
    if "more" in request.form:
        add_row(form, request.form["more"])
        return show(page, proceeding, found, form, status=200)
    if not forms_support.sent(form):
        return show(page, proceeding, found, form)
    if "check" in request.form:
        content = content_of(found, form)
        found = writing.draft(
            case_id=public_id, proceeding_id=proceeding_id, actor=page.actor, content=content
        )
        return show(page, proceeding, found, form, status=200)
    return keep(page, proceeding, found, form)


def keep(
    page: CasePage, proceeding: ProceedingRow, found: Draft, form: WrittenForm
) -> Answer | tuple[str, int]:
    """Keep what was typed; where that is refused the page comes back with all of it."""
    try:
        writing.revise(
            proceeding_id=proceeding.id,
            actor=page.actor,
            version=form.seen_version,
            content=content_of(found, form),
            note=form.note.data or "",
        )
    except Refused as error:
        return show(page, proceeding, found, form, refused=error.reasons, status=CONFLICT)
    except Stale:
        newest = case_page.for_officer(page.actor, page.public_id)
        now = newest.proceeding(proceeding.public_id)
        form.version.data = str(now.version)
        return show(newest, now, found, form, stale=differing(found, form), status=CONFLICT)
    except Invalid as error:
        forms_support.refuse(form, error)
        return show(page, proceeding, found, form)
    flash(_("草稿已保存。"), "done")
    return redirect(
        url_for("desk.show_draft", public_id=page.public_id, proceeding_id=proceeding.public_id), 303
    )


@blueprint.get("/cases/<public_id>/writing/<proceeding_id>.pdf")
def preview_draft(public_id: str, proceeding_id: str) -> Response | Answer:
    """Show the draft as it would be laid out; while it lacks something, say what."""
    page = case_page.for_officer(policy.signed_in(), public_id)
    proceeding = page.proceeding(proceeding_id)
    try:
        made = writing.preview(case_id=public_id, proceeding_id=proceeding.public_id, actor=page.actor)
    except PaperError:
        flash(_("文书还缺少内容，补齐以后才能预览。"), "warn")
        return redirect(
            url_for("desk.show_draft", public_id=public_id, proceeding_id=proceeding_id) + "#missing", 303
        )
    answer = make_response(made)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def asked_of(found: Draft) -> tuple[Asked, ...]:
    """Give the fields to type with the Chinese names of their parts."""
    return tuple(
        Asked(
            field.name,
            field.label,
            field.type,
            field.required,
            tuple(Part(one.name, part_label(one.name, of=field.name), one.required) for one in field.members),
        )
        for field in found.asked
    )


def bound(found: Draft) -> WrittenForm:
    """Fill the form of the kind with what was sent, else with the case's words and what was typed."""
    return forms_support.bind(form_for(asked_of(found)), data=named(found.shown()))


def content_of(found: Draft, form: WrittenForm) -> dict[str, Any]:
    """Give what was typed for this paper alone."""
    return changed(asked_of(found), form.cleaned(), found.known)


def differing(found: Draft, form: WrittenForm) -> tuple[str, ...]:
    """Give the labels of the fields in which what was typed is not what is kept."""
    kept, typed = filled_in(asked_of(found), found.shown()), form.cleaned()
    return tuple(one.label for one in found.asked if kept.get(one.name) != typed.get(one.name))


def show(
    page: CasePage,
    proceeding: ProceedingRow | None,
    found: Draft,
    form: WrittenForm,
    *,
    refused: Sequence[Reason] = (),
    stale: Sequence[str] | None = None,
    status: int | None = None,
) -> tuple[str, int]:
    """Write the page of a draft: the form, where its facts come from, what is missing, what comes next.

    `stale`: the labels of the fields that differ from what somebody kept meanwhile.
    """
    offers = [one for one in page.offers if proceeding is not None and one.proceeding.id == proceeding.id]
    editing = proceeding is None or any(one.offer.action == Action.REVISE_PAPER for one in offers)
    judged = lint_panel.of_draft(page, proceeding, found.row.id, found.judged)
    html, code = forms_support.page(
        "desk/writing.html",
        form,
        case=page,
        draft=found,
        proceeding=proceeding,
        editing=editing,
        sources=rows_of(found.sources, found.data),
        judged=judged,
        due=due(found, proceeding, judged),
        offers=[
            button(page, as_drafted(page, one, found))
            for one in offers
            if one.offer.action in PAGES and one.offer.action != Action.REVISE_PAPER
        ],
        refused=refused,
        stale=stale,
    )
    return html, status or code
