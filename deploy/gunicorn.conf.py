"""gunicorn: one process with threads, so that one relay runs beside the pages; Ctrl-C lets requests finish.

With more web processes the relay moves out: set CASEWORK_REDIS_URL and run `flask worker`.
"""

import os
import signal
from types import FrameType

from casework.jobs import embedded
from deploy import greeting

bind = f"127.0.0.1:{os.environ.get('PORT') or '8000'}"
workers = 1
worker_class = "gthread"
threads = 8
timeout = 120
graceful_timeout = 30
keepalive = 5
control_socket_disable = True
loglevel = "warning"
# Heartbeats written to a slow disk would be taken for a hanging worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None


def when_ready(server):
    """Drain at the first Ctrl-C; at the second, end at once."""

    def drain(_number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, server.signal)
        server.signal(signal.SIGTERM, frame)

    signal.signal(signal.SIGINT, drain)


def post_worker_init(worker):
    """Start the relay, where no Redis is set, and say where the site is."""
    # A terminal sends Ctrl-C to both processes; the master passes it on when it is time.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    app = worker.wsgi
    settings = app.config["CASEWORK"]
    if not settings.redis_url:
        embedded.start(app)
    if os.environ.get(greeting.WANTED):
        greeting.say(f"http://{bind}", settings.instance_dir / "demo-accounts.json")
