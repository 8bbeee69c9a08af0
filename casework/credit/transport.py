"""Sending one record over the wire, and reading what the platform answered.

At least once, under one key, with the same bytes: what an answer means is decided here, what follows from
it by casework.services.credit. Knows no table.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, Protocol

import requests

from casework import clock

CONNECT_SECONDS = 3.0
TOTAL_SECONDS = 15.0
ANSWER_BYTES = 64 * 1024
WORDS_CHARS = 2000
RECEIPT_CHARS = 200
LONGEST_RETRY_AFTER = 3600.0
# Asked to come again, or too early: not a judgement of the record.
_AGAIN = frozenset({408, 425, 429})


class Verdict(StrEnum):
    DELIVERED = "delivered"
    REJECTED = "rejected"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one attempt; `words` are the platform's own, for the credit officer."""

    verdict: Verdict
    receipt: str = ""
    words: str = ""
    retry_after: float = 0.0


class Transport(Protocol):
    """A way to the credit system."""

    def send(self, body: bytes, *, key: str) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Http:
    """POST to the one configured address; no proxy, no redirect, no cookie is followed or kept."""

    url: str
    total_seconds: float = TOTAL_SECONDS
    connect_seconds: float = CONNECT_SECONDS

    def send(self, body: bytes, *, key: str) -> Answer:
        """Send the bytes and say what came of it; never raises for what the other side does."""
        box: list[Answer] = []
        # Socket timeouts begin anew with each byte; only a second thread can hold a total.
        attempt = threading.Thread(target=lambda: box.append(self._post(body, key)), daemon=True)
        attempt.start()
        attempt.join(self.total_seconds)
        return box[0] if box else Answer(Verdict.AGAIN, words=f"{self.total_seconds:g}秒内没有答复")

    def _post(self, body: bytes, key: str) -> Answer:
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": key,
            "Accept": "application/json",
            "Accept-Encoding": "identity",
        }
        try:
            with requests.Session() as session:
                session.trust_env = False
                reply = session.post(
                    self.url,
                    data=body,
                    headers=headers,
                    timeout=(self.connect_seconds, self.total_seconds),
                    allow_redirects=False,
                    stream=True,
                )
                text = _limited(reply)
                return interpret(
                    reply.status_code, text, body=body, retry_after=reply.headers.get("Retry-After")
                )
        except requests.RequestException as error:
            return Answer(Verdict.AGAIN, words=f"没有连通或者没有答复（{type(error).__name__}）")


def _limited(reply: requests.Response) -> str:
    content = b""
    for chunk in reply.iter_content(8192):
        content += chunk
        if len(content) >= ANSWER_BYTES:
            break
    return content[:ANSWER_BYTES].decode("utf-8", "replace")


def interpret(status: int, text: str, *, body: bytes, retry_after: str | None = None) -> Answer:
    """What an answer means: delivered only with a receipt, rejected only by the platform's own words."""
    words = f"HTTP {status} {_readable(text)}"[:WORDS_CHARS]
    found = _object(text)
    receipt = str(found.get("receipt") or found.get("accepted") or "")[:RECEIPT_CHARS]
    if 200 <= status < 300:
        return Answer(Verdict.DELIVERED, receipt, words) if receipt else Answer(Verdict.AGAIN, words=words)
    if status == 409:
        if _other_body(found, body):
            return Answer(Verdict.REJECTED, words=words)
        return Answer(Verdict.DELIVERED, receipt or "409 平台已有同一记录", words)
    if 400 <= status < 500 and status not in _AGAIN:
        return Answer(Verdict.REJECTED, words=words)
    return Answer(Verdict.AGAIN, words=words, retry_after=_seconds(retry_after))


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _other_body(found: dict[str, Any], body: bytes) -> bool:
    """Whether a conflict names another body than ours; our key never stands over two bodies."""
    digest = found.get("sha256") or found.get("body_sha256")
    if isinstance(digest, str) and digest:
        return digest.lower() != sha256(body).hexdigest()
    kept = found.get("body") or found.get("record")
    if isinstance(kept, str) and kept:
        return kept.encode() != body
    return isinstance(kept, dict) and kept != _object(body.decode())


def _readable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text).strip()


def _seconds(header: str | None) -> float:
    if not header:
        return 0.0
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST_RETRY_AFTER)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    return min(max((_aware(moment) - clock.now()).total_seconds(), 0.0), LONGEST_RETRY_AFTER)


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
