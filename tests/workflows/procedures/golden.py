"""Every legal step as one line, so that a changed rule shows as changed lines in review.

`python -m tests.workflows.procedures.golden` writes golden.txt anew.
"""

from pathlib import Path

from workflows.engine import Guard, Start, Transition
from workflows.procedures import PROCEDURES
from workflows.vocabulary import State

FILE = Path(__file__).with_name("golden.txt")


def guard_name(guard: Guard) -> str:
    """A guard by its function; one that was made for a word or a rule names that as well."""
    name = str(getattr(guard, "__qualname__", "guard"))
    if "<locals>" not in name:
        return name
    cells = [cell.cell_contents for cell in getattr(guard, "__closure__", None) or ()]
    words = sorted(
        str(cell) for cell in cells if isinstance(cell, str) and cell and not cell.startswith("《")
    )
    return f"{name.split('.')[0]}({'，'.join(words)})"


def start(first: Start) -> str:
    marks = [m for m, on in (("restart", first.restart), ("keep", first.keep), ("when", first.when)) if on]
    return first.rule_id + (f"@{first.on}" if first.on else "") + "".join(f"!{mark}" for mark in marks)


def parts(row: Transition) -> list[str]:
    clocks = [f"+{start(s)}" for s in row.starts] + [f"-{rule}" for rule in row.stops]
    clocks += [f"pause {rule}" for rule in row.pauses] + [f"resume {rule}" for rule in row.resumes]
    clocks += [f"extend {row.extends}"] if row.extends else []
    opens = [
        f"{o.procedure}:{o.first}"
        + (f" about {o.paper}" if o.paper else "")
        + "".join(f" +{start(s)}" for s in o.starts)
        + (f" tells {o.tells}" if o.tells else "")
        + (" when" if o.when else "")
        + (f" each {'/'.join(o.each)}" if o.each else "")
        for o in row.opens
    ]
    tells = [f"{t.procedure or 'parent'} {t.action or ''}".strip() for t in row.tells]
    said = {
        "guards": [guard_name(g) for g in row.guards],
        "records": [*row.records, *(["private"] if row.private else [])],
        "clocks": clocks,
        "papers": [*row.papers, *(["its own"] if row.own_paper else [])],
        "opens": opens,
        "tells": tells,
        "queues": list(row.queues),
        "shown": sorted(row.shown_from),
    }
    return [f"{key}: {', '.join(str(v) for v in values)}" for key, values in said.items() if values]


def lines() -> list[str]:
    found = []
    for table in PROCEDURES.values():
        for row in table.rows:
            for source in sorted(row.sources):
                to: State = row.to or source
                head = f"{table.procedure} {source} {row.action} -> {to} | may: {row.may.name}"
                found.append(" | ".join([head, *parts(row)]))
    return found


if __name__ == "__main__":
    FILE.write_text("\n".join(lines()) + "\n", encoding="utf-8")
