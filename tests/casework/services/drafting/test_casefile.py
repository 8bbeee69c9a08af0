"""The rows of a case are read from the database, and what a mediation holds stays out."""

from dataclasses import replace

import pytest

from casework.db import db, transaction
from casework.models import Account, Bureau, Case, Event, Evidence, Fact, Proceeding
from casework.services import parties
from casework.services.drafting import casefile, people
from casework.services.drafting.draft import draft
from tests.casework.services.drafting import world
from workflows.vocabulary import Action, DocumentKind, FactKey, PartyRole, Procedure


def evidence(case, proceeding, **more):
    blank = {"media_type": "image/png", "size": 1, "sha256": "a" * 64, "storage_key": "a"}
    return Evidence(case_id=case.id, proceeding_id=proceeding, **{"scan_status": "clean", **blank, **more})


@pytest.fixture
def stored(context):
    """A case with a mediation, a service and their rows, and the context of a paper of it."""
    with transaction() as session:
        session.add(
            Bureau(region_code="341802", name="宣州局", short_name="宣州", field_mark="市监", level="county")
        )
        session.flush()
        officer = Account(
            username="wang", name="王执法", kind="officer", password_hash="x", bureau_region="341802"
        )
        case = Case(reference="XC-2026-0001", bureau_region="341802", title="销售侵权商品")
        session.add_all([officer, case])
        session.flush()
        rows = {
            procedure: Proceeding(case_id=case.id, procedure=procedure, state="draft")
            for procedure in (Procedure.MEDIATION, Procedure.SERVICE)
        }
        session.add_all(rows.values())
        session.flush()
        talk, service = rows[Procedure.MEDIATION], rows[Procedure.SERVICE]
        for key, owner, value in (
            (FactKey.AGREEMENT, talk.id, {"amount_fen": 1200000}),
            (FactKey.SERVICE_PROOF, service.id, {"on": "2026-09-29"}),
            (FactKey.DEFENCE_LINES, None, [{"no": 1, "text": "不知情"}]),
        ):
            session.add(Fact(case_id=case.id, proceeding_id=owner, key=key, value=value))
        session.add_all(
            [
                evidence(case, None, name="小票.jpg"),
                evidence(case, talk.id, name="调解录音.mp3"),
                evidence(case, None, name="病毒.exe", scan_status="infected"),
            ]
        )
        session.add(checked(case, officer))
        return {"case": case.id, "talk": talk.id, "service": service.id}


def checked(case, officer):
    """The entry of the log that says who began the check."""
    return Event(
        stream=case.public_id,
        seq=1,
        case_id=case.id,
        at=world.moment("2026-08-03"),
        action=Action.START_CHECK,
        actor_id=officer.id,
        actor_name=officer.name,
        hash="b" * 64,
    )


def asked(stored, kind=DocumentKind.FILE_CATALOGUE):
    """The context of a paper, with the proceedings as the stored case numbers them."""
    made, _ = world.of(kind)
    case = db.session.get(Case, stored["case"])
    views = tuple(
        replace(view, id=stored["talk" if view.procedure == Procedure.MEDIATION else "service"])
        for view in made.facts.proceedings
        if view.procedure in (Procedure.MEDIATION, Procedure.SERVICE)
    )
    return replace(made, case=case, facts=replace(made.facts, proceedings=views))


def test_evidence_of_a_mediation_and_infected_files_stay_out(stored):
    file = casefile.read(asked(stored))
    assert [row.name for row in file.evidence] == ["小票.jpg"]


def test_only_case_wide_statements_are_read(stored):
    file = casefile.read(asked(stored))
    assert file.stated(FactKey.DEFENCE_LINES).value[0]["text"] == "不知情"
    assert file.stated(FactKey.AGREEMENT) is None


def test_the_proof_of_service_is_found_by_its_proceeding(stored):
    file = casefile.read(asked(stored))
    assert file.proofs == {stored["service"]: {"on": "2026-09-29"}}


def test_the_log_comes_with_its_people(stored):
    file = casefile.read(asked(stored))
    event = file.last(Action.START_CHECK)
    assert file.people[event.actor_id].name == "王执法"


def test_a_paper_is_drafted_from_the_database(stored):
    data = draft(DocumentKind.FILE_CATALOGUE, asked(stored))
    assert (data["case"]["reference"], data["entries"]) == ("XC-2026-0001", [])


def test_sealed_particulars_are_opened_for_papers_of_the_party(stored):
    with transaction():
        party = parties.add(
            stored["case"],
            PartyRole.RESPONDENT,
            {"kind": "natural", "name": "陈示例", "id_number": "11010519491231002X"},
            phone="13800000000",
        )
    shown = people.particulars(party)
    assert (shown["phone"], shown["id_number"]) == ("13800000000", "11010519491231002X")
    assert "13800000000" not in str(people.dealing(party))
