"""A list of organisations by command: by the same services as the pages. What a changed name or
parent means nobody can be asked here: it is told and left as it stands."""

from __future__ import annotations

from pathlib import Path

from xuncha.cycle.directory.exports import organisation_columns, organisation_rows
from xuncha.cycle.directory.importing.comparing import DATED
from xuncha.cycle.directory.importing.dry_run import grids_at, layout_of, plan_of
from xuncha.cycle.directory.importing.plan import Plan
from xuncha.cycle.directory.importing.planned import Fate, Planned
from xuncha.cycle.directory.importing.writing import Decision, How
from xuncha.cycle.directory.models import DirectoryImport
from xuncha.cycle.directory.services import importing
from xuncha.foundation import access
from xuncha.foundation.exchange.kinds import Incoming, Outcome, Outgoing, register
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_FATES = {"new": "新登记", "changed": "有变化", "same": "没有变化", "refused": "不能导入"}
_ASK = "变了，没有改：请到页面上说明是真的变了还是更正错字。"


def read_list(actor: Actor, *, path: Path, into: int | None) -> Outcome:
    """The dry run of a list."""
    access.require(actor, "bring", DirectoryImport())
    return _told(_plan(actor, path))


def take_list(
    actor: Actor, *, path: Path, into: int | None, leave_refused: bool
) -> Outcome:  # fmt: skip
    """Bring it in as a whole; changed names and parents are left to the page."""
    before = read_list(actor, path=path, into=into)
    plan = _plan(actor, path)
    with path.open("rb") as stream:
        row = importing.bring_directory(actor, stream=stream, name=path.name)
    left = {
        (one.organisation.pk, change.how): Decision(How.LEFT)
        for one in plan.of(Fate.CHANGED)
        for change in one.changes
        if one.organisation is not None and change.how in DATED
    }
    try:
        done = importing.take_directory(
            actor, import_id=row.pk, version=row.version, as_of=clock.today(),
            document=f"导入的名录“{path.name}”"[:120], decisions=left,
            leave_refused=leave_refused,
        )  # fmt: skip
    except BaseException:
        importing.drop_directory(actor, import_id=row.pk, version=row.version)
        raise
    counts = {word: int(done.summary.get(key, 0)) for key, word in _FATES.items()}
    return Outcome(counts, before.refused, before.doubts)


def _plan(actor: Actor, path: Path) -> Plan:
    grids = grids_at(path, path.name)
    return plan_of(actor, grids, layout_of(grids, path.name), path.name)


def _told(plan: Plan) -> Outcome:
    refused = [_line(one, one.draft.problems) for one in plan.of(Fate.REFUSED)]
    doubts = [
        _line(one, told) for one in plan.rows if one.fate != Fate.REFUSED and (told := _notes(one))
    ]
    return Outcome({word: plan.counts[key] for key, word in _FATES.items()}, refused, doubts)


def _notes(row: Planned) -> list[str]:
    asked = [f"{one.label}{_ASK}" for one in row.changes if one.how in DATED]
    return [*row.draft.notes, *asked]


def _line(row: Planned, notes: list[str]) -> str:
    return f"{row.draft.place}：" + "；".join(one.rstrip("。") for one in notes) + "。"


register(
    Incoming("organisations", "党组织名录", read_list, take_list),
    Outgoing("organisations", "党组织名录", organisation_columns, organisation_rows),
)
