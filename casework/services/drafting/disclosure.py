"""Papers of the disclosure. The public ones repeat the frozen public snapshot and add nothing to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.services.drafting import issued, opinions, outcome, people, shown
from casework.services.drafting.casefile import CaseFile
from casework.services.drafting.context import Context
from workflows.display import WARNING
from workflows.snapshot import CARRIED
from workflows.vocabulary import Action, FactKey

# What the step that makes the copy insists on, code by code (公示规定 5, 6, 16); without it there is no copy.
SECRECY = {
    "state": "不涉及国家秘密，不危及国家安全、公共安全、经济安全、社会稳定",
    "privacy": "商业秘密和个人信息已经作必要处理",
}
_SAME = (*CARRIED, "evidence", "proof")


def penalty_info_summary(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    public = snapshot(context, file)
    return _public_frame(public) | {
        "party": people.filled(public["party"]),
        "violation": _violation(public),
        "penalty_text": public["penalty_text"],
        "decided_on": public["decided_on"],
    }


def redacted_decision(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    return public_text(snapshot(context, file))


def public_text(public: Mapping[str, Any]) -> dict[str, Any]:
    """The data of the redacted decision: the snapshot under the names that the wording knows."""
    numbered = [{"no": number} | dict(item) for number, item in enumerate(public["evidence"], start=1)]
    return (
        _public_frame(public)
        | people.filled({key: public.get(key) for key in _SAME})
        | people.filled({"warning": WARNING in (public.get("kinds") or ()) or None})
        | {
            "party": people.filled(public["party"]),
            "facts_found": public["facts"],
            "evidence": numbered,
            "violation": _violation(public),
            "statements": list(public.get("statements") or []),
            "discretion": public["reasons"],
        }
    )


def disclosure_approval(context: Context, file: CaseFile, *, hidden: bool) -> dict[str, Any]:
    penalty = outcome.penalty(context)
    prepared = opinions.past(
        file, opinions.HANDLER, Action.PREPARE_PUBLIC_COPY, text="公示文本已按规定制作，提请审批。"
    )
    checked = (context.value(FactKey.PUBLIC_COPY) or {}).get("secrecy") or SECRECY
    said = "；".join(text for code, text in SECRECY.items() if code in checked) + "。"
    prepared += [one | {"role": opinions.SECRECY, "text": said} for one in prepared]
    return {"redactions": redactions(snapshot(context, file))} | people.filled(
        {
            "party": people.dealing(context.respondent),
            "decision": issued.decision(context, file),
            "violation": outcome.violation(context),
            "penalty_text": outcome.text(penalty),
            "display": shown.told(context, penalty, published=context.step.today),
            "opinions": [*prepared, opinions.here(context, opinions.DISCLOSURE, text="同意公示。")],
        }
    )


def snapshot(context: Context, file: CaseFile) -> Mapping[str, Any]:
    """The frozen public view: brought by the step, else the one kept with the publication.

    Raises LookupError when there is none: nothing is published without it.
    """
    found = context.step.given("snapshot") or (file.publication.snapshot if file.publication else None)
    if not found:
        raise LookupError("没有公示件的冻结内容，不能制作公示文书")
    return dict(found)


def redactions(public: Mapping[str, Any]) -> list[dict[str, str]]:
    """What was taken out, once for each rule and mask; never what stood there."""
    seen: dict[tuple[str, str], dict[str, str]] = {}
    for mask in public.get("masks") or ():
        entry = people.filled({"what": mask["label"], "mask": mask.get("mask"), "why": mask.get("basis")})
        seen.setdefault((mask["label"], str(mask.get("mask"))), entry)
    return list(seen.values())


def _public_frame(public: Mapping[str, Any]) -> dict[str, Any]:
    """Head and foot of a public paper from the snapshot: no reference, no title of the inner case."""
    office = people.filled({key: public["agency"].get(key) for key in ("name", "short", "address")})
    return {
        "agency": office | {"seal_name": office.get("name", "")},
        "case": {"reference": public["number"], "title": _violation(public).get("name", "")},
        "number": public["number"],
        "issued_on": public["decided_on"],
    }


def _violation(public: Mapping[str, Any]) -> dict[str, str]:
    """The snapshot keeps articles as lists; papers print them in a row."""
    given = public["violation"]
    texts = {key: given.get(key) for key in ("name", "articles_violated", "articles_penalty", "law")}
    return people.filled(
        {key: "、".join(value) if isinstance(value, list) else value for key, value in texts.items()}
    )
