"""Where a line of Chinese may end (避头尾), and how much the rest is spread.

Pure text and widths: knows no font, no page. platypus' own CJK wrapping is not used because it lets
closing punctuation start a line.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

NO_START = "，。、；：？！．·…—）〕》〉」』】〗］｝”’％‰℃" + ")]}>,.;:!?%"
NO_END = "（〔《〈「『【〖［｛“‘￥¥＄№" + "([{<$"
SPACES = " \u3000\u00a0"

_START = re.escape(NO_START)
_END = re.escape(NO_END)
_NUMBER = r"〔\d{4}〕\d+号"
_ATOM = (
    r"[0-9A-Za-z](?:[0-9A-Za-z@_#&=+~%*'\-]|[.,:?](?=[0-9A-Za-z])|://(?=[0-9A-Za-z]))*/?"
    r"|[" + re.escape(SPACES) + r"]+"
    r"|/+"
    r"|[^" + _START + _END + r"]"
)
_CLUSTER = re.compile(rf"[{_END}]*?{_NUMBER}[{_START}]*|[{_END}]*(?:{_ATOM})?[{_START}]*", re.DOTALL)

SPREAD_LIMIT = 0.22


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words, where it begins, its own width and the space added after each character."""

    text: str
    indent: float
    width: float
    spread: float
    last: bool


def clusters(text: str) -> list[str]:
    """Cut text into the pieces between which a line may end."""
    return [found for found in _CLUSTER.findall(text) if found]


def _pieces(cluster: str, first: float, room: float, advance: Mapping[str, float]) -> list[tuple[str, float]]:
    """Cut a cluster that is wider than a whole line, at any character; its first line may be shorter."""
    pieces: list[tuple[str, float]] = []
    start, width = 0, 0.0
    for position, character in enumerate(cluster):
        step = advance[character]
        if position > start and width + step > (room if pieces else first):
            pieces.append((cluster[start:position], width))
            start, width = position, 0.0
        width += step
    pieces.append((cluster[start:], width))
    return pieces


def _spread(text: str, slack: float, size: float) -> float:
    gaps = len(text.rstrip(SPACES)) - 1
    if gaps < 1 or slack <= 0:
        return 0.0
    spread = slack / gaps
    return spread if spread <= SPREAD_LIMIT * size else 0.0


def _fill(
    text: str, room: float, indent: float, edge: float, advance: Mapping[str, float]
) -> list[tuple[str, float]]:
    """Share a text out among lines, each with its width."""
    done: list[tuple[str, float]] = []
    held, width, start = "", 0.0, indent
    for cluster in clusters(text):
        step = advance[cluster] if len(cluster) == 1 else sum([advance[one] for one in cluster])
        if start + width + step <= edge or cluster.isspace():
            held, width = held + cluster, width + step
            continue
        if held:
            done.append((held, width))
            held, width, start = "", 0.0, 0.0
        if start + step <= edge:
            held, width = cluster, step
            continue
        *full, (held, width) = _pieces(cluster, room - start, room, advance)
        done += full
        start = 0.0 if full else start
    return [*done, (held, width)]


def lines(
    text: str,
    *,
    room: float,
    advance: Mapping[str, float],
    size: float,
    indent: float = 0.0,
    tracking: float = 0.0,
) -> list[Line]:
    """Break one paragraph; every character comes out once, in order.

    `advance` gives for every character its width with its tracking. The tracking after the last character
    of a line is not ink and may hang over the edge.
    """
    shares = _fill(text, room, indent, room + max(0.0, -tracking) + 0.01, advance)
    found = []
    for place, (words, width) in enumerate(shares):
        start = indent if place == 0 else 0.0
        last = place == len(shares) - 1
        ink = width - sum([advance[one] for one in words[len(words.rstrip(SPACES)) :]])
        spread = 0.0 if last else _spread(words, room - start - ink + tracking, size)
        found.append(Line(text=words, indent=start, width=ink, spread=spread, last=last))
    return found
