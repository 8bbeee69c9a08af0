"""A CFF face becomes one that can be embedded."""

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from documents import fontbuild


@pytest.fixture
def cff_face(tmp_path):
    pen = T2CharStringPen(500, None)
    pen.moveTo((0, 0))
    pen.curveTo((100, 300), (300, 300), (400, 0))
    pen.closePath()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    shape = pen.getCharString()
    builder.setupCFF("Tiny", {}, {".notdef": shape, "A": shape}, {})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (500, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Tiny", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    path = tmp_path / "tiny.otf"
    builder.save(path)
    return path


def test_outlines_become_quadratic_and_keep_their_widths(cff_face, tmp_path) -> None:
    target = tmp_path / "sub" / "tiny.ttf"
    assert fontbuild.main([str(cff_face), str(target)]) == 0
    font = TTFont(target)
    assert "glyf" in font
    assert "CFF " not in font
    assert font.getBestCmap() == {65: "A"}
    assert font["hmtx"]["A"][0] == 500
    assert font["glyf"]["A"].numberOfContours == 1


def test_nothing_half_written_is_left_behind(cff_face, tmp_path) -> None:
    fontbuild.build(cff_face, tmp_path / "tiny.ttf")
    assert not list(tmp_path.glob("*.part"))


def test_wrong_use_is_explained(capsys) -> None:
    assert fontbuild.main([]) == 2
    assert "usage" in capsys.readouterr().err
