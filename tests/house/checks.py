"""What may not stand in a Python file: each check takes a tree or text and returns what is at fault."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef

CLOCK_WORDS = frozenset({"now", "today", "utcnow", "utcfromtimestamp", "localtime", "current_timestamp"})
UNFINISHED = re.compile("|".join(("TO" + "DO", "FIX" + "ME", r"\bX" + "XX\\b", "HA" + "CK")))
SILENCED = re.compile("no" + "qa")
NOT_BUILT = frozenset({"NotImplementedError", "NotImplemented"})
LEFT_OUT = frozenset({"skip", "skipif", "xfail", "importorskip"})


def last_name(node: ast.AST) -> str:
    """`clock` of `casework.clock`, `datetime` of `datetime`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        flat: list[ast.expr] = []
        for target in node.targets:
            flat.extend(target.elts if isinstance(target, ast.Tuple | ast.List) else [target])
        return flat
    return [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else []


def state_changes(tree: ast.AST) -> list[int]:
    """Assignments to `.state`, also by setattr, by a bulk update or when a proceeding is made."""
    lines = []
    for node in ast.walk(tree):
        if any(isinstance(target, ast.Attribute) and target.attr == "state" for target in _targets(node)):
            lines.append(node.lineno)
        if not isinstance(node, ast.Call):
            continue
        named = any(keyword.arg == "state" for keyword in node.keywords)
        if named and last_name(node.func) in {"Proceeding", "values"}:
            lines.append(node.lineno)
        second = node.args[1] if len(node.args) > 1 else None
        if last_name(node.func) == "setattr" and isinstance(second, ast.Constant) and second.value == "state":
            lines.append(node.lineno)
    return lines


def commits(tree: ast.AST) -> list[int]:
    """Calls of `.commit(`."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [
        call.lineno for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "commit"
    ]


def clock_readings(tree: ast.AST) -> list[int]:
    """Readings of the present that do not go through casework.clock."""
    lines = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        word, owner = node.func.attr, last_name(node.func.value)
        if word in CLOCK_WORDS and owner != "clock":
            lines.append(node.lineno)
        if word == "time" and owner == "time":
            lines.append(node.lineno)
    return lines


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def long_functions(tree: ast.AST, most: int, *, spared: frozenset[str] = frozenset()) -> list[str]:
    """Functions of more lines than this, with their length."""
    return [
        f"{each.name}: {length(each)}"
        for each in functions(tree)
        if length(each) > most and each.name not in spared
    ]


def _raises_again(handler: ast.ExceptHandler) -> bool:
    final = handler.body[-1]
    return isinstance(final, ast.Raise) and final.exc is None


def broad_handlers(tree: ast.AST) -> list[int]:
    """Handlers that swallow anything. BaseException is allowed where it only tidies up and raises again."""
    lines = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        names = {last_name(kind) if kind else "" for kind in kinds}
        swallowed = "BaseException" in names and not _raises_again(node)
        if node.type is None or "Exception" in names or swallowed:
            lines.append(node.lineno)
    return lines


def unfinished(text: str) -> list[int]:
    """Comments that promise work or silence a checker."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = (token for token in tokens if token.type == tokenize.COMMENT)
    return [
        each.start[0] for each in comments if UNFINISHED.search(each.string) or SILENCED.search(each.string)
    ]


def stubs(tree: ast.AST) -> list[int]:
    """Code that admits not to be there."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute) and _unbuilt(node)
    ]


def _unbuilt(node: ast.Name | ast.Attribute) -> bool:
    return last_name(node) in NOT_BUILT


def hidden_imports(tree: ast.AST) -> list[int]:
    """Imports inside a function: the layout is wrong where one is needed."""
    return [
        node.lineno
        for function in functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def left_out(tree: ast.AST) -> list[int]:
    """Tests that are skipped or expected to fail."""
    return [
        node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in LEFT_OUT
    ]


def sleeps(tree: ast.AST) -> list[int]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [call.lineno for call in calls if last_name(call.func) == "sleep"]


def silent_modules(tree: ast.Module) -> bool:
    """Whether a module that holds something does not say what."""
    return bool(tree.body) and not ast.get_docstring(tree)
