"""What the law room says against the reviewed words."""

import pytest

from tests.workflows.words import golden


@pytest.mark.parametrize("name", golden.FILES)
def test_every_word_is_as_reviewed(name: str) -> None:
    reviewed = (golden.HERE / name).read_text(encoding="utf-8").splitlines()
    assert list(golden.lines(name)) == reviewed
