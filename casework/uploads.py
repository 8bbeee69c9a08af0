"""What may be uploaded: an allow-list by suffix and by content, with a sentence for each refusal.

The first bytes decide; the suffix must agree. A file's name is display text only, never a path.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from casework.errors import Invalid

HEAD_BYTES = 64 * 1024
_ZIP = "压缩包和Office文件无法逐页固定为证据。请转成PDF，或者解压后上传里面的图片、PDF。"


@dataclass(frozen=True, slots=True)
class FileType:
    media_type: str
    suffixes: tuple[str, ...]


_JPEG = FileType("image/jpeg", (".jpg", ".jpeg"))
_PNG = FileType("image/png", (".png",))
_PDF = FileType("application/pdf", (".pdf",))
_MP4 = FileType("video/mp4", (".mp4", ".m4v", ".mov"))
_HEIC = FileType("image/heic", (".heic", ".heif"))
ACCEPT = ".jpg,.jpeg,.png,.heic,.pdf,.mp4,.mov"
PLAIN = "照片（JPG、PNG、HEIC）、PDF、视频（MP4、MOV）"
# Active content is never opened in the browser's own origin, but it has no place in evidence either.
_ACTIVE_PDF = (b"/JavaScript", b"/JS ", b"/JS(", b"/Launch", b"/EmbeddedFile", b"/OpenAction")


def sniff(head: bytes) -> FileType | None:
    """The type the first bytes prove, or None when it is none of ours."""
    if head.startswith(b"\xff\xd8\xff"):
        return _JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _PNG
    if head.startswith(b"%PDF-"):
        return _PDF
    if head[4:8] == b"ftyp":
        return _HEIC if head[8:12] in (b"heic", b"heix", b"mif1", b"msf1") else _MP4
    return None


def display_name(name: str) -> str:
    """A file name as people may see it: last part, no control characters, at most 120 characters."""
    last = unicodedata.normalize("NFC", name or "").replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    if len(shown) > 120:
        stem, dot, suffix = shown.rpartition(".")
        shown = f"{stem[:110]}…{dot}{suffix[:8]}" if dot else shown[:120]
    return shown or "未命名文件"


def check(name: str, head: bytes, *, field: str) -> str:
    """The media type of an acceptable file.

    Raises Invalid with a sentence that says what to send instead.
    """
    shown = display_name(name)
    if not head:
        raise Invalid({field: f"“{shown}”是空文件，请重新选择。"})
    found = sniff(head)
    if found is None:
        if head.startswith((b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"\x1f\x8b")):
            raise Invalid({field: f"没有收下“{shown}”：{_ZIP}"})
        raise Invalid({field: f"没有收下“{shown}”：只能上传{PLAIN}。"})
    if not shown.lower().endswith(found.suffixes):
        raise Invalid({field: f"没有收下“{shown}”：文件内容与扩展名不符，请用原来的文件重新上传。"})
    if found is _PDF and any(mark in head for mark in _ACTIVE_PDF):
        raise Invalid({field: f"没有收下“{shown}”：PDF里含有脚本或者附件，请打印成普通PDF再上传。"})
    return found.media_type
