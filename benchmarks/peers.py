"""Other typesetters, each given the words of a decision: see papers.py."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from importlib import import_module
from pathlib import Path

from fontTools.ttLib import TTFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as Embedded
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from documents.fonts import Role
from documents.qr import rectangles

TOP, RIGHT, BOTTOM, LEFT = 37, 26, 35, 28
SIZE, HEAD, PITCH, CODE = 16, 22, 29, 44


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph and its face."""

    role: Role
    words: str


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on one decision, and the address in its QR code."""

    lines: tuple[Line, ...]
    address: str


Work = Callable[[], bytes]
Turn = Iterator[Words]
Faces = Mapping[Role, Path]


def _svg(address: str) -> str:
    """The QR code as a picture, of the same rectangles that ours draws."""
    side, dark = rectangles(address)
    drawn = "".join([f"M{x} {y}h{length}v1h-{length}z" for x, y, length in dark])
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{drawn}"/></svg>'


def _family(path: Path) -> str:
    """What a typesetter calls a font file: its typographic family."""
    names = TTFont(path, lazy=True)["name"]
    return str(names.getBestFamilyName())


def typst(turn: Turn, faces: Faces) -> Work:
    module = import_module("typst")
    names = {role: _family(path) for role, path in faces.items()}
    weights = {Role.BODY: "regular", Role.TITLE: "bold", Role.HEADING: "bold"}
    opening = (
        f'#set text(font: "{names[Role.BODY]}", size: {SIZE}pt, lang: "zh")\n'
        f'#set page("a4", margin: (top: {TOP}mm, right: {RIGHT}mm, bottom: {BOTTOM}mm, left: {LEFT}mm),'
        ' footer: context align(center, counter(page).display("— 1 —")))\n'
        "#set par(first-line-indent: 2em, justify: true, leading: 12pt)\n"
    )
    folders = sorted({str(path.parent) for path in faces.values()})
    compiler = module.Compiler(font_paths=folders, ignore_system_fonts=True)

    def set_line(line: Line) -> str:
        said = '"' + line.words.replace('"', '\\"') + '"'
        face = f'font: "{names[line.role]}", weight: "{weights[line.role]}"'
        if line.role == Role.TITLE:
            return f"#align(center, text(size: {HEAD}pt, {face}, {said}))"
        return f"#par(text({face}, {said}))"

    def work() -> bytes:
        words = next(turn)
        code = f"#image(bytes(sys.inputs.code), width: {CODE}pt)"
        source = opening + "\n".join([*map(set_line, words.lines), code])
        given = {"code": _svg(words.address)}
        return bytes(
            compiler.compile(
                source.encode(),
                format="pdf",
                sys_inputs=given,
                pdf_standards="a-2b",
                pdf_tags=False,
                timestamp=0,
            )
        )

    return work


def platypus(turn: Turn, faces: Faces) -> Work:
    for role, path in faces.items():
        pdfmetrics.registerFont(Embedded(f"bench-{role}", str(path)))
    styles = {role: _style(role) for role in faces}
    top, right, bottom, left = (side * mm for side in (TOP, RIGHT, BOTTOM, LEFT))
    margins = {"topMargin": top, "rightMargin": right, "bottomMargin": bottom, "leftMargin": left}

    def foot(canvas: Canvas, page: SimpleDocTemplate) -> None:
        canvas.setFont(f"bench-{Role.BODY}", 14)
        canvas.drawCentredString(A4[0] / 2, bottom / 2, f"— {page.page} —")

    def work() -> bytes:
        words, out = next(turn), io.BytesIO()

        def front(canvas: Canvas, page: SimpleDocTemplate) -> None:
            foot(canvas, page)
            _code(canvas, words.address, left, bottom)

        SimpleDocTemplate(out, pagesize=A4, **margins).build(
            [Paragraph(escape(line.words), styles[line.role]) for line in words.lines],
            onFirstPage=front,
            onLaterPages=foot,
        )
        return out.getvalue()

    return work


def _style(role: Role) -> ParagraphStyle:
    plain = {"fontSize": SIZE, "leading": PITCH, "firstLineIndent": 2 * SIZE, "wordWrap": "CJK"}
    middle = {**plain, "fontSize": HEAD, "leading": 32, "alignment": 1, "firstLineIndent": 0}
    return ParagraphStyle(role, fontName=f"bench-{role}", **(middle if role == Role.TITLE else plain))


def _code(canvas: Canvas, address: str, left: float, bottom: float) -> None:
    side, dark = rectangles(address)
    step, path = CODE / side, canvas.beginPath()
    for x, y, length in dark:
        path.rect(left + x * step, bottom + (side - y) * step, length * step, step)
    canvas.drawPath(path, stroke=0, fill=1)


def weasyprint(turn: Turn, faces: Faces) -> Work:
    module = import_module("weasyprint")
    fonts = import_module("weasyprint.text.fonts").FontConfiguration()
    rules = [
        f"@font-face {{ font-family: {role}; src: url({path.as_uri()}) }}" for role, path in faces.items()
    ]
    rules += [
        f"@page {{ size: A4; margin: {TOP}mm {RIGHT}mm {BOTTOM}mm {LEFT}mm;"
        ' @bottom-center { content: "— " counter(page) " —" } }',
        f"p {{ font: {SIZE}pt/{PITCH}pt {Role.BODY}; text-indent: 2em; margin: 0; text-align: justify }}",
        f"p.{Role.HEADING} {{ font-family: {Role.HEADING} }}",
        f"p.{Role.TITLE} {{ font: {HEAD}pt/32pt {Role.TITLE}; text-indent: 0; text-align: center }}",
        f"svg {{ width: {CODE}pt; height: {CODE}pt }}",
    ]
    style = module.CSS(string="\n".join(rules), font_config=fonts)

    def work() -> bytes:
        words = next(turn)
        body = "".join([f'<p class="{line.role}">{escape(line.words)}</p>' for line in words.lines])
        page = module.HTML(string=f"<html lang=zh><body>{body}{_svg(words.address)}</body></html>")
        return bytes(page.write_pdf(stylesheets=[style], font_config=fonts))

    return work
