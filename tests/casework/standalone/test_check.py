"""The checkers that go along with a package: the same findings from Python and from a browser alone."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from casework.services.package import STANDALONE
from casework.standalone import check
from tests.infrastructure import chromium


def entry(seq: int, before: str, **more: Any) -> dict[str, Any]:
    said = {
        "seq": seq,
        "action": "file",
        "note": '引号"、换行\n、\u2028、<b>',
        "payload": {"n": [1, None, True], **more},
    }
    found = hashlib.sha256((before + check.canonical(said)).encode()).hexdigest()
    return {"seq": seq, "previous_hash": before, "hash": found, "said": said}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A package of one piece of evidence and three entries, the second withheld."""
    root = tmp_path / "案卷"
    (root / "evidence").mkdir(parents=True)
    (root / "evidence" / "001-照片 1.jpg").write_bytes(b"picture")
    digest = hashlib.sha256(b"picture").hexdigest()
    first = entry(1, "", evidence="E1", sha256=digest)
    second = {"seq": 2, "previous_hash": first["hash"], "hash": "ab" * 32}
    third = entry(3, second["hash"])
    log = {"head": third["hash"], "entries": [first, second, third]}
    save(root, "events.json", log)
    return listed(root)


def save(root: Path, name: str, value: Any) -> None:
    (root / name).write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def load(root: Path, name: str) -> Any:
    return json.loads((root / name).read_text(encoding="utf-8"))


def listed(root: Path) -> Path:
    """Write the list anew, as somebody would who altered a file and wants it not to be seen."""
    files = [
        {"path": name, "sha256": check.digest(root / name)}
        for name in ("evidence/001-照片 1.jpg", "events.json")
    ]
    files[0]["evidence"] = "E1"
    save(root, "manifest.json", {"files": files})
    return root


def test_a_whole_package_has_no_fault(folder: Path) -> None:
    assert check.check(folder) == []


def test_evidence_exchanged_together_with_the_list_is_found_by_the_log(folder: Path) -> None:
    (folder / "evidence" / "001-照片 1.jpg").write_bytes(b"another")
    assert check.check(listed(folder)) == ["证据与登记时的校验值不一致：evidence/001-照片 1.jpg"]


@pytest.mark.parametrize(
    ("place", "change", "fault"),
    [
        (0, {"hash": "cd" * 32}, "经过第1条：内容与校验值不一致"),
        (1, {"hash": "cd" * 32}, "经过第3条：与前一条不衔接"),
        (1, {"seq": 5}, "经过第2条：序号不对"),
        (2, {"previous_hash": ""}, "经过第3条：与前一条不衔接"),
    ],
)
def test_a_changed_link_is_named(folder: Path, place: int, change: dict[str, Any], fault: str) -> None:
    log = load(folder, "events.json")
    log["entries"][place] |= change
    save(folder, "events.json", log)
    assert check.check(listed(folder)) == [fault]


def test_a_log_cut_short_is_found(folder: Path) -> None:
    log = load(folder, "events.json")
    log["entries"].pop()
    save(folder, "events.json", log)
    assert check.check(listed(folder)) == ["经过的最后一条与登记的校验值不一致"]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"files": 1}', '{"files": [{}]}'])
def test_a_list_that_cannot_be_read_is_said_to_be_so(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    (fault,) = check.check(folder)
    assert fault == "无法读取：manifest.json"


def test_the_page_says_the_same_from_a_file_without_network(folder: Path) -> None:
    with chromium.running() as browser:
        page = browser.new_context(offline=True).new_page()
        page.goto((STANDALONE / "check.html").as_uri())
        said = page.locator("#result")
        page.set_input_files("#folder", folder)
        said.filter(has_text="核对通过：2个文件与校验值一致，3条经过依次衔接。").wait_for()
        (folder / "evidence" / "001-照片 1.jpg").write_bytes(b"another")
        log = load(folder, "events.json")
        log["entries"][2]["said"]["note"] += "改"
        save(folder, "events.json", log)
        page.set_input_files("#folder", folder)
        said.filter(has_text="文件被改动：evidence/001-照片 1.jpg").wait_for()
        assert said.inner_text().split("\n\n") == check.check(folder)
