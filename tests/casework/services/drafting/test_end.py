"""What the papers of service, mediation, disclosure and closing say, and in which order they are bound."""

from dataclasses import replace

import pytest

import documents
from casework.services.drafting import closing, disclosure, issued, people
from casework.services.drafting.draft import compose
from tests.casework.services.drafting import known, world
from workflows.vocabulary import Action, DocumentKind, FactKey

K = DocumentKind


def drafted(kind, **more):
    return compose(kind, *world.of(kind, **more))


def test_a_receipt_names_all_papers_of_the_envelope():
    data = drafted(K.SERVICE_RECEIPT)
    assert [one["title"] for one in data["papers"]] == ["行政处罚决定书", "行政处罚信息公示告知书"]
    assert (data["way"], data["served_at"]) == ("直接送达", "2026-09-29T10:15")
    assert data["recipient"]["name"] == "宣州区示例乙食品超市"


def test_a_receipt_without_time_has_the_day():
    proof = known.OWN[known.SERVE_DECISION][FactKey.SERVICE_PROOF] | {"at": "", "witness": "录像"}
    data = drafted(K.SERVICE_RECEIPT, values={FactKey.SERVICE_PROOF: proof})
    assert data["served_at"] == "2026-09-29"
    assert data["witness"] == {"name": "录像"}


def test_an_agreement_lists_payments_and_promises():
    data = drafted(K.MEDIATION_AGREEMENT)
    assert data["amount_fen"] == sum(one.get("amount_fen", 0) for one in data["terms"]) == 1200000
    assert [one.get("due_on") for one in data["terms"]] == ["2026-09-15", "2026-10-31", None]


def test_the_papers_of_a_mediation_address_both_sides():
    both = f"{known.HOLDER}、宣州区示例乙食品超市"
    for kind in (K.MEDIATION_NOTICE, K.MEDIATION_END_NOTICE):
        assert drafted(kind)["recipient"] == {"name": both}


def test_two_officers_deliver():
    assert [one["name"] for one in drafted(K.SERVICE_RECEIPT)["deliverers"]] == ["王执法", "李执法"]


@pytest.mark.parametrize("kind", world.MADE)
def test_no_opinion_is_the_name_of_a_step(kind):
    labels = {action.label for action in Action}
    assert not labels & {one["text"] for one in drafted(kind).get("opinions", ())}


def test_in_a_mediation_the_mediator_is_asked():
    assert drafted(K.MEDIATION_NOTICE)["contact"]["name"] == "赵调解"


def test_a_mediation_ends_with_its_reason():
    assert drafted(K.MEDIATION_END_NOTICE)["reason"] == "双方未能达成协议。数额分歧较大。"
    said = {FactKey.MEDIATION_END: {"reason": "refused", "detail": "被投诉人不同意调解。"}}
    assert drafted(K.MEDIATION_END_NOTICE, values=said)["reason"] == "被投诉人不同意调解。"
    other = {FactKey.MEDIATION_END: {"reason": "other", "detail": "当事人死亡"}}
    assert drafted(K.MEDIATION_END_NOTICE, values=other)["reason"] == "当事人死亡。"


def test_the_public_papers_say_nothing_that_the_snapshot_does_not():
    data = drafted(K.REDACTED_DECISION)
    snapshot = world.snapshot()
    assert data["facts_found"] == snapshot["facts"]
    assert data["fine_fen"] == snapshot["fine_fen"]
    assert "XC-2026-0142" not in str(data)
    assert "0563-0000000" not in str(data)
    assert set(drafted(K.PENALTY_INFO_SUMMARY)["party"]) <= set(snapshot["party"])


def test_the_summary_repeats_the_penalty_of_the_decision():
    decision = drafted(K.PENALTY_DECISION)
    assert drafted(K.PENALTY_INFO_SUMMARY)["penalty_text"] == decision["penalty_text"]


def test_nothing_is_published_without_a_snapshot():
    context, file = world.of(K.REDACTED_DECISION)
    bare = replace(context, step=replace(context.step, data={}))
    with pytest.raises(LookupError, match="公示件"):
        compose(K.REDACTED_DECISION, bare, file)


def test_masks_are_listed_once_and_never_with_what_they_hide():
    mask = {
        "rule": "PHONE",
        "label": "电话",
        "mask": "[略]",
        "basis": "规定第六条",
        "confidence": "text-seen",
    }
    assert disclosure.redactions({"masks": [mask, dict(mask)]}) == [
        {"what": "电话", "mask": "[略]", "why": "规定第六条"}
    ]


def test_the_file_stands_in_the_order_of_the_rule():
    entries = drafted(K.FILE_CATALOGUE)["entries"]
    titles = [one["title"] for one in entries]
    assert titles[:3] == ["立案/不予立案审批表", "行政处罚决定书", "行政处罚信息公示告知书"]
    wanted = [
        "行政处罚告知书",
        "送达回证",
        "现场笔录",
        "陈述申辩笔录",
        "知识产权侵权投诉书",
        "案件调查终结报告",
    ]
    assert sorted(wanted, key=titles.index) == wanted
    assert titles[-2:] == ["结案审批表", "行政执法信息公示审批表"]
    remarks = [one["remark"] for one in entries]
    assert remarks == sorted(remarks, key=["正卷", "副卷"].index)
    assert set(remarks) == {"正卷", "副卷"}
    assert all(one["document_id"].startswith("paper-") for one in entries)


def test_the_proof_of_service_lies_with_its_decision():
    receipt = next(p for p in world.papers() if p.kind == K.SERVICE_RECEIPT)
    decision = next(p for p in world.papers() if p.kind == K.PENALTY_DECISION)
    assert closing.file_order(receipt)[:2] > closing.file_order(decision)[:2]
    receipt.data = {"papers": [{"title": "行政处罚决定书"}]}
    assert closing.file_order(receipt)[:2] == closing.file_order(decision)[:2]


def test_the_catalogue_names_pages_and_who_answers():
    context, file = world.of(K.FILE_CATALOGUE)
    listed = compose(K.FILE_CATALOGUE, context, replace(file, evidence=()))["entries"]
    entries = {one["title"]: one for one in listed}
    assert [entries[name]["page"] for name in ("立案/不予立案审批表", "行政处罚决定书")] == ["1-2", "3-4"]
    assert entries["知识产权侵权投诉书"]["responsible"] == known.HOLDER
    assert entries["现场笔录"]["responsible"] == "王执法、李执法"
    assert entries["行政处罚信息摘要"]["responsible"] == "宣城市宣州区市场监督管理局"


def test_pages_are_named_for_all_papers_or_for_none():
    context, file = world.of(K.FILE_CATALOGUE)
    file.documents[0].pages = None
    alone = replace(file, evidence=())
    assert not any("page" in one for one in compose(K.FILE_CATALOGUE, context, alone)["entries"])


def test_no_page_is_named_before_the_evidence_is_bound():
    context, file = world.of(K.FILE_CATALOGUE)
    assert file.evidence
    assert not any("page" in one for one in compose(K.FILE_CATALOGUE, context, file)["entries"])


def test_mediation_papers_are_not_bound_with_the_penalty():
    titles = {one["title"] for one in drafted(K.FILE_CATALOGUE)["entries"]}
    assert not titles & {"调解通知书", "调解笔录", "调解协议书", "终止调解通知书"}


def test_the_cover_counts_the_pages_of_the_file():
    data = drafted(K.FILE_COVER)
    assert data["pages"] == 2 * len(drafted(K.FILE_CATALOGUE)["entries"])
    assert (data["filed_on"], data["closed_on"]) == ("2026-08-14", "2026-10-20")


def test_two_forms_are_called_by_what_came_of_them():
    paper = next(p for p in world.papers() if p.kind == K.FILING_APPROVAL)
    paper.data = {"filing_result": "立案"}
    assert issued.title(paper) == "立案审批表"


def test_payments_stand_on_the_closing_form():
    assert drafted(K.CASE_CLOSING_APPROVAL)["payments"] == [
        {"amount_fen": 1738800, "paid_on": "2026-10-12", "voucher": "皖财0001"}
    ]


def test_a_natural_person_has_no_licence():
    person = world.party("respondent", "natural", "陈示例", address="某处")
    assert people.dealing(person) == {
        "name": "陈示例",
        "kind": "natural",
        "kind_label": "自然人",
        "address": "某处",
    }


def test_nobody_is_asked_where_there_is_no_telephone():
    context, _ = world.of(K.PENALTY_NOTICE)
    bureau = world.BUREAU.__class__(name="某局", short_name="", address="", phone="")
    assert people.contact(replace(context, bureau=bureau)) is None


def test_every_kind_is_made_by_some_step():
    made = {kind for kind in documents.kinds() if documents.lookup(kind).made_by == "step"}
    assert set(world.MADE) == set(DocumentKind) == {DocumentKind(kind) for kind in made}
