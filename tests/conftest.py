"""What holds for every test: no way out but loopback, templates that use what they get."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.template import base as template_base


class OutsideError(AssertionError):
    """Something tried to reach another machine."""


def _refuse_outside(address: Any) -> None:
    if not isinstance(address, tuple):
        return  # a unix socket
    host = str(address[0])
    if host in {"localhost", ""}:
        return
    try:
        if ipaddress.ip_address(host.split("%")[0]).is_loopback:
            return
    except ValueError:
        pass
    raise OutsideError(f"连接 {host} 被拦下：测试只许访问本机")


@pytest.fixture(autouse=True, scope="session")
def _no_outside_host() -> Iterator[None]:
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(self: socket.socket, address: Any) -> Any:
        _refuse_outside(address)
        return connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> Any:
        _refuse_outside(address)
        return connect_ex(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    patch.setattr(socket.socket, "connect_ex", guarded_ex)
    yield
    patch.undo()


class UndefinedVariableError(AssertionError):
    """A template of ours asked for something that the view did not give."""


@pytest.fixture(autouse=True, scope="session")
def _undefined_variables_fail() -> Iterator[None]:
    """``string_if_invalid`` is looked up only where a variable could not be resolved and no filter
    stands behind it: there a template of ours is wrong."""
    resolve = template_base.FilterExpression.resolve

    def strict(self: Any, context: Any, ignore_failures: bool = False) -> Any:
        if not ignore_failures and not self.filters and self.is_var:
            name = getattr(getattr(context, "template", None), "name", "") or ""
            try:
                self.var.resolve(context)
            except template_base.VariableDoesNotExist as problem:
                if not name.startswith(("django/", "registration/")):
                    raise UndefinedVariableError(f"{name}: {self.token}") from problem
        return resolve(self, context, ignore_failures)

    patch = pytest.MonkeyPatch()
    patch.setattr(template_base.FilterExpression, "resolve", strict)
    yield
    patch.undo()


@pytest.fixture
def home() -> Any:
    """The throw-away home of this test run."""
    return settings.XUNCHA_HOME
