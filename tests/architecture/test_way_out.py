"""The guard of the tests themselves: it shuts every way out and leaves this machine open."""

from __future__ import annotations

import contextlib
import importlib
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

guard = importlib.import_module("no_way_out")

ELSEWHERE = "203.0.113.7"  # reserved for examples: nobody's address
TRIES: dict[str, Callable[[socket.socket, socket.socket], object]] = {
    "connect": lambda stream, _: stream.connect((ELSEWHERE, 80)),
    "connect_ex": lambda stream, _: stream.connect_ex((ELSEWHERE, 80)),
    "datagram": lambda _, datagram: datagram.sendto(b"?", (ELSEWHERE, 53)),
    "message": lambda _, datagram: datagram.sendmsg([b"?"], [], 0, (ELSEWHERE, 53)),
    "metadata": lambda stream, _: stream.connect(("169.254.169.254", 80)),
    "name": lambda *_: socket.getaddrinfo("example.com", 443),
    "old_name": lambda *_: socket.gethostbyname("example.com"),
    "create": lambda *_: socket.create_connection(("example.com", 443), timeout=1),
}


@pytest.fixture
def _these_tries_are_meant() -> Iterator[None]:
    yield
    guard.ATTEMPTS.clear()


@pytest.mark.usefixtures("_these_tries_are_meant")
@pytest.mark.parametrize("name", TRIES)
def test_no_way_leads_out(name: str) -> None:
    before = len(guard.ATTEMPTS)
    with (
        socket.socket() as stream,
        socket.socket(type=socket.SOCK_DGRAM) as datagram,
        pytest.raises(guard.OutsideError),
    ):
        TRIES[name](stream, datagram)
    assert len(guard.ATTEMPTS) == before + 1


@pytest.mark.usefixtures("_these_tries_are_meant")
def test_swallowing_the_refusal_does_not_hide_it() -> None:
    with contextlib.suppress(Exception):
        socket.create_connection((ELSEWHERE, 443), timeout=1)
    assert guard.ATTEMPTS[-1] == ELSEWHERE


def test_a_program_that_a_test_starts_is_shut_in_too() -> None:
    code = f"import socket; socket.create_connection(({ELSEWHERE!r}, 80), timeout=1)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode == 1
    assert "OutsideError" in done.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_stays_open(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection((host, server.getsockname()[1]), timeout=5).close()


def test_unix_sockets_stay_open(tmp_path: Path) -> None:
    path = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(path)
        server.listen()
        client.connect(path)
