"""A procedure as a picture: Mermaid text and a plain SVG, both drawn from its table."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape

from workflows.engine import Table
from workflows.vocabulary import Procedure, State

_BOX = (220, 44)
_GAP = 34


def edges(table: Table) -> list[tuple[State, State, str]]:
    """Every move from one state to another with the names of the steps that make it."""
    found: dict[tuple[State, State], list[str]] = {}
    for row in table.rows:
        if row.to is None:
            continue
        for source in sorted(row.sources):
            if source != row.to:
                found.setdefault((source, row.to), []).append(row.action.label)
    return [(a, b, "、".join(dict.fromkeys(names))) for (a, b), names in found.items()]


def mermaid(table: Table) -> str:
    """A Mermaid state diagram with Chinese labels."""
    lines = ["stateDiagram-v2", "  direction TB"]
    lines += [f'  state "{state.label}" as {state}' for state in table.states()]
    lines += [f"  {a} --> {b}: {names}" for a, b, names in edges(table)]
    lines += [f"  {state} --> [*]" for state in sorted(table.terminal())]
    return "\n".join(lines) + "\n"


def overview(tables: Mapping[Procedure, Table]) -> str:
    """All procedures of a case and which step of one opens another, as a Mermaid flowchart."""
    lines = ["flowchart LR"]
    lines += [f'  {p}["{p.label}"]' for p in tables]
    for procedure, table in tables.items():
        opened: dict[Procedure, list[str]] = {}
        for row in table.rows:
            for child in row.opens:
                opened.setdefault(child.procedure, []).append(row.action.label)
        lines += [
            f'  {procedure} -->|"{"、".join(dict.fromkeys(names))}"| {child}'
            for child, names in opened.items()
        ]
    return "\n".join(lines) + "\n"


def svg(table: Table) -> str:
    """States in the order of the table, one under another, with the moves listed beside each."""
    width, height = _BOX
    states = table.states()
    total = (height + _GAP) * len(states) + _GAP
    moves = edges(table)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {total}" role="img" '
        f'aria-label="{escape(table.procedure.label)}" font-family="sans-serif" font-size="14">'
    ]
    for place, state in enumerate(states):
        top = _GAP + place * (height + _GAP)
        end = " stroke-dasharray='4 3'" if state in table.terminal() else ""
        parts.append(
            f'<rect x="20" y="{top}" width="{width}" height="{height}" rx="3" '
            f'fill="#fff" stroke="#133f73"{end}/>'
        )
        parts.append(
            f'<text x="{20 + width / 2}" y="{top + 27}" text-anchor="middle">{escape(state.label)}</text>'
        )
        out = [f"{names} → {b.label}" for a, b, names in moves if a == state]
        for line, text in enumerate(out[:3]):
            parts.append(
                f'<text x="{40 + width}" y="{top + 16 + line * 18}" fill="#444b53">{escape(text)}</text>'
            )
    parts.append("</svg>")
    return "\n".join(parts) + "\n"
