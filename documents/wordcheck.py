"""What is wrong with a wording before it is used, by line and in words that a legal officer can act on.

Reads the text and tries it on the sample of its kind; must not know who wrote it or when it is to hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError

import documents
from documents import catalogue, wordings
from documents.errors import DAMAGED, PaperError, WordingFault
from documents.figures import figures
from documents.sandbox import GLOBALS, sandbox
from documents.story import WORDS, story
from documents.wordings import Wording

MOST_BYTES = 60_000
NAMED_KINDS = 3
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.NSRef,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.Filter,
    nodes.Test,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Neg,
    nodes.If,
    nodes.For,
    nodes.CondExpr,
    nodes.Include,
    nodes.FromImport,
    nodes.Macro,
    nodes.Call,
    nodes.Keyword,
    nodes.Assign,
    nodes.List,
    nodes.Tuple,
    nodes.Dict,
    nodes.Pair,
    nodes.Slice,
    nodes.Add,
    nodes.Sub,
    nodes.Concat,
)
_TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}|\{\{.*?\}\}", re.DOTALL)
_OPENING = re.compile(r"([a-z0-9_]+):")
_NO_SUCH = "没有“{}”这种写法，可用的写法见“怎样写”"
_NAMED = re.compile(r"'([^']{1,60})'")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend or to look at; `line` counts from 1, 0 where it is about the whole text."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"第{self.line}行：{self.text}" if self.line else self.text


@dataclass(frozen=True, slots=True)
class Checked:
    """What keeps a wording from being used, and what deserves a second look."""

    faults: tuple[Finding, ...]
    warnings: tuple[Finding, ...] = ()


def check(kind: str, text: str, parts: Mapping[str, str] | None = None) -> Checked:
    """Hold a text against the markup, against the fields of its kind, and try it on the sample.

    `parts` are the shared parts that hold with it, by name; else those of the house.
    """
    faults = tuple(_size(text)) or tuple(_syntax(text))
    if faults:
        return Checked(faults)
    tree = sandbox({}).parse(text)
    faults = _in_order([*_refused(tree), *_unknown(kind, tree), *_lines(text)])
    if not faults:
        faults = tuple(_tried(kind, wordings.whole(text, parts)))
    before = used(wordings.base(kind))
    unused = _unused(kind, before - used(wordings.whole(text, parts)))
    return Checked(faults, _in_order([*unused, *_typed_figures(text)]))


def check_part(name: str, text: str, texts: Mapping[str, str], parts: Mapping[str, str]) -> Checked:
    """Hold a shared part against the markup, and try it on the sample of every kind that takes it in.

    `texts` are the wordings of the kinds by kind, `parts` the shared parts that hold with it.
    """
    faults = tuple(_size(text)) or tuple(_syntax(text))
    if faults:
        return Checked(faults)
    tree, after = sandbox({}).parse(text), {**parts, name: text}
    kinds = wordings.uses(name, texts, parts)
    faults = _in_order([*_refused(tree), *_circle(name, text, after), *_strange(tree, kinds, texts, parts)])
    gone: dict[Finding, list[str]] = {}
    if not faults:
        failed: dict[Finding, list[str]] = {}
        for kind in kinds:
            before, now = wordings.whole(texts[kind], parts), wordings.whole(texts[kind], after)
            for one in _tried(kind, now, part=name):
                failed.setdefault(one, []).append(kind)
            for one in _unused(kind, used(before) - used(now)):
                gone.setdefault(one, []).append(kind)
        faults = _in_order(_together(failed))
    return Checked(faults, _in_order([*_together(gone), *_typed_figures(text)]))


def _together(found: Mapping[Finding, list[str]]) -> Iterator[Finding]:
    """What goes wrong with several kinds in the same way, said once."""
    for one, kinds in found.items():
        titles = "".join(f"《{catalogue.lookup(kind).title}》" for kind in kinds[:NAMED_KINDS])
        more = f"等{len(kinds)}种文书" if len(kinds) > NAMED_KINDS else ""
        yield Finding(one.line, f"{titles}{more}：{one.text}")


def _in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.line))


def _size(text: str) -> Iterator[Finding]:
    if not text.strip():
        yield Finding(0, "请写出文书的内容")
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        yield Finding(0, f"内容太长，最多{MOST_BYTES // 1000}KB，现在是{-(-size // 1000)}KB，请删去一些")


def _syntax(text: str) -> Iterator[Finding]:
    try:
        sandbox({}).compile(text)
    except TemplateSyntaxError as error:
        open_line = _open_before(text, error.lineno)
        words = "这一行的{{ }}或者{% %}没有成对" if open_line else _syntax_words(error)
        yield Finding(open_line or error.lineno, words)
    except DAMAGED:
        yield Finding(0, "内容的写法过于复杂，不能读取，请写得简单一些")


def _open_before(text: str, line: int) -> int:
    """The line in whose unclosed bracket the reading failed on the next one; 0 where there is none."""
    before = text.split("\n")[line - 2] if line > 1 else ""
    unclosed = any(before.count(left) > before.count(right) for left, right in (("{{", "}}"), ("{%", "%}")))
    return line - 1 if unclosed else 0


def _syntax_words(error: TemplateSyntaxError) -> str:
    said, named = str(error.message), _NAMED.findall(str(error.message))
    if said.startswith("No filter named") and named:
        return _NO_SUCH.format(f"| {named[0]}")
    if said.startswith("No test named") and named:
        return _NO_SUCH.format(f"is {named[0]}")
    if said.startswith("Encountered unknown tag") and named:
        return f"没有“{{% {named[0]} %}}”这种写法，或者它没有开头，请核对"
    if said.startswith("Unexpected end of template") or "Missing end of" in said:
        return "有没有结束的{% if %}、{% for %}、{{ 或者{#，请补上结尾"
    return "这一行的写法有误，请核对括号、引号以及{{ }}、{% %}是否成对"


def _refused(tree: nodes.Template) -> Iterator[Finding]:
    """What no wording may do, whatever it would do at the end."""
    room = sandbox({})  # what stands in a branch is compiled whether it is known or not
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, ALLOWED) or (isinstance(node, nodes.For) and node.recursive):
            yield Finding(node.lineno, "这种写法不能用在文书里")
        elif isinstance(node, nodes.Filter) and node.name not in room.filters:
            yield Finding(node.lineno, _NO_SUCH.format(f"| {node.name[:40]}"))
        elif isinstance(node, nodes.Test) and node.name not in room.tests:
            yield Finding(node.lineno, _NO_SUCH.format(f"is {node.name[:40]}"))
        elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            yield Finding(node.lineno, f"不能使用“{node.attr[:40]}”")
        elif isinstance(node, nodes.Include | nodes.FromImport):
            yield from _not_a_part(node)


def _not_a_part(node: nodes.Include | nodes.FromImport) -> Iterator[Finding]:
    name = node.template.value if isinstance(node.template, nodes.Const) else None
    if not isinstance(name, str) or name not in wordings.part_files():
        yield Finding(node.lineno, "只能引用共用段落（名称以“_”开头、以“.txt”结尾），没有这一段")


def _names(tree: nodes.Template) -> tuple[dict[str, int], set[str]]:
    """The names a text reads, each with its first line, and those it gives itself."""
    read: dict[str, int] = {}
    own: set[str] = set()
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load":
            read.setdefault(node.name, node.lineno)
        else:
            own.add(node.name)
    for macro in tree.find_all(nodes.Macro):
        own |= {macro.name, "caller"}
    for brought in tree.find_all(nodes.FromImport):
        own |= {one if isinstance(one, str) else one[1] for one in brought.names}
    return read, own


@lru_cache(maxsize=512)
def _named(source: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names that a sound text reads, and those it gives."""
    read, own = _names(sandbox({}).parse(source))
    return frozenset(read), frozenset(own)


def _circle(name: str, text: str, parts: Mapping[str, str]) -> Iterator[Finding]:
    """A part that takes in itself, at once or by another one."""
    for taken in wordings.taken(text):
        if name in {taken, *dict(wordings.whole(parts.get(taken, ""), parts).parts)}:
            yield Finding(_place(text, taken), "共用段落不能引用自己，也不能引用一个又引用它的段落")


def _strange(
    tree: nodes.Template, kinds: Iterable[str], texts: Mapping[str, str], parts: Mapping[str, str]
) -> Iterator[Finding]:
    """Names that no kind which takes the part in knows, and no text around it gives."""
    known = {"draft", "loop", *GLOBALS}
    for kind in kinds:
        known |= {field.name for field in catalogue.fields(kind)}
        around = wordings.whole(texts[kind], parts)
        for source in (around.text, *(part for _name, part in around.parts)):
            known |= _named(source)[1]
    read, own = _names(tree)
    for name, line in read.items():
        if name not in known | own:
            yield Finding(line, f"引用这一段的文书都没有“{name[:60]}”这一项，可用的项目见“可用的项目”")


def _unknown(kind: str, tree: nodes.Template) -> Iterator[Finding]:
    known = {field.name: field for field in catalogue.fields(kind)}
    title = catalogue.lookup(kind).title
    read, own = _names(tree)
    for name, line in read.items():
        if name not in known and name not in own | {"draft", "loop", *GLOBALS}:
            yield Finding(line, f"《{title}》没有“{name[:60]}”这一项，可用的项目见“可用的项目”")
    for node in tree.find_all(nodes.Getattr):
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        field = known.get(name) if name not in own else None
        members = {member.name for member in field.members} if field and field.type == "object" else set()
        if field and members and node.attr not in members | {"get"}:
            yield Finding(node.lineno, f"“{field.label}”（{name}）里没有“{node.attr[:60]}”这一项")


def _lines(text: str) -> Iterator[Finding]:
    """Lines that begin with none of the words of the markup; what follows a tag may continue a line."""
    # A tag over several lines leaves its line feeds, so that the lines keep their numbers.
    bare = _TAG.sub(lambda tag: ("\x00" if tag[0][:2] == "{{" else "") + "\n" * tag[0].count("\n"), text)
    continued = False
    for number, (line, whole) in enumerate(zip(bare.split("\n"), text.split("\n"), strict=True), start=1):
        opening = _OPENING.match(line.strip())
        if line.strip() and not continued and (opening is None or opening[1] not in WORDS):
            yield Finding(number, "每一行要以“怎样写”里的一个词和英文冒号开头，例如 p:")
        ends_in_tag = whole.rstrip().endswith(("%}", "#}"))
        continued = ends_in_tag and (continued or bool(line.strip()))


def _tried(kind: str, whole: Wording, *, part: str = "") -> Iterator[Finding]:
    """Set the sample in it: complete, then with the least that the kind may have.

    Lines are those of the wording, or of the part that is being looked at.
    """
    least = {field.name for field in catalogue.fields(kind) if field.required}
    sample = catalogue.sample(kind)
    bare = {name: value for name, value in sample.items() if name in least}
    source = dict(whole.parts).get(part, "") if part else whole.text
    for data, said in ((sample, ""), (bare, "没有填写选填项目时，")):
        try:
            # A part is in many kinds: with the least of their facts only the words are tried.
            if part and data is bare:
                story(kind, data, wording=whole)
            else:
                documents.render(kind, data, wording=whole)
        except WordingFault as error:
            line = _line_in(error, part) if part else error.line
            yield Finding(line or _place(source, error.quote), said + _failed(error))
            return
        except PaperError as error:
            yield Finding(0, f"{said}{error}")
            return
        except DAMAGED:
            yield Finding(0, f"{said}不能排成文书，请核对表格各行的栏数和所用的词")
            return


def _line_in(error: BaseException, part: str) -> int:
    """The line of a shared part in which it failed; 0 where it failed elsewhere."""
    trace, line = error.__cause__.__traceback__ if error.__cause__ else None, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == part:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _place(text: str, quote: str) -> int:
    head = quote[:8]
    lines = text.split("\n")
    return next((number for number, line in enumerate(lines, start=1) if head and head in line), 0)


def _failed(error: WordingFault) -> str:
    cause = error.__cause__
    if isinstance(cause, UndefinedError):
        named = _NAMED.findall(str(cause))
        name = named[-1] if named else ""
        return f"这里用到的“{name}”没有这一项" if name else "这里用到了没有的项目"
    if isinstance(cause, SecurityError):
        return "这种写法不能用在文书里，或者循环太多、文字太长"
    if isinstance(cause, TemplateRuntimeError | TemplateSyntaxError):
        return "这里的写法不能用"
    if error.quote:
        return f"套用后出现无法识别的一行：{error.quote}"
    return "套用示例内容时出错，请核对这里的写法和项目的类型"


def used(whole: Wording) -> set[str]:
    """The fields that a wording and its parts read."""
    found: set[str] = set()
    for source in (whole.text, *(part for _name, part in whole.parts)):
        found |= _named(source)[0]
    return found


def _unused(kind: str, gone: set[str]) -> Iterator[Finding]:
    """Required facts that a wording said before and does not say now."""
    for field in catalogue.fields(kind):
        if field.required and field.name in gone:
            yield Finding(0, f"必填的“{field.label}”（{field.name}）没有用到，印出的文书将没有这一项")


def _typed_figures(text: str) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), start=1):
        for figure in dict.fromkeys(figures(re.sub(r"\{#.*?#\}", "", line))):
            yield Finding(number, f"“{figure}”像是法律规定的期限或者数额，应当由规则带来，不要写在文书里")


def fields_of(kind: str) -> tuple[dict[str, Any], ...]:
    """The facts that a wording of this kind may use, as a table shows them."""
    return tuple(
        {
            "name": field.name,
            "label": field.label,
            "required": field.required,
            "members": "、".join(member.name for member in field.members),
        }
        for field in catalogue.fields(kind)
    )


def fields_of_part(kinds: Iterable[str]) -> tuple[dict[str, Any], ...]:
    """The facts that every kind of these has, so that a part which they share may use them."""
    tables = [{one["name"]: one for one in fields_of(kind)} for kind in kinds]
    common = set.intersection(*(set(table) for table in tables)) if tables else set()
    return tuple(one for name, one in tables[0].items() if name in common) if tables else ()
