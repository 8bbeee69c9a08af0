"""From laid-out pages to PDF bytes: text, rules, seal, code, marks, metadata. Equal pages give equal bytes.

Nothing here decides where a thing goes.
"""

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from documents import pdfa, seal, typeface
from documents.fonts import Role
from documents.grid import LEFT, MM, PAPER_HEIGHT, PAPER_WIDTH, SIZE_4_SMALL, SIZE_5, SIZE_5_SMALL, WIDTH
from documents.qr import rectangles

BLACK = (0.0, 0.0, 0.0)
RED = (0.82, 0.05, 0.05)
GREY = (0.45, 0.45, 0.45)
PALE = (0.88, 0.88, 0.88)


@dataclass(frozen=True, slots=True)
class Text:
    """Words with their left end and baseline; y grows downwards from the top of the paper."""

    x: float
    y: float
    words: str
    role: Role = Role.BODY
    size: float = 16.0
    tracking: float = 0.0
    colour: tuple[float, float, float] = BLACK


@dataclass(frozen=True, slots=True)
class Rule:
    x1: float
    y1: float
    x2: float
    y2: float
    thick: float = 0.5
    colour: tuple[float, float, float] = BLACK


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal around its centre."""

    x: float
    y: float
    name: str
    demo: bool


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code with its top left corner."""

    x: float
    y: float
    side: float
    address: str


Mark = Text | Rule | Seal | Code


@dataclass(frozen=True, slots=True)
class Place:
    """A square on a page, counted from 0: left, bottom, right, top in points from the foot of the paper."""

    page: int
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class Page:
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class About:
    """What the metadata of the PDF say; `identifier` is the address at which the paper can be checked."""

    title: str
    author: str
    subject: str
    keywords: str
    demo: bool
    draft: bool
    issued_on: date | None = None
    identifier: str = ""


def _text(canvas: Canvas, mark: Text) -> None:
    if not mark.words:
        return
    writer = canvas.beginText(mark.x, PAPER_HEIGHT - mark.y)
    writer.setFillColorRGB(*mark.colour)
    if mark.tracking:
        writer.setCharSpace(round(mark.tracking, 4))
    for name, words in typeface.runs(mark.role, mark.words):
        writer.setFont(name, mark.size)
        writer.textOut(words)
    if mark.tracking:
        writer.setCharSpace(0)
    canvas.drawText(writer)


def _rule(canvas: Canvas, mark: Rule) -> None:
    canvas.setStrokeColorRGB(*mark.colour)
    canvas.setLineWidth(mark.thick)
    canvas.line(mark.x1, PAPER_HEIGHT - mark.y1, mark.x2, PAPER_HEIGHT - mark.y2)


def _turned(canvas: Canvas, letter: seal.Letter) -> None:
    name, em = typeface.glyph(Role.SONG, letter.character)
    breadth = em * letter.size * letter.squeeze
    canvas.saveState()
    canvas.translate(letter.x, letter.y)
    canvas.rotate(letter.turn)
    canvas.scale(letter.squeeze, 1)
    writer = canvas.beginText(-breadth / 2 / letter.squeeze, letter.size * 0.13)
    writer.setFont(name, letter.size)
    writer.textOut(letter.character)
    canvas.drawText(writer)
    canvas.restoreState()


def _seal(canvas: Canvas, mark: Seal) -> None:
    canvas.saveState()
    canvas.translate(mark.x, PAPER_HEIGHT - mark.y)
    canvas.setStrokeColorRGB(*RED)
    canvas.setFillColorRGB(*RED)
    canvas.setLineWidth(seal.RING)
    canvas.circle(0, 0, seal.DIAMETER / 2 - seal.RING / 2, stroke=1, fill=0)
    path = canvas.beginPath()
    corners = seal.star()
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)
    for letter in seal.arc(mark.name):
        _turned(canvas, letter)
    if mark.demo:
        words = "演示"
        breadth = typeface.width(Role.HEADING, words, seal.FOOT_LETTER, 4)
        _plain(canvas, words, (-breadth / 2, -14.2 * MM), seal.FOOT_LETTER, tracking=4)
    canvas.restoreState()


def _plain(
    canvas: Canvas, words: str, place: tuple[float, float], size: float, *, tracking: float = 0.0
) -> None:
    writer = canvas.beginText(*place)
    writer.setCharSpace(tracking)
    for name, part in typeface.runs(Role.HEADING, words):
        writer.setFont(name, size)
        writer.textOut(part)
    writer.setCharSpace(0)
    canvas.drawText(writer)


def _code(canvas: Canvas, mark: Code) -> None:
    modules, stretches = rectangles(mark.address)
    step = mark.side / modules
    path = canvas.beginPath()
    for column, row, length in stretches:
        path.rect(
            mark.x + column * step, PAPER_HEIGHT - mark.y - (row + 1) * step, length * step, step * 1.01
        )
    canvas.setFillColorRGB(*BLACK)
    canvas.drawPath(path, stroke=0, fill=1)


_PAINTERS: dict[type, Callable[[Canvas, Any], None]] = {Text: _text, Rule: _rule, Seal: _seal, Code: _code}


def _watermark(canvas: Canvas, words: str) -> None:
    canvas.saveState()
    canvas.setFillColorRGB(*PALE)
    canvas.translate(PAPER_WIDTH / 2, PAPER_HEIGHT / 2)
    canvas.rotate(math.degrees(math.atan2(PAPER_HEIGHT, PAPER_WIDTH)))
    breadth = typeface.width(Role.HEADING, words, 110, 30)
    _plain(canvas, words, (-breadth / 2, -38), 110, tracking=30)
    canvas.restoreState()


def _demo_mark(canvas: Canvas) -> None:
    words = "演示文书 不具有法律效力"
    x = LEFT + WIDTH - typeface.width(Role.HEADING, words, SIZE_5_SMALL)
    _text(canvas, Text(x=x, y=22 * MM, words=words, role=Role.HEADING, size=SIZE_5_SMALL, colour=GREY))


def place_of_seal(pages: Sequence[Page]) -> Place | None:
    """Say where the first seal stands."""
    reach = seal.DIAMETER / 2
    for number, page in enumerate(pages):
        for mark in page.marks:
            if isinstance(mark, Seal):
                x, y = mark.x, PAPER_HEIGHT - mark.y
                return Place(number, (x - reach, y - reach, x + reach, y + reach))
    return None


def paint(pages: Sequence[Page], about: About) -> bytes:
    """Draw the pages; the first font of a page is one of ours, so that no Helvetica is named in the file."""
    buffer = io.BytesIO()
    first, _ = typeface.glyph(Role.SONG, "1")
    settings: dict[str, Any] = {
        "pagesize": (PAPER_WIDTH, PAPER_HEIGHT),
        "invariant": 1,
        "pageCompression": 1,
        "pdfVersion": pdfa.VERSION,
        "initialFontName": first,
        "initialFontSize": SIZE_5,
        "initialLeading": SIZE_4_SMALL,
        "lang": "zh-CN",
    }
    canvas = Canvas(buffer, **settings)
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setKeywords(about.keywords)
    pdfa.describe(canvas, issued_on=about.issued_on, identifier=about.identifier)
    for page in pages:
        if about.draft:
            _watermark(canvas, "草稿")
        if about.demo:
            _demo_mark(canvas)
        for mark in page.marks:
            _PAINTERS[type(mark)](canvas, mark)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
