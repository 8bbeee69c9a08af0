"""No test reaches out of this machine: connecting to anything but loopback or a unix socket fails."""

import ipaddress
import socket
from typing import Any

import pytest

LOCAL_NAMES = frozenset({"localhost", ""})


class OutsideWorld(AssertionError):
    """A test tried to talk to another machine."""


def local(family: int, address: Any) -> bool:
    """Whether this address is on this machine."""
    if family not in (socket.AF_INET, socket.AF_INET6):
        return family == socket.AF_UNIX
    host = address[0].decode() if isinstance(address[0], bytes) else address[0]
    if host in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def forbid(patch: pytest.MonkeyPatch) -> None:
    """Guard connect, connect_ex and name look-ups for as long as the patch holds."""
    look_up = socket.getaddrinfo

    def guarded(name: str) -> None:
        original = getattr(socket.socket, name)

        def attempt(self: socket.socket, address: Any) -> Any:
            if not local(self.family, address):
                raise OutsideWorld(f"test connects to {address!r}")
            return original(self, address)

        patch.setattr(socket.socket, name, attempt)

    def attempt_look_up(host: Any, *args: Any, **options: Any) -> Any:
        if host is not None and not local(socket.AF_INET, (host,)):
            raise OutsideWorld(f"test looks up {host!r}")
        return look_up(host, *args, **options)

    guarded("connect")
    guarded("connect_ex")
    patch.setattr(socket, "getaddrinfo", attempt_look_up)
