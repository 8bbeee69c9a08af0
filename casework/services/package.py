"""The case as a ZIP that opens anywhere with a browser: papers, evidence, log with its chain, checkers.

What belongs to a mediation stays out; of its entries in the log only the hashes go along, so that the chain
can still be followed. The archive is written piece by piece: no file is held in memory.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from sqlalchemy import select

from casework import clock, storage
from casework.db import canonical, db, transaction
from casework.errors import NotFound
from casework.models import Bureau, Case, Document, Event
from casework.services import archive, audit, exhibits
from documents import volumes
from workflows.engine import Actor
from workflows.procedures.terms import zh_day
from workflows.vocabulary import Action, DocumentKind, Happening, Role

FORMAT = "casework-package-1"
STANDALONE = Path(__file__).parents[1] / "standalone"
CHECKERS = ("check.html", "check.py")
# ZIP knows no time zone; a fixed day keeps equal contents equal.
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the package: a text of ours, or bytes kept under a key."""

    path: str
    content: bytes = b""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """The whole package before it is written, in its fixed order."""

    name: str
    members: tuple[Member, ...]


def prepare(*, actor: Actor, case_id: str) -> Package:
    """Gather what the package holds and write down who took it.

    Raises NotFound unless the case is of the officer's bureau, or an auditor asks.
    """
    with transaction():
        case = db.session.scalars(select(Case).where(Case.public_id == case_id).with_for_update()).first()
        if case is None or not (Role.AUDITOR in actor.roles or case.bureau_region == actor.bureau):
            raise NotFound
        sealed = exhibits.sealed(case.id)
        files = [*_volumes(case.id), *_papers(case.id), *_evidence(case.id)]
        log, about = _log(case, sealed), _about(case)
        texts = {
            "index.html": _page(about, files, log),
            "events.json": _json(log),
            **{name: (STANDALONE / name).read_bytes() for name in CHECKERS},
        }
        listed = [_listed(name, hashlib.sha256(text).hexdigest()) for name, text in texts.items()] + files
        manifest = _json({"format": FORMAT, **about, "files": listed})
        audit.record(
            case=case,
            actor=actor,
            role=audit.acting_role(actor),
            action=Happening.DOWNLOADED,
            payload={"package": hashlib.sha256(manifest).hexdigest(), "files": len(listed)},
        )
    own = [Member(name, text) for name, text in {**texts, "manifest.json": manifest}.items()]
    kept = [Member(one["path"], key=_key(one)) for one in files]
    return Package(f"案卷数据包{about['reference']}.zip", (*own, *kept))


def stream(package: Package) -> Iterator[bytes]:
    """Write the package piece by piece; equal packages are equal bytes."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as whole:
        for member in package.members:
            entry = zipfile.ZipInfo(member.path, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with whole.open(entry, "w") as target:
                for piece in _pieces(member):
                    target.write(piece)
                    yield sink.taken()
            yield sink.taken()
    yield sink.taken()


class _Sink(io.RawIOBase):
    """Where the archive is written: what came since the last look is handed on and forgotten."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        """Hand on what was written since."""
        found = b"".join(self.pieces)
        self.pieces.clear()
        return found


def _pieces(member: Member) -> Iterator[bytes]:
    if not member.key:
        yield member.content
        return
    with storage.open(member.key) as kept:
        while piece := kept.read(storage.CHUNK):
            yield piece


def _key(one: dict[str, Any]) -> str:
    return f"sha256/{one['sha256'][:2]}/{one['sha256']}"


def _listed(path: str, sha256: str, **more: Any) -> dict[str, Any]:
    return {"path": path, "sha256": sha256, **{name: value for name, value in more.items() if value}}


def _volumes(case_id: int) -> Iterator[dict[str, Any]]:
    cover = db.session.scalars(
        select(Document)
        .where(Document.case_id == case_id, Document.kind == DocumentKind.FILE_COVER)
        .order_by(Document.id.desc())
    ).first()
    for volume, name in archive.KEPT_AS.items():
        bound = (cover.data or {}).get(name) if cover is not None else None
        if bound:
            path = f"volumes/{volume}.pdf"
            yield _listed(path, bound["sha256"], kind="卷宗", title=volume.label, pages=bound["pages"])
    former = (cover.data or {}).get(archive.FORMER) or () if cover is not None else ()
    for place, bound in enumerate(former, 1):
        label = next(volume.label for volume, name in archive.KEPT_AS.items() if name == bound["volume"])
        yield _listed(
            f"volumes/former/{place:02d}.pdf",
            bound["sha256"],
            kind="卷宗",
            title=f"{label}（重新装订以前）",
            on=bound["until"],
            pages=bound["pages"],
        )


def _papers(case_id: int) -> Iterator[dict[str, Any]]:
    made = [paper for paper in archive.papers_of(case_id) if paper.sha256]
    for place, paper in enumerate(made, 1):
        volume = archive.volume_of(paper)
        folder = volumes.Volume.MAIN if volume not in volumes.BOUND else volume
        yield _listed(
            f"papers/{folder}/{place:03d}-{exhibits.safe_name(paper.title + '.pdf')}",
            str(paper.sha256),
            kind="文书",
            title=paper.title,
            number=paper.number,
            on=paper.issued_on.isoformat(),
            volume=folder.label,
        )


def _evidence(case_id: int) -> Iterator[dict[str, Any]]:
    for one in exhibits.of_case(case_id):
        yield _listed(
            one.path,
            one.sha256,
            kind="证据",
            title=one.name,
            evidence=one.public_id,
            volume=one.standing.volume.label,
            source=one.source,
            proves="；".join(one.proves),
        )


def _log(case: Case, sealed: frozenset[int]) -> dict[str, Any]:
    """The chain of the case; an entry of a mediation, or about one, keeps only its hashes."""
    rows = db.session.scalars(select(Event).where(Event.stream == case.public_id).order_by(Event.seq)).all()
    entries = []
    for row in rows:
        entry = {"seq": row.seq, "previous_hash": row.previous_hash, "hash": row.hash}
        if row.proceeding_id not in sealed:
            entry["said"] = audit.said(row)
        entries.append(entry)
    return {"format": FORMAT, "stream": case.public_id, "head": case.chain_head, "entries": entries}


def _json(value: Any) -> bytes:
    return canonical(value).encode()


def _about(case: Case) -> dict[str, Any]:
    bureau = db.session.scalars(select(Bureau.name).where(Bureau.region_code == case.bureau_region)).one()
    return {
        "reference": case.reference,
        "title": case.title,
        "respondent": case.respondent_name,
        "bureau": bureau,
        "made_at": clock.local(clock.now()).strftime("%Y-%m-%d %H:%M"),
    }


def _page(about: dict[str, Any], files: list[dict[str, Any]], log: dict[str, Any]) -> bytes:
    """index.html: what is inside, readable without scripts."""
    env = Environment(loader=FileSystemLoader(STANDALONE), autoescape=True, trim_blocks=True)
    env.filters |= {"day": _day, "moment": _moment}
    said = [{"hash": e["hash"], "seq": e["seq"], **_told(e.get("said"))} for e in log["entries"]]
    return env.get_template("index.html").render(about=about, files=files, entries=said).encode()


def _told(said: dict[str, Any] | None) -> dict[str, str]:
    """An entry in words: when, who and what."""
    if said is None:
        return {"at": "", "who": "", "what": "调解的经过，依保密要求不载明"}
    known = [kind(said["action"]).label for kind in (Action, Happening) if said["action"] in list(kind)]
    return {
        "at": clock.local(datetime.fromisoformat(said["at"])).strftime("%Y-%m-%d %H:%M"),
        "who": str(said["actor_name"] or "系统"),
        "what": "，".join(part for part in (*known[:1], said["note"]) if part),
    }


def _day(text: str) -> str:
    """2026年9月8日 of the day as the lists for programs keep it."""
    return zh_day(date.fromisoformat(text)) if text else ""


def _moment(text: str) -> str:
    """2026年9月8日 09:30 likewise."""
    return f"{_day(text[:10])}{text[10:]}"
