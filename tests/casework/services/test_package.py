"""The package of a case: whole, checkable by itself, without the mediation, the same for the same case."""

import io
import json
import re
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from casework import clock, storage
from casework.db import db, transaction
from casework.demo.walk import Walk
from casework.errors import NotFound
from casework.models import Case, Document, Event, Evidence
from casework.services import audit_check, exhibits, package
from tests import builders
from workflows.engine import Actor
from workflows.vocabulary import Role

Stand = Callable[..., Walk]
AUDITOR = Actor(None, "查慎行", frozenset({Role.AUDITOR}), bureau="341800")


def case_of(walked: Walk) -> str:
    return db.session.scalars(select(Case.public_id).where(Case.id == walked.case_id)).one()


def taken(walked: Walk, actor: Actor | None = None) -> zipfile.ZipFile:
    made = package.prepare(actor=actor or walked.staff("officer1"), case_id=case_of(walked))
    return zipfile.ZipFile(io.BytesIO(b"".join(package.stream(made))))


def checked(folder: Path) -> tuple[int, str]:
    """Run the checker as anybody would, with nothing of ours on its path."""
    run = subprocess.run(
        [sys.executable, "-I", "check.py"], cwd=folder, capture_output=True, check=False, timeout=60
    )
    return run.returncode, run.stdout.decode() + run.stderr.decode()


def test_the_package_of_an_archived_case_checks_itself_and_names_what_was_altered(
    stand: Stand, tmp_path: Path
) -> None:
    walked = stand("archive")
    builders.drain()
    whole = taken(walked)
    names = whole.namelist()
    assert {"index.html", "check.html", "check.py", "manifest.json", "events.json"} <= set(names)
    assert {"volumes/main.pdf", "volumes/secondary.pdf"} <= set(names)
    whole.extractall(tmp_path)
    assert checked(tmp_path) == (0, "核对通过：文件与校验值一致，经过的各条依次衔接。\n")
    _pages_read(tmp_path, walked)
    _altered_file_is_named(tmp_path, next(name for name in names if name.startswith("papers/secondary/")))
    _altered_file_is_named(tmp_path, "index.html")
    _altered_entry_is_named(tmp_path)


def _pages_read(folder: Path, walked: Walk) -> None:
    """Everything is linked, nothing of the mediation is told, and no script is needed."""
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "行政处罚决定书" in page
    assert "愿意赔偿" not in page
    assert re.search(r"导出时间 20\d\d年\d+月\d+日 \d\d:\d\d（北京时间）", page)
    assert re.search(r"\d{4}-\d\d-\d\d", re.sub(r'href="[^"]+"', "", page)) is None
    log = json.loads((folder / "events.json").read_text(encoding="utf-8"))
    assert any("said" not in entry for entry in log["entries"])
    apart = select(Document.title).where(Document.case_id == walked.case_id, Document.kind.like("mediation%"))
    titles = set(db.session.scalars(apart))
    assert titles
    assert not any(title in path.name for title in titles for path in folder.rglob("*"))


def _altered_file_is_named(folder: Path, name: str) -> None:
    path = folder / name
    good = path.read_bytes()
    path.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    assert checked(folder) == (1, f"文件被改动：{name}\n")
    path.unlink()
    assert checked(folder) == (1, f"缺少文件：{name}\n")
    path.write_bytes(good)
    (folder / "papers" / "more.pdf").write_bytes(b"more")
    assert checked(folder) == (1, "多出文件：papers/more.pdf\n")
    (folder / "papers" / "more.pdf").unlink()


def _altered_entry_is_named(folder: Path) -> None:
    """Also where whoever altered the log wrote its new digest into the list."""
    log = json.loads((folder / "events.json").read_text(encoding="utf-8"))
    entry = next(one for one in log["entries"] if one["seq"] > 3 and "said" in one)
    entry["said"]["actor_name"] += "改"
    (folder / "events.json").write_text(json.dumps(log, ensure_ascii=False), encoding="utf-8")
    status, words = checked(folder)
    assert status == 1
    assert "文件被改动：events.json" in words
    assert f"经过第{entry['seq']}条：内容与校验值不一致" in words


def test_two_hundred_pieces_of_evidence_pass_through_without_filling_memory(stand: Stand) -> None:
    walked = stand("submit")
    hostile = ["a/b\\c:d*?.jpg", "CON.txt", "很长" * 100 + ".png", "尾点. ", "<script>.pdf"]
    kept = [storage.put(bytes([n]) * 900_000 + bytes(range(256))) for n in range(10)]
    with transaction() as session:
        for n in range(200):
            one = kept[n % len(kept)]
            session.add(
                Evidence(
                    case_id=walked.case_id,
                    name=hostile[n % len(hostile)],
                    media_type="image/jpeg",
                    size=one.size,
                    sha256=one.sha256,
                    storage_key=one.key,
                    received_at=clock.now(),
                )
            )
    made = package.prepare(actor=walked.staff("officer1"), case_id=case_of(walked))
    tracemalloc.start()
    pieces = [len(piece) for piece in package.stream(made)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12_000_000 < 200 * 900_000
    assert max(pieces) < 2_000_000
    names = [member.path for member in made.members]
    assert len(names) == len(set(names)) >= 205
    for name in names:
        assert all(not exhibits.UNSAFE.search(part) and len(part) < 100 for part in name.split("/")), name
    assert sum(name.startswith("evidence/") for name in names) >= 200


def test_equal_contents_are_equal_bytes(stand: Stand) -> None:
    walked = stand("submit")
    made = package.prepare(actor=walked.staff("officer1"), case_id=case_of(walked))
    assert b"".join(package.stream(made)) == b"".join(package.stream(made))


def test_who_took_the_package_is_written_down_in_the_chain(stand: Stand) -> None:
    walked = stand("submit")
    manifest = taken(walked, AUDITOR).read("manifest.json")
    event = db.session.scalars(select(Event).where(Event.action == "downloaded")).one()
    assert event.actor_name == "查慎行"
    assert event.payload["files"] == len(json.loads(manifest)["files"])
    assert audit_check.verify().ok


def test_another_county_finds_no_case(stand: Stand) -> None:
    walked = stand("submit")
    stranger = Actor(None, "外县", frozenset({Role.CASE_OFFICER}), bureau="341823")
    with pytest.raises(NotFound):
        package.prepare(actor=stranger, case_id=case_of(walked))
    assert not db.session.scalars(select(Event).where(Event.action == "downloaded")).all()


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("a:b.pdf", "a_b.pdf"),
        ("照片.JPG", "照片.JPG"),
        ("..", "_"),
        ("没有后缀", "没有后缀"),
        ("x\x00y.a b", "x_y.a b"),
    ],
)
def test_names_are_such_as_every_system_takes(given: str, safe: str) -> None:
    assert exhibits.safe_name(given) == safe
