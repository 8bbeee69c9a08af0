"""Wordings as the administration shows them: the papers to try one with are told by their day in words."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from casework.db import db
from casework.demo.walk import Walk
from casework.models import Case, Document
from casework.queries import wordings
from tests.casework.office import person
from workflows.vocabulary import Role

pytestmark = pytest.mark.usefixtures("context")


def test_a_paper_to_try_a_wording_with_is_told_by_its_day(stand: Callable[..., Walk]) -> None:
    case = db.session.get_one(Case, stand("notice").case_id)
    query = select(Document).where(Document.case_id == case.id, Document.kind == "penalty_notice")
    paper = db.session.scalars(query).one()
    reader = person("office-legal", Role.LEGAL_REVIEWER, bureau=case.bureau_region)
    ((public_id, words),) = wordings.papers_for(reader, "penalty_notice")
    on = paper.issued_on
    assert public_id == paper.public_id
    assert words == f"{paper.number}（{on.year}年{on.month}月{on.day}日）"
