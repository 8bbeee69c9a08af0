"""One numbering of the evidence: our own records in the order of the list, then the rest."""

import documents
from casework.exhibits import PROVING, listed
from workflows.vocabulary import DocumentKind


def test_our_own_records_come_first_in_the_order_of_the_list() -> None:
    kinds = {DocumentKind.INVENTORY_LIST, DocumentKind.ON_SITE_RECORD, DocumentKind.PENALTY_NOTICE}
    found = listed(kinds, [("a" * 22, "照片"), ("b" * 22, "票据")])
    assert [(one.number, one.name, one.own) for one in found] == [
        (1, "现场笔录", True),
        (2, documents.lookup(DocumentKind.INVENTORY_LIST).title, True),
        (3, "照片", False),
        (4, "票据", False),
    ]


def test_no_record_and_no_evidence_is_an_empty_list() -> None:
    assert listed((), ()) == ()
    assert len(listed(PROVING, ())) == len(PROVING)
