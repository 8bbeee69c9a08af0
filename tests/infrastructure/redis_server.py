"""A Redis server of the tests' own, on a unix socket, keeping nothing."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from deploy import system_packages
from tests.infrastructure.needs import required

PATIENCE = 10.0


def answers(url: str) -> bool:
    try:
        return bool(redis.Redis.from_url(url).ping())
    except redis.ConnectionError:
        return False


@contextmanager
def running() -> Iterator[str]:
    """Yield the address of a server that lives as long as the block."""
    program = required("redis-server", system_packages.redis_server)
    with tempfile.TemporaryDirectory(prefix="casework-redis-", dir="/tmp") as folder:
        socket = Path(folder) / "socket"
        settings = ["--port", "0", "--unixsocket", str(socket), "--save", "", "--appendonly", "no"]
        process = subprocess.Popen([str(program), *settings], cwd=folder, stdout=subprocess.DEVNULL)
        url = f"unix://{socket}?db=0"
        try:
            deadline = time.monotonic() + PATIENCE
            while not answers(url):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError("Redis did not start")
                time.sleep(0.02)
            yield url
        finally:
            process.terminate()
            process.wait(PATIENCE)
