"""What PDF/A-2b asks of a file and can be read from it; that is not the word of a validator."""

import io
import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pypdf
import pytest
from fontTools.ttLib import TTFont

import documents
from documents import certificates, pdfa, sign
from documents.signer import Act

# One kind of each layout.
KINDS = (
    "supplement_notice",
    "ip_complaint_form",
    "filing_approval",
    "inquiry_record",
    "inventory_list",
    "service_receipt",
    "investigation_report",
    "file_cover",
)
START, END = datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Papers as made, and one as issued."""
    made = {kind: documents.render(kind, documents.sample(kind)) for kind in KINDS}
    above = certificates.authority("示例根证书", start=START, end=END)
    keys = certificates.certified(above, "演示 示例局", start=START, end=END)
    letter = made["supplement_notice"]
    assert letter.seal is not None
    act = Act(
        moment=datetime(2026, 9, 28, tzinfo=UTC), reason="x", page=letter.seal.page, box=letter.seal.box
    )
    signed = sign.PadesSigner(keys).sign(letter.bytes, act)
    return {kind: one.bytes for kind, one in made.items()} | {"signed": signed}


@pytest.fixture(params=[*KINDS, "signed"])
def content(request: pytest.FixtureRequest, files: dict[str, bytes]) -> bytes:
    return files[request.param]


def described(reader: pypdf.PdfReader) -> ET.Element:
    stream = reader.trailer["/Root"]["/Metadata"].get_object()
    assert "/Filter" not in stream
    found = ET.fromstring(stream.get_data()).find("rdf:RDF/rdf:Description", NS)
    assert found is not None
    return found


def test_xmp_says_what_the_info_entries_say(content: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(content))
    info, xmp = reader.metadata, described(reader)
    assert info is not None
    assert (xmp.findtext("pdfaid:part", None, NS), xmp.findtext("pdfaid:conformance", None, NS)) == ("2", "B")
    pairs = {
        "/Title": "dc:title/rdf:Alt/rdf:li",
        "/Author": "dc:creator/rdf:Seq/rdf:li",
        "/Subject": "dc:description/rdf:Alt/rdf:li",
        "/Keywords": "pdf:Keywords",
        "/Producer": "pdf:Producer",
        "/Creator": "xmp:CreatorTool",
    }
    for entry, path in pairs.items():
        assert info[entry] == (xmp.findtext(path, None, NS) or ""), entry
    for moment, path in ((info.creation_date, "xmp:CreateDate"), (info.modification_date, "xmp:ModifyDate")):
        assert moment == datetime.fromisoformat(str(xmp.findtext(path, None, NS)))


def test_colours_are_named_by_an_embedded_profile(content: bytes) -> None:
    (intent,) = pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]["/OutputIntents"]
    profile = intent["/DestOutputProfile"].get_object()
    assert (intent["/S"], profile["/N"]) == ("/GTS_PDFA1", 3)
    data = profile.get_data()
    assert (int.from_bytes(data[:4], "big"), data[16:20], data[36:40]) == (len(data), b"RGB ", b"acsp")
    assert data[8] < 5


def test_nothing_is_in_it_that_may_not_be(content: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert content.startswith(b"%PDF-1.7\n%")
    assert not reader.is_encrypted
    first, _ = reader.trailer["/ID"]
    assert len(first.original_bytes) == 16
    for name in (
        b"/JavaScript",
        b"/JS ",
        b"/SMask",
        b"/Encrypt",
        b"/Launch",
        b"/EmbeddedFile",
        b"Helvetica",
        b"LZW",
    ):
        assert name not in content
    for page in reader.pages:
        assert "/ExtGState" not in page["/Resources"]
        assert "/XObject" not in page["/Resources"]


def test_every_font_is_inside_and_each_of_its_characters_can_be_read_back(content: bytes) -> None:
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        for font in page["/Resources"]["/Font"].values():
            assert (font["/Subtype"], font["/Encoding"]) == ("/Type0", "/Identity-H")
            (below,) = font["/DescendantFonts"]
            below = below.get_object()
            assert (below["/Subtype"], below["/CIDToGIDMap"]) == ("/CIDFontType2", "/Identity")
            assert below["/BaseFont"] == font["/BaseFont"] == below["/FontDescriptor"]["/FontName"]
            assert re.fullmatch(r"/[A-Z]{6}\+\S+", font["/BaseFont"])
            assert below["/FontDescriptor"]["/Flags"] & 4
            inside = TTFont(io.BytesIO(below["/FontDescriptor"]["/FontFile2"].get_data()))
            (first, widths) = below["/W"]
            assert first == 1
            assert len(widths) + 1 <= inside["maxp"].numGlyphs
            metrics = [inside["hmtx"][name][0] for name in inside.getGlyphOrder()]
            scale = 1000 / inside["head"].unitsPerEm
            assert [round(one * scale) for one in metrics[1 : len(widths) + 1]] == [round(w) for w in widths]
            codes = re.findall(
                rb"<([0-9A-F]{4,8})>", font["/ToUnicode"].get_data().split(b"beginbfrange", 1)[1]
            )
            assert len(codes) >= len(widths)


def test_every_stream_is_as_long_as_it_says_and_ends_on_a_line_of_its_own(content: bytes) -> None:
    found = list(re.finditer(rb"/Length (\d+)[^\x00]{0,200}?>>\s*?\nstream\r?\n", content))
    assert len(found) == content.count(b"endstream")
    for stream in found:
        end = stream.end() + int(stream[1])
        assert content[end : end + 10] in (b"\nendstream", b"\r\nendstre")


def test_the_address_of_the_check_stands_in_plain_bytes_twice(files: dict[str, bytes]) -> None:
    url = documents.sample("supplement_notice")["verify"]["url"].encode()
    assert files["supplement_notice"].count(url) >= 2


def test_markup_in_a_name_stays_a_name() -> None:
    data = documents.sample("supplement_notice")
    data["agency"]["name"] = '甲<乙>&"局'
    reader = pypdf.PdfReader(io.BytesIO(documents.render("supplement_notice", data).bytes))
    assert described(reader).findtext("dc:creator/rdf:Seq/rdf:li", None, NS) == '甲<乙>&"局'


def test_the_profile_never_changes() -> None:
    first = pdfa.profile()
    pdfa.profile.cache_clear()
    assert pdfa.profile() == first
