"""The guard of every test."""

import socket

import pytest

from tests.infrastructure.sockets import OutsideWorld, local


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", "2001:db8::1", "10.0.0.1"])
def test_other_machines_are_out_of_reach(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as outside, pytest.raises(OutsideWorld):
        outside.connect((host, 80))


def test_names_are_not_looked_up() -> None:
    with pytest.raises(OutsideWorld):
        socket.getaddrinfo("example.org", 80)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "localhost", "::1"])
def test_this_machine_is_within_reach(host: str) -> None:
    assert local(socket.AF_INET, (host, 80))


def test_unix_sockets_are_within_reach() -> None:
    assert local(socket.AF_UNIX, "/run/socket")
