"""With the database gone the page still says one sentence."""

from __future__ import annotations

import errno
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


@pytest.mark.parametrize(
    "problem",
    [OperationalError("database or disk is full"), OSError(errno.ENOSPC, "No space left")],
    ids=["database", "upload"],
)
def test_a_full_disk_is_one_sentence(
    as_: SignIn, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def full(*_: object, **__: object) -> int:
        raise problem

    client = as_("liwen")
    client.raise_request_exception = False
    monkeypatch.setattr(views, "inbox", full)
    answer = client.get("/")
    assert answer.status_code == 503
    assert "磁盘空间不足，这次操作没有完成" in answer.content.decode()
