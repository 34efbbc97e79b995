"""A field site says on each page that it is one, and leaves to the office what is the office's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.fielded import Fielded
from tests.scenarios import TODAY
from xuncha.foundation.kits import station
from xuncha.kernel import clock
from xuncha.web import outside

SignIn = Callable[[str], Client]
OWN = station.Station(
    team_id=1, team="区委第一巡察组", round="第十轮", machine="XC-01", holder="顾二", number=1,
    follows=0, key_range=1, office="", receipts="", valid_until="2026-04-24",
    since="2026-03-10T08:00",
)  # fmt: skip


@pytest.fixture
def _outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(station, "read", lambda _home=None: OWN)


@pytest.mark.usefixtures("_outside")
def test_the_strip_and_the_way_back_to_the_office(field: Fielded, as_: SignIn) -> None:
    with clock.at(TODAY):
        client = as_("guer")
        page = client.get(f"/inspections/{field.inspection.pk}/papers/").content.decode()
        assert "第十轮区委第一巡察组 · 设备 XC-01 · 2026-03-10 起" in page
        assert "有效期至 2026-04-24" in page
        for shut in ("/outings/", "/results/", "/clues/", "/petitions/"):
            assert f'href="{shut}"' not in page
        for url in ("/results/", "/petitions/", "/outings/", "/jobs/"):
            answer = client.get(url)
            assert answer.status_code == 403, url
            assert outside.SENTENCE in answer.content.decode()
        answer = client.post(f"/findings/{field.inspection.pk}/move/", {})
        assert outside.SENTENCE in answer.content.decode()


@pytest.mark.usefixtures("_outside")
def test_after_the_last_day_it_asks_to_come_home(field: Fielded, as_: SignIn) -> None:
    with clock.at(TODAY.replace(month=5)):
        assert "授权已于 2026-04-24 到期，请带回办公室" in as_("guer").get("/").content.decode()


def test_an_office_shows_no_strip(field: Fielded, as_: SignIn) -> None:
    with clock.at(TODAY):
        assert "外出站点" not in as_("guer").get("/").content.decode()
