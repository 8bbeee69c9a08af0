"""A PostgreSQL server of the tests' own: on a unix socket in a temporary folder, touching no running service.

initdb refuses root, so root hands it to another account. Nothing is synced to disk: this data may be lost.
"""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from pwd import getpwnam
from typing import Any

import psycopg
from psycopg import sql

from deploy import system_packages
from tests.infrastructure.needs import required

USER = "casework"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
LAX = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=80")


def _account() -> str:
    for name in ("postgres", "nobody"):
        try:
            return getpwnam(name).pw_name
        except KeyError:
            continue
    raise RuntimeError("no account to run PostgreSQL under")


def _as_account(folder: Path) -> list[str]:
    """Root may not run the server: give the folder away and prefix each command."""
    if os.geteuid() != 0:
        return []
    account = _account()
    shutil.chown(folder, account)
    entry = getpwnam(account)
    return ["setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups"]


def start() -> dict[str, str]:
    """Start the server and return where it is."""
    programs = required("postgresql", system_packages.initdb).parent
    folder = Path(tempfile.mkdtemp(prefix="casework-pg-", dir="/tmp"))
    prefix = _as_account(folder)
    data = folder / "data"
    how = ["--auth=trust", f"--username={USER}", "--encoding=UTF8", "--no-locale", "--no-sync"]
    _run([*prefix, str(programs / "initdb"), "--pgdata", str(data), *how], folder)
    settings = [*LAX, "listen_addresses=", f"unix_socket_directories={folder}"]
    options = " ".join(f"-c {setting}" for setting in settings)
    control = [*prefix, str(programs / "pg_ctl"), "--pgdata", str(data)]
    _run([*control, "--wait", "--log", str(folder / "log"), "--options", options, "start"], folder)
    return {"folder": str(folder), "control": "\n".join(control)}


def stop(details: dict[str, str]) -> None:
    folder = Path(details["folder"])
    _run([*details["control"].split("\n"), "--mode=immediate", "stop"], folder)
    shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str], folder: Path) -> None:
    quiet = {**os.environ, "LC_ALL": "C.UTF-8"}
    # A server inherits its starter's pipes and would keep them open: output goes to a file instead.
    with tempfile.TemporaryFile() as said:
        finished = subprocess.run(command, cwd=folder, env=quiet, stdout=said, stderr=said, check=False)
        if finished.returncode:
            said.seek(0)
            raise RuntimeError(f"{command}: {said.read().decode(errors='replace')}")


def _rows(connection: psycopg.Connection[tuple[Any, ...]], table: str) -> bytes:
    out = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
    with connection.cursor().copy(out) as copy:
        return b"".join(bytes(block) for block in copy)


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and its rows as the migrations left them, in the form of COPY."""

    name: str
    rows: bytes


@dataclass(frozen=True, slots=True)
class Server:
    """The running server, for one worker."""

    folder: Path

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{USER}@/{database}?host={self.folder}"

    def _connect(self, database: str) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(host=str(self.folder), user=USER, dbname=database, autocommit=True)

    def _execute(self, *statements: sql.Composable) -> None:
        with self._connect("postgres") as connection:
            for statement in statements:
                connection.execute(statement)

    def create(self, database: str, *, template: str = "template0") -> None:
        """Make a fresh database, in place of one of that name, as a copy of the template."""
        names = {"name": sql.Identifier(database), "template": sql.Identifier(template)}
        self._execute(
            sql.SQL("DROP DATABASE IF EXISTS {name} WITH (FORCE)").format(**names),
            sql.SQL("CREATE DATABASE {name} TEMPLATE {template}").format(**names),
        )

    def tables(self, database: str) -> tuple[Table, ...]:
        """List the tables with the rows that the migrations put there."""
        with self._connect(database) as connection:
            names = connection.execute(TABLES).fetchall()
            return tuple(Table(name, _rows(connection, name)) for (name,) in names)

    def reset(self, database: str, tables: tuple[Table, ...]) -> None:
        """Put a database back to what the migrations made; ten times cheaper than a new copy.

        Triggers and foreign keys are off meanwhile: the log of events refuses to be emptied.
        """
        with self._connect(database) as connection, connection.transaction():
            connection.execute("SET LOCAL session_replication_role = replica")
            for table in tables:
                connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table.name)))
            for table in tables:
                if table.rows:
                    into = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table.name))
                    with connection.cursor().copy(into) as copy:
                        copy.write(table.rows)

    def drop(self, database: str) -> None:
        name = sql.Identifier(database)
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
