"""Evidence as pages: upright, on A4, nothing of the file but what it shows; a bad file costs only itself."""

import io
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PIL import Image

from documents import enclosing
from documents.enclosing import BROKEN, LARGE, LOCKED, Enclosure
from documents.grid import PAPER_HEIGHT, PAPER_WIDTH
from tests.documents import foreign

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
DOTS = 72


def made(folder: Path, *files: tuple[bytes, str]) -> list[tuple[enclosing.Answer, Path]]:
    wanted = []
    for number, (content, media_type) in enumerate(files):
        source = folder / f"{number}.in"
        source.write_bytes(content)
        wanted.append(Enclosure(source, media_type, folder / f"{number}.pdf"))
    answers = enclosing.enclose(wanted)
    return [(answer, one.target) for answer, one in zip(answers, wanted, strict=True)]


def page(path: Path, number: int = 0) -> Image.Image:
    return pypdfium2.PdfDocument(path)[number].render(scale=1).to_pil().convert("RGB")


def red(picture: Image.Image) -> tuple[float, float, float, float]:
    """Where the red is, as shares of the page: left, top, right, bottom."""
    mask = picture.split()[1].point(lambda value: 255 if value < 90 else 0)
    box = mask.getbbox()
    assert box is not None
    return (
        box[0] / picture.width,
        box[1] / picture.height,
        box[2] / picture.width,
        box[3] / picture.height,
    )


def test_a_photograph_stands_as_the_camera_was_held(tmp_path: Path) -> None:
    as_taken = foreign.photo((1600, 1200))
    sideways = foreign.photo((1600, 1200), turned=foreign.SIDEWAYS)
    (_, lying), (_, standing) = made(tmp_path, (as_taken, JPEG), (sideways, JPEG))
    first, second = page(lying), page(standing)
    assert first.size == pytest.approx((PAPER_HEIGHT, PAPER_WIDTH), abs=1)
    assert second.size == pytest.approx((PAPER_WIDTH, PAPER_HEIGHT), abs=1)
    left, top, right, bottom = red(first)
    assert (left < 0.2, top < 0.2, right < 0.6, bottom < 0.6) == (True, True, True, True)
    # Turned a quarter to the right: what was at the upper left is at the upper right.
    left, top, right, bottom = red(second)
    assert (left > 0.4, top < 0.2, right > 0.8, bottom < 0.6) == (True, True, True, True)


def test_a_large_photograph_is_made_smaller_and_a_small_one_not_larger(tmp_path: Path) -> None:
    big, small = made(tmp_path, (foreign.photo((6000, 4000)), JPEG), (foreign.photo((64, 48)), JPEG))
    drawn = [pypdf.PdfReader(one[1]).pages[0]["/Resources"]["/XObject"]["/Picture"] for one in (big, small)]
    assert [(one["/Width"], one["/Height"]) for one in drawn] == [(2000, 1333), (64, 48)]
    left, _top, right, _bottom = red(page(small[1]))
    assert (right - left) * PAPER_HEIGHT <= 64


@pytest.mark.parametrize("mode", ["RGBA", "LA", "L", "1", "CMYK"])
def test_every_kind_of_picture_is_shown_on_white(mode: str, tmp_path: Path) -> None:
    kept = io.BytesIO()
    clear = (0, 0, 0, 0) if mode in ("RGBA", "LA") else (255, 255, 255, 255)
    picture = Image.new("RGBA", (200, 100), clear)
    picture.paste((200, 0, 0, 255), (0, 0, 20, 20))
    plain = picture if mode in ("RGBA", "LA") else picture.convert("RGB")
    plain.convert(mode).save(kept, "JPEG" if mode == "CMYK" else "PNG")
    ((answer, path),) = made(tmp_path, (kept.getvalue(), JPEG if mode == "CMYK" else PNG))
    assert answer.pages == 1
    shown = page(path)
    assert min(shown.getpixel((shown.width // 2, shown.height // 2))) > 250
    assert min(one for _count, pixel in shown.getcolors(1 << 20) for one in pixel) < 100


def test_a_pdf_comes_page_by_page_with_room_for_number_and_caption(tmp_path: Path) -> None:
    files = [(foreign.pdf(3), PDF), (foreign.pdf(size=(1200, 700)), PDF), (foreign.pdf(size=(200, 300)), PDF)]
    three, broad, small = made(tmp_path, *files)
    assert [one[0].pages for one in (three, broad, small)] == [3, 1, 1]
    reader = pypdf.PdfReader(three[1])
    assert [one.extract_text().strip() for one in reader.pages] == [
        f"purchase receipt {n}" for n in (1, 2, 3)
    ]
    assert [float(side) for side in pypdf.PdfReader(broad[1]).pages[0].mediabox[2:]] == pytest.approx(
        [PAPER_HEIGHT, PAPER_WIDTH]
    )
    assert "purchase receipt 1" in pypdf.PdfReader(small[1]).pages[0].extract_text()


@pytest.mark.parametrize(("degrees", "corner"), [(0, (0, 1)), (90, (0, 0)), (180, (1, 0)), (270, (1, 1))])
def test_a_turned_page_is_upright_as_a_viewer_shows_it(
    degrees: int, corner: tuple[int, int], tmp_path: Path
) -> None:
    content = foreign.turned(degrees)
    ((answer, path),) = made(tmp_path, (content, PDF))
    assert answer.pages == 1
    (tmp_path / "as.pdf").write_bytes(content)
    for shown in (page(tmp_path / "as.pdf"), page(path)):
        left, top, right, bottom = red(shown)
        assert (round((left + right) / 2), round((top + bottom) / 2)) == corner
        assert (shown.width > shown.height) == (degrees in (0, 180))


def test_what_was_filled_in_is_shown_and_nothing_can_be_run_or_followed(tmp_path: Path) -> None:
    filled, armed = made(tmp_path, (foreign.stamped(), PDF), (foreign.active(), PDF))
    assert "typed in" in pypdf.PdfReader(filled[1]).pages[0].extract_text()
    for answer, path in (filled, armed):
        assert answer.pages == 1
        content = path.read_bytes()
        for word in (
            b"/JavaScript",
            b"/JS",
            b"/OpenAction",
            b"/EmbeddedFile",
            b"/URI",
            b"/Annots",
            b"/AcroForm",
        ):
            assert word not in content, word


def test_bad_files_end_alone_with_their_reason(tmp_path: Path) -> None:
    good = foreign.pdf()
    files = [
        (b"%PDF-1.7 nothing more", PDF, BROKEN),
        (good[: len(good) // 2], PDF, None),
        (foreign.locked(), PDF, LOCKED),
        (foreign.boundless(), PDF, BROKEN),
        (foreign.endless(), PDF, None),
        (foreign.photo()[:300], JPEG, BROKEN),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), PNG, BROKEN),
        (foreign.pdf(501), PDF, LARGE),
        (foreign.locked(""), PDF, ""),
        (good, PDF, ""),
    ]
    answers = made(tmp_path, *((content, kind) for content, kind, _why in files))
    for (answer, _path), (_content, _kind, why) in zip(answers, files, strict=True):
        assert bool(answer.pages) != bool(answer.reason)
        if why is not None:
            assert answer.reason == why


def test_a_file_that_would_fill_the_memory_does_not_take_the_others_along(tmp_path: Path) -> None:
    before, bomb, after = made(
        tmp_path, (foreign.photo(), JPEG), (foreign.bomb(), PDF), (foreign.photo(), JPEG)
    )
    assert (before[0].pages, after[0].pages) == (1, 1)
    assert bomb[0].pages == 0
    assert bomb[0].reason in (BROKEN, LARGE)


def test_a_process_that_ends_costs_the_file_it_was_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in that answers for one file and dies at the next."""
    dying = tmp_path / "dying"
    dying.write_text("#!/bin/sh\necho '[1, \"\"]'\nkill -9 $$\n")
    dying.chmod(0o755)
    monkeypatch.setattr(enclosing.sys, "executable", str(dying))
    answers = made(tmp_path, *[(b"", JPEG)] * 3)
    assert [(one[0].pages, one[0].reason) for one in answers] == [(1, ""), (0, BROKEN), (1, "")]


def test_when_the_time_is_over_the_rest_has_no_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enclosing, "ALL_SECONDS", 0)
    answers = made(tmp_path, (foreign.photo(), JPEG), (foreign.photo(), JPEG))
    assert [one[0].reason for one in answers] == [LARGE, LARGE]


def test_equal_files_make_equal_pages(tmp_path: Path) -> None:
    first, second = made(tmp_path, (foreign.photo(), JPEG), (foreign.photo(), JPEG))
    assert first[1].read_bytes() == second[1].read_bytes()


def test_the_names_of_strangers_can_always_be_printed() -> None:
    assert enclosing.printable("购物\n小票\u202e🧨.jpg") == "购物 小票〓.jpg"
    sheet = enclosing.slip(
        {"agency": "宣城市市场监督管理局", "rows": [("证据名称", "店面🧨.mp4"), ("来源", "")], "demo": False}
    )
    text = pypdf.PdfReader(io.BytesIO(sheet)).pages[0].extract_text()
    assert "店面〓.mp4" in text
    assert "证据另存说明" in text
    assert "来源" not in text
