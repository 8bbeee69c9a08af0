"""What an answer means, and that no misbehaviour of the platform is more than an answer."""

import hashlib
import socket
import threading
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework import clock
from casework.credit.transport import ANSWER_BYTES, Http, Verdict, interpret
from tests import fake_credit

BODY = '{"record_id":"a","version":1,"fields":{"CF_XDR_MC":"甲"}}'.encode()
DIGEST = hashlib.sha256(BODY).hexdigest()


@pytest.mark.parametrize(
    ("status", "text", "verdict"),
    [
        (200, '{"receipt": "R1"}', "delivered"),
        (201, '{"accepted": true}', "delivered"),
        (202, '{"accepted": "key"}', "delivered"),
        (200, '{"receipt": ""}', "again"),
        (200, "<html>gateway</html>", "again"),
        (204, "", "again"),
        (409, "", "delivered"),
        (409, f'{{"sha256": "{DIGEST}"}}', "delivered"),
        (409, '{"sha256": "00"}', "rejected"),
        (409, '{"body": {"record_id": "b"}}', "rejected"),
        (400, "{}", "rejected"),
        (401, "", "rejected"),
        (422, '{"error": "x"}', "rejected"),
        (408, "", "again"),
        (425, "", "again"),
        (429, "", "again"),
        (301, "", "again"),
        (500, '{"receipt": "R1"}', "again"),
        (503, "", "again"),
    ],
)
def test_what_an_answer_means(status, text, verdict):
    assert interpret(status, text, body=BODY).verdict == verdict


def test_the_words_of_the_platform_are_kept():
    assert interpret(422, "处罚机关代码\n不存在", body=BODY).words == "HTTP 422 处罚机关代码 不存在"


def test_retry_after_is_read_as_seconds_or_as_a_date():
    with clock.at(datetime(2026, 11, 22, 8, 0, tzinfo=UTC)):
        assert interpret(429, "", body=BODY, retry_after="30").retry_after == 30
        date = "Sun, 22 Nov 2026 08:02:00 GMT"
        assert interpret(503, "", body=BODY, retry_after=date).retry_after == 120
        assert interpret(503, "", body=BODY, retry_after="soon").retry_after == 0
        assert interpret(503, "", body=BODY, retry_after="9" * 40).retry_after == 3600


@given(status=st.integers(100, 599), text=st.text(max_size=60), retry=st.none() | st.text(max_size=20))
def test_reading_an_answer_never_fails(status, text, retry):
    assert interpret(status, text, body=BODY, retry_after=retry).verdict in set(Verdict)


def test_a_record_is_posted_under_its_key():
    with fake_credit.running() as platform:
        answer = Http(platform.url).send(BODY, key="k-1")
    assert (answer.verdict, answer.receipt) == (Verdict.DELIVERED, "R-k-1")
    assert platform.ledger.arrivals == [("k-1", BODY, "ok")]


@pytest.mark.parametrize(
    ("fault", "verdict"),
    [
        ("fail500", "again"),
        ("unavailable", "again"),
        ("busy", "again"),
        ("garbage", "again"),
        ("lost", "again"),
        ("reset", "again"),
        ("late", "again"),
        ("refuse", "rejected"),
        ("duplicate", "delivered"),
    ],
)
def test_every_fault_is_an_answer(fault, verdict):
    with fake_credit.running(fake_credit.always(fault), late_seconds=5.0) as platform:
        transport = Http(platform.url, total_seconds=0.5)
        assert transport.send(BODY, key="k-1").verdict == verdict


def test_a_repeat_that_the_platform_has_already_is_delivered():
    with fake_credit.running(fake_credit.scripted("lost", "duplicate")) as platform:
        transport = Http(platform.url)
        verdicts = [transport.send(BODY, key="k-1").verdict for _ in range(2)]
    assert verdicts == [Verdict.AGAIN, Verdict.DELIVERED]
    assert platform.ledger.kept == {"k-1": BODY}


def test_nobody_listening_is_an_answer():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    assert Http(address).send(BODY, key="k-1").verdict is Verdict.AGAIN


def serve_raw(*pieces: bytes, ending: threading.Event | None = None) -> str:
    """A server that sends these bytes to one caller and then waits for the end of the test."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listener, listener.accept()[0] as caller:
            caller.recv(65536)
            for piece in pieces:
                try:
                    caller.sendall(piece)
                except OSError:
                    return
            if ending:
                ending.wait(10)

    threading.Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_a_redirect_is_not_followed():
    with fake_credit.running() as platform:
        head = f"HTTP/1.1 307 x\r\nLocation: {platform.url}\r\nContent-Length: 0\r\n\r\n".encode()
        assert Http(serve_raw(head)).send(BODY, key="k-1").verdict is Verdict.AGAIN
    assert platform.ledger.arrivals == []


def test_an_endless_answer_is_cut_off():
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
    answer = Http(serve_raw(head, b"x" * (ANSWER_BYTES + 4096))).send(BODY, key="k-1")
    assert answer.verdict is Verdict.AGAIN
    assert len(answer.words) <= 2000


def test_a_platform_that_never_finishes_holds_nobody():
    ending = threading.Event()
    address = serve_raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", ending=ending)
    answer = Http(address, total_seconds=0.4).send(BODY, key="k-1")
    ending.set()
    assert answer.verdict is Verdict.AGAIN
