"""The public front, on both databases."""

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from casework import config
from casework.services import reference
from casework.web.site import content
from tests.casework.web import browsing
from tests.infrastructure.needs import ROOT
from workflows.rules import book


def test_home_counts_a_real_term_from_today(
    sqlite_app: Flask, freeze: Callable[[datetime], datetime]
) -> None:
    with sqlite_app.app_context():
        reference.load_reference()
    freeze(datetime(2026, 9, 28, 2, 0, tzinfo=UTC))
    page = browsing.text(browsing.visitor(sqlite_app).get("/"))
    assert "9月28日收到投诉材料，最迟2026年10月23日决定是否立案" in page
    assert "10月10日调休上班照算" in page
    assert "放假安排覆盖至" in page


def test_home_stands_without_a_calendar(sqlite_app: Flask) -> None:
    answer = browsing.visitor(sqlite_app).get("/")
    assert answer.status_code == 200
    assert "暂定" in browsing.text(answer)


def test_demo_is_marked(sqlite_app: Flask) -> None:
    for address in ("/", "/guide", "/login", "/nothing"):
        assert "演示环境" in browsing.text(browsing.visitor(sqlite_app).get(address))


def test_every_link_of_home_and_guide_leads_somewhere(sqlite_app: Flask) -> None:
    browser = browsing.visitor(sqlite_app)
    for address in ("/", "/guide"):
        page = browser.get(address).get_data(as_text=True)
        links = set(re.findall(r'href="(/[^"#?]*)"', page))
        for link in links:
            assert browser.get(link).status_code in (200, 303), link


def test_guide_takes_its_terms_from_the_rules(sqlite_app: Flask) -> None:
    page = browsing.text(browsing.visitor(sqlite_app).get("/guide"))
    for rule_id in ("GEN-01", "GEN-07", "REM-01"):
        rule = next(r for r in book.load().deadlines if r.id == rule_id and r.valid_to is None)
        assert rule.label in page
        assert rule.basis in page
    assert "15个工作日" in page
    assert "待核实" in page


def test_the_rules_of_the_guide_exist() -> None:
    known = {rule.id for rule in book.load().deadlines}
    named = {rule for stage in content.STAGES for rule in stage.rules}
    named |= {route.rule for route in content.ROUTES if route.rule}
    assert named <= known


def test_the_process_answers(sqlite_app: Flask) -> None:
    answer = browsing.visitor(sqlite_app).get("/healthz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})


def test_readiness_names_what_it_leans_on(app: Flask) -> None:
    with app.app_context():
        reference.load_reference()
    answer = browsing.visitor(app).get("/readyz")
    found = answer.get_json()
    assert answer.status_code == 200, found
    assert found["checks"] == {"database": True, "migrations": True, "storage": True}
    assert found["outbox"] == {"waiting": 0, "oldest_seconds": 0, "dead": 0}
    assert found["calendar_horizon"] >= "2026-12-31"
    assert set(found["fonts"]) >= {"body", "song"}
    assert found["signing"] == "demo"
    assert "papers_unsigned" not in found["warnings"]


def test_papers_without_a_signature_call_somebody(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite_app.app_context():
        reference.load_reference()
    own = sqlite_app.config["CASEWORK"]
    monkeypatch.setitem(sqlite_app.config, "CASEWORK", replace(own, profile=config.Profile.PRODUCTION))
    answer = browsing.visitor(sqlite_app).get("/readyz")
    assert (answer.status_code, answer.get_json()["signing"]) == (200, "none")
    assert "papers_unsigned" in answer.get_json()["warnings"]


def test_requests_that_make_no_paper_load_no_paper_library(sqlite_app: Flask) -> None:
    own = sqlite_app.config["CASEWORK"]
    code = """
import sys
from casework import config
from casework.app import create_app
app = create_app(config.load({"CASEWORK_DATABASE_URL": sys.argv[1]}, sys.argv[2]))
browser = app.test_client()
found = [browser.get(address).status_code for address in ("/readyz", "/verify", "/verify/ZZZZZZZZ", "/login")]
loaded = {"reportlab", "pyhanko", "aiohttp", "lxml"} & set(sys.modules)
print(found, sorted(loaded))
"""
    with sqlite_app.app_context():
        reference.load_reference()
    command = [sys.executable, "-c", code, own.database_url, str(own.instance_dir)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[-1] == "[200, 200, 404, 200] []"


def test_a_missing_next_year_raises_an_alarm_from_november_on(
    sqlite_app: Flask, freeze: Callable[[datetime], datetime]
) -> None:
    with sqlite_app.app_context():
        reference.load_reference()
    freeze(datetime(2026, 10, 31, 1, 0, tzinfo=UTC))
    assert "calendar_short" not in browsing.visitor(sqlite_app).get("/readyz").get_json()["warnings"]
    freeze(datetime(2030, 11, 1, 1, 0, tzinfo=UTC))
    assert "calendar_short" in browsing.visitor(sqlite_app).get("/readyz").get_json()["warnings"]


def test_version_names_program_and_rules(sqlite_app: Flask) -> None:
    found = browsing.visitor(sqlite_app).get("/version").get_json()
    assert found["version"].count(".") == 2
    assert found["rules"] == book.load().digest


@pytest.mark.parametrize("address", ["/", "/guide", "/login", "/register"])
def test_pages_are_small_and_have_one_heading(sqlite_app: Flask, address: str) -> None:
    page = browsing.visitor(sqlite_app).get(address).get_data(as_text=True)
    assert len(page.encode()) < 40_000
    assert page.count("<h1") == 1
    assert '<html lang="zh-Hans-CN">' in page
