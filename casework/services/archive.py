"""The file: the papers of a closed case bound in two volumes, never mixed (程序规定 78, 79).

Each volume has its cover, its catalogue with page numbers and digests, its papers, and the remark form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

import documents
from casework import clock, storage, wordings
from casework.db import db, transaction
from casework.errors import NotFound
from casework.models import Case, Document, Proceeding
from casework.services import audit
from casework.services.drafting.closing import file_order, standing
from documents import binder, volumes
from documents.volumes import Volume
from workflows.engine import SYSTEM
from workflows.vocabulary import DocumentKind, Happening, Procedure

# Under these names the cover keeps where its volumes are; only officers of the case are given the second.
BOUND = "bound_file"
BOUND_SECONDARY = "bound_secondary"
# 卷内备考表, which officers may also write themselves.
FILE_REMARK = "file_remark"
KEPT_AS = {Volume.MAIN: BOUND, Volume.SECONDARY: BOUND_SECONDARY}


class NotReady(Exception):
    """A paper of the file is still being made; try again later."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A paper of a volume with the digest it was issued under."""

    paper: binder.Paper
    sha256: str
    remark_form: bool = False


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the volumes are bound from, read before the transaction is left."""

    cover_id: str
    cover: dict[str, Any]
    catalogue: dict[str, Any]
    leaves: Mapping[Volume, Sequence[_Leaf]]
    wordings: Mapping[str, documents.Wording | None]


def bind(case_id: int) -> None:
    """Bind the volumes of an archived case and keep them as evidence of themselves. Safe to repeat.

    Raises NotReady while a paper has no bytes yet.
    """
    wanted = _wanted(case_id)
    db.session.rollback()  # no transaction stays open while the file is bound
    kept = {}
    for volume, leaves in wanted.leaves.items():
        bound = _bound(wanted, volume, leaves)
        stored = storage.put(bound.bytes)
        kept[KEPT_AS[volume]] = {
            "key": stored.key,
            "sha256": stored.sha256,
            "size": stored.size,
            "pages": bound.pages,
        }
    with transaction():
        case = db.session.scalars(select(Case).where(Case.id == case_id).with_for_update()).one()
        row = db.session.scalars(select(Document).where(Document.public_id == wanted.cover_id)).one()
        if all(row.data.get(name) == one for name, one in kept.items()):
            return
        row.data = {**row.data, **kept}
        audit.record(
            case=case,
            actor=SYSTEM,
            action=Happening.FILE_BOUND,
            payload={
                **{name: {"sha256": one["sha256"], "size": one["size"]} for name, one in kept.items()},
                "at": clock.today().isoformat(),
            },
        )


def papers_of(case_id: int) -> list[Document]:
    """The papers of both volumes in their order; a mediation's papers are in neither, nor are void ones."""
    apart = select(Proceeding.id).where(
        Proceeding.case_id == case_id, Proceeding.procedure == Procedure.MEDIATION
    )
    sealed = set(db.session.scalars(apart))
    rows = db.session.scalars(
        select(Document)
        .where(Document.case_id == case_id, Document.status != "void")
        .order_by(Document.issued_at, Document.id)
    ).all()
    return sorted(
        (p for p in rows if p.proceeding_id not in sealed and volume_of(p) in volumes.BOUND), key=file_order
    )


def volume_of(paper: Document) -> Volume:
    """The volume of a paper; a remark form that an officer wrote says itself to which it belongs."""
    if paper.kind == FILE_REMARK:
        said = str((paper.data or {}).get("volume_kind") or "")
        return Volume.SECONDARY if said == Volume.SECONDARY.label else Volume.MAIN
    return standing(paper).volume


def _wanted(case_id: int) -> _Wanted:
    papers = papers_of(case_id)
    front = (DocumentKind.FILE_COVER, DocumentKind.FILE_CATALOGUE)
    newest = (
        select(Document).where(Document.case_id == case_id, Document.kind.in_(front)).order_by(Document.id)
    )
    made = {paper.kind: paper for paper in db.session.scalars(newest)}
    # A paper that could not be laid out is not left out of the file: it is mended first.
    if any(p.status in ("issued", "failed") for p in (*papers, *made.values())):
        raise NotReady("还有文书没有制成")
    cover, catalogue = (made.get(kind) for kind in front)
    if cover is None or catalogue is None:
        raise NotFound
    named = {e.get("document_id"): e.get("responsible", "") for e in catalogue.data.get("entries", ())}
    leaves: dict[Volume, list[_Leaf]] = {}
    for paper in papers:
        leaf = _leaf(paper, named.get(paper.public_id, ""))
        leaves.setdefault(volume_of(paper), []).append(leaf)
    # The house's own stays for a file whose cover was made before wordings were kept.
    worded = {paper.kind: wordings.of_paper(paper.kind, paper.data) for paper in (cover, catalogue)}
    worded[FILE_REMARK] = wordings.in_force(FILE_REMARK, cover.issued_on).wording
    return _Wanted(cover.public_id, dict(cover.data), dict(catalogue.data), leaves, worded)


def _leaf(paper: Document, responsible: str) -> _Leaf:
    return _Leaf(
        binder.Paper(
            paper.title,
            storage.read(str(paper.storage_key)),
            number=paper.number or "",
            responsible=responsible,
            on=paper.issued_on.isoformat(),
        ),
        str(paper.sha256),
        remark_form=paper.kind == FILE_REMARK,
    )


def _bound(wanted: _Wanted, volume: Volume, leaves: Sequence[_Leaf]) -> binder.Bound:
    """Cover and catalogue in front, every paper, the remark form; pages count from the first paper."""
    inside = [leaf for leaf in leaves if not leaf.remark_form]
    written = [leaf.paper for leaf in leaves if leaf.remark_form]
    listed = binder.entries([leaf.paper for leaf in inside])
    pages = binder.count([leaf.paper for leaf in inside])
    own = {"volume_kind": volume.label, "pages": pages}
    cover = {**wanted.cover, **own, "volumes": len(wanted.leaves), "volume_no": volumes.rank(volume) + 1}
    digests = [{"title": leaf.paper.title, "sha256": leaf.sha256} for leaf in inside]
    catalogue = {**wanted.catalogue, **own, "entries": listed, "digests": digests}
    return binder.bind(
        [leaf.paper for leaf in inside],
        front=(
            binder.Paper("卷宗封面", _laid_out(wanted, DocumentKind.FILE_COVER, cover)),
            binder.Paper("卷内文件目录", _laid_out(wanted, DocumentKind.FILE_CATALOGUE, catalogue)),
        ),
        back=written or (binder.Paper("卷内备考表", _remark(wanted, own, len(inside))),),
        title=f"行政处罚案件卷宗（{volume.label}）",
    )


def _remark(wanted: _Wanted, own: Mapping[str, Any], count: int) -> bytes:
    """The remark form as the volume was bound; who checks it signs and dates it by hand."""
    cover = wanted.cover
    said = f"本卷收入文书{count}件，共{own['pages']}页，按照规定的顺序排列，页码连续。"
    data: dict[str, Any] = {
        name: cover[name] for name in ("agency", "case", "demo", "party", "decision") if name in cover
    }
    data |= {
        **own,
        "file_notes": said + "各件文书的校验值列在目录之后",
        "archivist": cover["archivist"],
        "filed_by_on": cover.get("archived_on") or cover["issued_on"],
        "issued_on": cover["issued_on"],
    }
    return _laid_out(wanted, FILE_REMARK, data)


def _laid_out(wanted: _Wanted, kind: str, data: Mapping[str, Any]) -> bytes:
    """A form of the volume in the wording that its file was drawn up with."""
    return documents.render(kind, data, wording=wanted.wordings[kind]).bytes
