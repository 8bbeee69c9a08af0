"""Logs: one JSON object a line, with request id, without personal data. It knows no request body."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

from casework.config import Config
from casework.db import dumps

SECRET_KEYS = re.compile(
    r"passw|secret|token|cookie|authorization|phone|mobile|id_number|address|email|contact|body|code$",
    re.IGNORECASE,
)
# Resident identity numbers and mobile numbers standing alone; longer runs of digits are neither.
PERSONAL = re.compile(r"(?<![0-9A-Za-z])(?:[1-9][0-9]{16}[0-9Xx]|1[3-9][0-9]{9})(?![0-9A-Za-z])")
MASK = "***"


def configure(config: Config) -> None:
    """Send the logs of our code and of the libraries the same way."""
    level = logging.getLevelNamesMapping()[config.log_level]
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, redact, structlog.processors.JSONRenderer(serializer=_line)],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    render: list[Any] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        redact,
        structlog.processors.JSONRenderer(serializer=_line),
    ]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=render))
    root = logging.getLogger()
    if not config.testing:
        root.handlers[:] = [handler]
    root.setLevel(max(level, logging.WARNING))


def redact(_logger: object, _method: str, entry: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Mask what must never be in a log; the last step before a line is written."""
    for key, value in entry.items():
        entry[key] = MASK if SECRET_KEYS.search(key) and value else clean(value)
    return entry


def clean(value: Any) -> Any:
    """The same value without identity numbers and mobile numbers, however deep."""
    if isinstance(value, str):
        return PERSONAL.sub(MASK, value)
    if isinstance(value, Mapping):
        return {key: MASK if SECRET_KEYS.search(str(key)) else clean(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [clean(inner) for inner in value]
    return value if isinstance(value, (int, float, bool, type(None))) else PERSONAL.sub(MASK, str(value))


def _line(entry: Any, **_options: Any) -> str:
    return dumps(entry)
