"""Publications as rows: what the public pages begin with, made from whole decisions by the real redaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from casework import clock, crypto, storage
from casework.db import db, transaction
from casework.models import Decision, Document, Publication
from tests.casework import decided
from workflows.redaction import digest, public_view
from workflows.subject import Person

DECIDED = decided.DECIDED
PHONE, HOLDER_CONTACT, CLERK = "13912345678", "欧阳知秋", "司徒望月"
# Typed into the facts, the evidence and the answers by somebody who should not have.
LEAKY = (
    f"经查，当事人店员{CLERK}（电话{PHONE}，身份证号{decided.RESIDENT_ID}）销售侵权白酒6瓶。\n"
    f"投诉人联系人{HOLDER_CONTACT}当场辨认，违法经营额8694.00元。"
)
CANARIES = (PHONE, HOLDER_CONTACT, CLERK, decided.RESIDENT_ID, "XZ-2026-")
WHOLE: dict[str, Any] = {
    "source": "2026年9月14日，本局收到投诉人安徽示例酒业股份有限公司的投诉材料。",
    "filed_on": "2026-09-18",
    "facts_found": LEAKY,
    "evidence": [{"name": "现场笔录1份", "proves": f"{CLERK}在场"}, {"name": "辨认意见书"}],
    "statements": [{"text": "请求从轻。", "adopted": True, "reply": f"与{CLERK}核实属实。"}],
    "notice": {"number": "宣州市监罚告〔2026〕45号", "on": "2026-09-20", "served_on": "2026-09-20"},
    "hearing": {"right": True, "requested": False, "waived": True},
    "rights": [{"kind_label": "注册商标", "number": "1304176", "name": "示例老窖", "classes": ["33"]}],
    "confiscations": [{"what": "侵权白酒6瓶", "value_fen": 869400, "gains": False}],
    "orders": ["立即停止侵权行为"],
    "turnover_fen": 869400,
    "payment": {"days_label": "十五日", "how": "到指定的银行"},
    "remedies": {
        "reconsideration_body": "宣州区人民政府",
        "reconsideration_term": "六十日",
        "court": "宣州区人民法院",
        "suit_term": "六个月",
    },
    "display": {"channel": "国家企业信用信息公示系统", "term": "三年"},
    "procedure": "ordinary",
}
PEOPLE = (Person(CLERK, "employee"), Person(HOLDER_CONTACT, "reporter"))


@dataclass(frozen=True, slots=True)
class Shown:
    """What a test needs to find a publication again."""

    public_id: str
    code: str
    pdf: bytes
    decision_id: int


def publish(
    name: str = "宣州区示例乙食品超市",
    *,
    number: str = "宣州市监处罚〔2026〕45号",
    decided_on: date = DECIDED,
    until: date | None = None,
    again: Shown | None = None,
    without: tuple[str, ...] = (),
    **columns: Any,
) -> Shown:
    """Write the rows of one decision and its publication; `columns` go on the publication as they are."""
    subject = decided.subject(
        name=name, persons=[{"name": person.name, "role": person.role} for person in PEOPLE]
    )
    decision_id = again.decision_id if again else decided.decision(published=False, party=subject, **WHOLE)
    whole = public_view(
        decided.frozen(**{**WHOLE, "number": number, "decided_on": decided_on.isoformat()}),
        subject,
        on=DECIDED,
    )
    view = {key: value for key, value in whole.items() if key not in without}
    pdf = f"%PDF-1.7 {number} {name}".encode()
    given = _columns(view, name=name, uscc=subject.uscc) | columns
    shown_on = decided_on + timedelta(days=7)
    row = Publication(
        decision_id=decision_id,
        decided_on=decided_on,
        published_at=clock.at_local(shown_on, 9),
        display_until=until or shown_on.replace(year=shown_on.year + 3),
        **given,
        **_file(pdf),
    )
    with transaction() as session:
        session.add(row)
        session.flush()
        return Shown(row.public_id, row.verify_code, pdf, decision_id)


def _columns(view: dict[str, Any], *, name: str, uscc: str) -> dict[str, Any]:
    """The columns that repeat the snapshot, as the service writes them."""
    number, agency, violation = view["number"], view["agency"]["name"], view["violation"]["name"]
    words = (number, name, uscc, violation, agency, "示例老窖 1304176")
    return {
        "snapshot": view,
        "snapshot_sha256": digest(view),
        "number": number,
        "party_name": name,
        "party_code": uscc,
        "agency": agency,
        "violation": violation,
        "penalty_text": view["penalty_text"],
        "fine_fen": 1738800,
        "status": "published",
        "search_text": "\n".join(words).lower(),
        "verify_code": crypto.random_code(12),
    }


def _file(pdf: bytes) -> dict[str, Any]:
    kept = storage.put(pdf)
    return {"pdf_key": kept.key, "pdf_sha256": kept.sha256, "pdf_size": kept.size}


def paper(
    status: str = "rendered", *, number: str | None = "宣州市监处罚〔2026〕45号", replaces: str = ""
) -> str:
    """Write the row of an issued paper with canaries in its data, and return its code.

    `replaces` is the code of an earlier paper, whose case it then joins.
    """
    earlier = _earlier(replaces) if replaces else None
    decision_id = earlier[0] if earlier else decided.decision(published=False)
    with transaction() as session:
        decision = session.get(Decision, decision_id)
        fingerprint = "ab" * 32
        kept = {"sha256": fingerprint, "storage_key": f"sha256/ab/{fingerprint}", "rendered_at": clock.now()}
        row = Document(
            case_id=decision.case_id,
            proceeding_id=decision.proceeding_id,
            kind="penalty_decision",
            title="行政处罚决定书",
            number=number,
            bureau_region="341802",
            issued_on=DECIDED,
            data={"party": {"phone": PHONE}, "replaces": {"document_id": earlier[1] if earlier else ""}},
            status=status,
            verify_code=crypto.random_code(12),
            recipient_id=decision.party_id,
            **({} if status == "issued" else kept),
        )
        session.add(row)
        session.flush()
        return row.verify_code


def _earlier(code: str) -> tuple[int, str]:
    row = db.session.execute(
        select(Decision.id, Document.public_id)
        .join(Decision, Decision.case_id == Document.case_id)
        .where(Document.verify_code == code)
    ).one()
    db.session.rollback()
    return row.id, row.public_id
