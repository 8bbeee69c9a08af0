"""The first worker starts, the last one stops."""

from pathlib import Path

from tests.infrastructure.shared import Shared


def test_two_workers_share_one_start_and_one_stop(tmp_path: Path) -> None:
    told: list[str] = []

    def start() -> dict[str, str]:
        told.append("start")
        return {"where": "here"}

    def make() -> Shared:
        return Shared(tmp_path, "thing", start, lambda details: told.append(f"stop {details['where']}"))

    with make().used() as first:
        with make().used() as second:
            assert first == second == {"where": "here"}
        assert told == ["start"]
    assert told == ["start", "stop here"]


def test_it_starts_again_after_the_last_has_left(tmp_path: Path) -> None:
    told: list[int] = []

    def start() -> dict[str, str]:
        told.append(1)
        return {}

    thing = Shared(tmp_path, "thing", start, lambda _details: None)
    with thing.used():
        pass
    with thing.used():
        pass
    assert told == [1, 1]
