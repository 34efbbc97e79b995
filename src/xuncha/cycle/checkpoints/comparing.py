"""Two versions beside each other: what came, went and changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from xuncha.cycle.checkpoints.models import Checkpoint, PointSet
from xuncha.cycle.checkpoints.selectors import list_checkpoints
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Changed:
    """One point that is in both versions and says something else: (what, before, after)."""

    before: Checkpoint
    after: Checkpoint
    changes: list[tuple[str, str, str]]


@dataclass(slots=True)
class Comparison:
    """From ``older`` to ``newer``."""

    older: PointSet
    newer: PointSet
    added: list[Checkpoint] = field(default_factory=list)
    removed: list[Checkpoint] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    same: int = 0


def compare(actor: Actor, older: PointSet, newer: PointSet) -> Comparison:
    """The same number is the same point. Two queries for each version."""
    told = Comparison(older, newer)
    before = {one.number: one for one in list_checkpoints(actor).filter(set=older)}
    after = {one.number: one for one in list_checkpoints(actor).filter(set=newer)}
    told.removed = [before[number] for number in sorted(before.keys() - after.keys())]
    told.added = [after[number] for number in sorted(after.keys() - before.keys())]
    for number in sorted(before.keys() & after.keys()):
        changes = _changes(before[number], after[number])
        if changes:
            told.changed.append(Changed(before[number], after[number], changes))
        else:
            told.same += 1
    return told


def said(point: Checkpoint) -> dict[str, str]:
    """A point as words, by the name of what they are."""
    return {
        "监督要点": point.text,
        "决策部署": point.decision.title,
        "分类": str(point.leaf),
        "问题表现形式": "\n".join(point.sign_lines()),
        "检查方式": point.ways,
        "适用类别": "、".join(point.kind_labels()),
        "重点": "是" if point.is_key else "否",
    }


def _changes(before: Checkpoint, after: Checkpoint) -> list[tuple[str, str, str]]:
    old, new = said(before), said(after)
    return [(name, old[name], new[name]) for name in old if old[name] != new[name]]
