"""A served decision with its frozen public snapshot, as rows: where the credit feed begins."""

from datetime import date

from casework import clock, crypto
from casework.db import transaction
from casework.models import Bureau, Case, Decision, Party, Proceeding, Publication
from workflows.redaction import Subject, digest, public_view

DECIDED = date(2026, 9, 28)
# A district and an order that were never given to anybody.
RESIDENT_ID = "341871190001010007"
AGENCY = {"name": "宣城市宣州区市场监督管理局", "uscc": "11341700003244967K", "region": "341802"}


def frozen(**changes) -> dict:
    """What a decision's paper says, as far as the snapshot reads it."""
    return {
        "number": "宣州市监处罚〔2026〕45号",
        "agency": AGENCY,
        "violation": {
            "name": "销售侵犯注册商标专用权的商品",
            "articles_violated": ["《中华人民共和国商标法》第五十七条第三项"],
            "articles_penalty": ["《中华人民共和国商标法》第六十条第二款"],
        },
        "facts_found": "经查，当事人销售侵权白酒6瓶，违法经营额8694.00元。",
        "discretion": "初次违法。",
        "penalty_text": "一、没收侵权白酒6瓶；二、罚款17388.00元。",
        "kinds": ["罚款", "没收非法财物"],
        "fine_fen": 1738800,
        "confiscated_gains_fen": 0,
        "confiscated_goods": "侵权白酒6瓶",
        "confiscated_goods_fen": 869400,
        "decided_on": DECIDED.isoformat(),
    } | changes


def subject(**changes) -> Subject:
    return Subject.from_dict(
        {
            "kind": "individual_business",
            "name": "宣州区示例乙食品超市",
            "uscc": "92341802MARLCR055F",
            "legal_representative": "陈示例",
            "operator": "陈示例",
            "address": "宣城市宣州区鳌峰街道示例路66号",
        }
        | changes
    )


def snapshot(party: Subject | None = None, **changes) -> dict:
    return public_view(frozen(**changes), party or subject(), on=DECIDED)


def decision(*, served: bool = True, published: bool = True, party: Subject | None = None, **changes) -> int:
    """Write the rows of one decision and return its id."""
    who = party or subject()
    with transaction() as session:
        case = _case(session)
        person = Party(
            case_id=case.id,
            role="respondent",
            kind=who.kind,
            name=who.name,
            uscc=who.uscc,
            public_id=crypto.random_public_id(),
        )
        person.id_number_sealed = crypto.seal(RESIDENT_ID, context=f"id_number:{person.public_id}")
        proceeding = Proceeding(case_id=case.id, procedure="penalty", state="served", opened_at=clock.now())
        session.add_all([person, proceeding])
        session.flush()
        given = frozen(**changes)
        row = Decision(
            case_id=case.id,
            proceeding_id=proceeding.id,
            party_id=person.id,
            violation_id="TM57-3",
            kinds=given["kinds"],
            fine_fen=given["fine_fen"],
            confiscated_goods=given["confiscated_goods"],
            confiscated_goods_fen=given["confiscated_goods_fen"],
            decided_on=DECIDED,
            served_on=DECIDED if served else None,
        )
        session.add(row)
        session.flush()
        if published:
            view = snapshot(who, **changes)
            session.add(
                Publication(
                    decision_id=row.id, snapshot=view, snapshot_sha256=digest(view), decided_on=DECIDED
                )
            )
        return row.id


def _case(session) -> Case:
    if session.query(Bureau).filter_by(region_code="341802").first() is None:
        session.add(
            Bureau(
                region_code="341802",
                name=AGENCY["name"],
                short_name="宣州",
                field_mark="市监",
                level="county",
            )
        )
        session.flush()
    case = Case(
        reference=f"XZ-2026-{crypto.random_code(8)}",
        bureau_region="341802",
        title="侵犯商标专用权",
        opened_at=clock.now(),
    )
    session.add(case)
    session.flush()
    return case
