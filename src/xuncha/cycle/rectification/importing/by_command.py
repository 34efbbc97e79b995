"""Bringing a ledger or a list of findings in by command: by the same services as the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import ImportKind
from xuncha.cycle.rectification.importing import dry_run
from xuncha.cycle.rectification.importing.plan import Fate, Plan, PlannedRow
from xuncha.cycle.rectification.services import importing
from xuncha.foundation import access
from xuncha.foundation.exchange.kinds import Incoming, Outcome, register
from xuncha.kernel.actor import Actor
from xuncha.kernel.keys import content_key

_FATES = {"new": "新增", "changed": "有变化", "same": "没有变化", "refused": "不能导入"}
_INTO = "巡察任务的编号（巡察任务页面地址里的数字）"


def read_ledger(actor: Actor, *, path: Path, into: int | None) -> Outcome:
    """The dry run of a ledger for an inspection."""
    plan = dry_run.plan_at(_inspection(actor, into), path, path.name)
    return _told(plan, plan.counts)


def take_ledger(actor: Actor, *, path: Path, into: int | None, leave_refused: bool) -> Outcome:
    """Bring it in as a whole."""
    plan = dry_run.plan_at(_inspection(actor, into), path, path.name)
    counts = _take(actor, path, into, ImportKind.LEDGER, leave_refused)
    return _told(plan, counts)


def read_findings(actor: Actor, *, path: Path, into: int | None) -> Outcome:
    """What of a list of findings is not there yet."""
    inspection = _inspection(actor, into)
    told = dry_run.findings_at(path, path.name)
    there = set(Finding.objects.filter(inspection=inspection).values_list("key", flat=True))
    fresh = {content_key(one.text) for one in told.findings} - there
    same = len(told.findings) - len(fresh)
    return Outcome({"新增": len(fresh), "没有变化": same})


def take_findings(actor: Actor, *, path: Path, into: int | None, leave_refused: bool) -> Outcome:
    """Bring it in as a whole."""
    counts = _take(actor, path, into, ImportKind.FINDINGS, leave_refused)
    return Outcome({"新增": counts["new"], "没有变化": counts["same"]})


def _inspection(actor: Actor, into: int | None) -> Inspection:
    rows = Inspection.objects.select_related("organisation", "round")
    inspection = access.get_or_404(actor, rows, pk=into)
    access.require(actor, "import", inspection)
    return inspection


def _take(
    actor: Actor, path: Path, into: int | None, kind: ImportKind, leave_refused: bool
) -> dict[str, Any]:
    with path.open("rb") as stream:
        row = importing.bring_file(
            actor, inspection_id=into or 0, kind=kind, stream=stream, name=path.name
        )
    try:
        done = importing.take_import(
            actor, import_id=row.pk, version=row.version, leave_refused=leave_refused
        )
    except BaseException:
        importing.drop_import(actor, import_id=row.pk, version=row.version)
        raise
    return dict(done.summary)


def _told(plan: Plan, counts: Any) -> Outcome:
    noted = [row for row in plan.rows if row.notes and row.fate != Fate.REFUSED]
    return Outcome(
        {word: int(counts.get(key, 0)) for key, word in _FATES.items()},
        [_line(row) for row in plan.of(Fate.REFUSED)], [_line(row) for row in noted],
    )  # fmt: skip


def _line(row: PlannedRow) -> str:
    return f"第 {row.draft.row} 行：" + "；".join(row.notes)


register(
    Incoming("ledger", "整改台账", read_ledger, take_ledger, _INTO),
    Incoming("findings", "反馈问题清单", read_findings, take_findings, _INTO),
)
