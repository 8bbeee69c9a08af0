"""`make bench`: print the table; exit 1 when a ratio is not kept."""

import sys

from benchmarks import case_page, papers, papers_in_bulk, working_days


def main() -> int:
    rows = [working_days.measure(), case_page.measure(), *papers.measure(), *papers_in_bulk.measure()]
    for row in rows:
        verdict = "kept" if row.kept else "NOT KEPT"
        print(
            f"{row.name}: {row.ours:,.1f}{row.unit}, {row.against} {row.theirs:,.1f}{row.unit}, "
            f"ratio {row.ratio:,.1f} (at least {row.least:g}: {verdict})"
        )
    return 0 if all(row.kept for row in rows) else 1


sys.exit(main())
