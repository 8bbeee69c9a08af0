"""Many finished papers as one file: running page numbers, bookmarks, and the pages a catalogue has to name.

Takes and gives PDF bytes; which papers belong to a file and in what order is the caller's decision.
reportlab is loaded with the first numbers only.
"""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, NameObject

from documents.errors import PaperError


@dataclass(frozen=True, slots=True)
class Paper:
    """One PDF and how the catalogue and the bookmarks call it."""

    title: str
    content: bytes
    number: str = ""
    responsible: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """The bound file; `first_pages` names for each numbered paper the page it begins on."""

    bytes: bytes
    pages: int
    sha256: str
    first_pages: tuple[int, ...]


def _reader(paper: Paper) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(paper.content))
        len(reader.pages)
    except PyPdfError as error:
        raise PaperError(f"《{paper.title}》不是可以装订的 PDF 文件") from error
    return reader


def first_pages(papers: Sequence[Paper]) -> tuple[int, ...]:
    """Say on which running page each paper begins; the first begins on page 1."""
    found, page = [], 1
    for paper in papers:
        found.append(page)
        page += len(_reader(paper).pages)
    return tuple(found)


def count(papers: Sequence[Paper]) -> int:
    """Say how many pages these papers have together."""
    return sum(len(_reader(paper).pages) for paper in papers)


def entries(papers: Sequence[Paper]) -> list[dict[str, str]]:
    """Return the rows of a catalogue (卷内文件目录) for these papers, with page numbers."""
    rows, page = [], 1
    for paper in papers:
        last = page + len(_reader(paper).pages) - 1
        rows.append(
            {
                "title": paper.title,
                "number": paper.number,
                "responsible": paper.responsible,
                "on": paper.on,
                "page": str(page) if last == page else f"{page}-{last}",
            }
        )
        page = last + 1
    return rows


def _take_off_signatures(writer: PdfWriter) -> None:
    """Leave the seals as they are drawn: a signature covers the paper alone and would read as broken here."""
    writer.root_object.pop("/AcroForm", None)
    for page in writer.pages:
        held = page.get("/Annots")
        if held is not None:
            kept = [one for one in held.get_object() if one.get_object().get("/Subtype") != "/Widget"]
            page[NameObject("/Annots")] = ArrayObject(kept)


def _append(writer: PdfWriter, papers: Sequence[Paper]) -> None:
    for paper in papers:
        begin = len(writer.pages)
        writer.append(_reader(paper), import_outline=False)
        writer.add_outline_item(title=f"{paper.title} {paper.number}".strip(), page_number=begin)


def bind(
    papers: Sequence[Paper],
    *,
    front: Sequence[Paper] = (),
    back: Sequence[Paper] = (),
    title: str = "卷宗",
    numbered: bool = True,
) -> Bound:
    """Join papers between unnumbered sheets, number their pages and set bookmarks.

    `front` is cover and catalogue, `back` the remark form (卷内备考表), which is no page of the file.
    """
    if not papers:
        raise PaperError("没有可以装订的文书")
    writer = PdfWriter()
    starts = first_pages(papers)
    _append(writer, front)
    skipped = len(writer.pages)
    _append(writer, papers)
    if numbered:
        numbers = import_module("documents.running").numbers(len(writer.pages) - skipped)
        stamps = PdfReader(io.BytesIO(numbers))
        for page, stamp in zip(writer.pages[skipped:], stamps.pages, strict=True):
            page.merge_page(stamp)
    _append(writer, back)
    _take_off_signatures(writer)
    writer.add_metadata({"/Title": title, "/Producer": "知识产权行政执法案件系统"})
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    buffer = io.BytesIO()
    writer.write(buffer)
    content = buffer.getvalue()
    return Bound(
        bytes=content,
        pages=len(writer.pages),
        sha256=hashlib.sha256(content).hexdigest(),
        first_pages=starts,
    )


def join(papers: Sequence[Paper], *, title: str) -> Bound:
    """Put papers one behind the other without new numbers, as the public copy: summary, then decision."""
    return bind(papers, title=title, numbered=False)
