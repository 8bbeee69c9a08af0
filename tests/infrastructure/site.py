"""The real site in a process of its own: gunicorn, its own database, a free port, the worker inside."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from casework.config import Config
from tests.infrastructure.needs import ROOT

PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class Site:
    """A running site: where people reach it, and what it stands on."""

    url: str
    config: Config
    log: Path
    env: dict[str, str]
    process: subprocess.Popen[bytes]

    def move_clock(self, moment: datetime) -> None:
        """Hold the clock of the running site at this moment, from the next request on."""
        fresh = self.config.instance_dir / "clock.new"
        fresh.write_text(moment.isoformat(), encoding="ascii")
        fresh.replace(self.config.instance_dir / "clock")
        reached(self.url)

    def kill(self) -> None:
        """End web process and worker as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE)

    def start_again(self) -> None:
        self.process = launch(self.env, self.log)
        wait_until_ready(self)


def launch(env: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "deploy" / "gunicorn.conf.py")]
    command = [*gunicorn, "tests.infrastructure.site_wsgi:app"]
    with log.open("ab") as output:
        return subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=output, stderr=output, start_new_session=True
        )


def reached(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def wait_until_ready(site: Site) -> None:
    deadline = time.monotonic() + PATIENCE
    while not reached(site.url):
        if site.process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the site did not start: {site.log.read_text(errors='replace')[-4000:]}")
        time.sleep(0.05)


@contextmanager
def running(config: Config, **changes: str) -> Iterator[Site]:
    """Yield a site on this configuration; `changes` are CASEWORK_ variables without their prefix."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    own = {
        "PORT": str(port),
        "CASEWORK_BASE_URL": url,
        "CASEWORK_DATABASE_URL": config.database_url,
        "CASEWORK_TEST_INSTANCE": str(config.instance_dir),
        **{f"CASEWORK_{name.upper()}": value for name, value in changes.items()},
    }
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("CASEWORK_")}
    env = {**inherited, **own}
    log = config.instance_dir / "site.log"
    site = Site(url, config, log, env, launch(env, log))
    try:
        wait_until_ready(site)
        yield site
    finally:
        site.stop()
