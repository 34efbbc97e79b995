"""Bringing lists about people in by command: by the same services as the pages."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from xuncha.cycle.pool.enums import PoolImportKind
from xuncha.cycle.pool.importing.plan import Fate, Plan, PlannedRow
from xuncha.cycle.pool.importing.reading import guess_at, plan_at
from xuncha.cycle.pool.models import PoolImport, Training
from xuncha.cycle.pool.services import importing
from xuncha.foundation import access
from xuncha.foundation.exchange.kinds import Incoming, Outcome, register
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

_FATES = {"new": "新增", "changed": "更新", "same": "没有变化", "refused": "不能导入"}
_NAMES = {
    PoolImportKind.PEOPLE: "inspectors", PoolImportKind.TIES: "ties",
    PoolImportKind.TRAININGS: "trainings", PoolImportKind.SERVICES: "services",
}  # fmt: skip


def read_list(kind: PoolImportKind, actor: Actor, *, path: Path, into: int | None) -> Outcome:
    """The dry run of a list. ``into`` numbers the course of an attendance list, if one is told."""
    access.require(actor, "bring", PoolImport(kind=kind))
    layout = guess_at(kind, path, path.name) | _course(actor, into)
    return _told(plan_at(actor, kind, layout, path, path.name))


def take_list(
    kind: PoolImportKind, actor: Actor, *, path: Path, into: int | None, leave_refused: bool
) -> Outcome:
    """Bring it in as a whole."""
    before = read_list(kind, actor, path=path, into=into)
    with path.open("rb") as stream:
        row = importing.bring_list(
            actor, kind=kind, stream=stream, name=path.name, training_id=into
        )
    try:
        done = importing.take_list(
            actor, import_id=row.pk, version=row.version, leave_refused=leave_refused
        )
    except BaseException:
        importing.drop_list(actor, import_id=row.pk, version=row.version)
        raise
    counts = {word: int(done.summary[key]) for key, word in _FATES.items()}
    return Outcome(counts, before.refused, before.doubts)


def _course(actor: Actor, into: int | None) -> dict[str, int]:
    if into is None:
        return {}
    return {"training_id": access.get_or_404(actor, Training, pk=into).pk}


def _told(plan: Plan) -> Outcome:
    if plan.missing:
        raise Invalid(f"表里没有“{plan.missing[0]}”这一列，请到页面上调整列对应。", field="file")
    noted = [row for row in plan.rows if row.notes and row.fate != Fate.REFUSED]
    return Outcome(
        {word: plan.counts[key] for key, word in _FATES.items()},
        [_line(row) for row in plan.of(Fate.REFUSED)], [_line(row) for row in noted],
    )  # fmt: skip


def _line(row: PlannedRow) -> str:
    return f"第 {row.row} 行：" + "；".join(one.rstrip("。") for one in row.notes)


register(
    *(
        Incoming(name, kind.label, partial(read_list, kind), partial(take_list, kind))
        for kind, name in _NAMES.items()
    )
)
