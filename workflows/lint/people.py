"""Who handles, reviews and decides a case, and whether the party is told apart from everybody else.

Numbers and ages come from rows; a contact particular is only compared, never shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from workflows import permissions
from workflows.identifiers import check as check_number
from workflows.identifiers import party_fault
from workflows.lint.finding import DECISION, STOP, WARN, Finding, Look, check, gathered, marked
from workflows.procedures import lawfulness as law
from workflows.vocabulary import Action, FactKey, PartyKind

_CF = "《中华人民共和国行政处罚法》"
_CX = "《市场监督管理行政处罚程序规定》"
_FILE, _PARTY = "案卷", "当事人"

two_officers = gathered(
    permissions.two_officers, "两名以上执法人员办理，均有执法证件", f"{_CF}第四十二条", "办案人员"
)
approver_apart = gathered(
    permissions.not_handling_officer, "批准人不是本案办案人员", f"{_CX}第四十九条", "批准人"
)
approver_no_reviewer = gathered(
    permissions.not_reviewing_person, "批准人没有审核过本案", f"{_CF}第五十七条、第五十八条", "批准人"
)
reviewed = gathered(law.review_passed, "经审核同意", f"{_CX}第四十九条、第五十四条", _FILE)
discussed = gathered(
    law.collective_discussion_held, "重大复杂案件经集体讨论", f"{_CF}第五十七条第二款", _FILE, on=DECISION
)


@check("审核人员不是本案办案人员", f"{_CX}第四十九条")
def reviewer_apart(look: Look) -> Iterator[Finding]:
    rule = look.step.book.limit("REVIEWER_APART", look.step.today)
    agreed = look.facts.done(Action.AGREE_REVIEW)
    if agreed and agreed[-1].actor_id in look.facts.officer_ids():
        yield Finding(
            "reviewer_was_officer",
            STOP,
            "审核本案的是本案办案人员，审核无效，应当重新审核。",
            rule.basis,
            _FILE,
        )


@check("应当法制审核的已经法制审核", f"{_CF}第五十八条；{_CX}第五十条")
def legal_review(look: Look) -> Iterator[Finding]:
    sent = look.facts.done(Action.SUBMIT_CASE_REVIEW, Action.SUBMIT_LEGAL_REVIEW)
    if law.needs_legal_review(look.facts) and not (sent and sent[-1].action == Action.SUBMIT_LEGAL_REVIEW):
        yield Finding(
            "legal_review_missing",
            STOP,
            "本案属于应当法制审核的情形，没有经过法制审核，不得作出决定。",
            f"{_CF}第五十八条；{_CX}第五十条",
            _FILE,
        )


@check("集体讨论的人数和意见完整", f"{_CF}第五十七条第二款；{_CX}第六十条", on=DECISION)
def quorum(look: Look) -> Iterator[Finding]:
    held = look.facts.value(FactKey.DISCUSSION)
    if not look.facts.done(Action.DISCUSS_COLLECTIVELY) or not held:
        return
    rule = look.step.book.limit("DISCUSSION_MIN", look.step.today)
    for reason in law.enough_present(look.facts, replace(look.step, data={FactKey.DISCUSSION: held})):
        basis = marked(reason.basis, rule.confidence)
        yield Finding("discussion_quorum", STOP, reason.text, basis, "集体讨论")


@check("当事人的名称、代码、证件号码完整准确", f"{_CF}第五十九条；{_CX}第六十二条", drafted=True)
def party_complete(look: Look) -> Iterator[Finding]:
    basis = f"{_CF}第五十九条；{_CX}第六十二条"
    party, view = look.part("party"), look.facts.respondent()
    if not party.get("name") or view is None:
        yield Finding("party_missing", STOP, "没有写明当事人的姓名或者名称。", basis, _PARTY)
        return
    if party["name"] != view.name:
        yield Finding("party_name", STOP, "文书上当事人的名称与案件登记的不一致。", basis, _PARTY)
    code, kind = str(party.get("uscc") or ""), view.kind
    if not code and kind != PartyKind.NATURAL:
        # The law asks for name and address; without the code the credit platform will not take the record.
        yield Finding("party_code_missing", WARN, "没有写明当事人的统一社会信用代码。", basis, _PARTY)
    if code:
        found = check_number("uscc", code)
        fault = found.reason or party_fault(found.normalised, kind)
        if fault:
            yield Finding("party_code", STOP, f"统一社会信用代码不对：{fault}。", basis, _PARTY)
    yield from _person(look, str(party.get("id_number") or ""), basis)
    if not party.get("address"):
        yield Finding("party_address", STOP, "没有写明当事人的住所或者住址。", basis, _PARTY)
    if kind != PartyKind.NATURAL and not party.get("legal_representative"):
        yield Finding("party_head", WARN, "没有写明法定代表人、负责人或者经营者。", basis, _PARTY)


def _person(look: Look, number: str, basis: str) -> Iterator[Finding]:
    if not number or "身份证" not in str(look.part("party").get("id_label") or "身份证"):
        return
    found = check_number("resident_id", number, today=look.step.today)
    if not found.valid:
        yield Finding("party_id", STOP, f"身份证件号码不对：{found.reason}。", basis, _PARTY)


@check("当事人已到给予行政处罚的年龄", f"{_CF}第三十条", drafted=True)
def of_age(look: Look) -> Iterator[Finding]:
    view, ended = look.facts.respondent(), look.day(FactKey.ACT_ENDED)
    number = str(look.part("party").get("id_number") or "")
    if view is None or view.kind != PartyKind.NATURAL or ended is None or not number:
        return
    found = check_number("resident_id", number)
    if not found.valid:
        return
    rule = look.step.book.limit("PENALTY_AGE", ended)
    digits = found.normalised[6:14]
    born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    age = ended.year - born.year - ((ended.month, ended.day) < (born.month, born.day))
    if age < rule.value:
        yield Finding(
            "under_age",
            STOP,
            f"当事人行为时{age}周岁，不满{rule.value}周岁，不予行政处罚，责令监护人加以管教。",
            rule.basis,
            _PARTY,
        )


CHECKS = (
    two_officers,
    reviewer_apart,
    approver_apart,
    approver_no_reviewer,
    reviewed,
    legal_review,
    discussed,
    quorum,
    party_complete,
    of_age,
)
