"""The README stays under two screens, and its picture is the one the tables draw."""

from pathlib import Path

from workflows import chart
from workflows.procedures import PROCEDURES

README = Path(__file__).resolve().parents[2] / "README.md"
TWO_SCREENS = 100


def test_readme_shows_the_flow_of_the_tables() -> None:
    text = README.read_text(encoding="utf-8")
    shown = text.split("<!-- flow:begin -->")[1].split("<!-- flow:end -->")[0]
    assert shown.strip() == f"```mermaid\n{chart.overview(PROCEDURES)}```"


def test_readme_fits_two_screens() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= TWO_SCREENS


def test_readme_names_rooms_that_exist() -> None:
    text = README.read_text(encoding="utf-8")
    rooms = (
        "workflows/",
        "forms/",
        "documents/",
        "casework/services/",
        "casework/queries/",
        "casework/demo/",
    )
    for room in rooms:
        assert f"`{room}`" in text
        assert (README.parent / room).is_dir()
