"""The doorbell: after a commit a job with nothing but a row's uid is put into Redis, if Redis is there.

Redis may lose, double or delay it; the sweep of the table repairs that. The RQ worker runs `deliver`.
"""

from __future__ import annotations

import threading
import time

import structlog
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry
from rq import Queue
from rq.serializers import JSONSerializer

from casework import config
from casework.jobs import relay

log = structlog.get_logger(__name__)

QUEUE = "casework"
CONNECT_SECONDS = 0.5
# After a failure requests do not wait for Redis again for a while.
SILENCE_SECONDS = 5.0
RESULT_SECONDS = 60
JOB_SECONDS = 100

_queues: dict[str, Queue] = {}
_silent_until = [0.0]
_guard = threading.Lock()


def connection(url: str, *, patient: bool = False) -> Redis:
    """A client that gives up at once; the worker's own listens longer."""
    if patient:
        return Redis.from_url(url, socket_connect_timeout=CONNECT_SECONDS)
    return Redis.from_url(
        url,
        socket_connect_timeout=CONNECT_SECONDS,
        socket_timeout=CONNECT_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )


def ring(uid: str) -> None:
    """Announce a row; whatever goes wrong costs time only."""
    url = config.current().redis_url
    if not url or time.monotonic() < _silent_until[0]:
        return
    try:
        _queue(url).enqueue(
            deliver,
            uid,
            job_id=f"outbox-{uid}-0",
            job_timeout=JOB_SECONDS,
            result_ttl=RESULT_SECONDS,
            failure_ttl=RESULT_SECONDS,
        )
    except (RedisError, OSError) as error:
        _silent_until[0] = time.monotonic() + SILENCE_SECONDS
        log.info("bell_not_heard", error=type(error).__name__)


def _queue(url: str) -> Queue:
    with _guard:
        if url not in _queues:
            _queues[url] = Queue(QUEUE, connection=connection(url), serializer=JSONSerializer)
        return _queues[url]


def deliver(uid: str) -> bool:
    """The RQ job: do the work of one row. The worker keeps an application context open round it."""
    return relay.deliver(uid)
