"""Recommended, checked, admitted by another; paused, resumed, gone: who may, when, why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.people import Cast
from tests.pooled import Pool, inspector
from tests.scenarios import Story
from xuncha.cycle.pool import defaults
from xuncha.cycle.pool.enums import EntryWay, InspectorState
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.pool.services import entering
from xuncha.cycle.pool.services.details import Details
from xuncha.cycle.pool.states import INSPECTOR_STATES
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.notices.models import Notice
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

MET = defaults.CONDITIONS


def _nominate(actor: Actor, story: Story, name: str = "钱四海", **more: Any) -> Inspector:
    return entering.nominate_inspector(
        actor, details=Details(name=name), way=EntryWay.UNIT, home_id=story.water.pk, **more
    )


def test_the_whole_way(story: Story, people: Cast) -> None:
    office, director = people.actor("liwen"), people.actor("song")
    made = _nominate(people.actor("zhaoqing"), story, nomination="单位党组会研究推荐")
    [made] = entering.check_inspectors(office, people=[(made.pk, 1)], conditions=MET)
    [made] = entering.admit_inspectors(
        director, people=[(made.pk, made.version)], paper="领导小组会议 2026-03-18"
    )
    made.refresh_from_db()
    assert made.state == InspectorState.ADMITTED
    assert len({made.nominated_by_id, made.checked_by_id, made.admitted_by_id}) == 3
    assert made.checked_conditions == MET
    assert [one.action for one in made.steps.order_by("pk")] == ["nominate", "check", "admit"]
    told = set(Notice.objects.filter(kind="pool.inspector.checked").values_list("user__username"))
    assert told == {("song",), ("hejingan",)}


def test_whoever_checked_cannot_admit(story: Story, people: Cast, pool: Pool) -> None:
    song = people.actor("song")
    [sun] = entering.check_inspectors(song, people=[(pool.sun.pk, 1)], conditions=MET)
    with pytest.raises(Refused, match="资格审查人不能审定"):
        entering.admit_inspectors(song, people=[(sun.pk, sun.version)], paper="会议")
    entering.admit_inspectors(
        people.actor("hejingan"), people=[(sun.pk, sun.version)], paper="会议"
    )


def test_the_database_itself_refuses_the_checker_as_approver(people: Cast, pool: Pool) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspector.objects.filter(pk=pool.zhao.pk).update(admitted_by=people["liwen"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspector.objects.filter(pk=pool.sun.pk).update(state="admitted")
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspector.objects.filter(pk=pool.zhao.pk).update(state="paused", state_reason="")


def test_every_condition_must_be_met(people: Cast, pool: Pool) -> None:
    with pytest.raises(Invalid, match=f"还没有确认“{MET[-1]}”"):
        entering.check_inspectors(
            people.actor("liwen"), people=[(pool.sun.pk, 1)], conditions=MET[:-1]
        )


def test_a_batch_goes_through_whole_or_not_at_all(people: Cast, pool: Pool) -> None:
    batch = [(pool.sun.pk, 1), (pool.zhou.pk, 1)]
    with pytest.raises(Conflict, match="当前状态是“待审定”"):
        entering.check_inspectors(people.actor("liwen"), people=batch, conditions=MET)
    pool.sun.refresh_from_db()
    assert pool.sun.state == InspectorState.NOMINATED
    assert not pool.sun.steps.exists()


def test_nobody_handles_his_own_entry(story: Story, people: Cast, pool: Pool) -> None:
    Inspector.objects.filter(pk=pool.sun.pk).update(user=people["liwen"])
    Inspector.objects.filter(pk=pool.zhou.pk).update(user=people["song"])
    with pytest.raises(Refused, match="不能办理自己的入库手续"):
        entering.check_inspectors(people.actor("liwen"), people=[(pool.sun.pk, 1)], conditions=MET)
    with pytest.raises(Refused, match="不能办理自己的入库手续"):
        entering.admit_inspectors(people.actor("song"), people=[(pool.zhou.pk, 1)], paper="会议")


def test_a_double_is_told(story: Story, people: Cast, pool: Pool) -> None:
    with pytest.raises(Conflict, match="已经有水务局的赵一禾（在库）"):
        _nominate(people.actor("liwen"), story, name="赵 一禾")


STEPS: dict[str, Callable[[Actor, Inspector], object]] = {
    "check": lambda actor, row: entering.check_inspectors(
        actor, people=[(row.pk, row.version)], conditions=MET
    ),
    "return": lambda actor, row: entering.return_inspector(
        actor, inspector_id=row.pk, version=row.version, reason="材料不全"
    ),
    "admit": lambda actor, row: entering.admit_inspectors(
        actor, people=[(row.pk, row.version)], paper="会议"
    ),
    "reject": lambda actor, row: entering.reject_inspector(
        actor, inspector_id=row.pk, version=row.version, reason="处分影响期未满"
    ),
    "pause": lambda actor, row: entering.pause_inspector(
        actor, inspector_id=row.pk, version=row.version, reason="产假"
    ),
    "resume": lambda actor, row: entering.resume_inspector(
        actor, inspector_id=row.pk, version=row.version, reason="假满"
    ),
    "leave": lambda actor, row: entering.retire_inspector(
        actor, inspector_id=row.pk, version=row.version, reason="退休"
    ),
    "renominate": lambda actor, row: entering.renominate_inspector(
        actor, inspector_id=row.pk, version=row.version, reason="单位再次推荐"
    ),
}
MAY = {
    "song": {*STEPS},
    "liwen": {*STEPS} - {"return", "admit"},
    "hejingan": {"return", "admit", "reject"},
}
OUTSIDE = ("fengli", "zhoulan", "zhengyan", "xitong", "baomi", "shenji")


@pytest.mark.parametrize("action", sorted(STEPS))
@pytest.mark.parametrize("state", list(InspectorState))
def test_every_step_from_every_state_by_everybody(
    action: str, state: InspectorState, story: Story, people: Cast
) -> None:
    step = INSPECTOR_STATES.transitions[action]
    for username in ("song", "liwen", "hejingan", *OUTSIDE):
        row = inspector(people, f"某{username}", story.civil, state=state)
        if row.checked_by_id == people["liwen"].pk:  # so that 李闻 hears of his role first
            Inspector.objects.filter(pk=row.pk).update(checked_by=people["zhaoqing"])
            row.refresh_from_db()
        actor = people.actor(username)
        if username in OUTSIDE:
            expected: type[Exception] | None = Absent
        elif action not in MAY[username]:
            expected = Refused
        else:
            expected = None if state in step.sources else Conflict
        if expected is None:
            STEPS[action](actor, row)
            row.refresh_from_db()
            assert row.state == step.target
        else:
            with pytest.raises(expected):
                STEPS[action](actor, row)
            row.refresh_from_db()
            assert row.state == state


@pytest.mark.parametrize("action", ["return", "reject", "pause", "resume", "leave", "renominate"])
def test_a_reason_is_due(action: str, story: Story, people: Cast) -> None:
    step = INSPECTOR_STATES.transitions[action]
    row = inspector(people, "某人", story.civil, state=InspectorState(min(step.sources)))
    with pytest.raises(Invalid, match="必须写明理由"):
        INSPECTOR_STATES.move(row, action, reason="  ")


def test_a_stale_version_is_a_conflict(people: Cast, pool: Pool) -> None:
    entering.pause_inspector(
        people.actor("liwen"), inspector_id=pool.zhao.pk, version=1, reason="产假"
    )
    with pytest.raises(Conflict, match="先一步"):
        entering.retire_inspector(
            people.actor("song"), inspector_id=pool.zhao.pk, version=1, reason="退休"
        )


def test_the_log_holds_no_reason(people: Cast, pool: Pool) -> None:
    entering.reject_inspector(
        people.actor("song"), inspector_id=pool.sun.pk, version=1, reason="有信访反映"
    )
    row = AuditRow.objects.order_by("-number")[0]
    assert row.verb == "pool.inspector.rejected"
    assert "信访" not in f"{row.details}{row.reason}{row.object_name}"
    assert pool.sun.steps.get().reason == "有信访反映"


def test_the_person_himself_moves_nothing(people: Cast, pool: Pool) -> None:
    me = build_actor(pool.account)
    with pytest.raises(Refused):
        entering.retire_inspector(me, inspector_id=pool.zhao.pk, version=1, reason="不想干了")
    with pytest.raises(Absent):
        entering.retire_inspector(me, inspector_id=pool.sun.pk, version=1, reason="不想干了")
