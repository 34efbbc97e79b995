"""Chores are done once a day, and one that can't be done stops nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from xuncha.foundation.jobs import daily
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Unavailable

NOON = dt.datetime(2026, 3, 18, 12, tzinfo=clock.CHINA)


def test_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(daily, "CHORES", (lambda actor: done.append(actor.name),))
    with clock.at(NOON):
        day = daily.keep_house(None)
        assert (daily.keep_house(day), done) == (NOON.date(), ["系统"])
    with clock.at(NOON + dt.timedelta(hours=13)):
        assert daily.keep_house(day) == dt.date(2026, 3, 19)
    assert done == ["系统", "系统"]


def test_one_that_fails_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(_: Actor) -> int:
        raise Unavailable("磁盘已满。")

    done: list[int] = []
    monkeypatch.setattr(daily, "CHORES", (full, lambda _: done.append(1)))
    with clock.at(NOON):
        assert daily.keep_house(None) == NOON.date()
    assert done == [1]
    assert "磁盘已满" in caplog.text
