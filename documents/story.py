"""From facts to the words of a paper: one template a kind, in a markup that a legal officer can read.

Each line of a template begins with a word and a colon (title: p: h1: row: ...). What comes from the data
can never begin a line or open a cell, whatever characters it holds.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Template, TemplateError, TemplateSyntaxError

from documents import catalogue
from documents.errors import DAMAGED, WordingFault
from documents.sandbox import MOST_OUTPUT, Sandbox, TooLong, bounded_run, sandbox
from documents.wordings import TEXT, Wording, base, part_files

# What a wording may fail with: its own errors, and those of facts of another shape than it expects.
REFUSED: tuple[type[Exception], ...] = (TemplateError, *DAMAGED)
LINE, BAR, SLASH = "\ue000", "\ue001", "\ue002"
WORDS = frozenset(
    {
        "agency",
        "title",
        "number",
        "to",
        "item",
        "p",
        "h1",
        "h2",
        "q",
        "a",
        "gap",
        "sign",
        "copies",
        "note",
        "field",
        "fields",
        "opinion",
        "columns",
        "row",
        "end",
        "signature",
        "line",
        "foot",
        "confirm",
        "party_sign",
        "big",
        "section",
        "hand",
        "annex",
    }
)
_UNWANTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ue000-\uf8ff\ud800-\udfff]"
)
# A figure with its thousands and decimals: １，２９９．００.
_WIDE_FIGURE = re.compile("[０-９]+(?:[，,][０-９]{3}(?![０-９]))*(?:[．.][０-９]+)?")
_OPENING = re.compile(r"([a-z0-9_]+):\s?(.*)")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a template with its data: the word before the colon and the cells after it."""

    word: str
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.cells[0] if self.cells else ""


def clean(text: str) -> str:
    """Drop what no paper may carry: control and direction characters, tabs, private use; keep line feeds.

    Figures typed in full width are set in half width, as GB/T 9704 sets them; a line never breaks inside.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _WIDE_FIGURE.sub(_narrow, _UNWANTED.sub("", unified))


def _narrow(figure: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", figure[0])


def _guarded(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value).strip().replace("\n", LINE).replace("|", BAR).replace("/", SLASH)
    if isinstance(value, Mapping):
        return {str(name): _guarded(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_guarded(part) for part in value]
    return value


@lru_cache(maxsize=1)
def _house() -> Sandbox:
    """The sandbox with the parts as they are now, compiled once for all kinds."""
    return sandbox(part_files())


@lru_cache(maxsize=256)
def _template(wording: Wording) -> Template:
    now = all(part_files().get(name) == text for name, text in wording.parts)
    room = _house() if now else sandbox(dict(wording.parts))
    code = room.compile(wording.text, name=TEXT, filename=TEXT)
    return room.template_class.from_code(room, code, room.make_globals(None))


def _complete(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Give every optional fact a place, so that a template may ask for it."""
    facts: dict[str, Any] = {"draft": False}
    for field in catalogue.fields(kind):
        value = data.get(field.name)
        if field.type == "list":
            facts[field.name] = [_with_members(field, part) for part in value or []]
        elif isinstance(value, Mapping):
            facts[field.name] = _with_members(field, value)
        else:
            facts[field.name] = value
    return facts


def _with_members(field: catalogue.Field, value: object) -> object:
    if not isinstance(value, Mapping):
        return value
    return {**{member.name: None for member in field.members}, **value}


def _cells(word: str, line: str) -> list[str]:
    """The cells of a line of the template; where people sign, a stroke of the template begins a line."""
    return line.replace("/", LINE).split("|") if word == "party_sign" else line.split("|")


def _said(cell: str) -> str:
    """What the data said, with the marks that the template uses itself."""
    return cell.strip().replace(BAR, "|").replace(SLASH, "/").replace(LINE, "\n")


def _blocks(text: str) -> list[Block]:
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        opening = _OPENING.fullmatch(line.strip())
        if opening is None or opening[1] not in WORDS:
            raise WordingFault(f"文书模板有无法识别的行：{line[:40]}", quote=line.strip()[:40])
        found.append(Block(word=opening[1], cells=tuple(map(_said, _cells(opening[1], opening[2])))))
    return found


def story(
    kind: str, data: Mapping[str, Any], *, draft: bool = False, wording: Wording | None = None
) -> list[Block]:
    """Return the words of a paper, block by block, in this wording or in that of the house.

    Raises MissingField, and WordingFault with the line where the wording does not fit the data.
    """
    catalogue.insist(kind, data, draft=draft)
    facts = _guarded(_complete(kind, data))
    title = catalogue.lookup(kind).title
    try:
        text = _run(wording or base(kind), facts)
    except REFUSED as error:
        raise WordingFault(f"《{title}》的模板无法套用：{error}", line=_line_of(error)) from error
    return _blocks(text)


def _run(wording: Wording, facts: Mapping[str, Any]) -> str:
    """The text with the facts in it, given up as soon as it grows beyond any paper."""
    parts, size = [], 0
    with bounded_run():
        for part in _template(wording).generate(**facts):
            parts.append(part)
            size += len(part)
            if size > MOST_OUTPUT:
                raise TooLong("text too long")
    return "".join(parts)


def _line_of(error: BaseException) -> int:
    """The line of the wording in which it failed; 0 where that cannot be told."""
    if isinstance(error, TemplateSyntaxError) and error.name == TEXT:
        return error.lineno
    trace, line = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == TEXT:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
