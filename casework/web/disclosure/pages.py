"""The list of penalties with its exports, one decision, its file, and what replaces one that is gone."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

from flask import Response, abort, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from casework import calendar_table, clock, config, local_rules, storage
from casework.queries import disclosures
from casework.queries.disclosures import Filters, Gone
from casework.web import forms_support
from casework.web.disclosure import decision, exports, listing, period, words
from casework.web.disclosure.blueprint import blueprint
from documents import qr
from forms.disclosure_search import DisclosureSearchForm

# Long enough to spare the server, short enough that a withdrawn decision is gone everywhere within a minute.
FILE_LIFE = "public, max-age=60"
FILE_POLICY = "sandbox; default-src 'none'"
GONE = 410


@blueprint.get("/disclosures")
def index() -> str:
    """Show the penalties that answer what was asked, with filters, counts and exports."""
    form = forms_support.bind_query(DisclosureSearchForm)
    asked, page = _asked(form)
    results = disclosures.search(asked, page)
    return render_template(
        "disclosure/index.html",
        form=form,
        asked=asked,
        results=results,
        listing=listing.arrange(asked, results),
        export_limit=disclosures.EXPORT_LIMIT,
    )


@blueprint.get("/disclosures.csv")
def table() -> Answer:
    """Give all that was filtered as a table for a spreadsheet."""
    asked, _page = _asked(forms_support.bind_query(DisclosureSearchForm))
    content = exports.table(disclosures.everything(asked), config.current().base_url)
    answer = _file(content, "text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="penalties-{clock.today():%Y%m%d}.csv"'
    return answer


@blueprint.get("/disclosures.json")
def data() -> Answer:
    """Give all that was filtered to a program, saying whether it is all."""
    asked, _page = _asked(forms_support.bind_query(DisclosureSearchForm))
    hits = disclosures.everything(asked)
    content = exports.data(hits, disclosures.count(asked), asked, config.current().base_url)
    return _file(content, "application/json")


@blueprint.get("/disclosures.atom")
def feed() -> Answer:
    """Give what was published last of all that was filtered, as a feed."""
    asked, _page = _asked(forms_support.bind_query(DisclosureSearchForm))
    here = f"{config.current().base_url}{listing.address(asked, '/disclosures.atom')}"
    content = exports.feed(disclosures.newest(asked), config.current().base_url, here)
    return _file(content, "application/atom+xml; charset=utf-8")


@blueprint.get("/disclosures/<public_id>")
def show(public_id: str) -> Answer:
    """Show one decision: summary on top, the public text below, how long it is shown and how to check it."""
    found = disclosures.detail(public_id)
    if found is None:
        abort(404)
    if isinstance(found, Gone):
        return gone(found)
    calendar = calendar_table.working_calendar()
    # What was approved after the publication did not decide how long it is shown.
    region = str((found.snapshot.get("agency") or {}).get("region") or "")
    rules = local_rules.rulebook(region, known_at=found.hit.published_at)
    side, modules = qr.rectangles(f"{config.current().base_url}/verify/{found.verify_code}")
    body = render_template(
        "disclosure/decision.html",
        found=found,
        hit=found.hit,
        text=decision.text(found.snapshot),
        cuts=decision.cuts(found.snapshot),
        summary=decision.summary(found.hit, found.snapshot),
        period=period.of(found, clock.today(), rules, calendar),
        office=found.snapshot.get("agency") or {},
        withdrawn_within=rules.deadline("DIS-04", clock.today()),
        qr={"side": side, "path": "".join(f"M{x} {y}h{n}v1h-{n}z" for x, y, n in modules)},
        code=words.grouped(found.verify_code),
    )
    return make_response(body)


@blueprint.get("/disclosures/<public_id>.pdf")
def download(public_id: str) -> Answer:
    """Hand out the public copy after checking that its bytes are the published ones."""
    found = disclosures.file(public_id)
    if found is None:
        abort(404)
    if isinstance(found, Gone):
        return gone(found)
    answer = Response(storage.read(found.key), content_type="application/pdf")
    plain = f"penalty-{found.published_on:%Y%m%d}.pdf"
    name = quote(found.name, safe="")
    answer.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{name}"
    answer.headers["Content-Security-Policy"] = FILE_POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = FILE_LIFE
    answer.set_etag(found.sha256)
    return answer.make_conditional(request)


def gone(found: Gone) -> Answer:
    """Say why a decision is no longer shown, and nothing of what it said."""
    why = words.GONE[found.status]
    return make_response(render_template("disclosure/gone.html", why=why, reason=found.reason), GONE)


def _asked(form: DisclosureSearchForm) -> tuple[Filters, int]:
    given = form.cleaned()
    page = given.pop("page")
    return Filters(**given), page


def _file(content: bytes, kind: str) -> Answer:
    answer = Response(content, content_type=kind)
    answer.set_etag(hashlib.sha256(content).hexdigest())
    answer.headers["Link"] = f'<{config.current().base_url}{url_for("disclosure.index")}>; rel="up"'
    return answer.make_conditional(request)
