"""The list of penalties for other programs: a table, JSON and a feed. Rows in, bytes out.

Everything in a row is already public; what is done here is only that no cell is taken for a formula and no
text for markup.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from flask_babel import gettext as _

from casework import clock
from casework.queries.disclosures import Filters, Hit
from workflows import money

BOM = "\ufeff"
# What a spreadsheet reads as the beginning of a formula, in both widths.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
ATOM = "http://www.w3.org/2005/Atom"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def table(hits: Sequence[Hit], base: str) -> bytes:
    """Write a table that spreadsheets open with the right characters."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        [
            _("决定书文号"),
            _("当事人"),
            _("统一社会信用代码"),
            _("违法行为类型"),
            _("处罚内容"),
            _("处罚种类"),
            _("罚款（元）"),
            _("作出机关"),
            _("决定日期"),
            _("公示日期"),
            _("公示截止日期"),
            _("网址"),
        ]
    )
    writer.writerows([cell(value) for value in _row(hit, base)] for hit in hits)
    return out.getvalue().encode()


def _row(hit: Hit, base: str) -> list[str]:
    return [
        hit.number,
        hit.party_name,
        hit.party_code,
        hit.violation,
        hit.penalty_text,
        "、".join(hit.kinds),
        "" if hit.fine_fen is None else money.yuan(hit.fine_fen),
        hit.agency,
        hit.decided_on.isoformat(),
        clock.local(hit.published_at).date().isoformat(),
        hit.display_until.isoformat() if hit.display_until else "",
        address(hit, base),
    ]


def cell(value: str) -> str:
    """Write a value on one line, so that no spreadsheet runs it."""
    flat = " ".join(value.split("\n")).strip(" ")
    return f"'{flat}" if flat.startswith(FORMULA) else flat


def data(hits: Sequence[Hit], total: int, asked: Filters, base: str) -> bytes:
    """Write the rows with English keys; amounts are yuan as text, absent where there is none."""
    body = {
        "total": total,
        "complete": total <= len(hits),
        "filters": {
            "q": asked.q,
            "agency": list(asked.agencies),
            "violation": list(asked.violations),
            "year": list(asked.years),
        },
        "items": [_item(hit, base) for hit in hits],
    }
    return json.dumps(body, ensure_ascii=False).encode()


def _item(hit: Hit, base: str) -> dict[str, Any]:
    return {
        "id": hit.public_id,
        "number": hit.number,
        "party": {"name": hit.party_name, "uscc": hit.party_code or None},
        "violation": hit.violation,
        "penalty": hit.penalty_text,
        "kinds": list(hit.kinds),
        "fine_yuan": None if hit.fine_fen is None else money.yuan(hit.fine_fen),
        "agency": hit.agency,
        "decided_on": hit.decided_on.isoformat(),
        "published_on": clock.local(hit.published_at).date().isoformat(),
        "display_until": hit.display_until.isoformat() if hit.display_until else None,
        "url": address(hit, base),
        "pdf": f"{address(hit, base)}.pdf",
    }


def feed(hits: Sequence[Hit], base: str, here: str) -> bytes:
    """Write an Atom feed of what was published last."""
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(
        f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-Hans-CN"}
    )
    moment = max((hit.published_at for hit in hits), default=clock.at_local(clock.today()))
    _put(root, "title", _("行政处罚公示"))
    _put(root, "id", here)
    _put(root, "updated", clock.local(moment).isoformat(timespec="seconds"))
    _link(root, "self", here, "application/atom+xml")
    _link(root, "alternate", here.replace("/disclosures.atom", "/disclosures", 1), "text/html")
    for hit in hits:
        _entry(root, hit, base)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(root: ElementTree.Element, hit: Hit, base: str) -> None:
    one = ElementTree.SubElement(root, f"{{{ATOM}}}entry")
    shown = clock.local(hit.published_at).isoformat(timespec="seconds")
    _put(one, "title", f"{hit.number} {hit.party_name}")
    _put(one, "id", address(hit, base))
    _put(one, "published", shown)
    _put(one, "updated", shown)
    _put(ElementTree.SubElement(one, f"{{{ATOM}}}author"), "name", hit.agency)
    _put(one, "summary", f"{hit.violation}。{' '.join(hit.penalty_text.split())}")
    _link(one, "alternate", address(hit, base), "text/html")
    _link(one, "enclosure", f"{address(hit, base)}.pdf", "application/pdf")


def _put(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{name}").text = NOT_XML.sub("", text)


def _link(parent: ElementTree.Element, rel: str, href: str, kind: str) -> None:
    given = {"rel": rel, "href": NOT_XML.sub("", href), "type": kind}
    ElementTree.SubElement(parent, f"{{{ATOM}}}link", given)


def address(hit: Hit, base: str) -> str:
    """Write the lasting address of a decision."""
    return f"{base}/disclosures/{hit.public_id}"
