"""What makes a PDF keep for ever: XMP beside the info entries, dates, and the output intent.

Built to PDF/A-2b (ISO 19005-2). Nothing here says that a validator has looked. Knows no layout.
"""

import struct
from datetime import date
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from PIL import ImageCms
from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase import pdfdoc

from documents.objects import Raw, stream

VERSION = (1, 7)
PRODUCER = "知识产权行政执法案件系统"
INTENT = "sRGB IEC61966-2.1"
# A paper without a date, as a draft, names this one: the same data must give the same bytes.
UNDATED = date(2000, 1, 1)
ZONE = 8
# Where an ICC header keeps the moment it was made and the digest of the whole (ISO 15076-1, 7.2).
_MADE, _DIGEST = slice(24, 36), slice(84, 100)
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"\
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"\
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
{identity}<pdf:Keywords>{keywords}</pdf:Keywords>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


@lru_cache(maxsize=1)
def profile() -> bytes:
    """Make the sRGB profile of the output intent; without the moment of making, so that it never changes."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[_MADE] = struct.pack(">6H", UNDATED.year, UNDATED.month, UNDATED.day, 0, 0, 0)
    made[_DIGEST] = bytes(16)
    return bytes(made)


@lru_cache(maxsize=1)
def _kept_profile() -> bytes:
    return stream(profile(), b" /N 3").content


def _intent() -> pdfdoc.PDFArray:
    intent = {
        "Type": pdfdoc.PDFName("OutputIntent"),
        "S": pdfdoc.PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": pdfdoc.PDFString(INTENT),
        "Info": pdfdoc.PDFString(INTENT),
        "DestOutputProfile": Raw(_kept_profile()),
    }
    return pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])


def _packet(info: pdfdoc.PDFInfo, moment: str, identifier: str) -> bytes:
    # Twice and in plain bytes: a copy with one changed byte still says which paper it was.
    identity = (
        f"<dc:identifier>{escape(identifier)}</dc:identifier>\n"
        f"<xmpMM:DocumentID>{escape(identifier)}</xmpMM:DocumentID>\n"
        if identifier
        else ""
    )
    text = _PACKET.format(
        title=escape(info.title),
        author=escape(info.author),
        subject=escape(info.subject),
        keywords=escape(info.keywords),
        producer=PRODUCER,
        identity=identity,
        moment=moment,
    )
    return text.encode("utf-8")


def describe(canvas: Any, *, issued_on: date | None, identifier: str) -> None:
    """Give the file its dates, XMP and output intent; title and author must be set already.

    `identifier` is the address at which the paper can be checked, or empty.
    """
    day, document = issued_on or UNDATED, canvas._doc
    stamp = TimeStamp(1)
    stamp.YMDhms, stamp.dhh, stamp.dmm = (day.year, day.month, day.day, 0, 0, 0), ZONE, 0
    document._timeStamp = stamp
    document.info.producer = document.info.creator = PRODUCER
    moment = f"{day.isoformat()}T00:00:00+{ZONE:02}:00"
    catalog = document.Catalog
    catalog.Metadata = stream(
        _packet(document.info, moment, identifier), b" /Type /Metadata /Subtype /XML", plain=True
    )
    catalog.OutputIntents = _intent()
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
