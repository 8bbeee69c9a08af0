"""A frozen public snapshot as one record of the credit feed. Pure: snapshot and identity in, texts out.

Everything a person may read comes from the snapshot. What is sent but never displayed (the identity of a
natural person) is handed in beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework.credit.fields import CODES, FIELDS, FOR_EVER, KINDS, OTHER, SEPARATOR
from workflows import money
from workflows.vocabulary import PartyKind

# The bureau's word, where the feed knows the kind under another name.
_KIND_NAMES = {"吊销营业执照": "吊销许可证件", "暂扣营业执照": "暂扣许可证件", "没收侵权商品": "没收非法财物"}
_CUT = "……（全文见行政处罚决定书）"


@dataclass(frozen=True, slots=True)
class Identity:
    """What the platform is sent about a natural person and nobody is shown."""

    name: str = ""
    certificate: str = ""
    number: str = ""


def record(
    snapshot: Mapping[str, Any],
    *,
    identity: Identity | None = None,
    source: Mapping[str, str] | None = None,
    remark: str = "",
) -> dict[str, str]:
    """All CF fields of the snapshot as text; what does not apply is empty. `source` is {name, uscc}."""
    agency = snapshot["agency"]
    sender = source or agency
    filled = _party(snapshot["party"], identity or Identity()) | _penalty(snapshot)
    filled |= {
        "CF_CFJG": str(agency.get("name") or ""),
        "CF_CFJGDM": str(agency.get("uscc") or ""),
        "CF_SJLY": str(sender.get("name") or ""),
        "CF_SJLYDM": str(sender.get("uscc") or ""),
        "BZ": remark,
    }
    return {code: filled.get(code, "") for code in CODES}


def _party(party: Mapping[str, Any], identity: Identity) -> dict[str, str]:
    kind = PartyKind[str(party["kind"]).upper()]
    if kind == PartyKind.NATURAL:
        return {
            "CF_XDR_MC": identity.name or str(party["name"]),
            "CF_XDR_LB": kind.label,
            "CF_XDR_ZJLX": identity.certificate,
            "CF_XDR_ZJHM": identity.number,
        }
    return {
        "CF_XDR_MC": str(party["name"]),
        "CF_XDR_LB": kind.label,
        "CF_XDR_SHXYM": str(party.get("uscc") or ""),
        "CF_FRDB": str(party.get("legal_representative") or ""),
    }


def _penalty(snapshot: Mapping[str, Any]) -> dict[str, str]:
    violation = snapshot["violation"]
    fine, confiscated = snapshot.get("fine_fen") or 0, snapshot.get("confiscated_fen") or 0
    return {
        "CF_WSH": str(snapshot["number"]),
        "CF_WFXW": str(violation.get("name") or ""),
        "CF_SY": _fitted("CF_SY", str(snapshot.get("facts") or "")),
        "CF_YJ": SEPARATOR.join(str(article) for article in violation.get("articles_penalty") or ()),
        "CF_CFLB": SEPARATOR.join(kinds(snapshot.get("kinds") or ())),
        "CF_NR": _fitted("CF_NR", str(snapshot.get("penalty_text") or "")),
        "CF_NR_FK": money.wan(fine) if fine else "",
        "CF_NR_WFFF": money.wan(confiscated) if confiscated else "",
        "CF_NR_ZKDX": str(snapshot.get("licence") or ""),
        "CF_JDRQ": _day(snapshot.get("decided_on")),
        "CF_YXQ": _day(snapshot.get("restriction_until")) or FOR_EVER,
        "CF_GSJZQ": _day((snapshot.get("credit_display") or {}).get("until")),
    }


def kinds(names: Any) -> list[str]:
    """Kinds of penalty as the code list writes them, in its order; an unknown one is 其他 with its name."""
    known = {_KIND_NAMES.get(str(name), str(name)) for name in names}
    listed = [kind for kind in KINDS if kind in known]
    return listed + sorted(n if n.startswith(OTHER) else OTHER + n for n in known - set(KINDS))


def _fitted(code: str, text: str) -> str:
    """A text no longer than the column; what is cut off says where it can be read."""
    length = FIELDS[code].length
    return text if len(text) <= length else text[: length - len(_CUT)] + _CUT


def _day(value: Any) -> str:
    return str(value).replace("-", "/") if value else ""
