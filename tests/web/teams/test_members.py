"""What a team member gets on every address, and when: nothing before, nothing after, nothing of
others; a door that shuts while he is signed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.test import Client

from tests.people import Cast
from tests.pooled import tie
from tests.scenarios import Story, finding, item, unit
from tests.teamed import SHUTS, Teamed, announced, form, planned, teamed
from tests.web.test_matrix import patterns
from xuncha.cycle.pool.enums import TieKind, TieSource
from xuncha.cycle.pool.models import Inspector, Tie
from xuncha.cycle.pool.services import tying
from xuncha.cycle.teams.examining import examine
from xuncha.cycle.teams.models import Declaration, Recusal
from xuncha.cycle.teams.services.forming import assign_inspection
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _status(client: Client, url: str) -> int:
    return client.get(url).status_code


def test_his_inspection_and_no_other(working: Teamed, story: Story) -> None:
    made = item(finding(working.first, "1", "台账不实"), "1", "台账不实的问题")
    client = _client(working.member)
    assert _status(client, f"/inspections/{working.first.pk}/") == 200
    assert _status(client, f"/rectification/items/{made.pk}/") == 200
    assert _status(client, f"/findings/{made.finding_id}/") == 200
    for other in (working.second, story.inspection, story.other):
        assert _status(client, f"/inspections/{other.pk}/") == 404
    assert _status(client, f"/rectification/items/{story.items[0].pk}/") == 404
    text = client.get("/rectification/").content.decode()
    assert "台账不实的问题" in text
    assert "48万元" not in text


def test_a_tie_entered_later_shuts_the_door_on_the_next_click(
    working: Teamed, story: Story, people: Cast
) -> None:
    client = _client(working.member)
    url = f"/inspections/{working.first.pk}/"
    assert _status(client, url) == 200
    tying.add_tie(
        people.actor("liwen"), inspector_id=Inspector.objects.get(user=working.member).pk,
        facts=tying.TieFacts(
            kind=TieKind.KIN, source=TieSource.OFFICE, organisation_id=story.water.pk,
            person="顾某", relationship="表弟",
        ),
    )  # fmt: skip
    assert _status(client, url) == 404
    page = client.get("/my-teams/").content.decode()
    assert "待核实" in page
    assert url not in page
    assert "您须回避水务局" in client.get("/notices/").content.decode()


def test_the_door_shuts_by_itself_while_he_is_signed_in(working: Teamed) -> None:
    client = _client(working.member)
    url = f"/inspections/{working.first.pk}/"
    last = dt.datetime.combine(SHUTS, dt.time(23, 59, 59), clock.CHINA)
    with clock.at(last):
        assert _status(client, url) == 200
    with clock.at(last + dt.timedelta(seconds=1)):
        assert _status(client, url) == 404
        page = client.get("/my-teams/").content.decode()
        assert "已到期" in page
        assert "水务局" not in page


def test_declaring_opens_and_one_click_shuts(story: Story, people: Cast) -> None:
    made = teamed(story, people)
    form(made, people)
    announced(made.teams[0], people)
    client = _client(made.member)
    url = f"/inspections/{made.first.pk}/"
    assert _status(client, url) == 404
    seat = made.seat_of(made.member)
    assert "清源区水务局" in client.get("/my-teams/").content.decode()
    assert client.post(f"/my-teams/seats/{seat.pk}/declare/", {}).status_code == 400
    answer = client.post(f"/my-teams/seats/{seat.pk}/declare/", {"answer": "none"})
    assert answer.status_code == 302
    assert _status(client, url) == 200
    answer = client.post(
        "/my-teams/recuse/",
        {"target": f"i{made.first.pk}", "ground": "other", "words": "邻居在该单位"},
    )
    assert answer.status_code == 302
    assert _status(client, url) == 404


def test_several_ties_are_declared_at_once(story: Story, people: Cast) -> None:
    made = teamed(story, people)
    form(made, people)
    extra = planned(made.round, unit("A77", "清源区林草中心"), "")
    team = made.teams[0]
    team.refresh_from_db()
    assign_inspection(
        people.actor("liwen"), team_id=team.pk, inspection_id=extra.pk, version=team.version
    )
    announced(team, people)
    client, seat = _client(made.member), made.seat_of(made.member)
    url = f"/my-teams/seats/{seat.pk}/declare/"
    told = {
        "answer": "some", "words": "两家都有",
        "tie0-organisation": story.water.pk, "tie0-kind": "kin", "tie0-person": "顾某",
        "tie0-relationship": "表弟", "tie2-organisation": extra.organisation_id,
    }  # fmt: skip
    answer = client.post(url, told)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "请选择关系。" in page
    assert '<details class="mb-3" open>' in page
    assert client.post(url, told | {"tie2-kind": "post"}).status_code == 302
    declared = Declaration.objects.get(seat=seat)
    assert (declared.has_none, declared.words) == (False, "两家都有")
    kinds = Tie.objects.filter(inspector=seat.inspector, source="declared").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == ["kin", "post"]
    for inspection in (made.first, extra):
        assert _status(client, f"/inspections/{inspection.pk}/") == 404


def test_none_and_a_tie_together_are_refused(story: Story, people: Cast) -> None:
    made = teamed(story, people)
    form(made, people)
    announced(made.teams[0], people)
    client, seat = _client(made.member), made.seat_of(made.member)
    told = {"answer": "none", "tie0-organisation": story.water.pk, "tie0-kind": "post"}
    answer = client.post(f"/my-teams/seats/{seat.pk}/declare/", told)
    assert answer.status_code == 400
    assert "就不要再填关系" in answer.content.decode()
    assert not Declaration.objects.exists()


def test_the_office_puts_down_a_paper_with_ties(
    story: Story, people: Cast, as_: Callable[[str], Client]
) -> None:
    made = teamed(story, people)
    form(made, people)
    announced(made.teams[0], people)
    seat = made.seat_of(made.member)
    url = f"/teams/seats/{seat.pk}/declaration/"
    told = {
        "answer": "some", "tie0-organisation": story.water.pk, "tie0-kind": "post",
        "tie0-detail": "曾任科员",
    }  # fmt: skip
    assert as_("liwen").post(url, told).status_code == 400
    assert as_("liwen").post(url, told | {"paper": "纸质7号"}).status_code == 302
    assert Declaration.objects.get(seat=seat).paper == "纸质7号"
    assert _status(_client(made.member), f"/inspections/{made.first.pk}/") == 404


def test_somebody_elses_seat_is_not_declared_for(working: Teamed) -> None:
    Declaration.objects.filter(seat__inspector__user=working.leader).delete()
    seat = working.seat_of(working.leader)
    client = _client(working.member)
    answer = client.post(f"/my-teams/seats/{seat.pk}/declare/", {"answer": "none"})
    assert answer.status_code in {403, 404}
    assert not Declaration.objects.filter(seat=seat).exists()


def test_the_board_hides_what_its_reader_must_keep_away_from(
    working: Teamed, story: Story, people: Cast
) -> None:
    tie(Inspector.objects.get(user=working.member), story.water, TieKind.KIN)
    examine(SYSTEM)
    Recusal.objects.create(
        user=people["hejingan"], organisation=story.water, ground="kin", words="亲属",
        origin="own", key="own-he", raised_at=clock.now(),
    )  # fmt: skip
    client = _client(people["hejingan"])
    for url in (f"/teams/rounds/{working.round.pk}/", f"/teams/{working.teams[0].pk}/"):
        text = client.get(url).content.decode()
        assert "水务局" not in text, url
    assert "顾2" not in client.get("/recusals/").content.decode()
    row = Recusal.objects.get(origin="engine")
    assert _status(client, f"/recusals/{row.pk}/") == 404


def test_pages_that_are_not_his(working: Teamed) -> None:
    """A member has no office: lists of others, teams as such, registers, rules."""
    client = _client(working.member)
    for url in ("/teams/", f"/teams/{working.teams[0].pk}/", "/recusals/", "/teams/rules/",
                "/rounds/", "/inspections/", "/term/", "/visiting-team/"):  # fmt: skip
        assert _status(client, url) == 403, url


def test_every_address_that_takes_an_inspector_was_thought_of() -> None:
    """Whoever lets team members onto a page adds it here, having asked what they may see."""
    let_in = {
        name
        for name, _, view in patterns()
        if "inspector" in getattr(view, "xuncha_audience", frozenset())
    }
    assert let_in >= {"myteams_page", "rounds_inspection", "rectification_item"}
    assert not {name for name in let_in if name.startswith(("accounts", "audit", "imports"))}
