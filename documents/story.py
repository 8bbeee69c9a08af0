"""From facts to the words of a paper: one template a kind, in a markup that a legal officer can read.

Each line of a template begins with a word and a colon (title: p: h1: row: ...). What comes from the data
can never begin a line or open a cell, whatever characters it holds.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, Template, TemplateError, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from documents import catalogue
from documents.errors import PaperError
from workflows.money import capital, display

WORDING = Path(__file__).parent / "wording"
LINE, BAR = "\ue000", "\ue001"
LABEL_CELLS = 5
TAILS = ("负责人意见", "人员意见", "意见")
DIGITS = "零一二三四五六七八九"
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
    """Drop what no paper may carry: control and direction characters, tabs, private use; keep line feeds."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _UNWANTED.sub("", unified)


def _guarded(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value).strip().replace("\n", LINE).replace("|", BAR)
    if isinstance(value, Mapping):
        return {str(name): _guarded(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_guarded(part) for part in value]
    return value


def _printed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Undefined):
        return str(value)  # StrictUndefined raises here and names what is unknown
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str | int):
        return str(value)
    raise PaperError(f"文书模板不能直接打印这一项：{type(value).__name__}")


def _day(value: str | None) -> str:
    if not value:
        return "　　年　月　日"
    day = date.fromisoformat(str(value)[:10])
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(value: str | None) -> str:
    if not value:
        return "　　年　月　日　时　分"
    if len(str(value)) <= 10:
        return _day(value)
    at = datetime.fromisoformat(str(value))
    return f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute:02d}分"


def _clock(value: str) -> str:
    at = datetime.fromisoformat(str(value))
    return f"{at.hour}时{at.minute:02d}分"


def _in_words(fen: int) -> str:
    return f"人民币{capital(fen)}（{display(fen)}元）"


def _yuan(fen: int) -> str:
    text = display(fen).lstrip("¥")
    return f"{text.removesuffix('.00')}元"


def _han(number: int) -> str:
    if number < 10:
        return DIGITS[number]
    tens, units = divmod(number, 10)
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[units] if units else "")


def _bare(text: str | None) -> str:
    return (text or "").rstrip("。；，、;,. ")


def _stopped(text: str | None) -> str:
    bare = _bare(text)
    return f"{bare}。" if bare else ""


def _years(classes: list[object] | None) -> str:
    return "、".join(str(one) for one in classes or [])


def _hand(text: str | None, cells: int = 10) -> str:
    """What is known, else a line to write on."""
    return text or "＿" * cells


def _cut(label: str) -> str:
    """A long label in two lines at the end of a word: 办案机构 / 负责人意见."""
    if len(label) <= LABEL_CELLS or " / " in label:
        return label
    tail = next((one for one in TAILS if label.endswith(one)), "")
    return f"{label.removesuffix(tail)} / {tail}" if tail else label


@lru_cache(maxsize=1)
def environment() -> ImmutableSandboxedEnvironment:
    """Return the sandbox all wording runs in."""
    sandbox = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(WORDING),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        finalize=_printed,
    )
    sandbox.filters.update(
        day=_day, moment=_moment, clock=_clock, money=_in_words, yuan=_yuan, han=_han, bare=_bare,
        stop=_stopped, listed=_years, hand=_hand, cut=_cut,
    )  # fmt: skip
    return sandbox


@lru_cache(maxsize=256)
def _template(kind: str) -> Template:
    return environment().get_template(f"{kind}.txt")


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


def _blocks(text: str) -> list[Block]:
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        opening = _OPENING.fullmatch(line.strip())
        if opening is None or opening[1] not in WORDS:
            raise PaperError(f"文书模板有无法识别的行：{line[:40]}")
        cells = tuple(cell.strip().replace(BAR, "|").replace(LINE, "\n") for cell in opening[2].split("|"))
        found.append(Block(word=opening[1], cells=cells))
    return found


def story(kind: str, data: Mapping[str, Any], *, draft: bool = False) -> list[Block]:
    """Return the words of a paper, block by block."""
    catalogue.insist(kind, data, draft=draft)
    facts = _guarded(_complete(kind, data))
    try:
        text = _template(kind).render(**facts)
    except TemplateError as error:
        raise PaperError(f"《{catalogue.lookup(kind).title}》的模板无法套用：{error}") from error
    return _blocks(text)
