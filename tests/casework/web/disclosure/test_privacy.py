"""Nothing personal leaves by the public side, and it can reach nothing personal (I-12, I-20, I-26)."""

import ast
import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages import pofile
from babel.messages.extract import extract_from_dir
from flask import Flask
from pypdf import PdfReader

import documents
from casework.queries import disclosures
from casework.web.disclosure import decision, words
from tests.casework.web import browsing
from tests.casework.web.disclosure import shown

ROOT = Path(__file__).resolve().parents[4]
CATALOGUE = ROOT / "casework" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
MAPPING = [("**.py", "python"), ("**.html", "jinja2")]
OPTIONS = {"**.html": {"trimmed": "true"}}


@pytest.fixture(autouse=True)
def today(freeze: Callable[[datetime], datetime]) -> None:
    freeze(datetime(2026, 11, 22, 2, 0, tzinfo=UTC))


def test_no_public_page_export_or_search_holds_a_canary(app: Flask) -> None:
    with app.app_context():
        one = shown.publish()
        code = shown.paper()
    browser = browsing.visitor(app)
    for address in (
        "/",
        "/disclosures",
        "/disclosures.csv",
        "/disclosures.json",
        "/disclosures.atom",
        f"/disclosures/{one.public_id}",
        f"/disclosures/{one.public_id}.pdf",
        f"/verify/{one.code}",
        f"/verify/{code}",
    ):
        answer = browser.get(address)
        assert answer.status_code == 200
        whole = answer.data.decode("utf-8", "replace") + str(answer.headers)
        assert [each for each in shown.CANARIES if each in whole] == [], address
    for canary in shown.CANARIES:
        assert "没有找到" in browsing.text(browser.get("/disclosures", query_string={"q": canary}))


def test_the_text_of_the_public_paper_holds_no_canary(app: Flask) -> None:
    with app.app_context():
        found = disclosures.detail(shown.publish().public_id)
        assert isinstance(found, disclosures.Detail)
        made = documents.render(decision.KIND, decision.paper(found.snapshot))
    reader = PdfReader(io.BytesIO(made.bytes))
    text = "".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    plain = "".join(text.split())
    assert "宣州区示例乙食品超市" in plain
    assert [each for each in shown.CANARIES if each in plain] == []


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_the_public_pages_import_two_queries_and_no_service() -> None:
    found = {name for path in (ROOT / "casework/web/disclosure").glob("*.py") for name in imported(path)}
    queries = {".".join(name.split(".")[2:3]) for name in found if name.startswith("casework.queries")}
    assert queries == {"disclosures", "verification"}
    assert not [name for name in found if name.startswith(("casework.services", "casework.facts"))]


def test_the_two_queries_import_no_table_of_a_case() -> None:
    models = {
        "disclosures": {"casework.models.publication.Publication"},
        "verification": {
            "casework.models.account.Bureau",
            "casework.models.document.Document",
            "casework.models.publication.Publication",
        },
    }
    for name, allowed in models.items():
        found = set(imported(ROOT / f"casework/queries/{name}.py"))
        assert {each for each in found if each.startswith("casework.models")} == allowed


def test_verification_reads_nothing_of_a_paper_but_its_register() -> None:
    tree = ast.parse((ROOT / "casework/queries/verification.py").read_text(encoding="utf-8"))
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    read = {node.attr for node in attributes if ast.unparse(node.value) == "Document"}
    told = {"title", "number", "bureau_region", "issued_on", "status", "sha256", "size", "verify_code"}
    # Only to find the later paper of the same case that replaces it.
    assert read == told | {"case_id", "public_id"}


def test_every_word_of_the_public_pages_has_its_english() -> None:
    with CATALOGUE.open("rb") as source:
        catalogue = pofile.read_po(source, locale="en")
    absent = set()
    for folder in ("casework/web/disclosure", "casework/templates/disclosure"):
        for _file, _line, message, *_rest in extract_from_dir(ROOT / folder, MAPPING, OPTIONS):
            key = message[0] if isinstance(message, tuple) else message
            if not (key in catalogue and catalogue[key].string):
                absent.add(key)
    assert absent == set()


def test_every_violation_this_bureau_punishes_has_its_english() -> None:
    with (ROOT / "workflows/rules/penalties.csv").open(encoding="utf-8", newline="") as table:
        ours = {row["name"] for row in csv.DictReader(table) if row["department"] == "市场监管"}
    assert ours - set(words.TERMS) == set()
