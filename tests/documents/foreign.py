"""Files as strangers send them: photographs, PDFs of other programs, and such as are broken or hostile."""

import io
from collections.abc import Callable

from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

SIDEWAYS = 6
ORIENTATION = 0x112


def photo(
    size: tuple[int, int] = (400, 300), *, turned: int = 1, mode: str = "RGB", form: str = "JPEG"
) -> bytes:
    """A picture with a red upper left quarter as it was taken, and how the camera was held."""
    picture = Image.new(mode, size, "white")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="red")
    held = Image.Exif()
    held[ORIENTATION] = turned
    made = io.BytesIO()
    picture.save(made, form, exif=held)
    return made.getvalue()


def pdf(
    pages: int = 1, *, size: tuple[float, float] = (595.0, 842.0), words: str = "purchase receipt"
) -> bytes:
    """A PDF of another program."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=size, invariant=1)
    for page in range(pages):
        canvas.drawString(40, 40, f"{words} {page + 1}")
        canvas.linkURL("https://example.org/away", (0, 0, 100, 100))
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def written(change: Callable[[PdfWriter], object], content: bytes | None = None) -> bytes:
    """A PDF after somebody worked on it."""
    writer = PdfWriter(clone_from=io.BytesIO(content or pdf()))
    change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def locked(password: str = "secret") -> bytes:
    return written(lambda writer: writer.encrypt(password, owner_password="owner", algorithm="AES-256"))


def turned(degrees: int) -> bytes:
    """A lying page with a red lower left quarter, shown turned."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(400, 300), invariant=1)
    canvas.setFillColorRGB(1, 0, 0)
    canvas.rect(0, 0, 200, 150, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return written(lambda writer: writer.pages[0].rotate(degrees), made.getvalue())


def stamped() -> bytes:
    """A PDF with a field that was filled in: what was typed shows only by its annotation."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842), invariant=1)
    canvas.acroForm.textfield(value="typed in", x=100, y=200, width=200, height=20)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def active() -> bytes:
    """A PDF that would run a script when opened and carries a file."""

    def arm(writer: PdfWriter) -> None:
        script = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        )
        writer.root_object[NameObject("/OpenAction")] = script
        writer.add_attachment("inside.bin", b"inside")

    return written(arm)


def bomb() -> bytes:
    """A PDF whose page unpacks to far more than it is."""

    def swell(writer: PdfWriter) -> None:
        content = DecodedStreamObject()
        content.set_data(b"0 0 m " * 20_000_000)
        writer.pages[0][NameObject("/Contents")] = writer._add_object(content.flate_encode())

    return written(swell)


def endless() -> bytes:
    """A PDF whose tree of pages contains itself."""

    def bend(writer: PdfWriter) -> None:
        tree = writer.root_object["/Pages"].get_object()
        tree[NameObject("/Kids")] = ArrayObject([tree.indirect_reference, *tree["/Kids"]])

    return written(bend)


def boundless() -> bytes:
    """A PDF whose page has no size."""

    def flatten(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/MediaBox")] = ArrayObject(FloatObject(0) for _ in range(4))
        writer.pages[0][NameObject("/Resources")] = DictionaryObject()

    return written(flatten)
