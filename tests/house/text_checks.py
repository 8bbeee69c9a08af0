"""What may not stand in templates, law data and other text: each check returns the lines at fault."""

import csv
import io
import re

STATE_COMPARED = re.compile(
    r"\b(state|role|roles|stage)\b\s*(==|!=|\bin\b)|(==|!=)\s*\w*\.(state|role|stage)\b"
)
SCRIPT_TAG = re.compile(r"<script(?P<attributes>[^>]*)>", re.IGNORECASE)
HANDLER = re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE)
STYLE = re.compile(r"<style\b|<[a-z][^>]*\sstyle\s*=", re.IGNORECASE)
SCRIPT_ADDRESS = re.compile(r"""(href|src|action)\s*=\s*["']?\s*javascript:""", re.IGNORECASE)
# {{ ... }} and {% ... %} may hold a > that does not end the tag.
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
LOOPS = re.compile(r"\{%-?\s*for\b.*?%\}", re.DOTALL)

HOSTS = ("py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "mirror", "deb" + "ian.org")
PLACES = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "../sha" + "red", ".pyenv" + "/")
INDEX_OPTIONS = ("--index" + "-url", "--extra" + "-index-url", "--find" + "-links", '"resol' + 'ved":')
FOREIGN = re.compile("|".join(re.escape(each) for each in HOSTS + PLACES + INDEX_OPTIONS))
PROMISES = re.compile("|".join(("TO" + "DO", "FIX" + "ME")))


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def compared_states(template: str) -> list[int]:
    """Templates ask `offers`; comparing a state or a role is the tables' business."""
    lines = []
    for expression in JINJA.finditer(template):
        if LOOPS.fullmatch(expression.group()) or expression.group().startswith("{#"):
            continue
        if STATE_COMPARED.search(expression.group()):
            lines.append(line_of(template, expression.start()))
    return lines


def _blank(match: re.Match[str]) -> str:
    """Keep every line where it was."""
    return "\n" * match.group().count("\n") + "x"


def inline_code(template: str) -> list[int]:
    """Scripts, handlers and styles inside the page, which the content policy forbids."""
    plain = JINJA.sub(_blank, template)
    lines = [
        line_of(plain, tag.start())
        for tag in SCRIPT_TAG.finditer(plain)
        if not re.search(r"\bsrc\s*=|type\s*=\s*[\"']application/(ld\+)?json", tag.group("attributes"))
    ]
    for pattern in (HANDLER, STYLE, SCRIPT_ADDRESS):
        lines += [line_of(plain, found.start()) for found in pattern.finditer(plain)]
    return sorted(lines)


def foreign_addresses(text: str) -> list[int]:
    """Paths of one machine, and addresses of package registries."""
    return [line_of(text, each.start()) for each in FOREIGN.finditer(text)]


def promises(text: str) -> list[int]:
    return [line_of(text, each.start()) for each in PROMISES.finditer(text)]


def rows_without_basis(table: str) -> list[int]:
    """Lines of a table of law that name no article; line 1 when there is no such column at all."""
    reader = csv.DictReader(io.StringIO(table))
    if "basis" not in (reader.fieldnames or ()):
        return [1]
    return [reader.line_num for row in reader if not (row["basis"] or "").strip()]


def undated_columns(table: str) -> list[str]:
    """The columns that say from when to when a row is law, as far as they are missing."""
    header = next(csv.reader(io.StringIO(table)), [])
    return [name for name in ("valid_from", "valid_to") if name not in header]
