"""`law fine --innocent`, tiers, `law simple`, `law instalments`, and which version of a term was taken."""

import json

import pytest
from click.testing import CliRunner, Result

from casework.cli.law import law


def call(*arguments: str) -> Result:
    return CliRunner().invoke(law, list(arguments))


def answer(*arguments: str) -> dict:
    found = call(*arguments, "--json")
    assert found.exit_code == 0, found.output
    return json.loads(found.output)


FINE = ("fine", "TM57-3", "--act-ended", "2026-07-23", "--decided", "2026-11-20", "--turnover", "72500")


def test_the_tiers_of_a_range_stand_beside_it() -> None:
    found = answer(*FINE)
    assert found["tiers"]["light_below"] == "108750.00"
    assert found["tiers"]["heavy_above"] == "253750.00"
    assert found["tiers"]["confidence"] == "to-confirm"
    assert "（待核实）" in call(*FINE).output


def test_an_innocent_seller_is_not_fined() -> None:
    found = answer(*FINE, "--innocent")
    assert (found["exempt"], found["fine_min"], found["fine_max"]) == (True, "0.00", "0.00")
    assert (found["orders"], found["tiers"], found["criminal"]["met"]) == (["责令停止销售"], None, None)


def test_an_agency_names_the_rule_for_its_people() -> None:
    found = answer("fine", "TM68-AG", "--act-ended", "2026-07-23", "--decided", "2026-11-20")
    assert found["also"] == ["TM68-P"]


@pytest.mark.parametrize(
    ("party", "amount", "allowed"),
    [("natural", "200", True), ("natural", "200.01", False), ("legal", "３０００", True)],
)
def test_the_simple_procedure_has_its_ceiling(party: str, amount: str, allowed: bool) -> None:
    found = answer("simple", "--party", party, "--fine", amount, "--on", "2026-11-20")
    assert found["allowed"] is allowed
    assert "第五十一条" in found["basis"]


def test_a_fine_in_parts_adds_up() -> None:
    dates = ("--pay", "2026-12-20", "--pay", "2027-01-20", "--pay", "2027-02-20")
    found = answer("instalments", "--fine", "40000", "--served", "2026-11-20", *dates)
    assert [part["amount"] for part in found["parts"]] == ["13333.33", "13333.33", "13333.34"]
    late = call("instalments", "--fine", "40000", "--served", "2026-12-21", *dates)
    assert late.exit_code == 1
    assert "依次推后" in late.output
    assert "第七十四条" in late.output
    alone = call("instalments", "--fine", "40000", "--served", "2026-11-20", "--pay", "2026-12-20", "--json")
    assert alone.exit_code == 1
    assert "至少两期" in json.loads(alone.output)["error"]


@pytest.mark.parametrize(
    ("start", "order"), [("2026-04-14", "总局令第20号"), ("2026-04-15", "总局令第121号")]
)
def test_a_term_says_which_text_was_taken_and_why(start: str, order: str) -> None:
    found = answer("deadline", "INT-01", "--start", start)
    assert order in found["chosen_because"]
    assert "办理这一步时有效" in found["chosen_because"]
    assert (found["valid_to"] is None) == (start == "2026-04-15")


def test_an_extension_after_the_term_is_refused_with_its_article() -> None:
    late = call("deadline", "GEN-01", "--start", "2026-09-28", "--extend", "15w@2026-10-24")
    assert late.exit_code == 1
    assert "届满" in late.output
    assert "第十八条" in late.output
    found = answer("deadline", "GEN-01", "--start", "2026-09-28", "--extend", "15w@2026-10-23")
    assert found["due_on"] == "2026-11-13"
    assert call("deadline", "GEN-01", "--start", "2026-09-28", "--extend", "15w@soon").exit_code == 2
