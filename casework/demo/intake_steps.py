"""Steps of intake, as the holder, the clerk and the leader take them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from casework import clock
from casework.db import db
from casework.demo import cast
from casework.demo.walk import Walk, photo, right_of
from casework.models import Account, Case
from casework.queries import accounts as people
from casework.services import (
    drafts,
    evidence,
    intake,
)
from workflows.vocabulary import Action, PartyRole, Procedure, State


def submit(w: Walk) -> None:
    story = w.story
    holder = people.by_username(story.holder)
    right_id = right_of(holder.account_id, story)
    draft_id = drafts.start(account_id=holder.account_id)
    keep: dict[str, Any] = {"account_id": holder.account_id, "draft_id": draft_id}
    own = {
        "right_id": right_id,
        "kind": "legal",
        "name": story.right.holder_name,
        "uscc": "",
        "legal_representative": "周示例",
        "address": "安徽省宣城市示例路10号",
        "phone": "0563-5551010",
        "contact_name": "林示例",
    }
    drafts.save(**keep, step="right", values=own)
    drafts.save(**keep, step="respondent", values=story.respondent.typed())
    found = (clock.today() - timedelta(days=6)).isoformat()
    act = {
        "violation": story.violation,
        "found_on": found,
        "place": story.place,
        "place_region": story.region,
        "goods": story.goods,
        "complaint_facts": story.complaint_facts,
    }
    drafts.save(**keep, step="act", values=act)
    evidence.attach_to_draft(**keep, stream=photo(story.key + "店面"), name="店面照片.jpg", kind="侵权证据")
    evidence.attach_to_draft(**keep, stream=photo(story.key + "小票"), name="购物小票.jpg", kind="购买凭证")
    drafts.save(**keep, step="evidence", values={"claims": list(story.claims), "confidential": False})
    got = intake.submit(account_id=holder.account_id, draft_id=draft_id, declared=True)
    w.public_id, w.reference, w.query_code = got.case_id, got.reference, got.query_code
    w.case_id = db.session.scalars(select(Case.id).where(Case.public_id == got.case_id)).one()


def ask(w: Walk) -> None:
    missing = list(w.story.missing) or ["授权委托书原件或者复印件"]
    w.go(Procedure.INTAKE, Action.REQUEST_SUPPLEMENT, w.staff("clerk"), missing_items=missing)


def supply(w: Walk) -> None:
    w.go(Procedure.INTAKE, Action.SUPPLY, w.party(PartyRole.COMPLAINANT), supplied="已补交授权委托书。")


def tell(w: Walk) -> None:
    w.go(
        Procedure.INTAKE,
        Action.TELL_WHERE_TO_GO,
        w.staff("clerk"),
        not_competent="植物新品种、种子案件由农业农村部门管辖，请向宣城市农业农村局或者当地县级农业农村局提出。",
    )


def check(w: Walk) -> None:
    w.go(Procedure.INTAKE, Action.START_CHECK, w.staff("officer1"))


def file_case(w: Walk) -> None:
    ids = tuple(
        db.session.scalars(
            select(Account.public_id)
            .where(
                Account.username.in_(
                    [cast.username("officer1", w.bureau), cast.username("officer2", w.bureau)]
                )
            )
            .order_by(Account.username)
        )
    )
    intake.file_case(
        **w.at(Procedure.INTAKE),
        actor=w.staff("leader"),
        officers=(ids[0], ids[1]),
        conditions=("evidence", "punishable", "competent", "in_time"),
        check_findings=f"经核查，{w.story.complaint_facts}违法事实初步成立。",
        filing_reasons="符合立案条件。",
        note="同意立案。",
    )


def refuse_filing(w: Walk) -> None:
    w.go(
        Procedure.INTAKE,
        Action.REFUSE_FILING,
        w.staff("leader"),
        check_findings="经核查，涉案商品由权利人的授权经销商供货，票据齐全。",
        filing_reasons="没有证据初步证明存在违法行为。",
    )


def notify(w: Walk) -> None:
    filed = w.proceeding(Procedure.INTAKE).state == State.FILED
    w.go(Procedure.INTAKE, Action.NOTIFY_COMPLAINANT, w.staff("officer1" if filed else "clerk"))
