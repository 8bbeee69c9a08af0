"""From laid-out pages to PDF bytes: text, rules, seal, code, marks, metadata. Equal pages give equal bytes.

Nothing here decides where a thing goes. What stands on nearly every line is written as PDF operators at once
(ISO 32000-1, 8 and 9); reportlab keeps the pages, the objects and the file.
"""

import io
import math
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from documents import pdfa, seal, typeface
from documents.embed import Embedded
from documents.face import Face
from documents.fonts import Role
from documents.grid import LEFT, MM, PAPER_HEIGHT, PAPER_WIDTH, SIZE_5_SMALL, WIDTH
from documents.objects import stream
from documents.page import BLACK, GREY, PALE, RED, About, Code, Mark, Page, Rule, Seal, Text
from documents.qr import rectangles

Colour = tuple[float, float, float]
# A row of modules reaches a little into the next, or viewers show hairs of paper between them.
_OVER = 1.02


class _Sheet(Canvas):
    """A canvas whose pages name no font before the first of ours: no Helvetica is in the file."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


class _Brush:
    """Writes the marks of one paper as operators and knows which faces it has used."""

    def __init__(self) -> None:
        self.fonts: dict[Face, Embedded] = {}
        self.painters: dict[type, Callable[[Any], str]] = {
            Text: self.text,
            Rule: self.rule,
            Seal: self.stamp,
            Code: self.code,
        }

    def mark(self, mark: Mark) -> str:
        return self.painters[type(mark)](mark)

    def words(self, role: Role, words: str, size: float) -> str:
        """Show words at the pen, each stretch in its face."""
        shown = []
        for face, part in typeface.runs(role, words):
            font = self.fonts.get(face)
            if font is None:
                font = self.fonts[face] = Embedded(face, f"F{len(self.fonts) + 1}")
            shown.append(f"/{font.alias} {size:g} Tf {font.written(part)} Tj")
        return " ".join(shown)

    def text(self, mark: Text) -> str:
        if not mark.words:
            return ""
        return (
            f"BT {_rgb(mark.colour)} rg {mark.tracking:.4f} Tc {mark.x:.3f} {PAPER_HEIGHT - mark.y:.3f} Td"
            f" {self.words(mark.role, mark.words, mark.size)} ET"
        )

    @staticmethod
    def rule(mark: Rule) -> str:
        return (
            f"{_rgb(mark.colour)} RG {mark.thick:g} w {mark.x1:.3f} {PAPER_HEIGHT - mark.y1:.3f} m"
            f" {mark.x2:.3f} {PAPER_HEIGHT - mark.y2:.3f} l S"
        )

    @staticmethod
    def code(mark: Code) -> str:
        modules, stretches = rectangles(mark.address)
        step = mark.side / modules
        drawn = "\n".join([f"{column} {row} {length} {_OVER} re" for column, row, length in stretches])
        origin = f"{step:.5f} 0 0 {-step:.5f} {mark.x:.3f} {PAPER_HEIGHT - mark.y:.3f} cm"
        return f"q {_rgb(BLACK)} rg {origin}\n{drawn}\nf Q"

    def stamp(self, mark: Seal) -> str:
        reach = seal.DIAMETER / 2 - seal.RING / 2
        star = " ".join(
            [f"{x:.3f} {y:.3f} {'l' if place else 'm'}" for place, (x, y) in enumerate(seal.star())]
        )
        letters = "\n".join([self._turned(letter) for letter in seal.arc(mark.name)])
        demo = self._middle("演示", -14.2 * MM, seal.FOOT_LETTER, 4) if mark.demo else ""
        return (
            f"q 1 0 0 1 {mark.x:.3f} {PAPER_HEIGHT - mark.y:.3f} cm {_rgb(RED)} RG {_rgb(RED)} rg 0 Tc"
            f" {seal.RING:.3f} w {_circle(reach)} S {star} h f\n{letters}\n{demo} Q"
        )

    def _turned(self, letter: seal.Letter) -> str:
        """A letter of the arc, squeezed and turned about the middle of its foot."""
        _, em = typeface.glyph(Role.SONG, letter.character)
        turn = math.radians(letter.turn)
        cos, sin = math.cos(turn), math.sin(turn)
        wide = letter.squeeze
        return (
            f"q {wide * cos:.5f} {wide * sin:.5f} {-sin:.5f} {cos:.5f} {letter.x:.3f} {letter.y:.3f} cm"
            f" BT {-em * letter.size / 2:.3f} {letter.size * 0.13:.3f} Td"
            f" {self.words(Role.SONG, letter.character, letter.size)} ET Q"
        )

    def _middle(self, words: str, y: float, size: float, tracking: float) -> str:
        """Words in the middle of where we are."""
        x = -typeface.width(Role.HEADING, words, size, tracking) / 2
        return f"BT {tracking:g} Tc {x:.3f} {y:.3f} Td {self.words(Role.HEADING, words, size)} ET"

    def watermark(self, words: str) -> str:
        turn = math.atan2(PAPER_HEIGHT, PAPER_WIDTH)
        cos, sin = math.cos(turn), math.sin(turn)
        return (
            f"q {_rgb(PALE)} rg {cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f}"
            f" {PAPER_WIDTH / 2:.3f} {PAPER_HEIGHT / 2:.3f} cm {self._middle(words, -38, 110, 30)} Q"
        )

    def demo_mark(self) -> str:
        words = "演示文书 不具有法律效力"
        x = LEFT + WIDTH - typeface.width(Role.HEADING, words, SIZE_5_SMALL)
        return self.text(Text(x, 22 * MM, words, Role.HEADING, SIZE_5_SMALL, colour=GREY))


def _rgb(colour: Colour) -> str:
    red, green, blue = colour
    return f"{red:g} {green:g} {blue:g}"


def _circle(reach: float) -> str:
    """A circle about the origin as four curves."""
    bow = reach * 4 * (math.sqrt(2) - 1) / 3
    quarters = (
        (reach, bow, bow, reach, 0, reach),
        (-bow, reach, -reach, bow, -reach, 0),
        (-reach, -bow, -bow, -reach, 0, -reach),
        (bow, -reach, reach, -bow, reach, 0),
    )
    curves = " ".join([" ".join([f"{side:.3f}" for side in one]) + " c" for one in quarters])
    return f"{reach:.3f} 0 m {curves} h"


def _canvas(buffer: io.BytesIO, about: About) -> Any:
    canvas = _Sheet(
        buffer,
        pagesize=(PAPER_WIDTH, PAPER_HEIGHT),
        invariant=1,
        pageCompression=1,
        pdfVersion=pdfa.VERSION,
        lang="zh-CN",
    )
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setKeywords(about.keywords)
    pdfa.describe(canvas, issued_on=about.issued_on, identifier=about.identifier)
    return canvas


def paint(pages: Sequence[Page], about: About) -> bytes:
    """Draw the pages; only the characters that were drawn are embedded."""
    buffer, brush = io.BytesIO(), _Brush()
    canvas = _canvas(buffer, about)
    for page in pages:
        under = [brush.watermark("草稿")] if about.draft else []
        if about.demo:
            under.append(brush.demo_mark())
        canvas.addLiteral("\n".join([*under, *[brush.mark(mark) for mark in page.marks]]))
        canvas.showPage()
    for sheet in canvas._doc.Pages.pages:
        sheet.Contents = stream(sheet.stream.encode("ascii"))
    for font in brush.fonts.values():
        font.add_to(canvas._doc)
    canvas.save()
    return buffer.getvalue()
