"""The whole case through the pages, by the people who may."""

from flask import Flask

from tests.casework.web.desk import journey
from tests.casework.web.desk.desk_walk import bureau, complaint, morning


def test_a_case_goes_through_the_desk_to_the_archive(app: Flask, freeze) -> None:
    freeze(morning(0))
    desk = bureau(app)
    complaint(desk)
    journey.walk(desk, freeze, journey.close)
    assert desk.state("penalty") == "archived"
    assert desk.state("disclosure") == "published"
    page = desk.page("lead")
    assert "行政处罚决定书" in page
    assert "已归档" in page
