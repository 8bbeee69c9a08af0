"""A package taken out of a real case: one changed byte is named by both checkers, an intact one confirmed."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser
from sqlalchemy import select

from casework.db import db
from casework.demo.walk import Walk
from casework.models import Case
from casework.services import package
from tests import builders
from tests.infrastructure import chromium

PATIENCE = 60


@pytest.fixture
def folder(stand: Callable[..., Walk], tmp_path: Path) -> Path:
    """The package of an archived case, opened as anybody would."""
    walked = stand("archive")
    builders.drain()
    case_id = db.session.scalars(select(Case.public_id).where(Case.id == walked.case_id)).one()
    made = package.prepare(actor=walked.staff("officer1"), case_id=case_id)
    root = tmp_path / "案卷 数据包"
    with zipfile.ZipFile(io.BytesIO(b"".join(package.stream(made)))) as whole:
        whole.extractall(root)
    return root


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium.running() as running:
        yield running


def by_python(folder: Path) -> list[str]:
    """What check.py says, run with nothing of ours on its path."""
    run = subprocess.run(
        [sys.executable, "-I", "check.py"], cwd=folder, capture_output=True, check=False, timeout=PATIENCE
    )
    lines = run.stdout.decode().splitlines()
    assert (run.returncode == 0) == (len(lines) == 1 and lines[0].startswith("核对通过"))
    return lines


def by_page(browser: Browser, folder: Path) -> list[str]:
    """What check.html of the package says, opened from the disk without network."""
    context = browser.new_context(offline=True)
    try:
        page = context.new_page()
        failed: list[str] = []
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto((folder / "check.html").as_uri())
        page.set_input_files("#folder", folder)
        page.wait_for_function(
            "() => !/^(还没有|正在)/.test(document.getElementById('result').innerText)",
            timeout=PATIENCE * 1000,
        )
        assert failed == []
        said = page.locator("#result")
        lines = said.inner_text().split("\n\n")
        assert (said.get_attribute("class") == "good") == lines[0].startswith("核对通过")
        return lines
    finally:
        context.close()


def one_of(folder: Path, kind: str) -> str:
    return next(path.relative_to(folder).as_posix() for path in sorted((folder / kind).rglob("*.*")))


def changed(path: Path) -> None:
    """One bit of one byte in the middle."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def test_an_intact_package_is_confirmed_by_both(folder: Path, browser: Browser) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    log = json.loads((folder / "events.json").read_text(encoding="utf-8"))
    assert by_python(folder) == ["核对通过：文件与校验值一致，经过的各条依次衔接。"]
    files, entries = len(manifest["files"]), len(log["entries"])
    assert by_page(browser, folder) == [f"核对通过：{files}个文件与校验值一致，{entries}条经过依次衔接。"]


def test_one_changed_byte_is_named_by_both(folder: Path, browser: Browser) -> None:
    for kind in ("papers/main", "papers/secondary", "evidence", "volumes"):
        name = one_of(folder, kind)
        good = (folder / name).read_bytes()
        changed(folder / name)
        assert by_python(folder) == by_page(browser, folder) == [f"文件被改动：{name}"]
        (folder / name).write_bytes(good)
    assert by_python(folder)[0].startswith("核对通过")


def test_one_changed_letter_of_the_log_is_named_by_both_with_its_entry(
    folder: Path, browser: Browser
) -> None:
    path = folder / "events.json"
    log = json.loads(path.read_text(encoding="utf-8"))
    entry = next(one for one in log["entries"] if one["seq"] > 3 and one.get("said", {}).get("actor_name"))
    text = path.read_text(encoding="utf-8")
    hashed = text.index(entry["hash"])
    place = text.index('"actor_name":"', hashed) + len('"actor_name":"')
    path.write_text(text[:place] + "改" + text[place + 1 :], encoding="utf-8")
    found = by_python(folder)
    assert found == by_page(browser, folder)
    assert found[0] == "文件被改动：events.json"
    assert found[1].startswith("经过第")
    assert found[1].endswith("条：内容与校验值不一致")
    assert len(found) == 2


def test_what_is_missing_and_what_was_added_is_named_by_both(folder: Path, browser: Browser) -> None:
    gone = one_of(folder, "papers/main")
    (folder / gone).unlink()
    (folder / "evidence" / "999-添加.jpg").write_bytes(b"added")
    (folder / "note.txt").write_bytes(b"added")
    wanted = [f"缺少文件：{gone}", "多出文件：evidence/999-添加.jpg", "多出文件：note.txt"]
    assert by_python(folder) == wanted
    assert sorted(by_page(browser, folder)) == sorted(wanted)


def test_a_byte_that_breaks_the_log_or_the_list_is_said_by_both(folder: Path, browser: Browser) -> None:
    """And the rest is checked all the same."""
    name = one_of(folder, "evidence")
    changed(folder / name)
    for broken, wanted in (
        ("events.json", [f"文件被改动：{name}", "文件被改动：events.json", "无法读取：events.json"]),
        ("manifest.json", ["无法读取：manifest.json"]),
    ):
        path = folder / broken
        good = path.read_bytes()
        path.write_bytes(b"(" + good[1:])
        assert sorted(by_python(folder)) == sorted(wanted)
        assert sorted(by_page(browser, folder)) == sorted(wanted)
        path.unlink()
        missing = [line.replace(f"文件被改动：{broken}", f"缺少文件：{broken}") for line in wanted]
        assert sorted(by_python(folder)) == sorted(by_page(browser, folder)) == sorted(missing)
        path.write_bytes(good)


def test_a_folder_that_is_no_package_is_said_to_be_none(browser: Browser, folder: Path) -> None:
    (folder / "manifest.json").unlink()
    (folder / "events.json").unlink()
    assert by_page(browser, folder) == ["没有找到清单。请选择解压后的整个文件夹。"]
    assert "无法读取：manifest.json" in by_python(folder)


def test_evidence_exchanged_in_file_and_list_is_named_by_both(folder: Path, browser: Browser) -> None:
    """Whoever writes the new digest into the list still cannot write it into the chain."""
    name = one_of(folder, "evidence")
    changed(folder / name)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    logged = set()
    for entry in json.loads((folder / "events.json").read_text(encoding="utf-8"))["entries"]:
        logged.add((entry.get("said") or {}).get("payload", {}).get("evidence"))
    mine = next(one for one in manifest["files"] if one.get("evidence") in logged - {None})
    path = folder / mine["path"]
    if mine["path"] != name:
        changed(folder / name)
        changed(path)
    mine["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    wanted = [f"证据与登记时的校验值不一致：{mine['path']}"]
    assert by_python(folder) == by_page(browser, folder) == wanted


def test_the_first_page_opens_from_the_disk_with_every_link_alive(folder: Path, browser: Browser) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    links = page.eval_on_selector_all("a", "all => all.map((one) => decodeURIComponent(one.href))")
    here = folder.as_uri()
    context.close()
    names = {one.removeprefix(unquote(here) + "/") for one in links}
    assert {
        "check.html",
        one_of(folder, "evidence"),
        one_of(folder, "papers/main"),
        "volumes/main.pdf",
    } <= names
    assert all((folder / name).is_file() for name in names)
