"""The wording of every kind of paper: what holds, a draft with its preview, a second person who approves."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

import documents
from casework import clock
from casework.errors import Invalid, NotFound, Stale
from casework.queries import wordings as queries
from casework.queries.wordings import Editing
from casework.services import wordings as services
from casework.web import forms_support, policy
from casework.web.admin.blueprint import blueprint
from casework.wordings import checked
from documents import wordcheck
from documents.errors import DAMAGED, PaperError
from forms.desk_fields import offer
from forms.wordings import ApproveWordingForm, RefuseWordingForm, ThroughForm, WordingForm
from workflows.engine import Reason, Refused
from workflows.wording_steps import WRITERS

CONFLICT, UNPROCESSABLE = 409, 422
# Lines that may be typed before the page is written anew, each with its number.
SPARE_LINES = 12
SAMPLE = "sample"


@blueprint.get("/papers")
def show_papers() -> str:
    """List every kind with what holds of it and what waits."""
    groups = queries.overview(policy.signed_in())
    waiting = [row for _name, rows in groups for row in rows if row.waiting]
    return render_template("admin/papers.html", groups=groups, waiting=waiting)


@blueprint.get("/papers/<kind>")
def show_kind(kind: str) -> str:
    """Show the wording in force with its lines numbered, and the versions of the office."""
    found = queries.kind_page(policy.signed_in(), kind)
    return render_template("admin/papers_kind.html", shown=found)


@blueprint.route("/papers/<kind>/edit", methods=["GET", "POST"])
@policy.only(*WRITERS)
def edit_wording(kind: str) -> Answer | tuple[str, int]:
    """Write a draft, look at it as a paper, keep it, hand it to a second person."""
    found = queries.editing(policy.signed_in(), kind)
    form = bound(found)
    if request.method == "GET":
        form.version.data = str(found.version or "")
        return editor(found, form)
    sound = forms_support.sent(form)
    if "preview" in request.form:
        return preview(found, form)
    if "check" in request.form or not sound:
        return editor(found, form)
    return keep(found, form)


def bound(found: Editing) -> WordingForm:
    """Fill the form with what was sent, else with the draft or the text in force."""
    first = found.papers[0][0] if found.row.part and found.papers else SAMPLE
    data = {"text": found.text, "note": found.note, "valid_from": found.valid_from, "paper": first}
    form = forms_support.bind(WordingForm, data=data)
    offer(form.paper, found.papers if found.row.part else ((SAMPLE, "示例内容"), *found.papers))
    return form


def preview(found: Editing, form: WordingForm) -> Answer | tuple[str, int]:
    """Answer with the draft laid out, or with the editor that says by line why it cannot be."""
    text = form.text.data or ""
    if form.text.errors or form.paper.errors or checked(found.row.id, text, day_of(form)).faults:
        return editor(found, form, status=UNPROCESSABLE)
    paper = form.paper.data or SAMPLE
    kind = paper if found.row.part else found.row.id
    try:
        data = example(kind, SAMPLE if found.row.part else paper)
        wording = queries.laid_out(found.row.id, text, kind)
        made = documents.render(kind, data, draft=True, wording=wording)
    except NotFound:
        form.refuse("paper", "没有找到这份文书，请重新选择")
        return editor(found, form)
    except PaperError as error:
        form.refuse("text", f"套用所选的内容时不能排成文书：{error}")
        return editor(found, form)
    except DAMAGED:
        form.refuse("text", "套用所选的内容时不能排成文书，请核对表格各行的栏数")
        return editor(found, form)
    answer = Response(made.bytes, content_type="application/pdf")
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def example(kind: str, paper: str) -> dict[str, Any]:
    """What a preview is filled with: the sample, or what a paper of this reader's bureau was issued with."""
    return documents.sample(kind) if paper == SAMPLE else queries.data_of(policy.signed_in(), kind, paper)


def day_of(form: WordingForm) -> date:
    """Give the day from which the text is to hold, as far as it is known yet."""
    return max(form.valid_from.data or clock.today(), clock.today())


def keep(found: Editing, form: WordingForm) -> Answer | tuple[str, int]:
    """Keep the draft, and submit it where that was asked; refused, the page comes back with all of it."""
    actor, kind = policy.signed_in(), found.row.id
    try:
        kept = services.save(actor=actor, kind=kind, version=form.seen_version, **form.cleaned())
        form.version.data = str(kept.version)
        if "submit" not in request.form:
            flash("草稿已保存。", "done")
            return redirect(url_for("admin.edit_wording", kind=kind), 303)
        services.submit(actor=actor, public_id=kept.public_id, version=kept.version)
    except Stale:
        newest = queries.editing(actor, kind)
        form.version.data = str(newest.version or "")
        return editor(newest, form, stale=True, status=CONFLICT)
    except Invalid as error:
        forms_support.refuse(form, error)
        return editor(queries.editing(actor, kind), form)
    except Refused as error:
        return editor(found, form, refused=error.reasons, status=CONFLICT)
    flash("已提交，等待另一个人审核。", "done")
    return redirect(url_for("admin.show_wording", kind=kind, public_id=kept.public_id), 303)


def editor(
    found: Editing,
    form: WordingForm,
    *,
    refused: tuple[Reason, ...] = (),
    stale: bool = False,
    status: int | None = None,
) -> tuple[str, int]:
    """Write the editor with what is wrong in the text as it stands in it."""
    text = form.text.data or ""
    # What holds already is sound, and a part is tried in many kinds: it waits until something is typed.
    begun = request.method == "POST" or bool(found.public_id) or not found.row.part
    told = checked(found.row.id, text, day_of(form)) if text and begun else wordcheck.Checked(())
    lines = text.count("\n") + 1
    form.text.render_kw = {**form.text.render_kw, "rows": lines + SPARE_LINES}
    html, code = forms_support.page(
        "admin/papers_edit.html",
        form,
        shown=found,
        checked=told,
        wrong={one.line for one in told.faults},
        numbered=list(enumerate([*text.split("\n"), *[""] * SPARE_LINES], 1)),
        refused=refused,
        stale=stale,
    )
    return html, status or code


@blueprint.get("/papers/<kind>/versions/<public_id>")
def show_wording(kind: str, public_id: str) -> tuple[str, int]:
    """Show one wording with what it changes and what this reader may do about it."""
    return version(kind, public_id, ApproveWordingForm(), RefuseWordingForm())


@blueprint.get("/papers/<kind>/versions/<public_id>.pdf")
def show_wording_laid_out(kind: str, public_id: str) -> Response:
    """Show one wording laid out with the sample, for whoever has to approve it."""
    found = queries.version_page(policy.signed_in(), kind, public_id)
    through = seen_through(found.kind).through.data if found.kind.part else kind
    if found.kind.part and through not in dict(found.kind.related):
        raise NotFound
    try:
        wording = queries.laid_out(kind, found.text, through)
        made = documents.render(through, documents.sample(through), draft=True, wording=wording)
    except DAMAGED as error:
        raise NotFound("这一稿现在不能排成文书") from error
    answer = Response(made.bytes, content_type="application/pdf")
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def seen_through(head: queries.Head) -> ThroughForm:
    """Offer the kinds through which a shared part can be looked at."""
    form = ThroughForm(request.args or None, data={"through": head.related[0][0] if head.related else ""})
    offer(form.through, tuple((kind, f"《{title}》") for kind, title in head.related))
    form.validate()
    return form


@blueprint.post("/papers/<kind>/versions/<public_id>/reopen")
@policy.only(*WRITERS)
def reopen_wording(kind: str, public_id: str) -> Answer | tuple[str, int]:
    """Begin a new draft with the text of a wording that was refused."""
    queries.version_page(policy.signed_in(), kind, public_id)
    try:
        services.reopen(actor=policy.signed_in(), public_id=public_id)
    except (Refused, Invalid) as error:
        return version(kind, public_id, ApproveWordingForm(), RefuseWordingForm(), refused=reasons(error))
    flash("已按这一稿的内容建立草稿，改好后再提交。", "done")
    return redirect(url_for("admin.edit_wording", kind=kind), 303)


@blueprint.post("/papers/<kind>/versions/<public_id>/approve")
def approve_wording(kind: str, public_id: str) -> Answer | tuple[str, int]:
    """Let the wording hold."""
    form = forms_support.bind(ApproveWordingForm)
    queries.version_page(policy.signed_in(), kind, public_id)
    if not forms_support.sent(form):
        return version(kind, public_id, form, RefuseWordingForm())
    try:
        services.approve(actor=policy.signed_in(), public_id=public_id, note=form.note.data or "")
    except (Refused, Invalid) as error:
        return version(kind, public_id, form, RefuseWordingForm(), refused=reasons(error))
    flash("已批准，自使用日期起制作的文书用这个格式。", "done")
    return redirect(url_for("admin.show_kind", kind=kind), 303)


@blueprint.post("/papers/<kind>/versions/<public_id>/refuse")
def refuse_wording(kind: str, public_id: str) -> Answer | tuple[str, int]:
    """End the submission with a reason."""
    form = forms_support.bind(RefuseWordingForm)
    queries.version_page(policy.signed_in(), kind, public_id)
    if not forms_support.sent(form):
        return version(kind, public_id, ApproveWordingForm(), form)
    try:
        services.refuse(actor=policy.signed_in(), public_id=public_id, **form.cleaned())
    except (Refused, Invalid) as error:
        return version(kind, public_id, ApproveWordingForm(), form, refused=reasons(error))
    flash("没有批准，理由已经记下。", "done")
    return redirect(url_for("admin.show_kind", kind=kind), 303)


@blueprint.post("/papers/<kind>/versions/<public_id>/withdraw")
def withdraw_wording(kind: str, public_id: str) -> Answer | tuple[str, int]:
    """Take one's own draft or submission back."""
    queries.version_page(policy.signed_in(), kind, public_id)
    try:
        services.withdraw(actor=policy.signed_in(), public_id=public_id)
    except Refused as error:
        return version(kind, public_id, ApproveWordingForm(), RefuseWordingForm(), refused=error.reasons)
    flash("已撤回。", "done")
    return redirect(url_for("admin.show_kind", kind=kind), 303)


def version(
    kind: str,
    public_id: str,
    approve: ApproveWordingForm,
    refuse: RefuseWordingForm,
    *,
    refused: tuple[Reason, ...] = (),
) -> tuple[str, int]:
    """Write the page of one wording; the form that was sent keeps what was typed."""
    shown = queries.version_page(policy.signed_in(), kind, public_id)
    html, status = forms_support.page(
        "admin/papers_version.html",
        refuse if refuse.summary() else approve,
        shown=shown,
        through=seen_through(shown.kind).through if shown.kind.part else None,
        approve=approve,
        refuse=refuse,
        refused=refused,
    )
    return html, CONFLICT if refused else status


def reasons(error: Refused | Invalid) -> tuple[Reason, ...]:
    """Give the reasons of either refusal."""
    if isinstance(error, Refused):
        return error.reasons
    return tuple(Reason(field, f"{words}。") for field, words in error.fields.items())
