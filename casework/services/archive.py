"""The file: papers and evidence of a closed case bound in two volumes, never mixed (程序规定 78, 79).

Each volume has its cover, its catalogue with page numbers and digests, its papers and evidence, and the
remark form. What comes after the binding is bound in anew; the bytes of the former volumes are kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select

import documents
from casework import clock, storage, wordings
from casework.db import canonical, db, transaction
from casework.errors import NotFound
from casework.models import Case, Document, Party
from casework.services import audit, enclosures, exhibits, outbox
from casework.services.drafting import confidential
from casework.services.drafting.closing import file_order, standing
from casework.services.exhibits import Exhibit
from documents import binder, volumes
from documents.volumes import Volume
from workflows.engine import SYSTEM
from workflows.vocabulary import DocumentKind, Happening, PartyRole, Topic

# Under these names the cover keeps where its volumes are; only officers of the case are given the second.
BOUND = "bound_file"
BOUND_SECONDARY = "bound_secondary"
# And where the volumes are that were bound before something more came.
FORMER = "former_volumes"
# 卷内备考表, which officers may also write themselves.
FILE_REMARK = "file_remark"
KEPT_AS = {Volume.MAIN: BOUND, Volume.SECONDARY: BOUND_SECONDARY}
FRONT = (DocumentKind.FILE_COVER, DocumentKind.FILE_CATALOGUE)
ANEW = "装订以后又收入文书或者证据，重新装订"


class NotReady(Exception):
    """A paper of the file is still being made; try again later."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A paper of a volume, or evidence before its pages are made, with its digest and its place."""

    place: tuple[Any, ...]
    sha256: str
    paper: binder.Paper | None = None
    key: str = ""
    exhibit: Exhibit | None = None
    remark_form: bool = False


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the volumes are bound from, read before the transaction is left."""

    cover_id: str
    cover: dict[str, Any]
    catalogue: dict[str, Any]
    leaves: Mapping[Volume, Sequence[_Leaf]]
    secret: Party | None
    wordings: Mapping[str, documents.Wording | None]

    @property
    def contents(self) -> dict[Volume, str]:
        """One digest for all that a volume holds: equal contents are bound once."""
        return {
            volume: hashlib.sha256(canonical([one.sha256 for one in leaves]).encode()).hexdigest()
            for volume, leaves in self.leaves.items()
        }


def bind(case_id: int) -> None:
    """Bind the volumes of an archived case, anew where more has come since. Safe to repeat.

    Raises NotReady while a paper has no bytes yet, or more came during the work.
    """
    wanted = _wanted(case_id)
    contents = wanted.contents
    known = {volume: wanted.cover.get(name) or {} for volume, name in KEPT_AS.items()}
    stale = [volume for volume, digest in contents.items() if known[volume].get("contents") != digest]
    if not stale:
        return
    db.session.rollback()  # no transaction stays open while the file is bound
    kept = {KEPT_AS[volume]: _kept(wanted, volume) | {"contents": contents[volume]} for volume in stale}
    with transaction():
        case = db.session.scalars(select(Case).where(Case.id == case_id).with_for_update()).one()
        if _wanted(case_id).contents != contents:
            raise NotReady("装订时又收到了文书或者证据")
        _record(case, wanted.cover_id, kept)


def bind_again(case_id: int, cause: str) -> None:
    """Promise to bind the file of an archived case anew, because of something that came; else do nothing."""
    with transaction():
        archived = select(Document.id).where(
            Document.case_id == case_id,
            Document.kind == DocumentKind.FILE_COVER,
            Document.status != "void",
        )
        if db.session.scalar(archived.limit(1)) is not None:
            outbox.put(Topic.BIND_FILE, str(case_id), dedupe_key=f"{Topic.BIND_FILE}:{case_id}:{cause}")


def keys_of(cover: Mapping[str, Any]) -> set[str]:
    """The storage keys of all volumes that a cover names, the former ones too."""
    now = [cover[name] for name in KEPT_AS.values() if name in cover]
    return {str(one["key"]) for one in (*now, *(cover.get(FORMER) or ()))}


def _record(case: Case, cover_id: str, kept: Mapping[str, Mapping[str, Any]]) -> None:
    row = db.session.scalars(select(Document).where(Document.public_id == cover_id)).one()
    changed = {name: one for name, one in kept.items() if row.data.get(name) != one}
    if not changed:
        return
    former = [
        {**row.data[name], "volume": name, "until": clock.today().isoformat()}
        for name in changed
        if name in row.data
    ]
    row.data = {**row.data, **changed, FORMER: [*(row.data.get(FORMER) or ()), *former]}
    payload = {name: {"sha256": one["sha256"], "size": one["size"]} for name, one in changed.items()}
    audit.record(
        case=case,
        actor=SYSTEM,
        action=Happening.FILE_BOUND,
        note=ANEW if former else "",
        payload={
            **payload,
            **({"former": [one["sha256"] for one in former]} if former else {}),
            "at": clock.today().isoformat(),
        },
    )


def _kept(wanted: _Wanted, volume: Volume) -> dict[str, Any]:
    """Bind one volume into a file, so that evidence does not fill the memory, and keep it."""
    with TemporaryDirectory(prefix="casework-file-") as name, (Path(name) / "volume.pdf").open("w+b") as file:
        pages = _bound(wanted, volume, Path(name), file)
        file.seek(0)
        stored = storage.put(file)
    return {"key": stored.key, "sha256": stored.sha256, "size": stored.size, "pages": pages}


def papers_of(case_id: int) -> list[Document]:
    """The papers of both volumes in their order; a mediation's papers are in neither, nor are void ones."""
    apart = exhibits.sealed(case_id)
    rows = db.session.scalars(
        select(Document)
        .where(Document.case_id == case_id, Document.status != "void")
        .order_by(Document.issued_at, Document.id)
    ).all()
    return sorted(
        (p for p in rows if p.proceeding_id not in apart and volume_of(p) in volumes.BOUND), key=file_order
    )


def volume_of(paper: Document) -> Volume:
    """The volume of a paper; a remark form that an officer wrote says itself to which it belongs."""
    if paper.kind == FILE_REMARK:
        said = str((paper.data or {}).get("volume_kind") or "")
        return Volume.SECONDARY if said == Volume.SECONDARY.label else Volume.MAIN
    return standing(paper).volume


def _wanted(case_id: int) -> _Wanted:
    papers = papers_of(case_id)
    newest = (
        select(Document).where(Document.case_id == case_id, Document.kind.in_(FRONT)).order_by(Document.id)
    )
    made = {paper.kind: paper for paper in db.session.scalars(newest)}
    # A paper that could not be laid out is not left out of the file: it is mended first.
    if any(p.status in ("issued", "failed") for p in (*papers, *made.values())):
        raise NotReady("还有文书没有制成")
    cover, catalogue = (made.get(kind) for kind in FRONT)
    if cover is None or catalogue is None:
        raise NotFound
    named = {e.get("document_id"): e.get("responsible", "") for e in catalogue.data.get("entries", ())}
    leaves: dict[Volume, list[_Leaf]] = {}
    for paper in papers:
        leaf = _leaf(paper, named.get(paper.public_id, ""))
        leaves.setdefault(volume_of(paper), []).append(leaf)
    for one in exhibits.of_case(case_id):
        place = (volumes.rank(one.standing.volume), one.standing.place, one.on.isoformat(), 1, one.number)
        leaves.setdefault(one.standing.volume, []).append(_Leaf(place, one.sha256, exhibit=one))
    ordered = {volume: sorted(leaves[volume], key=lambda leaf: leaf.place) for volume in sorted(leaves)}
    return _Wanted(
        cover.public_id,
        dict(cover.data),
        dict(catalogue.data),
        ordered,
        _secret(case_id),
        {
            **{one.kind: wordings.of_paper(one.kind, one.data) for one in (cover, catalogue)},
            FILE_REMARK: wordings.in_force(FILE_REMARK, cover.issued_on).wording,
        },
    )


def _secret(case_id: int) -> Party | None:
    """The complainant whom no paper for others may name."""
    query = select(Party).where(Party.case_id == case_id, Party.role == PartyRole.COMPLAINANT)
    return next((one for one in db.session.scalars(query.order_by(Party.id)) if one.confidential), None)


def _leaf(paper: Document, responsible: str) -> _Leaf:
    rank, group, on, row = file_order(paper)
    return _Leaf(
        (rank, group, on, 0, row),
        str(paper.sha256),
        binder.Paper(
            paper.title,
            b"",
            number=paper.number or "",
            responsible=responsible,
            on=paper.issued_on.isoformat(),
        ),
        key=str(paper.storage_key),
        remark_form=paper.kind == FILE_REMARK,
    )


def _bound(wanted: _Wanted, volume: Volume, folder: Path, target: Any) -> int:
    """Cover and catalogue, papers and evidence, the remark form; pages count from the first paper."""
    leaves = wanted.leaves[volume]
    inside = [leaf for leaf in leaves if not leaf.remark_form]
    written = _papers(wanted, [leaf for leaf in leaves if leaf.remark_form], folder)
    papers = binder.counted(_papers(wanted, inside, folder))
    own = {"volume_kind": volume.label, "pages": binder.count(papers)}
    cover = {**wanted.cover, **own, "volumes": len(wanted.leaves), "volume_no": volumes.rank(volume) + 1}
    digests = [
        {"title": paper.title, "sha256": leaf.sha256} for paper, leaf in zip(papers, inside, strict=True)
    ]
    catalogue = {**wanted.catalogue, **own, "entries": binder.entries(papers), "digests": digests}
    return binder.bind_into(
        target,
        papers,
        front=(
            binder.Paper("卷宗封面", _laid_out(wanted, DocumentKind.FILE_COVER, cover)),
            binder.Paper("卷内文件目录", _laid_out(wanted, DocumentKind.FILE_CATALOGUE, catalogue)),
        ),
        back=written or (binder.Paper("卷内备考表", _remark(wanted, own, inside, papers)),),
        title=f"行政处罚案件卷宗（{volume.label}）",
    )


def _papers(wanted: _Wanted, leaves: Sequence[_Leaf], folder: Path) -> list[binder.Paper]:
    cover, secret = wanted.cover, wanted.secret
    head = enclosures.Head(
        agency=str(cover["agency"]["name"]),
        case=cover.get("case") or {},
        demo=bool(cover.get("demo")),
        cleaned=lambda text: str(confidential.swept({"text": text}, secret)["text"]) if secret else text,
    )
    proofs = [leaf.exhibit for leaf in leaves if leaf.exhibit is not None]
    made = iter(enclosures.ready(proofs, folder, head))
    return [
        replace(leaf.paper, content=storage.read(leaf.key)) if leaf.paper is not None else next(made)
        for leaf in leaves
    ]


def _remark(
    wanted: _Wanted, own: Mapping[str, Any], leaves: Sequence[_Leaf], papers: Sequence[binder.Paper]
) -> bytes:
    """The remark form as the volume was bound; who checks it signs and dates it by hand."""
    cover = wanted.cover
    proofs = sum(leaf.exhibit is not None for leaf in leaves)
    apart = sum(paper.remark == enclosures.APART for paper in papers)
    held = f"文书{len(leaves) - proofs}件" + (f"、证据{proofs}件" if proofs else "")
    kept = f"其中证据{apart}件不能装订，另行保管，卷内各有说明一页。" if apart else ""
    said = f"本卷收入{held}，共{own['pages']}页，按照规定的顺序排列，页码连续。{kept}"
    data: dict[str, Any] = {
        name: cover[name] for name in ("agency", "case", "demo", "party", "decision") if name in cover
    }
    data |= {
        **own,
        "file_notes": said + f"各件{'文书、证据' if proofs else '文书'}的校验值列在目录之后",
        "archivist": cover["archivist"],
        "filed_by_on": cover.get("archived_on") or cover["issued_on"],
        "issued_on": cover["issued_on"],
    }
    if any(KEPT_AS[one] in cover for one in volumes.BOUND if one.label == own["volume_kind"]):
        data["file_changes"] = ANEW
    return _laid_out(wanted, FILE_REMARK, data)


def _laid_out(wanted: _Wanted, kind: str, data: Mapping[str, Any]) -> bytes:
    """A form of the volume in the wording that its file was drawn up with."""
    return documents.render(kind, data, wording=wanted.wordings[kind]).bytes
