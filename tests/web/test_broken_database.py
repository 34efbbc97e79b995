"""With the database gone the page still says one sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.test import Client

from xuncha.web import context
from xuncha.web.home import views

SignIn = Callable[[str], Client]


def _gone(*_: object, **__: object) -> int:
    raise OperationalError("disk I/O error")


def test_the_last_resort_asks_the_database_nothing(
    as_: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_("liwen")
    client.raise_request_exception = False
    monkeypatch.setattr(views, "inbox", _gone)
    monkeypatch.setattr(context, "unread_count", _gone)
    answer = client.get("/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "系统出了问题" in page
    assert "disk I/O" not in page
