"""The inspected unit asks; the office verifies; another person decides."""

from __future__ import annotations

import pytest

from tests.people import Cast
from tests.teamed import Teamed
from xuncha.cycle.teams.enums import GroundKind, ObjectionState
from xuncha.cycle.teams.models import Recusal, Seat, UnitObjection
from xuncha.cycle.teams.services import objecting
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def _asked(working: Teamed, people: Cast, who: str = "zhoulan") -> UnitObjection:
    return objecting.ask_objection(
        people.actor(who), seat_id=working.seat_of(working.member).pk, reason="与我局有合同纠纷"
    )


def _verified(working: Teamed, people: Cast) -> UnitObjection:
    row = _asked(working, people)
    return objecting.verify_objection(
        people.actor("liwen"), objection_id=row.pk, version=row.version,
        ground=GroundKind.BUSINESS, words="情况属实，2024年起诉",
    )  # fmt: skip


def test_upheld_shuts_the_door(working: Teamed, people: Cast) -> None:
    row = _verified(working, people)
    assert working.actor(working.member).grants
    objecting.uphold_objection(
        people.actor("hejingan"), objection_id=row.pk, version=row.version, decision="同意"
    )
    assert working.first.pk in working.actor(working.member).recusals
    assert Recusal.objects.get().origin == "unit"


def test_refused_leaves_it_open(working: Teamed, people: Cast) -> None:
    row = _verified(working, people)
    objecting.refuse_objection(
        people.actor("song"), objection_id=row.pk, version=row.version, decision="已结案三年"
    )
    row.refresh_from_db()
    assert row.state == ObjectionState.REFUSED
    assert not Recusal.objects.exists()


def test_who_verified_does_not_decide(working: Teamed, people: Cast) -> None:
    row = _asked(working, people)
    objecting.verify_objection(
        people.actor("song"), objection_id=row.pk, version=row.version,
        ground=GroundKind.OTHER, words="属实",
    )  # fmt: skip
    row.refresh_from_db()
    with pytest.raises(Refused, match="核实人"):
        objecting.uphold_objection(
            people.actor("song"), objection_id=row.pk, version=row.version, decision="同意"
        )


def test_nothing_is_decided_before_it_was_verified(working: Teamed, people: Cast) -> None:
    row = _asked(working, people)
    with pytest.raises(Conflict):
        objecting.uphold_objection(
            people.actor("hejingan"), objection_id=row.pk, version=row.version, decision="同意"
        )
    assert not Recusal.objects.exists()


@pytest.mark.parametrize("who", ["wutong", "fengli", "xitong"])
def test_only_the_unit_that_is_visited_knows_of_the_team(
    who: str, working: Teamed, people: Cast
) -> None:
    with pytest.raises(Absent):
        _asked(working, people, who)


def test_the_office_does_not_ask_for_the_unit(working: Teamed, people: Cast) -> None:
    with pytest.raises(Absent):
        _asked(working, people, "liwen")


def test_one_request_at_a_time_with_a_reason(working: Teamed, people: Cast) -> None:
    with pytest.raises(Invalid):
        objecting.ask_objection(
            people.actor("zhoulan"), seat_id=working.seat_of(working.member).pk, reason=" "
        )
    _asked(working, people)
    with pytest.raises(Conflict, match="正在办理"):
        _asked(working, people, "zhengyan")


def test_a_unit_sees_no_team_before_the_announcement(formed: Teamed, people: Cast) -> None:
    with pytest.raises(Absent):
        objecting.ask_objection(
            people.actor("zhoulan"),
            seat_id=Seat.objects.first().pk,
            reason="有纠纷",  # type: ignore[union-attr]
        )
