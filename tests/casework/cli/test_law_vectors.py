"""`law vectors`: what passes, what fails, and folders that hold no examples."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from casework.cli.law import law
from casework.cli.law_vectors import FOLDER

GOOD: dict[str, Any] = {
    "id": "one",
    "kind": "money",
    "rows": [],
    "facts": {"text": "17388"},
    "answer": {"capital": "壹万柒仟叁佰捌拾捌元整"},
    "article": "《支付结算办法》附一",
    "arithmetic": "一万七千三百八十八元。",
}


def call(*words: str) -> Result:
    return CliRunner().invoke(law, ["vectors", *words])


def put(folder: Path, *given: Any, name: str = "a.json") -> str:
    (folder / name).write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
    return str(folder)


def test_the_published_examples_pass() -> None:
    found = call("--json")
    assert found.exit_code == 0, found.output
    told = json.loads(found.stdout)
    assert told["total"] == told["passed"] >= 400
    assert told["failures"] == []
    assert told["rows"] >= 200
    assert {"deadline", "fine", "which_law", "surcharge", "hearing", "display"} <= set(told["kinds"])


def test_they_are_counted_by_kind_in_words(tmp_path: Path) -> None:
    found = call("--folder", put(tmp_path, GOOD, GOOD | {"id": "two"}))
    assert found.output.splitlines() == ["金额写法　2/2", "共2个例子，用到规则0条，全部一致"]
    assert found.exit_code == 0


def test_a_wrong_example_is_named_and_ends_with_one(tmp_path: Path) -> None:
    folder = put(tmp_path, GOOD, GOOD | {"id": "wrong", "answer": {"capital": "壹万元整"}})
    found = call("--folder", folder)
    assert found.exit_code == 1
    lines = found.output.splitlines()
    assert lines[0] == "金额写法　1/2"
    assert lines[1].startswith("不一致：wrong　应当是")
    assert "壹万柒仟叁佰捌拾捌元整" in lines[1]
    assert lines[-1].endswith("1个不一致")
    told = json.loads(call("--folder", folder, "--json").stdout)
    assert (told["total"], told["passed"]) == (2, 1)
    assert [one["id"] for one in told["failures"]] == ["wrong"]


def test_only_the_first_failures_are_listed(tmp_path: Path) -> None:
    many = [GOOD | {"id": f"wrong-{number}", "answer": {"fen": -1}} for number in range(25)]
    found = call("--folder", put(tmp_path, *many))
    assert found.exit_code == 1
    assert found.output.count("不一致：") == 10
    assert "25个不一致" in found.output


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "不是JSON文件"),
        ("{}", "应当是例子的列表"),
        ("[1]", "第1个例子应当有"),
        ('[{"id": "x"}]', "第1个例子应当有"),
    ],
)
def test_a_file_that_holds_no_examples_is_named(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    found = call("--folder", str(tmp_path))
    assert found.exit_code == 1
    assert words in found.stderr
    assert "a.json" in found.stderr


def test_an_empty_folder_is_not_a_success(tmp_path: Path) -> None:
    found = call("--folder", str(tmp_path))
    assert found.exit_code == 1
    assert "没有找到例子" in found.stderr
    assert call("--folder", str(tmp_path / "none")).exit_code == 2


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "ghost"},
        {"facts": {}},
        {"facts": {"text": 17388}},
        {"facts": []},
        {"kind": "deadline", "facts": {"rule": "GEN-06", "start": "tomorrow"}},
        {"kind": "fine", "facts": {"violation": "TM57-3", "act_ended": "2026-07-23"}},
        {
            "kind": "surcharge",
            "facts": {"fine": "1", "due": "2026-10-08", "paid": "2026-10-09", "exclusions": [1]},
        },
    ],
)
def test_a_broken_example_fails_and_does_not_break_the_run(tmp_path: Path, change: dict[str, Any]) -> None:
    found = call("--folder", put(tmp_path, GOOD | change | {"id": "broken"}, GOOD))
    assert found.exit_code == 1
    assert "不一致：broken" in found.output
    assert "Traceback" not in found.output


def test_the_folder_is_that_of_the_project() -> None:
    assert (FOLDER / "hand.json").is_file()
