"""One file of evidence as pages of the bound file: a photograph or a PDF on A4, with room for page numbers.

Only what is drawn is taken over: no script, link, form or attachment of the file comes along. What strangers
sent may be built to harm, so this runs in a process of its own, started by documents.enclosing.
"""

import io
import json
import math
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from documents.enclosing import BROKEN, LARGE, LOCKED, PICTURES
from documents.errors import DAMAGED, PaperError
from documents.grid import MM, PAPER_HEIGHT, PAPER_WIDTH

Matrix = tuple[float, float, float, float, float, float]

MEMORY = 1024 * 1024 * 1024
SECONDS = 10
WRITTEN = 64 * 1024 * 1024
# What a file that is not what it says may raise on its way; anything else ends the process.
FAULTS: tuple[type[Exception], ...] = (*DAMAGED, PyPdfError, SyntaxError)
# Clear of the numbers above and the caption below.
SIDE, ABOVE, BELOW = 15 * MM, 22 * MM, 22 * MM
MOST_PAGES = 500
MOST_BYTES = 32 * 1024 * 1024
MOST_PIXELS = 60_000_000
# 200 dots an inch on the longer side of the frame; a small picture is not blown up beyond 72.
LONGEST = 2000
QUALITY = 82
LARGEST_BOX = 14_400
_HIDDEN = 1 << 1 | 1 << 5
_QUARTER = 90


def make(source: Path, media_type: str, target: Path) -> int:
    """Write the pages of a file to `target`; how many.

    Raises PaperError with the reason to print where the file cannot be bound.
    """
    writer = PdfWriter()
    count = _picture(writer, source) if media_type in PICTURES else _paper(writer, source)
    with target.open("wb") as stream:
        writer.write(stream)
    if target.stat().st_size > MOST_BYTES:
        raise PaperError(LARGE)
    return count


def _picture(writer: PdfWriter, source: Path) -> int:
    with Image.open(source, formats=("JPEG", "PNG")) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise PaperError(LARGE)
        share = min(1.0, LONGEST / max(opened.size))
        opened.draft("RGB", (round(opened.width * share), round(opened.height * share)))
        upright = _plain(ImageOps.exif_transpose(opened))
    upright.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    packed = io.BytesIO()
    upright.save(packed, "JPEG", quality=QUALITY)
    drawn = StreamObject()
    drawn._data = packed.getvalue()
    drawn.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(upright.width),
            NameObject("/Height"): NumberObject(upright.height),
            NameObject("/ColorSpace"): NameObject("/DeviceGray" if upright.mode == "L" else "/DeviceRGB"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    page, (scale, _b, _c, _d, x, y) = _sheet(writer, upright.width, upright.height)
    size = (upright.width * scale, 0.0, 0.0, upright.height * scale, x, y)
    _draw(writer, page, [("/Picture", size, drawn)], within=(1, 0, 0, 1, 0, 0))
    return 1


def _plain(picture: Image.Image) -> Image.Image:
    """Grey or colour without transparency: what shines through is white, as paper."""
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("1", "L"):
        return picture.convert("L")
    if picture.has_transparency_data:
        seen = picture.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    return picture.convert("RGB")


def _paper(writer: PdfWriter, source: Path) -> int:
    reader = PdfReader(source)
    if reader.is_encrypted and not reader.decrypt(""):
        raise PaperError(LOCKED)
    count = len(reader.pages)
    if not count:
        raise PaperError(BROKEN)
    if count > MOST_PAGES:
        raise PaperError(LARGE)
    for page in reader.pages:
        _taken_over(writer, page)
    return count


def _taken_over(writer: PdfWriter, page: PageObject) -> None:
    """Draw one page of a stranger, upright and small enough, with what its annotations show."""
    left, bottom, right, top = (float(side) for side in page.cropbox)
    breadth, height = right - left, top - bottom
    if not (0 < breadth <= LARGEST_BOX and 0 < height <= LARGEST_BOX):
        raise PaperError(BROKEN)
    turn = page.rotation % 360 // _QUARTER
    upright: Matrix = (
        (1, 0, 0, 1, -left, -bottom),
        (0, -1, 1, 0, -bottom, right),
        (-1, 0, 0, -1, right, top),
        (0, 1, -1, 0, top, -left),
    )[turn]
    seen = (height, breadth) if turn % 2 else (breadth, height)
    sheet, placed = _sheet(writer, *seen)
    body = _form(writer, _content(page), page.get("/Resources"), (left, bottom, right, top))
    if "/Group" in page:
        body[NameObject("/Group")] = page["/Group"].clone(writer)
    drawn: list[tuple[str, Matrix, Any]] = [("/Body", (1, 0, 0, 1, 0, 0), body)]
    for number, (shown, matrix) in enumerate(_appearances(page)):
        drawn.append((f"/Note{number}", matrix, shown.clone(writer)))
    _draw(writer, sheet, drawn, within=_product(upright, placed))


def _sheet(writer: PdfWriter, breadth: float, height: float) -> tuple[PageObject, Matrix]:
    """An empty A4 page as the thing lies, and how the thing is scaled and moved into the middle of it."""
    lying = breadth > height
    paper = (PAPER_HEIGHT, PAPER_WIDTH) if lying else (PAPER_WIDTH, PAPER_HEIGHT)
    room = paper[0] - 2 * SIDE, paper[1] - ABOVE - BELOW
    scale = min(room[0] / breadth, room[1] / height, 1.0)
    x = (paper[0] - breadth * scale) / 2
    y = BELOW + (room[1] - height * scale) / 2
    return writer.add_blank_page(*paper), (scale, 0.0, 0.0, scale, x, y)


def _content(page: PageObject) -> bytes:
    held = page.get("/Contents")
    held = held.get_object() if held is not None else None
    if held is None:
        return b""
    parts = held if isinstance(held, ArrayObject) else [held]
    return b"\n".join(part.get_object().get_data() for part in parts)


def _form(
    writer: PdfWriter, content: bytes, resources: Any, box: tuple[float, float, float, float]
) -> StreamObject:
    """The content of a page as one thing that can be drawn at any place, and leaves nothing behind."""
    plain = DecodedStreamObject()
    plain.set_data(content)
    made = plain.flate_encode()
    made[NameObject("/Type")] = NameObject("/XObject")
    made[NameObject("/Subtype")] = NameObject("/Form")
    made[NameObject("/BBox")] = ArrayObject(FloatObject(side) for side in box)
    if resources is not None:
        made[NameObject("/Resources")] = resources.get_object().clone(writer)
    return made


def _appearances(page: PageObject) -> Iterator[tuple[StreamObject, Matrix]]:
    """What the annotations of a page show on it: stamps, filled-in fields; hidden ones show nothing."""
    held = page.get("/Annots")
    listed: Any = held.get_object() if held is not None else ()
    for one in listed:
        annotation = one.get_object()
        shown = annotation.get("/AP", {}).get("/N") if isinstance(annotation, DictionaryObject) else None
        if shown is None or int(annotation.get("/F", 0)) & _HIDDEN or annotation.get("/Subtype") == "/Popup":
            continue
        found = shown.get_object()
        if not isinstance(found, StreamObject):
            found = found.get(annotation.get("/AS", "/Off"))
            found = found.get_object() if found is not None else None
        if isinstance(found, StreamObject):
            yield found, _into(found, [float(side) for side in annotation["/Rect"]])


def _into(form: StreamObject, place: list[float]) -> Matrix:
    """How an appearance is fitted into its place (ISO 32000-1, 12.5.5)."""
    matrix: Any = tuple(float(part) for part in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    box: Any = form["/BBox"]
    x1, y1, x2, y2 = (float(side) for side in box)
    corners = [_point(matrix, x, y) for x in (x1, x2) for y in (y1, y2)]
    left, bottom = (min(corner[axis] for corner in corners) for axis in (0, 1))
    breadth, height = (
        max(corner[axis] for corner in corners) - low for axis, low in ((0, left), (1, bottom))
    )
    if not breadth or not height:
        return (1, 0, 0, 1, 0, 0)
    across = abs(place[2] - place[0]) / breadth
    up = abs(place[3] - place[1]) / height
    return (across, 0, 0, up, min(place[0::2]) - left * across, min(place[1::2]) - bottom * up)


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _product(first: Matrix, then: Matrix) -> Matrix:
    """Both one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _draw(
    writer: PdfWriter, page: PageObject, drawn: list[tuple[str, Matrix, Any]], *, within: Matrix
) -> None:
    """Make these things the whole content of a page."""
    lines = [_moved(within)]
    held = DictionaryObject()
    for name, matrix, thing in drawn:
        lines += ["q", _moved(matrix), f"{name} Do", "Q"]
        held[NameObject(name)] = writer._add_object(thing)
    content = DecodedStreamObject()
    content.set_data("\n".join(["q", *lines, "Q"]).encode())
    page[NameObject("/Contents")] = writer._add_object(content)
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): held})


def _moved(matrix: Matrix) -> str:
    if not all(math.isfinite(part) for part in matrix):
        raise PaperError(BROKEN)
    return " ".join(f"{part:.5f}" for part in matrix) + " cm"


def _answer(source: str, media_type: str, target: str) -> tuple[int, str]:
    signal.alarm(SECONDS)
    try:
        return make(Path(source), media_type, Path(target)), ""
    except PaperError as error:
        return 0, str(error)
    except FAULTS:
        return 0, BROKEN
    finally:
        signal.alarm(0)


def main() -> None:
    """Answer for each file of standard input in turn; what ends the process ends it at one file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Image.MAX_IMAGE_PIXELS = None  # judged by MOST_PIXELS, with a reason
    for each in json.load(sys.stdin):
        sys.stdout.write(json.dumps(_answer(*each)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
