"""A real team on a real authorisation: given points, answering them, shut out at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.checkpoints import drafted
from tests.people import Cast
from tests.scenarios import TODAY, Story
from tests.teamed import Teamed
from xuncha.cycle.checkpoints.models import InspectionPoint
from xuncha.cycle.checkpoints.services import lists, sets
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.pool.enums import TieKind, TieSource
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.pool.services import tying
from xuncha.foundation.notices.models import Notice

SignIn = Callable[[str], Client]


@pytest.fixture
def working(working: Teamed, people: Cast) -> Teamed:
    """The team at work, its inspection entered and given its list."""
    made = working
    version = drafted(people.actor("liwen"))
    sets.issue_set(
        people.actor("song"), set_id=version.pk, version=version.version, effective_on=TODAY
    )
    Inspection.objects.filter(pk=made.first.pk).update(
        state=Stage.LEARNING, entered_on=made.round.start_on
    )
    lists.give_list(people.actor("liwen"), inspection_id=made.first.pk)
    return made


def _client(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def test_a_member_is_given_points_and_answers_until_a_hidden_tie_shuts_the_door(
    working: Teamed, story: Story, people: Cast, as_: SignIn
) -> None:
    first = InspectionPoint.objects.filter(inspection=working.first).order_by("number")[0]
    board = f"/inspections/{working.first.pk}/points/"
    page = as_("liwen").get(board)
    assert [one.name for one in page.context["people"]][:2] == ["陆一", "顾二"]
    sent = {"points": [first.pk], "user": working.member.pk}
    assert as_("liwen").post(f"{board}assign/", sent).status_code == 302
    assert Notice.objects.filter(user=working.member, kind="checkpoints.point.assigned").exists()
    member = _client(working.member)
    assert first.text in member.get("/").content.decode()
    assert first.text in member.get(board).content.decode()
    said = {"version": 1, "state": "clear", "how": "查了公示栏和12户回访"}
    assert member.post(f"/points/{first.pk}/answer/", said).status_code == 302
    row = Inspector.objects.get(user=working.member)
    facts = tying.TieFacts(
        kind=TieKind.KIN, source=TieSource.OFFICE, organisation_id=story.water.pk, person="顾某",
        relationship="表弟", post="副局长",
    )  # fmt: skip
    tying.add_tie(people.actor("liwen"), inspector_id=row.pk, facts=facts)
    for shut in (board, f"/points/{first.pk}/"):
        assert member.get(shut).status_code == 404
    again = {"version": 2, "action": "reopen", "reason": "再看"}
    assert member.post(f"/points/{first.pk}/move/", again).status_code == 404
    assert not member.get("/notices/").content.decode().count("条监督要点分给您检查")
    first.refresh_from_db()
    assert (first.state, first.answered_by) == ("clear", working.member)


def test_a_seat_that_has_not_declared_is_given_nothing(
    working: Teamed, people: Cast, as_: SignIn
) -> None:
    """The office hears why in a sentence."""
    seat = working.seat_of(working.member)
    seat.declaration.delete()
    first = InspectionPoint.objects.filter(inspection=working.first)[0]
    sent = {"points": [first.pk], "user": working.member.pk}
    answer = as_("liwen").post(f"/inspections/{working.first.pk}/points/assign/", sent)
    assert answer.status_code == 400
    assert "不在这次巡察的组里" in answer.content.decode()


def test_a_member_of_another_team_has_no_part_in_it(working: Teamed, people: Cast) -> None:
    first = InspectionPoint.objects.filter(inspection=working.first)[0]
    Inspection.objects.filter(pk=working.second.pk).update(
        state=Stage.LEARNING, entered_on=working.round.start_on
    )
    lists.give_list(people.actor("liwen"), inspection_id=working.second.pk)
    member = _client(working.member)
    other = InspectionPoint.objects.filter(inspection=working.second)[0]
    assert member.get(f"/points/{other.pk}/").status_code == 404
    assert member.get(f"/points/{first.pk}/").status_code == 200
    assert member.get("/points/").context["page"].total.number == 3
