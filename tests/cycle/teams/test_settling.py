"""How doors are opened again: by two persons, or by finding that it was never so."""

from __future__ import annotations

import io

import pytest
from django.db import IntegrityError, transaction

from tests.people import Cast
from tests.pooled import tie
from tests.scenarios import Story
from tests.teamed import Teamed
from xuncha.cycle.pool.enums import TieKind
from xuncha.cycle.pool.models import Inspector, Tie
from xuncha.cycle.pool.services import tying
from xuncha.cycle.teams.enums import GroundKind, RecusalState
from xuncha.cycle.teams.examining import examine
from xuncha.cycle.teams.models import Recusal
from xuncha.cycle.teams.services import recusing, settling
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


@pytest.fixture
def shut(working: Teamed, story: Story) -> Recusal:
    """A recusal that the engine found against 顾二."""
    tie(Inspector.objects.get(user=working.member), story.water, TieKind.KIN)
    examine(SYSTEM)
    return Recusal.objects.get()


def _ask(people: Cast, row: Recusal, who: str = "liwen", **more: object) -> Recusal:
    facts: dict[str, object] = {"reason": "不参与财务事项", "paper": "领导小组纪要"}
    row.refresh_from_db()
    return settling.ask_waiver(
        people.actor(who), recusal_id=row.pk, version=row.version, **(facts | more)
    )  # type: ignore[arg-type]


def _waive(people: Cast, row: Recusal, who: str) -> Recusal:
    row.refresh_from_db()
    return settling.waive_recusal(people.actor(who), recusal_id=row.pk, version=row.version)


def test_two_persons_open_the_door(shut: Recusal, working: Teamed, people: Cast) -> None:
    assert not working.actor(working.member).grants - working.actor(working.member).recusals
    _ask(people, shut, stream=io.BytesIO("纪要".encode()), name="纪要.txt")
    assert working.first.pk in working.actor(working.member).recusals
    _waive(people, shut, "hejingan")
    assert not working.actor(working.member).recusals
    assert [one.label for one in shut.steps.order_by("pk")] == ["系统发现", "提请豁免", "批准豁免"]


def test_the_engine_does_not_ask_again_what_was_waived(
    shut: Recusal, working: Teamed, people: Cast
) -> None:
    _ask(people, shut)
    _waive(people, shut, "song")
    assert examine(SYSTEM) == 0
    assert not working.actor(working.member).recusals


def test_another_ground_shuts_again_whatever_was_waived(
    shut: Recusal, working: Teamed, story: Story, people: Cast
) -> None:
    _ask(people, shut)
    _waive(people, shut, "song")
    tie(shut.inspector, story.water, TieKind.BUSINESS)  # type: ignore[arg-type]
    assert examine(SYSTEM) == 1
    assert working.first.pk in working.actor(working.member).recusals


def test_one_person_never_does_both(shut: Recusal, people: Cast) -> None:
    _ask(people, shut, who="song")
    with pytest.raises(Refused, match="两个人"):
        _waive(people, shut, "song")
    with pytest.raises(IntegrityError), transaction.atomic():
        Recusal.objects.filter(pk=shut.pk).update(
            state="waived", waived_by=people["song"], waived_at=shut.raised_at
        )


def test_a_clerk_does_not_approve_a_waiver(shut: Recusal, people: Cast) -> None:
    _ask(people, shut)
    with pytest.raises(Refused):
        _waive(people, shut, "zhaoqing")


def test_nobody_settles_his_own(shut: Recusal, working: Teamed, people: Cast) -> None:
    """Not even as the office's director."""
    row = Inspector.objects.get(user=working.member)
    row.user = people["song"]
    row.save()
    Recusal.objects.update(user=people["song"])
    for call in (settling.confirm_recusal, settling.waive_recusal):
        with pytest.raises(Refused, match="涉及自己"):
            call(people.actor("song"), recusal_id=shut.pk, version=shut.version)


@pytest.mark.parametrize("field", ["reason", "paper"])
def test_a_waiver_wants_reason_and_paper(field: str, shut: Recusal, people: Cast) -> None:
    with pytest.raises(Invalid):
        _ask(people, shut, **{field: " "})


def test_a_refused_waiver_leaves_the_door_shut(
    shut: Recusal, working: Teamed, people: Cast
) -> None:
    row = _ask(people, shut)
    settling.refuse_waiver(
        people.actor("song"), recusal_id=row.pk, version=row.version, reason="关系太近"
    )
    shut.refresh_from_db()
    assert shut.state == RecusalState.CONFIRMED
    assert working.first.pk in working.actor(working.member).recusals


def test_what_the_engine_still_finds_can_t_be_dismissed(shut: Recusal, people: Cast) -> None:
    with pytest.raises(Conflict, match="还在"):
        settling.dismiss_recusal(
            people.actor("song"), recusal_id=shut.pk, version=shut.version, reason="没有这回事"
        )


def test_the_wrong_tie_is_taken_back_by_one_and_the_door_opened_by_another(
    shut: Recusal, working: Teamed, people: Cast
) -> None:
    row = Tie.objects.get(pk=shut.tie_id)
    tying.withdraw_tie(people.actor("song"), tie_id=row.pk, version=row.version, reason="登记错人")
    with pytest.raises(Conflict, match="另一位"):
        settling.dismiss_recusal(
            people.actor("song"), recusal_id=shut.pk, version=shut.version, reason="登记错人"
        )
    settling.dismiss_recusal(
        people.actor("hejingan"), recusal_id=shut.pk, version=shut.version, reason="登记错人"
    )
    assert not working.actor(working.member).recusals
    settling.raise_again(
        people.actor("liwen"), recusal_id=shut.pk, version=shut.version + 1, reason="查实有关系"
    )
    assert working.first.pk in working.actor(working.member).recusals


def test_stale_and_twice(shut: Recusal, people: Cast) -> None:
    settling.confirm_recusal(people.actor("liwen"), recusal_id=shut.pk, version=shut.version)
    with pytest.raises(Conflict):
        settling.confirm_recusal(people.actor("zhaoqing"), recusal_id=shut.pk, version=shut.version)
    shut.refresh_from_db()
    with pytest.raises(Conflict, match="已认定"):
        settling.confirm_recusal(people.actor("zhaoqing"), recusal_id=shut.pk, version=shut.version)


@pytest.mark.parametrize("who", ["zhoulan", "fengli", "xitong", "shenji"])
def test_who_has_no_part_in_it_finds_nothing(who: str, shut: Recusal, people: Cast) -> None:
    with pytest.raises(Absent):
        settling.confirm_recusal(people.actor(who), recusal_id=shut.pk, version=shut.version)


def test_a_recused_clerk_does_not_handle_others_recusals_there(
    shut: Recusal, working: Teamed, people: Cast
) -> None:
    recusing.recuse_self(
        people.actor("liwen"), ground=GroundKind.KIN, words="亲属在该单位",
        organisation_id=working.first.organisation_id,
    )  # fmt: skip
    with pytest.raises(Absent):
        settling.confirm_recusal(people.actor("liwen"), recusal_id=shut.pk, version=shut.version)


def test_the_office_sets_a_recusal_that_no_engine_finds(working: Teamed, people: Cast) -> None:
    row = Inspector.objects.get(user=working.member)
    recusing.raise_recusal(
        people.actor("liwen"), ground=GroundKind.OTHER, words="信访反映往来密切",
        inspector_id=row.pk, organisation_id=working.first.organisation_id,
    )  # fmt: skip
    assert working.first.pk in working.actor(working.member).recusals


def test_a_wrong_ground_of_ones_own_is_dismissed_by_another(working: Teamed, people: Cast) -> None:
    made = recusing.recuse_self(
        working.actor(working.member), ground=GroundKind.OTHER, words="记错了单位",
        inspection_id=working.first.pk,
    )  # fmt: skip
    with pytest.raises(Refused):
        settling.dismiss_recusal(
            people.actor("liwen"), recusal_id=made.pk, version=made.version, reason="核实不符"
        )
    settling.dismiss_recusal(
        people.actor("song"), recusal_id=made.pk, version=made.version, reason="核实不符"
    )
    assert not working.actor(working.member).recusals
