"""The sandbox all wording runs in: few words, bounded loops, nothing read but the parts handed over.

Knows Jinja2 and how facts are printed; must not know which kinds of paper there are or what they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from documents.errors import PaperError
from workflows.money import capital, display

# A real paper stays far below each of these; what goes beyond is a mistake or malice.
MOST_TURNS, MOST_RANGE, MOST_TEXT, MOST_OUTPUT, MOST_CELLS = 20_000, 1_000, 200_000, 2_000_000, 60
LABEL_CELLS = 5
TAILS = ("负责人意见", "人员意见", "意见")
DIGITS = "零一二三四五六七八九"
METHODS = frozenset({"startswith", "endswith", "split", "get"})
FILTERS = ("default", "length", "list", "map", "reject", "rejectattr", "select", "selectattr")
TESTS = ("defined", "undefined", "none", "mapping", "string", "number", "sameas", "true", "false", "eq")
GLOBALS = ("range", "namespace")


class TooLong(SecurityError):
    """A wording turned too often or grew too long."""


@dataclass(slots=True)
class Budget:
    """How many turns and calls one run of a wording has left."""

    left: int = MOST_TURNS

    def take(self, number: int) -> None:
        self.left -= number
        if self.left < 0:
            raise TooLong("too many turns")


_budget: ContextVar[Budget | None] = ContextVar("budget", default=None)


@contextmanager
def bounded_run() -> Iterator[None]:
    """Count turns and calls from here on, for one run."""
    token = _budget.set(Budget())
    try:
        yield
    finally:
        _budget.reset(token)


def _take(number: int) -> None:
    budget = _budget.get()
    if budget is not None:
        budget.take(number)


@pass_context  # so that no literal list is unrolled while compiling, where nothing counts
def _turns(_context: Context, values: Any) -> list[Any]:
    """What a loop goes through, counted before it begins."""
    found = list(islice(values, MOST_TURNS + 1))
    _take(len(found) + 1)
    return found


def _joined(values: list[Any]) -> str:
    """Texts set one behind the other, as the sign ~ does."""
    parts = [_printed(value) for value in values]
    if sum(map(len, parts)) > MOST_TEXT:
        raise TooLong("text too long")
    return "".join(parts)


def _range(*args: int) -> range:
    found = range(*args)
    if len(found) > MOST_RANGE:
        raise TooLong("range too long")
    return found


def _replace(text: str, old: str, new: str) -> str:
    whole = str(text)
    if len(whole) + whole.count(old) * len(new) > MOST_TEXT:
        raise TooLong("text too long")
    return whole.replace(old, new)


def _sum(values: Any, attribute: str | None = None, start: int = 0) -> int:
    return int(start) + sum(int(one[attribute] if attribute else one) for one in values)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox with every loop counted, every call looked at and no text growing without end."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _counted(tree)
        return tree

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Let a wording call its own macros, range, namespace and a few methods of texts; nothing else."""
        own = isinstance(obj, Macro) or obj is _range or obj is Namespace
        method = getattr(obj, "__self__", None).__class__ in (str, dict) and obj.__name__ in METHODS
        if not own and not method:
            raise SecurityError("call refused")
        _take(1)
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Add and subtract whole numbers; put two texts or two lists together while they stay short."""
        whole = isinstance(left, int) and isinstance(right, int)
        if whole and operator in ("+", "-") and max(abs(left), abs(right)) < 10**18:
            return left + right if operator == "+" else left - right
        same = type(left) is type(right) and isinstance(left, str | list)
        if operator != "+" or not same:
            raise SecurityError("operator refused")
        if len(left) + len(right) > (MOST_TEXT if isinstance(left, str) else MOST_TURNS):
            raise TooLong("text too long")
        return left + right


def _counted(tree: nodes.Node) -> None:
    """Send what every loop goes through, and every ~, by way of the counting filters."""
    for loop in tree.find_all(nodes.For):
        loop.iter = _through(loop.iter, "_turns")
    for node in [*tree.find_all(nodes.Node)]:
        for name, value in node.iter_fields():
            if isinstance(value, nodes.Concat):
                setattr(node, name, _together(value))
            elif isinstance(value, list):
                value[:] = [_together(one) if isinstance(one, nodes.Concat) else one for one in value]


def _through(value: nodes.Node, name: str) -> nodes.Filter:
    made = nodes.Filter(value, name, [], [], None, None, lineno=value.lineno)
    made.environment = value.environment
    return made


def _together(value: nodes.Concat) -> nodes.Filter:
    listed = nodes.List(value.nodes, lineno=value.lineno)
    listed.environment = value.environment
    return _through(listed, "_joined")


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


def _listed(values: list[object] | None) -> str:
    parts = [part for one in values or [] for part in ("、", one)]
    return _joined(parts[1:])


def _hand(text: str | None, cells: int = 10) -> str:
    """What is known, else a line to write on."""
    return text or "＿" * min(cells, MOST_CELLS)


def _cut(label: str) -> str:
    """A long label in two lines at the end of a word: 办案机构 / 负责人意见."""
    if len(label) <= LABEL_CELLS or " / " in label:
        return label
    tail = next((one for one in TAILS if label.endswith(one)), "")
    return f"{label.removesuffix(tail)} / {tail}" if tail else label


HOUSE: dict[str, Callable[..., Any]] = {
    "day": _day,
    "moment": _moment,
    "clock": _clock,
    "money": _in_words,
    "yuan": _yuan,
    "han": _han,
    "bare": _bare,
    "stop": _stopped,
    "listed": _listed,
    "hand": _hand,
    "cut": _cut,
    "replace": _replace,
    "sum": _sum,
    "_turns": _turns,
    "_joined": _joined,
}


def sandbox(sources: Mapping[str, str]) -> Sandbox:
    """Return a sandbox that can read these sources, by name, and nothing else."""

    def load(name: str) -> tuple[str, str, None] | None:
        return (sources[name], name, None) if name in sources else None

    made = Sandbox(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        finalize=_printed,
    )
    made.filters = {name: made.filters[name] for name in FILTERS} | HOUSE
    made.tests = {name: made.tests[name] for name in TESTS}
    made.globals = {"range": _range, "namespace": Namespace}
    return made
