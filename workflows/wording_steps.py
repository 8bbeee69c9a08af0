"""Who may write, submit, approve or refuse the wording of a kind of paper: two people, one of the city's.

Pure over a wording's standing and people; where wordings are kept is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workflows import competence
from workflows.engine import Actor, Reason
from workflows.settling import DECIDERS, FOUR_EYES, PLACE, PROPOSERS

WRITERS, BASIS = PROPOSERS, FOUR_EYES
STATUS_WORDS = {
    "draft": "起草中",
    "proposed": "等待审核",
    "approved": "已批准",
    "refused": "没有批准",
    "withdrawn": "已撤回",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A wording with who stands behind it."""

    status: str
    drafted_by: int
    drafter_bureau: str


def against_writing(actor: Actor) -> Iterator[Reason]:
    """Why this person may not write wordings; nothing when they may."""
    if not actor.has(*WRITERS):
        yield Reason("not_yours", "文书格式由法制审核人员或者系统管理员起草。", FOUR_EYES)


def against_changing(actor: Actor, found: Standing) -> Iterator[Reason]:
    """Why this person may not go on writing or submit this draft."""
    yield from against_writing(actor)
    if found.status != "draft":
        yield Reason("settled", f"这一稿{STATUS_WORDS[found.status]}，不能再修改。", FOUR_EYES)
    if actor.account_id != found.drafted_by:
        yield Reason("not_drafter", "这一稿由起草人修改和提交。", FOUR_EYES)


def against_deciding(actor: Actor, found: Standing) -> Iterator[Reason]:
    """Why this person may not approve or refuse; nothing when they may."""
    if found.status != "proposed":
        yield Reason("settled", f"这一稿{STATUS_WORDS[found.status]}，现在不能审核。", FOUR_EYES)
    if not actor.has(*DECIDERS):
        yield Reason("not_yours", "审核由局负责人、法制审核人员或者系统管理员办理。", FOUR_EYES)
    if actor.account_id == found.drafted_by:
        yield Reason("same_person", "您是起草人，应当由另一个人审核。", FOUR_EYES)
    if competence.CITY not in {actor.bureau, found.drafter_bureau}:
        yield Reason("city_needed", "文书格式各局共用，起草人和审核人中应当至少有一人是市局人员。", PLACE)


def against_withdrawing(actor: Actor, found: Standing) -> Iterator[Reason]:
    """Why this person may not take the draft or the submission back; nothing when they may."""
    if found.status not in ("draft", "proposed"):
        yield Reason("settled", f"这一稿{STATUS_WORDS[found.status]}，不能撤回。", FOUR_EYES)
    if actor.account_id != found.drafted_by:
        yield Reason("not_drafter", "只有起草人可以撤回。", FOUR_EYES)


def against_reopening(actor: Actor, found: Standing) -> Iterator[Reason]:
    """Why this person may not take the text up again in a new draft; nothing when they may."""
    yield from against_writing(actor)
    own = actor.account_id == found.drafted_by
    if found.status != "refused" and not (found.status == "withdrawn" and own):
        stands = STATUS_WORDS[found.status]
        yield Reason("settled", f"这一稿{stands}，没有批准或者自己撤回的才能重新起草。", FOUR_EYES)
