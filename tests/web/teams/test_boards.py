"""Pages of teams: what they show, what they cost, and what comes back from a wrong form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.people import Cast
from tests.pooled import tie
from tests.scenarios import Story, unit
from tests.teamed import Teamed, person, planned
from xuncha.cycle.pool.enums import TieKind
from xuncha.cycle.teams.enums import SeatRole
from xuncha.cycle.teams.examining import examine
from xuncha.cycle.teams.models import Assignment, Authorisation, Seat, Team
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM


def _more(working: Teamed, people: Cast) -> None:
    """Three more teams of three, each with an inspection."""
    for number in range(3, 6):
        team = Team.objects.create(
            round=working.round, number=number, name=f"第{number}组", made_at=clock.now()
        )
        Authorisation.objects.create(team=team)
        place = unit(f"X{number}", f"清源区新增{number}单位")
        Assignment.objects.create(
            team=team, inspection=planned(working.round, place, team.name)
        )  # fmt: skip
        for at in range(3):
            one = person(people, f"新{number}{at}", unit(f"Y{number}{at}", f"新增家{number}{at}"))
            Seat.objects.create(
                team=team, round=working.round, inspector=one, role=SeatRole.MEMBER,
                from_on=working.round.start_on, way="hand", reason="x", seated_at=clock.now(),
            )  # fmt: skip


@pytest.mark.parametrize("page", ["board", "team", "rounds", "recusals"])
def test_more_teams_ask_no_more_of_the_database(
    page: str, working: Teamed, story: Story, people: Cast, as_: Callable[[str], Client]
) -> None:
    url = {
        "board": f"/teams/rounds/{working.round.pk}/", "team": f"/teams/{working.teams[0].pk}/",
        "rounds": "/teams/", "recusals": "/recusals/",
    }[page]  # fmt: skip
    tie(working.people[1], story.water, TieKind.KIN)
    examine(SYSTEM)
    client = as_("song")
    client.get(url)
    with CaptureQueriesContext(connection) as before:
        assert client.get(url).status_code == 200
    _more(working, people)
    tie(working.people[4], story.water, TieKind.BUSINESS)
    examine(SYSTEM)
    with CaptureQueriesContext(connection) as after:
        assert client.get(url).status_code == 200
    assert len(after) <= len(before)


def test_a_team_shows_its_checks_seats_and_paper(
    working: Teamed, as_: Callable[[str], Client]
) -> None:
    text = as_("song").get(f"/teams/{working.teams[0].pk}/").content.decode()
    for words in (
        "陆1",
        "顾2",
        "清巡办2026年第1号",
        "清源区水务局",
        "没有两人来自同一单位",
        "授权期内",
    ):
        assert words in text


def test_a_wrong_form_comes_back_with_its_sentence(
    working: Teamed, as_: Callable[[str], Client]
) -> None:
    team = working.teams[1]
    team.refresh_from_db()
    client = as_("liwen")
    answer = client.post(
        f"/teams/{team.pk}/seat/",
        {"version": team.version, "inspector": working.people[10].pk, "role": "member"},
    )
    assert answer.status_code == 400
    assert "这个字段" in answer.content.decode() or "必填" in answer.content.decode()
    answer = client.post(
        f"/teams/{team.pk}/paper/",
        {"version": team.version, "paper": "一号", "opens_on": "2026-04-01",
         "shuts_on": "2026-03-20"},
    )  # fmt: skip
    assert answer.status_code == 400
    assert "到期日期不能早于启用日期" in answer.content.decode()


def test_a_stale_form_is_told_that_somebody_was_faster(
    working: Teamed, as_: Callable[[str], Client]
) -> None:
    team = working.teams[1]
    team.refresh_from_db()
    facts = {"version": team.version - 1}
    assert as_("liwen").post(f"/teams/{team.pk}/clear/", facts).status_code == 409


def test_printing_is_logged(working: Teamed, as_: Callable[[str], Client]) -> None:
    answer = as_("hejingan").post(f"/teams/{working.teams[0].pk}/print/")
    assert "授权任职及任务分工的决定" in answer.content.decode()
    assert AuditRow.objects.filter(verb="teams.team.printed").count() == 1


def test_an_unknown_round_or_team_is_absent(working: Teamed, as_: Callable[[str], Client]) -> None:
    for url in ("/teams/rounds/99999/", "/teams/99999/", "/recusals/99999/"):
        assert as_("song").get(url).status_code == 404


def test_the_unit_sees_who_comes_and_no_reason(
    working: Teamed, as_: Callable[[str], Client]
) -> None:
    text = as_("zhoulan").get("/visiting-team/").content.decode()
    assert "陆1" in text
    assert "熟悉业务" not in text
    assert "陆1" not in as_("wutong").get("/visiting-team/").content.decode()
    seat = working.seat_of(working.member)
    client = as_("zhoulan")
    assert (
        client.post(f"/visiting-team/seats/{seat.pk}/object/", {"reason": "有纠纷"}).status_code
        == 302
    )
    assert "申请办理中" in client.get("/visiting-team/").content.decode()
