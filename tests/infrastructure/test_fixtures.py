"""The fixtures that every other test stands on."""

import redis
from flask import Flask
from sqlalchemy import insert, inspect, select

from casework import clock
from casework.db import db, transaction
from casework.models import Bureau
from tests.infrastructure import databases, queries

NEW = {
    "region_code": "999999",
    "name": "测试局",
    "short_name": "测",
    "field_mark": "市监",
    "uscc": "",
    "level": "county",
    "address": "",
    "phone": "",
}


def add_bureau() -> None:
    with transaction() as session:
        session.execute(insert(Bureau).values(**NEW))


def names() -> list[str]:
    return list(db.session.scalars(select(Bureau.name).where(Bureau.region_code == NEW["region_code"])))


def test_the_database_is_migrated(app: Flask, context: object) -> None:
    assert "cases" in inspect(db.engine).get_table_names()


def test_a_row_is_seen(app: Flask, context: object) -> None:
    add_bureau()
    assert names() == ["测试局"]


def test_the_row_of_another_test_is_gone(app: Flask, context: object) -> None:
    assert names() == []
    add_bureau()


def test_statements_and_commits_are_counted(app: Flask, context: object) -> None:
    with queries.recorded(db.engine) as record:
        add_bureau()
        names()
    assert record.commits == 1
    assert len(record.selects()) == 1


def test_redis_is_empty_at_the_start(redis_url: str) -> None:
    server = redis.Redis.from_url(redis_url)
    assert server.dbsize() == 0
    server.set("a", 1)


def test_redis_is_empty_again(redis_url: str) -> None:
    assert redis.Redis.from_url(redis_url).dbsize() == 0


def test_the_clock_is_held_and_moved(freeze) -> None:
    first = clock.at_local(clock.today(), 9)
    freeze(first)
    assert clock.now() == first
    second = clock.at_local(clock.today(), 17)
    freeze(second)
    assert clock.now() == second


def test_an_instance_keeps_its_secrets_and_loses_the_rest(tmp_path) -> None:
    (tmp_path / "secret_key").write_text("s")
    (tmp_path / "storage").mkdir()
    (tmp_path / "storage" / "a").write_text("a")
    databases.empty(tmp_path)
    assert [child.name for child in tmp_path.iterdir()] == ["secret_key"]
