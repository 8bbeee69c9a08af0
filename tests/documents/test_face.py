"""Subsets: the outlines of the file they were cut from, in our order, with parts and right checksums."""

import io
import struct
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont, sfnt

from documents import fonts, typeface
from documents.face import Face

FILES = (
    "FandolFang-Regular.ttf",
    "NotoSerifSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
    "LXGWWenKai-Regular.ttf",
)
WORDS = "当事人销售侵犯注册商标专用权的商品，罚款¥17,388.00元"


def file(name: str) -> Path:
    found = fonts.find(name)
    assert found is not None
    return found


@pytest.fixture(scope="module", params=FILES)
def path(request: pytest.FixtureRequest) -> Path:
    return file(request.param)


@pytest.fixture(scope="module")
def face(path: Path) -> Face:
    return Face(path)


def drawn(font: TTFont, name: str) -> list[object]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return pen.value


def opened(face: Face, glyphs: list[int]) -> TTFont:
    """The subset as fontTools reads it, its checksums proved."""
    content = face.subset(glyphs)
    with io.BytesIO(content) as held:
        reader = sfnt.SFNTReader(held, checkChecksums=2)
        assert all(reader[tag] for tag in reader.tables)
    assert sum(struct.unpack(f">{len(content) // 4}I", content)) & 0xFFFFFFFF == 0xB1B0AFBA
    return TTFont(io.BytesIO(content))


def test_a_subset_holds_the_outlines_and_widths_of_its_file_in_our_order(face: Face, path: Path) -> None:
    glyphs = [0, *(face.glyphs[ord(one)] for one in dict.fromkeys(WORDS))]
    cut, whole = opened(face, glyphs), TTFont(path)
    assert cut["maxp"].numGlyphs == len(glyphs)
    for name, glyph in zip(cut.getGlyphOrder(), glyphs, strict=True):
        origin = whole.getGlyphName(glyph)
        assert drawn(cut, name) == drawn(whole, origin), origin
        assert cut["hmtx"][name] == whole["hmtx"][origin]


def test_a_composite_glyph_brings_its_parts_with_it() -> None:
    found = 0
    for name in FILES:
        path = file(name)
        whole = TTFont(path, lazy=True)
        glyf = whole["glyf"]
        composite = [one for one in whole.getBestCmap().values() if glyf[one].isComposite()][:20]
        if not composite:
            continue
        found += len(composite)
        cut = opened(Face(path), [0, *(whole.getGlyphID(one) for one in composite)])
        for mine, origin in zip(cut.getGlyphOrder()[1:], composite, strict=False):
            assert drawn(cut, mine) == drawn(whole, origin), origin
    assert found


def test_the_same_glyph_may_stand_for_two_characters(face: Face) -> None:
    glyph = face.glyphs[ord("商")]
    cut = opened(face, [0, glyph, glyph])
    one, two = cut.getGlyphOrder()[1:]
    assert drawn(cut, one) == drawn(cut, two) != []


def test_a_face_is_opened_once() -> None:
    typeface.prepare()
    assert typeface.glyph(fonts.Role.SONG, "商")[0] is typeface.glyph(fonts.Role.SONG, "标")[0]
