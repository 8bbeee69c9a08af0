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

from casework.app import create_app
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


def prepare(app: Flask) -> None:
    """Bring the database to the newest schema and fill an empty one with the demo city."""
    with app.app_context():
        upgrade()
    if app.config["CASEWORK"].demo:
        app.cli.main(
            ["seed", "demo", "--if-empty"],
            obj=ScriptInfo(create_app=lambda: app),
            standalone_mode=False,
        )
    with app.app_context():
        db.engine.dispose()


def main() -> None:
    os.environ["PORT"] = str(port())
    os.environ.setdefault("CASEWORK_BASE_URL", f"http://{LOCAL}:{os.environ['PORT']}")
    os.environ[greeting.WANTED] = "1"
    app = create_app()
    compile_translations(app.config["CASEWORK"].instance_dir / ".translations")
    prepare(app)
    settings = str(ROOT / "deploy" / "gunicorn.conf.py")
    sys.stdout.flush()
    # In this process, not a new one: what is imported already need not be imported again.
    sys.argv = ["gunicorn", "--config", settings, "wsgi:app"]
    serve()


if __name__ == "__main__":
    main()
