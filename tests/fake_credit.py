"""A credit platform that misbehaves on purpose and keeps an exact ledger.

In a test: `with running() as platform`. By hand: `python -m tests.fake_credit --port 8099 --faults 0.3`.
Faults: fail500, unavailable (503 with Retry-After), busy (429), garbage (200 without receipt), lost (kept, no
answer), reset (not kept, no answer), late (kept, answered too late), refuse (422), duplicate (409 for what is
kept already).
"""

import argparse
import json
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FAULTS = ("fail500", "unavailable", "busy", "garbage", "lost", "reset", "late")
KEPT = frozenset({"ok", "lost", "late", "duplicate"})


@dataclass
class Ledger:
    """Every arrival in order, and what was kept under each key."""

    arrivals: list[tuple[str, bytes, str]] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)
    conflicts: int = 0
    order: list[str] = field(default_factory=list)

    def arrive(self, key: str, body: bytes, fault: str) -> bool:
        """Note an arrival; whether the key was kept before."""
        self.arrivals.append((key, body, fault))
        known = key in self.kept
        if known:
            self.conflicts += self.kept[key] != body
        elif fault in KEPT:
            self.kept[key] = body
            self.order.append(key)
        return known


class Platform:
    """The server with its ledger; `script` names the fault of each arrival, `never` means none."""

    def __init__(
        self, script: Callable[[], str], *, late_seconds: float = 1.0, retry_after: str = "0"
    ) -> None:
        self.ledger, self.script = Ledger(), script
        self.late_seconds, self.retry_after = late_seconds, retry_after
        self.lock, self.closing = threading.Lock(), threading.Event()
        self.arrived = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/records"


def _handler(platform: Platform) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_words: object) -> None:
            """Keep the test output clean."""

        def do_POST(self) -> None:  # the name is the base class's
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            key = self.headers.get("Idempotency-Key") or ""
            with platform.lock:
                fault = platform.script()
                known = platform.ledger.arrive(key, body, fault)
            platform.arrived.set()
            self.answer(fault, key, known=known)

        def answer(self, fault: str, key: str, *, known: bool) -> None:
            if fault in ("lost", "reset"):
                self.close_connection = True
                return
            if fault == "late":
                platform.closing.wait(platform.late_seconds)
            status, content = answer_of(fault, key, known=known)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            if status in (429, 503):
                self.send_header("Retry-After", platform.retry_after)
            self.end_headers()
            self.wfile.write(content)

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                self.close_connection = True

    return Handler


def answer_of(fault: str, key: str, *, known: bool) -> tuple[int, bytes]:
    """Status and body that this platform answers."""
    good = (200, json.dumps({"receipt": f"R-{key}"}).encode())
    answers = {
        "fail500": (500, b"{}"),
        "unavailable": (503, b"{}"),
        "busy": (429, b"{}"),
        "garbage": (200, b"<html>gateway</html>"),
        "refuse": (422, '{"error": "处罚机关代码不存在"}'.encode()),
        "duplicate": (409, b"{}") if known else good,
    }
    return answers.get(fault, good)


def always(fault: str = "ok") -> Callable[[], str]:
    return lambda: fault


def scripted(*faults: str) -> Callable[[], str]:
    """These faults one after the other, then none."""
    left = list(faults)
    return lambda: left.pop(0) if left else "ok"


def chance(rate: float, seed: int) -> Callable[[], str]:
    """A fault at this rate, the same for the same seed."""
    dice = random.Random(seed)
    return lambda: dice.choice(FAULTS) if dice.random() < rate else "ok"


@contextmanager
def running(script: Callable[[], str] | None = None, **settings: float | str) -> Iterator[Platform]:
    """A platform that lives as long as the block."""
    platform = Platform(script or always(), **settings)  # type: ignore[arg-type]
    thread = threading.Thread(target=platform.server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield platform
    finally:
        platform.closing.set()
        platform.server.shutdown()
        platform.server.server_close()
        thread.join(5)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--faults", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    platform = Platform(chance(given.faults, given.seed), retry_after="1")
    platform.server.server_close()
    ThreadingHTTPServer(("127.0.0.1", given.port), _handler(platform)).serve_forever()


if __name__ == "__main__":
    main()
