"""Writing what a dry run planned, inside the import's transaction."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.pool.enums import PoolImportKind
from xuncha.cycle.pool.importing.plan import Fate, Plan
from xuncha.cycle.pool.models import (
    Inspector,
    InspectorStep,
    PastService,
    Tie,
    TrainingRecord,
)
from xuncha.cycle.pool.states import TIE_STATES
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict

_BATCH = 400


def write(actor: Actor, kind: str, plan: Plan) -> set[int]:
    """Write the new and the changed rows of a plan. Gives the keys of the persons concerned.
    ``IntegrityError`` if somebody entered the same meanwhile."""
    writers: dict[str, Any] = {
        PoolImportKind.PEOPLE: _people, PoolImportKind.TIES: _ties,
        PoolImportKind.TRAININGS: _trainings, PoolImportKind.SERVICES: _services,
    }  # fmt: skip
    found: set[int] = writers[kind](actor, plan)
    return found


def _people(actor: Actor, plan: Plan) -> set[int]:
    fresh: list[Inspector] = [row.record for row in plan.of(Fate.NEW)]
    Inspector.objects.bulk_create(fresh, batch_size=_BATCH)
    InspectorStep.objects.bulk_create(
        [
            InspectorStep(
                inspector=one, action="nominate", label="登记推荐", before="", after=one.state,
                reason="名单导入" + (f"：{one.nomination}" if one.nomination else ""),
                by_id=actor.user_id, by_name=actor.name, at=clock.now(),
            )
            for one in fresh
        ],
        batch_size=_BATCH,
    )  # fmt: skip
    changed = set()
    for row in plan.of(Fate.CHANGED):
        one: Inspector = row.record
        rows = Inspector.objects.filter(pk=one.pk, version=one.version)
        if rows.update(**row.changes, version=one.version + 1) != 1:
            raise Conflict
        changed.add(one.pk)
    return changed | {one.pk for one in fresh}


def _ties(actor: Actor, plan: Plan) -> set[int]:
    fresh: list[Tie] = [row.record for row in plan.of(Fate.NEW)]
    Tie.objects.bulk_create(fresh, batch_size=_BATCH)
    changed = set()
    for row in plan.of(Fate.CHANGED):
        one: Tie = row.record
        TIE_STATES.move(
            one, "end", reason="名单导入登记止日", ended_by_id=actor.user_id,
            ended_at=clock.now(), ended_reason="名单导入登记止日", **row.changes,
        )  # fmt: skip
        changed.add(one.inspector_id)
    return changed | {one.inspector_id for one in fresh}


def _trainings(_actor: Actor, plan: Plan) -> set[int]:
    records: list[TrainingRecord] = [row.record for row in plan.of(Fate.NEW)]
    for one in records:
        if one.training._state.adding:
            one.training.save(force_insert=True)
    for one in records:
        one.training_id = one.training.pk
    TrainingRecord.objects.bulk_create(records, batch_size=_BATCH)
    return {one.inspector_id for one in records}


def _services(_actor: Actor, plan: Plan) -> set[int]:
    rows: list[PastService] = [row.record for row in plan.of(Fate.NEW)]
    PastService.objects.bulk_create(rows, batch_size=_BATCH)
    return {one.inspector_id for one in rows}
