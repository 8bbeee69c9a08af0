"""The rules of the house, over templates, law data and every other text of the project."""

from pathlib import PurePath

from tests.house import sources, text_checks

TEMPLATES = "casework/templates/"
LAW = "workflows/rules/"
# Reference tables: places and offices, not rules of law.
NOT_LAW = frozenset({"regions.csv", "bureaus.csv"})
TOP_LEVEL_FOLDERS = frozenset(
    {
        ".ci",
        "benchmarks",
        "casework",
        "deploy",
        "documents",
        "forms",
        "migrations",
        "requirements",
        "tests",
        "workflows",
    }
)
PROSE = (".md", ".html", ".css", ".js", ".txt", ".cfg", ".toml", ".csv", ".po")


# Field lists of a data standard: each row names its article, the standard as a whole is dated.
UNDATED = frozenset({"credit_fields.csv"})


def law_tables() -> list[sources.Source]:
    tables = sources.texts(".csv", under=(LAW,))
    return [table for table in tables if PurePath(table.path).name not in NOT_LAW]


def test_templates_compare_no_states() -> None:
    found = {each.path: text_checks.compared_states(each.text) for each in sources.texts(under=(TEMPLATES,))}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_templates_hold_no_inline_code() -> None:
    found = {each.path: text_checks.inline_code(each.text) for each in sources.texts(under=(TEMPLATES,))}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_every_row_of_law_names_its_article() -> None:
    found = {table.path: text_checks.rows_without_basis(table.text) for table in law_tables()}
    assert {path: rows for path, rows in found.items() if rows} == {}


def test_every_table_of_law_is_dated() -> None:
    dated = [table for table in law_tables() if PurePath(table.path).name not in UNDATED]
    found = {table.path: text_checks.undated_columns(table.text) for table in dated}
    assert {path: columns for path, columns in found.items() if columns} == {}


def test_no_file_knows_this_machine_or_a_registry() -> None:
    found = {each.path: text_checks.foreign_addresses(each.text) for each in sources.texts()}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_no_text_promises_work() -> None:
    found = {each.path: text_checks.promises(each.text) for each in sources.texts(*PROSE)}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_top_level_holds_the_rooms_and_nothing_else() -> None:
    folders = {PurePath(path).parts[0] for path in sources.paths() if len(PurePath(path).parts) > 1}
    assert folders <= TOP_LEVEL_FOLDERS
