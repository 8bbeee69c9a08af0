"""Rows for each revision, in plain SQL as that revision knows the tables; never through the models."""

from sqlalchemy import text
from sqlalchemy.engine import Connection

from tests.migrations import later_rows
from tests.migrations.later_rows import HASH, MOMENT, Row

ROWS: dict[str, tuple[tuple[str, Row], ...]] = {
    "0001": (
        (
            "bureaus",
            {
                "id": 1,
                "region_code": "341800",
                "name": "宣城市市场监督管理局",
                "short_name": "宣",
                "field_mark": "市监",
                "uscc": "",
                "level": "city",
                "address": "",
                "phone": "",
            },
        ),
        (
            "accounts",
            {
                "id": 1,
                "public_id": "a" * 22,
                "username": "huipai",
                "name": "徽派笔墨",
                "kind": "public",
                "password_hash": "",
                "roles": '["rights_holder"]',
                "certificate_no": "",
                "legal_qualified": False,
                "email": "",
                "phone_sealed": "",
                "active": True,
                "must_change": False,
                "failed_count": 0,
                "created_at": MOMENT,
                "password_changed_at": MOMENT,
                "language": "zh",
            },
        ),
        (
            "web_sessions",
            {
                "id_hash": HASH,
                "account_id": 1,
                "data": "{}",
                "created_at": MOMENT,
                "seen_at": MOMENT,
                "expires_at": MOMENT,
            },
        ),
        ("login_attempts", {"id": 1, "key": HASH, "at": MOMENT, "succeeded": False}),
        ("calendar_days", {"day": "2026-11-23", "working": True, "name": "", "source": "通知"}),
        (
            "idempotency_keys",
            {
                "id": 1,
                "actor_key": "1",
                "route": "r",
                "key": "k",
                "fingerprint": HASH,
                "location": "",
                "created_at": MOMENT,
            },
        ),
        (
            "outbox",
            {
                "id": 1,
                "uid": "u",
                "topic": "render_paper",
                "ref": "1",
                "dedupe_key": "d",
                "created_at": MOMENT,
                "available_at": MOMENT,
                "attempts": 0,
                "last_error": "",
            },
        ),
    ),
    "0002": (
        (
            "cases",
            {
                "id": 1,
                "public_id": "c" * 22,
                "reference": "XC-2026-0001",
                "bureau_region": "341800",
                "place_region": "341802",
                "title": "",
                "cause": "",
                "stage": "",
                "open": True,
                "opened_at": MOMENT,
                "chain_seq": 0,
                "chain_head": "",
                "next_due_label": "",
                "respondent_name": "",
                "sort_key": "",
                "version": 1,
            },
        ),
        (
            "parties",
            {
                "id": 1,
                "public_id": "p" * 22,
                "case_id": 1,
                "role": "respondent",
                "kind": "individual_business",
                "name": "某酒类经营部",
                "uscc": "",
                "id_number_sealed": "",
                "legal_representative": "",
                "address": "",
                "phone_sealed": "",
                "contact_name": "",
                "confidential": False,
            },
        ),
        (
            "rights",
            {
                "id": 1,
                "public_id": "r" * 22,
                "account_id": 1,
                "kind": "trademark",
                "number": "1",
                "name": "甲",
                "holder_name": "乙",
                "classes": "[33]",
                "created_at": MOMENT,
            },
        ),
        (
            "entities",
            {
                "id": 1,
                "public_id": "e" * 22,
                "account_id": 1,
                "kind": "legal",
                "name": "乙",
                "uscc": "",
                "legal_representative": "",
                "address": "",
                "phone_sealed": "",
                "contact_name": "",
            },
        ),
        (
            "case_rights",
            {
                "id": 1,
                "case_id": 1,
                "right_id": 1,
                "kind": "trademark",
                "number": "1",
                "name": "甲",
                "holder_name": "乙",
                "classes": "[]",
            },
        ),
        (
            "drafts",
            {
                "id": 1,
                "public_id": "d" * 22,
                "account_id": 1,
                "kind": "complaint",
                "step": "",
                "data": "{}",
                "version": 1,
                "created_at": MOMENT,
                "updated_at": MOMENT,
            },
        ),
        (
            "complaints",
            {
                "id": 1,
                "public_id": "k" * 22,
                "case_id": 1,
                "account_id": 1,
                "intake_type": "complaint",
                "received_at": MOMENT,
                "data": "{}",
                "query_code_hash": "",
                "named": True,
            },
        ),
        (
            "proceedings",
            {
                "id": 1,
                "public_id": "q" * 22,
                "case_id": 1,
                "procedure": "penalty",
                "state": "investigating",
                "version": 1,
                "opened_at": MOMENT,
                "subject": "{}",
            },
        ),
        ("assignments", {"id": 1, "case_id": 1, "account_id": 1, "duty": "lead", "since": MOMENT}),
        (
            "facts",
            {
                "id": 1,
                "case_id": 1,
                "key": "turnover_fen",
                "value": "869400",
                "stated_at": MOMENT,
                "evidence_ids": "[]",
            },
        ),
        (
            "evidence",
            {
                "id": 1,
                "public_id": "v" * 22,
                "right_id": 1,
                "name": "证书.pdf",
                "kind": "",
                "media_type": "application/pdf",
                "size": 1,
                "sha256": HASH,
                "storage_key": "k",
                "source": "",
                "received_at": MOMENT,
                "proves": "[]",
                "scan_status": "unscanned",
            },
        ),
    ),
    **later_rows.ROWS,
}


def add(connection: Connection, revision: str) -> tuple[str, ...]:
    """Put one row into each table of a revision; the names of the tables."""
    for table, row in ROWS[revision]:
        names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)
    return tuple(table for table, _ in ROWS[revision])


def orphan_party() -> str:
    """The rest of an INSERT of a party whose case does not exist."""
    row = {**dict(ROWS["0002"])["parties"], "id": 9, "case_id": 999}
    quoted = (str(value) if isinstance(value, (int, bool)) else f"'{value}'" for value in row.values())
    return f"({', '.join(row)}) VALUES ({', '.join(quoted)})"
