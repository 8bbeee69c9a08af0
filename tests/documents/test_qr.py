"""A reader takes the code as it stands on the printed page."""

import io

import pypdfium2
import pytest
import zxingcpp
from PIL import ImageFilter

import documents
from documents.qr import rectangles

KIND = "penalty_decision"


def read(content: bytes, *, dots: int, blur: float = 0.0, turn: float = 0.0) -> list[str]:
    """What a reader finds on the pages at so many dots to the inch."""
    found = []
    for page in pypdfium2.PdfDocument(io.BytesIO(content)):
        picture = page.render(scale=dots / 72).to_pil().convert("L")
        picture = picture.rotate(turn, expand=True, fillcolor=255).filter(ImageFilter.GaussianBlur(blur))
        found += [one.text for one in zxingcpp.read_barcodes(picture)]
    return found


@pytest.mark.parametrize(
    ("dots", "blur", "turn"), [(300, 0, 0), (150, 0, 0), (200, 1.5, 0), (200, 0, 7), (300, 0, 180)]
)
def test_the_printed_code_leads_to_the_check(dots: int, blur: float, turn: float) -> None:
    data = documents.sample(KIND)
    assert read(documents.render(KIND, data).bytes, dots=dots, blur=blur, turn=turn) == [
        data["verify"]["url"]
    ]


@pytest.mark.parametrize("number", range(40))
def test_every_address_is_read(number: int) -> None:
    data = documents.sample("supplement_notice")
    data["verify"]["url"] = f"https://ip.example.gov.cn/verify/{number * 7919:012X}"
    assert read(documents.render("supplement_notice", data).bytes, dots=150) == [data["verify"]["url"]]


def test_the_stretches_are_the_dark_modules() -> None:
    modules, stretches = rectangles("https://ip.example.gov.cn/verify/7K3M9QPX2TRD")
    assert modules == 33
    assert stretches[0] == (0, 0, 7)
    assert all(0 <= column < column + length <= modules for column, _, length in stretches)
