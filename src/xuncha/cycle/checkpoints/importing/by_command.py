"""Points by command: a workbook brought into a drafted version, the library taken out."""

from __future__ import annotations

from pathlib import Path

from xuncha.cycle.checkpoints.exports import point_columns, point_rows
from xuncha.cycle.checkpoints.importing.dry_run import Reading, plan_points
from xuncha.cycle.checkpoints.importing.sheets import table_at
from xuncha.cycle.checkpoints.models import PointSet
from xuncha.cycle.checkpoints.services import importing
from xuncha.foundation import access
from xuncha.foundation.exchange.kinds import Incoming, Outcome, Outgoing, register
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

_WORDS = {
    "new": "新增", "changed": "修改", "same": "没有变化", "decisions": "新登记文件",
    "refused": "不能导入",
}  # fmt: skip


def read_workbook(actor: Actor, *, path: Path, into: int | None) -> Outcome:
    """The dry run of a workbook for a drafted version."""
    version = access.get_or_404(actor, PointSet, related=("taxonomy",), pk=into)
    access.require(actor, "change", version)
    reading = plan_points(version, table_at(path, path.name))
    return _told(reading, reading.counts())


def take_workbook(
    actor: Actor, *, path: Path, into: int | None, leave_refused: bool
) -> Outcome:  # fmt: skip
    """Bring it in: every row or none. Refuses to leave rows out."""
    before = read_workbook(actor, path=path, into=into)
    if before.refused:
        hint = "监督要点整份导入，不能只导入一部分" if leave_refused else "请改好后重新导入"
        raise Invalid(f"有 {len(before.refused)} 行不能导入，{hint}。", field="file")
    with path.open("rb") as stream:
        row = importing.bring_points(actor, set_id=into or 0, stream=stream, name=path.name)
    try:
        done = importing.take_points(actor, import_id=row.pk, version=row.version)
    except BaseException:
        importing.drop_points(actor, import_id=row.pk, version=row.version)
        raise
    return Outcome(
        {word: int(done.summary[key]) for key, word in _WORDS.items()}, (), before.doubts
    )


def _told(reading: Reading, counts: dict[str, int]) -> Outcome:
    doubts = [f"第 {one.row} 行“{one.column}”：{one.sentence}" for one in reading.run.doubts]
    words = {word: counts[key] for key, word in _WORDS.items()}
    return Outcome(words, reading.run.sentences(), doubts)


register(
    Incoming("points", "监督要点", read_workbook, take_workbook, "要点库草稿版本的编号"),
    Outgoing("points", "监督要点", point_columns, point_rows),
)
