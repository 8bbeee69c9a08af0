"""Many finished papers as one file: running page numbers, bookmarks, and the pages a catalogue has to name.

Takes and gives PDF bytes; which papers belong to a file and in what order is the caller's decision.
reportlab is loaded with the first numbers only.
"""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
)

from documents.errors import PaperError

NUMBER = "/CaseworkNumber"


@dataclass(frozen=True, slots=True)
class Paper:
    """One PDF, its bytes or where they are, and how the catalogue and the bookmarks call it.

    `caption` stands at the foot of each of its pages; `pages` is None until they were counted.
    """

    title: str
    content: bytes | Path
    number: str = ""
    responsible: str = ""
    on: str = ""
    remark: str = ""
    caption: str = ""
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """The bound file; `first_pages` names for each numbered paper the page it begins on."""

    bytes: bytes
    pages: int
    sha256: str
    first_pages: tuple[int, ...]


def _reader(paper: Paper) -> PdfReader:
    held = paper.content
    try:
        reader = PdfReader(held if isinstance(held, Path) else io.BytesIO(held))
        len(reader.pages)
    except PyPdfError as error:
        raise PaperError(f"《{paper.title}》不是可以装订的 PDF 文件") from error
    return reader


def counted(papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """Return the papers with their pages counted; each is opened for that once."""
    return tuple(
        one if one.pages is not None else replace(one, pages=len(_reader(one).pages)) for one in papers
    )


def _ranges(papers: Sequence[Paper]) -> Iterator[tuple[Paper, int, int]]:
    """Each paper with its first and its last running page."""
    page = 1
    for paper in counted(papers):
        last = page + int(paper.pages or 0) - 1
        yield paper, page, last
        page = last + 1


def first_pages(papers: Sequence[Paper]) -> tuple[int, ...]:
    """Say on which running page each paper begins; the first begins on page 1."""
    return tuple(first for _paper, first, _last in _ranges(papers))


def count(papers: Sequence[Paper]) -> int:
    """Say how many pages these papers have together."""
    return max((last for _paper, _first, last in _ranges(papers)), default=0)


def entries(papers: Sequence[Paper]) -> list[dict[str, str]]:
    """Return the rows of a catalogue (卷内文件目录) for these papers, with page numbers."""
    return [
        {
            "title": paper.title,
            "number": paper.number,
            "responsible": paper.responsible,
            "on": paper.on,
            "page": str(first) if last == first else f"{first}-{last}",
            "remark": paper.remark,
        }
        for paper, first, last in _ranges(papers)
    ]


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
        if paper.pages not in (None, len(writer.pages) - begin):
            raise PaperError(f"《{paper.title}》的页数与登记的不一致")
        writer.add_outline_item(title=f"{paper.title} {paper.number}".strip(), page_number=begin)


def _captions(papers: Sequence[Paper]) -> Iterator[str]:
    for paper, first, last in _ranges(papers):
        for page in range(first, last + 1):
            place = f"　第{page - first + 1}页，共{last - first + 1}页" if last > first else ""
            yield paper.caption + place if paper.caption else ""


def _number(writer: PdfWriter, skipped: int, captions: Sequence[str]) -> None:
    """Lay number and caption over each page after the front ones; what a page says itself is not opened."""
    running = import_module("documents.running")
    pages = writer.pages[skipped:]
    sheets = [
        running.Sheet(number, float(page.mediabox.width), float(page.mediabox.height), caption)
        for number, (page, caption) in enumerate(zip(pages, captions, strict=True), 1)
    ]
    stamps = PdfReader(io.BytesIO(running.numbers(sheets)))
    before = writer._add_object(_stream(b"q"))
    after = writer._add_object(_stream(f"\nQ q {NUMBER} Do Q".encode()))
    for page, stamp, sheet in zip(pages, stamps.pages, sheets, strict=True):
        _lay_over(writer, page, _form(writer, stamp, sheet), (before, after))


def _stream(content: bytes) -> StreamObject:
    made = DecodedStreamObject()
    made.set_data(content)
    return made


def _form(writer: PdfWriter, stamp: PageObject, sheet: Any) -> StreamObject:
    content = stamp.get_contents()
    made = _stream(content.get_data() if content is not None else b"").flate_encode()
    box = ArrayObject(FloatObject(side) for side in (0, 0, sheet.width, sheet.height))
    made.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): box,
            NameObject("/Resources"): stamp["/Resources"].clone(writer),
        }
    )
    return made


def _lay_over(writer: PdfWriter, page: PageObject, form: StreamObject, around: tuple[Any, Any]) -> None:
    own = [page.raw_get("/Contents")] if "/Contents" in page else []
    held = own[0].get_object() if own else None
    parts = list(held) if isinstance(held, ArrayObject) else own
    page[NameObject("/Contents")] = ArrayObject([around[0], *parts, around[1]])
    # A page may share its resources with others; its number is its own.
    resources = DictionaryObject(page.get("/Resources", DictionaryObject()).get_object())
    drawn = DictionaryObject(resources.get("/XObject", DictionaryObject()).get_object())
    drawn[NameObject(NUMBER)] = writer._add_object(form)
    resources[NameObject("/XObject")] = drawn
    page[NameObject("/Resources")] = resources


def _joined(
    papers: Sequence[Paper], front: Sequence[Paper], back: Sequence[Paper], title: str, *, numbered: bool
) -> PdfWriter:
    if not papers:
        raise PaperError("没有可以装订的文书")
    writer = PdfWriter()
    _append(writer, front)
    skipped = len(writer.pages)
    _append(writer, papers)
    if numbered:
        _number(writer, skipped, [*_captions(papers)])
    _append(writer, back)
    _take_off_signatures(writer)
    writer.add_metadata({"/Title": title, "/Producer": "知识产权行政执法案件系统"})
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    return writer


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
    known = counted(papers)
    writer = _joined(known, front, back, title, numbered=numbered)
    buffer = io.BytesIO()
    writer.write(buffer)
    content = buffer.getvalue()
    return Bound(
        bytes=content,
        pages=len(writer.pages),
        sha256=hashlib.sha256(content).hexdigest(),
        first_pages=first_pages(known),
    )


def bind_into(
    target: BinaryIO, papers: Sequence[Paper], *, front: Sequence[Paper], back: Sequence[Paper], title: str
) -> int:
    """Bind as `bind` does, but into a file, since evidence may be large; how many pages the whole has."""
    writer = _joined(counted(papers), front, back, title, numbered=True)
    writer.write(target)
    return len(writer.pages)


def join(papers: Sequence[Paper], *, title: str) -> Bound:
    """Put papers one behind the other without new numbers, as the public copy: summary, then decision."""
    return bind(papers, title=title, numbered=False)
