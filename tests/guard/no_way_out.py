"""No other machine can be reached from this process: tests must not need one, nor the program.

An audit hook sees every connection, datagram and look-up of a name, whichever library asks, and
cannot be taken off again. Refusals are kept, so that a ``try`` around one does not hide it.
"""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

ATTEMPTS: list[str] = []
"""Hosts that were asked for and refused, in order."""

_TO_ADDRESS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_TO_NAME = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


class OutsideError(AssertionError):
    """Something tried to reach another machine."""


def _refuse_outside(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _TO_ADDRESS:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # else a unix socket
    elif event in _TO_NAME:
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if isinstance(host, str) and not _is_here(host):
        ATTEMPTS.append(host)
        raise OutsideError(f"连接 {host} 被拦下：测试只许访问本机")


def _is_here(host: str) -> bool:
    import socket  # the hook must cost nothing where no socket is used

    if host in {"", "localhost", socket.gethostname()}:
        return True
    try:
        address = ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


sys.addaudithook(_refuse_outside)
