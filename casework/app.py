"""Builds the Flask application, and nothing else."""

from pathlib import Path

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from casework import config as configuration
from casework import db, i18n, logs
from casework.config import Config
from casework.web import sessions

ROOT = Path(__file__).resolve().parent.parent


def create_app(config: Config | None = None) -> Flask:
    """Build the application; without a configuration, read it from the environment."""
    settings = config or configuration.load(instance_dir=ROOT / "instance")
    app = Flask("casework", instance_path=str(settings.instance_dir))
    app.config.update(
        CASEWORK=settings,
        SECRET_KEY=settings.secret_key,
        TESTING=settings.testing,
        MAX_CONTENT_LENGTH=settings.limits.body_bytes,
        MAX_FORM_MEMORY_SIZE=settings.limits.form_memory_bytes,
        MAX_FORM_PARTS=settings.limits.form_parts,
        PREFERRED_URL_SCHEME="https" if settings.secure else "http",
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]
    logs.configure(settings)
    db.init(app, settings)
    Migrate(app, db.db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    i18n.init(app)
    app.session_interface = sessions.TableSessions(settings)
    sessions.install(app)
    register(app)
    return app


def register(app: Flask) -> None:
    """Mount the ways in; they import everything else, so they are imported last."""
    from casework import web
    from casework.cli.register import register as commands

    web.register(app)
    commands(app)
