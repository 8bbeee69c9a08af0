"""Files on their way in and out: what may be uploaded, taking several at once, handing one to a reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, BinaryIO, Protocol
from urllib.parse import quote

from flask import Response, make_response, render_template
from flask_babel import gettext as _

from casework import config, storage, uploads
from casework.errors import Invalid, StorageError

REFRESH_SECONDS = 3


class Readable(Protocol):
    """What a query says of a file: its key, name, type and digest; an empty key is still being made."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def failed(self) -> bool: ...


def limits(*, together: bool = True) -> str:
    """Say what may be uploaded, before the button."""
    set_ = config.current().limits
    each = set_.upload_bytes // config.MIB
    if not together:
        return _("%(kinds)s，不超过%(each)d MB。", kinds=uploads.PLAIN, each=each)
    return _(
        "可以是%(kinds)s。每个文件不超过%(each)d MB，一次合计不超过%(body)d MB，"
        "一件投诉最多%(most)d个文件、%(quota)d MB。手机上可以直接拍照。",
        kinds=uploads.PLAIN,
        each=each,
        body=set_.body_bytes // config.MIB,
        most=set_.uploads_per_case,
        quota=set_.upload_quota_bytes // config.MIB,
    )


def take(parts: Iterable[Any], keep: Callable[[BinaryIO, str], object]) -> tuple[str, ...]:
    """Keep each file by itself; the sentences for those that were refused."""
    refused: list[str] = []
    for part in parts:
        try:
            keep(part.stream, part.filename)
        except Invalid as error:
            refused.extend(error.fields.values())
        except StorageError as error:
            name = uploads.display_name(part.filename)
            refused.append(_("没有收下“%(name)s”：%(why)s。", name=name, why=str(error)))
    return tuple(refused)


def hand_out(found: Readable, *, inline: bool = False) -> Response:
    """Answer with a file under its own name; the browser guesses nothing and runs nothing."""
    answer = Response(storage.read(found.key), content_type=found.media_type)
    how = "inline" if inline else "attachment"
    answer.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(found.name)}"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["ETag"] = f'"{found.sha256}"'
    return answer


def paper(found: Readable, back: str) -> Response:
    """Show a paper, or say that it is being made and look again in a moment."""
    if found.key:
        return hand_out(found, inline=True)
    answer = make_response(render_template("portal/making.html", paper=found, back=back))
    if not found.failed:
        answer.headers["Refresh"] = str(REFRESH_SECONDS)
    return answer
