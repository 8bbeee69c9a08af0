"""Mounts every command group on the application."""

from __future__ import annotations

from flask import Flask

from casework.cli.audit import audit
from casework.cli.credit import credit
from casework.cli.disclosure import disclosure
from casework.cli.flow import flow
from casework.cli.law import law
from casework.cli.papers import papers
from casework.cli.seed import seed
from casework.cli.worker import worker


def register(app: Flask) -> None:
    """Add the commands of contracts section 3 that this house has."""
    for command in (audit, credit, disclosure, flow, law, papers, seed, worker):
        app.cli.add_command(command)
