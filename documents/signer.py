"""The port behind which papers are signed, and what a signature says of its act.

Light on purpose: whoever only asks whether papers are signed loads no cryptography. A seal service that keeps
its own keys (SM2, GB/T 38540) is one more class with these two members.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

# Left, bottom, right, top in points from the foot of the page, which is counted from 0.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is signed: when the paper was issued, as what, where to check it, and where its seal is drawn."""

    moment: datetime
    reason: str
    contact: str = ""
    page: int = 0
    box: Box | None = None


class State(StrEnum):
    """How the signature of a file stands."""

    NONE = "none"
    VALID = "valid"
    BROKEN = "broken"
    UNTRUSTED = "untrusted"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Signature:
    """The first signature found in a file; `ours` when one of the given roots issued its certificate."""

    state: State
    signer: str = ""
    moment: datetime | None = None
    ours: bool = False


class Signer(Protocol):
    """Turns the bytes of a finished paper into the bytes that are issued."""

    @property
    def name(self) -> str:
        """Who signs, as the certificate calls it."""
        ...

    def sign(self, content: bytes, act: Act) -> bytes:
        """Sign once; the result begins with `content`. Raises SigningError when it cannot be done."""
        ...
