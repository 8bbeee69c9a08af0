"""`make run` once the packages are there: translations, migrations, demo city, then the server."""

import hashlib
import os
import socket
import sys
from pathlib import Path

from babel.messages.frontend import CommandLineInterface
from flask import Flask
from flask.cli import ScriptInfo
from flask_migrate import upgrade
from gunicorn.app.wsgiapp import run as serve

from casework import config as configuration
from casework.app import create_app
from casework.config import Config
from casework.db import db
from deploy import greeting

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "casework" / "translations"
LOCAL = "127.0.0.1"


def port() -> int:
    """Return the port that is asked for, if it is free."""
    text = os.environ.get("PORT") or "8000"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise SystemExit(f"PORT 应为 1 到 65535 之间的整数，现在是“{text}”。")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOCAL, int(text)))
        except OSError as error:
            raise SystemExit(f"端口 {text} 已被占用，请改用其他端口，例如：make run PORT=8080") from error
    return int(text)


def compile_translations(stamp: Path) -> None:
    """Compile the catalogues that changed since the last start."""
    catalogues = sorted(TRANSLATIONS.rglob("*.po"))
    if not catalogues:
        return
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in catalogues)).hexdigest()
    compiled = all(path.with_suffix(".mo").exists() for path in catalogues)
    if compiled and stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    CommandLineInterface().run(["pybabel", "--quiet", "compile", "-d", str(TRANSLATIONS)])
    stamp.write_text(digest, encoding="ascii")


def forget_half_a_city(config: Config) -> None:
    """Drop a demo database whose filling was interrupted; nobody can have worked in it."""
    if not (config.demo and config.sqlite and filling(config).exists()):
        return
    print("上次装入演示数据时中断，现在重新装入。", flush=True)
    database = Path(config.database_url.removeprefix("sqlite:///"))
    for ending in ("", "-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)


def filling(config: Config) -> Path:
    """The mark that stands while the demo city is being filled in."""
    return config.instance_dir / ".filling"


def prepare(app: Flask) -> None:
    """Bring the database to the newest schema and fill an empty one with the demo city."""
    config = app.config["CASEWORK"]
    with app.app_context():
        upgrade()
    if config.demo:
        filling(config).touch()
        seed = ["seed", "demo", "--if-empty"]
        app.cli.main(seed, obj=ScriptInfo(create_app=lambda: app), standalone_mode=False)
        filling(config).unlink()
    with app.app_context():
        db.engine.dispose()


def main() -> None:
    os.environ["PORT"] = str(port())
    os.environ.setdefault("CASEWORK_BASE_URL", f"http://{LOCAL}:{os.environ['PORT']}")
    os.environ[greeting.WANTED] = "1"
    config = configuration.load(instance_dir=ROOT / "instance")
    forget_half_a_city(config)
    app = create_app(config)
    compile_translations(config.instance_dir / ".translations")
    prepare(app)
    settings = str(ROOT / "deploy" / "gunicorn.conf.py")
    sys.stdout.flush()
    # In this process, not a new one: what is imported already need not be imported again.
    sys.argv = ["gunicorn", "--config", settings, "wsgi:app"]
    serve()


if __name__ == "__main__":
    main()
