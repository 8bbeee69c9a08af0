"""A warning beside the fine (trade-mark agency, 商标法 68): from the report to the credit record."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from casework.db import db
from casework.demo import decision_steps, investigation_steps
from casework.demo.stories import SAMPLES
from casework.demo.walk import Walk
from casework.models import CreditRecord, Decision, Document, Fact, Publication
from casework.services import penalty
from tests import builders
from workflows.engine import Refused
from workflows.vocabulary import DocumentKind, FactKey, Procedure

AGENCY = next(story for story in SAMPLES if story.key == "SC-10")


@pytest.fixture
def decided(app: Flask, freeze: Callable[[datetime], datetime]) -> Iterator[Walk]:
    with app.app_context():
        builders.city()
        yield builders.walk(AGENCY, hold=freeze)


def said(kind: DocumentKind) -> dict:
    return db.session.scalars(select(Document.data).where(Document.kind == kind)).first() or {}


def test_the_warning_goes_from_the_report_to_the_credit_record(decided: Walk) -> None:
    assert AGENCY.warning
    row = db.session.scalars(select(Decision)).one()
    assert (row.kinds, row.fine_fen) == (["警告", "罚款"], 5_000_000)
    for kind in (
        DocumentKind.INVESTIGATION_REPORT,
        DocumentKind.LEGAL_REVIEW_FORM,
        DocumentKind.PENALTY_NOTICE,
        DocumentKind.DECISION_APPROVAL,
        DocumentKind.PENALTY_DECISION,
        DocumentKind.REDACTED_DECISION,
    ):
        assert said(kind)["warning"] is True, kind
    words = said(DocumentKind.PENALTY_INFO_SUMMARY)["penalty_text"]
    assert words.startswith("1.警告；\n2.罚款")
    public = db.session.scalars(select(Publication)).one()
    assert public.snapshot["kinds"] == ["警告", "罚款"]
    assert public.penalty_text.startswith("1.警告；")
    sent = json.loads(db.session.scalars(select(CreditRecord.body)).one())["fields"]
    assert sent["CF_CFLB"] == "警告；罚款"
    stated = db.session.scalars(select(Fact.value).where(Fact.key == FactKey.DECISION)).one()
    assert stated["warning"] is True


def test_without_the_warning_neither_report_nor_decision_is_made(
    app: Flask, freeze: Callable[[datetime], datetime]
) -> None:
    with app.app_context():
        builders.city()
        before = replace(AGENCY, until="log", warning=False)
        walked = builders.walk(before, hold=freeze)
        with pytest.raises(Refused, match="依法应当给予警告，没有写明警告。"):
            investigation_steps.close_investigation(walked)
        walked = builders.walk(replace(AGENCY, until="clear"), hold=freeze)
        at = walked.at(Procedure.PENALTY)
        with pytest.raises(Refused) as caught:
            penalty.decide(**at, actor=walked.staff("leader"), fine_fen=AGENCY.fine_fen)
        assert [(r.code, r.basis) for r in caught.value.reasons] == [
            ("warning_required", "《商标法》（2019）第六十八条第一款")
        ]
        decision_steps.decide(walked)
        assert db.session.scalars(select(Decision.kinds)).one() == ["警告", "罚款"]
