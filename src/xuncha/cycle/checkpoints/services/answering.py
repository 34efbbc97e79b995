"""Answering points: checked and nothing found, trouble found, does not apply; and looking again."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.checkpoints.enums import PointState
from xuncha.cycle.checkpoints.models import InspectionPoint, PointStep
from xuncha.cycle.checkpoints.states import POINT_STATES
from xuncha.cycle.planning.enums import AFTER_ENTRY, AFTER_FEEDBACK
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict
from xuncha.kernel.texts import words

LONGEST_HOW, LONGEST_ANSWER = 300, 2000


@service
def clear_point(
    actor: Actor, *, point_id: int, version: int, how: str, answer: str = ""
) -> InspectionPoint:
    """Checked, and nothing wrong: says how it was checked."""
    how = words(how, LONGEST_HOW, "how", "请写明怎样查的，例如查阅了哪些材料、走访了哪些人。")
    return _answer(actor, point_id, "clear", version, how, answer.strip())


@service
def mark_found(
    actor: Actor, *, point_id: int, version: int, answer: str, how: str = ""
) -> InspectionPoint:
    """Something is wrong here: says what. The finding itself is linked by the room of findings."""
    answer = words(answer, LONGEST_ANSWER, "answer", "请写明发现了什么。")
    return _answer(actor, point_id, "found", version, how.strip(), answer)


@service
def mark_not_applicable(
    actor: Actor, *, point_id: int, version: int, answer: str
) -> InspectionPoint:
    """The point does not fit this organisation: says why."""
    answer = words(answer, LONGEST_ANSWER, "answer", "请写明为什么不适用。")
    return _answer(actor, point_id, "not_applicable", version, "", answer)


@service
def reopen_point(actor: Actor, *, point_id: int, version: int, reason: str) -> InspectionPoint:
    """Look again: the answer is taken back, what was said stays in the point's steps. Refused while
    a finding answers to the point."""
    point = step(
        actor, point_id, "reopen", version, reason, how="", answer="", answered_by=None,
        answered_at=None,
    )  # fmt: skip
    record(actor, "checkpoints.point.reopened", point, reason=reason.strip())
    return point


def found_by_finding(actor: Actor, point: InspectionPoint, said: str) -> InspectionPoint:
    """A finding answers to the point: whatever was said before, something is wrong here. For the
    service that links the two, at any time until the inspection is closed; does nothing where
    trouble was told already."""
    if point.state == PointState.FOUND:
        return point
    change = POINT_STATES.move(
        point, "found", answer=said, answered_by_id=actor.user_id, answered_at=clock.now()
    )
    note_step(actor, point, "found", change.label, change.before, change.after, said)
    record(actor, "checkpoints.point.answered", point, state=point.state, how="")
    return point


def _answer(
    actor: Actor, point_id: int, action: str, version: int, how: str, answer: str
) -> InspectionPoint:
    said = "\n".join(one for one in (how, answer) if one)
    point = step(
        actor, point_id, action, version, said, how=how[:LONGEST_HOW], answer=answer,
        answered_by_id=actor.user_id, answered_at=clock.now(),
    )  # fmt: skip
    record(actor, "checkpoints.point.answered", point, state=point.state, how=how)
    return point


def step(
    actor: Actor, point_id: int, action: str, version: int | None, reason: str, **fields: Any
) -> InspectionPoint:
    """One step of a point under policy, stage and state table, noted in its steps."""
    rows = InspectionPoint.objects.select_related("inspection")
    point = access.get_or_404(actor, rows, pk=point_id)
    access.require(actor, action, point)
    _in_its_time(point, action)
    change = POINT_STATES.move(point, action, version=version, reason=reason, **fields)
    note_step(actor, point, action, change.label, change.before, change.after, reason.strip())
    return point


def note_step(
    actor: Actor,
    point: InspectionPoint,
    action: str,
    label: str,
    before: str,
    after: str,
    reason: str,
) -> None:
    """A row of the point's history."""
    PointStep.objects.create(
        point=point, action=action, label=label, before=before, after=after, reason=reason,
        by_id=actor.user_id, by_name=actor.name, at=clock.now(),
    )  # fmt: skip


def _in_its_time(point: InspectionPoint, action: str) -> None:
    """Answers come after entry; nothing of a list changes after the feedback."""
    stage = point.inspection.state
    if stage in AFTER_FEEDBACK:
        raise Conflict("这次巡察已经反馈，任务清单不能再改。")
    if action in {"clear", "found"} and stage not in AFTER_ENTRY:
        raise Conflict("还没有进驻，不能填写检查情况。")
