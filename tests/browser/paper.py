"""Papers as a person reads them: the text of the printed page, the code on the letter, a photograph."""

import io
import re

from pypdf import PdfReader

from casework.demo.walk import photo

_CODE = re.compile(r"查阅码(?:为)?[:：]?([A-Z0-9]{8})")
_CHECK = re.compile(r"/verify/([A-Z0-9]{12})")
_NUMBER = re.compile(r"宣州市监[\u4e00-\u9fff]+〔\d{4}〕\d+号")


def text(pdf: bytes) -> str:
    """All that stands on the pages, without the spaces of the setting."""
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def pages(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def code(letter: str) -> str:
    """The code with which the letter opens the case."""
    return _found(_CODE, letter, 1)


def check_code(paper: str) -> str:
    """The code under which the paper can be verified."""
    return _found(_CHECK, paper, 1)


def number(paper: str) -> str:
    return _found(_NUMBER, paper, 0)


def _found(pattern: re.Pattern[str], where: str, group: int) -> str:
    found = pattern.search(where)
    assert found, f"{pattern.pattern} not in: {where}"
    return found[group]


def picture(name: str) -> dict[str, object]:
    """A photograph as a file control takes it."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": photo(name).read()}
