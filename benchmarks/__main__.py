"""`make bench`: print the table; exit 1 when a ratio is not kept."""

import sys

from benchmarks import case_page, working_days


def main() -> int:
    rows = [working_days.measure(), case_page.measure()]
    for row in rows:
        verdict = "kept" if row.kept else "NOT KEPT"
        print(
            f"{row.name}: {row.ours:,.1f}/s, {row.against} {row.theirs:,.1f}/s, "
            f"ratio {row.ratio:,.1f} (at least {row.least:g}: {verdict})"
        )
    return 0 if all(row.kept for row in rows) else 1


sys.exit(main())
