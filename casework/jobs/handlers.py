"""What is done for each topic of the outbox: service, then wire or processor, then service.

Every function takes the reference of its row, is safe to run twice, and holds no transaction while it
waits for somebody else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import documents
from casework import config
from casework.credit.files import Files
from casework.credit.transport import Answer, Http, Transport, Verdict
from casework.services import archive, credit, rendering
from workflows.vocabulary import Topic

EARLIER_VERSION = timedelta(seconds=20)
OTHER_PAPERS = timedelta(seconds=5)


class NotItsTurn(Exception):
    """Something else must happen first; the attempt does not count."""

    def __init__(self, reason: str, wait: timedelta) -> None:
        super().__init__(reason)
        self.wait = wait


class TryAgain(Exception):
    """The other side did not take it this time."""

    def __init__(self, reason: str, wait: timedelta = timedelta()) -> None:
        super().__init__(reason)
        self.wait = wait


def render_paper(ref: str) -> None:
    """Lay out one issued paper and keep its bytes."""
    try:
        rendering.render(int(ref))
    except documents.PaperError as error:
        rendering.failed(int(ref), str(error))
        raise


def send_credit(ref: str) -> None:
    """Send one version of one record and keep the answer."""
    try:
        sending = credit.begin(int(ref))
    except credit.NotYet as error:
        raise NotItsTurn(str(error), EARLIER_VERSION) from error
    if sending is None:
        return
    answer = _transport().send(sending.body, key=sending.key)
    _keep(sending.id, answer)


def _keep(record_row: int, answer: Answer) -> None:
    if answer.verdict is Verdict.DELIVERED:
        credit.mark_delivered(record_row, receipt=answer.receipt, response=answer.words)
    elif answer.verdict is Verdict.REJECTED:
        credit.mark_rejected(record_row, response=answer.words)
    else:
        credit.mark_failed(record_row, response=answer.words)
        raise TryAgain(answer.words, timedelta(seconds=answer.retry_after))


def _transport() -> Transport:
    settings = config.current()
    if settings.credit_url:
        return Http(settings.credit_url)
    return Files(settings.credit_dir, settings.credit_format)


def bind_file(ref: str) -> None:
    """Bind the papers of one closed case."""
    try:
        archive.bind(int(ref))
    except archive.NotReady as error:
        raise NotItsTurn(str(error), OTHER_PAPERS) from error


# Waits for a stranger: what the house does by itself never stands behind it in line.
WIRE: frozenset[str] = frozenset({Topic.SEND_CREDIT})

HANDLERS: Mapping[str, Callable[[str], None]] = {
    Topic.RENDER_PAPER: render_paper,
    Topic.SEND_CREDIT: send_credit,
    Topic.BIND_FILE: bind_file,
}
