"""What a workbook of points would change in a drafted version. Writes nothing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from xuncha.cycle.checkpoints.enums import VILLAGE_KINDS
from xuncha.cycle.checkpoints.importing.columns import COLUMNS
from xuncha.cycle.checkpoints.importing.sheets import table_of
from xuncha.cycle.checkpoints.models import Checkpoint, Decision, PointImport, PointSet
from xuncha.cycle.checkpoints.services.decisions import DecisionFacts
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.taxonomy.selectors import leaves
from xuncha.foundation.exchange.importing import AcceptedRow, DryRun, Table, dry_run
from xuncha.kernel import clock
from xuncha.kernel.keys import content_key


@dataclass(slots=True)
class Draft:
    """One row that can be taken: its decision's key, and the point as columns."""

    row: int
    decision: str
    leaf_id: int
    kinds: list[str]
    text: str
    signs: str
    ways: str
    is_key: bool
    leaf: str = ""

    @property
    def key(self) -> str:
        return content_key(self.text)


@dataclass(slots=True)
class Reading:
    """A dry run with what it would write: decisions that are new, points that are new, points that
    change, and how many stand there just so."""

    run: DryRun
    decisions: dict[str, DecisionFacts] = field(default_factory=dict)
    new: list[Draft] = field(default_factory=list)
    changed: list[tuple[Checkpoint, Draft]] = field(default_factory=list)
    same: int = 0
    titles: dict[str, str] = field(default_factory=dict)
    """The title of each decision that rows name, by its key."""

    def counts(self) -> dict[str, int]:
        """What the page and the log tell."""
        return {
            "new": len(self.new), "changed": len(self.changed), "same": self.same,
            "decisions": len(self.decisions), "refused": len(self.run.refused_rows()),
        }  # fmt: skip


def read_points(brought: PointImport) -> Reading:
    """The dry run of a kept workbook. ``Invalid`` with one sentence if it can't be read."""
    return plan_points(brought.set, table_of(brought.file))


def plan_points(version: PointSet, table: Table) -> Reading:
    """What a table would change. Refused with their row: an unknown or ambiguous leaf, the same
    point twice, a decision that is retired, contradicts itself, or is new and has no day."""
    reading = Reading(dry_run(table, COLUMNS))
    known = _Known(version)
    seen: dict[str, int] = {}
    for row in list(reading.run.accepted):
        draft = known.draft(reading, row)
        if draft is None:
            continue
        if draft.key in seen:
            reading.run.refuse(row.row, "监督要点", f"和第 {seen[draft.key]} 行是同一条要点。")
            continue
        seen[draft.key] = row.row
        known.lay(reading, draft)
    used = {one.decision for one in reading.new} | {one.decision for _, one in reading.changed}
    reading.decisions = {key: one for key, one in reading.decisions.items() if key in used}
    return reading


class _Known:
    """What the version and the site hold already, read once."""

    def __init__(self, version: PointSet) -> None:
        self.leaves: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for leaf in leaves(version.taxonomy):
            for name in {leaf.code, leaf.name, str(leaf), f"{leaf.code}{leaf.name}"}:
                self.leaves[name].append((leaf.pk, str(leaf)))
        self.decisions = {one.key: one for one in Decision.objects.all()}
        rows = version.checkpoints.select_related("decision").prefetch_related("kinds")
        self.points = {one.key: one for one in rows}

    def draft(self, reading: Reading, row: AcceptedRow) -> Draft | None:
        """The row as a draft, or None once its trouble is told."""
        values = row.values
        decision = self._decision(reading, row)
        found = self._leaf(values["leaf"].strip(), values["kinds"])
        if len(found) != 1:
            words = (
                "不是这一版分类最末一级的代码或名称" if not found else "有几个同名的分类，请填代码"
            )
            reading.run.refuse(row.row, "分类", f"“{values['leaf'][:30]}”{words}。")
            return None
        if decision is None:
            return None
        leaf_id, leaf = found[0]
        return Draft(
            row=row.row, decision=decision, leaf_id=leaf_id, leaf=leaf,
            kinds=[one.value for one in values["kinds"]], text=values["text"],
            signs=values.get("signs") or "", ways=values.get("ways") or "",
            is_key=bool(values.get("is_key")),
        )  # fmt: skip

    def _leaf(self, words: str, kinds: list[OrganisationKind]) -> list[tuple[int, str]]:
        """The leaves that go by these words; where the tree of villages and the large one have the
        same name, the kinds of organisation say which is meant."""
        found = self.leaves.get(words, [])
        if len(found) < 2:
            return found
        for_villages = set(kinds) <= VILLAGE_KINDS
        return [one for one in found if one[1].startswith("V") == for_villages]

    def _decision(self, reading: Reading, row: AcceptedRow) -> str | None:
        facts = _facts(row)
        key = facts.key()
        reading.titles[key] = facts.title
        there = self.decisions.get(key)
        if there is not None:
            if there.state != "in_force":
                reading.run.refuse(row.row, "文件名称", f"“{there.title}”已经停用，请先恢复。")
                return None
            return key
        told = row.values.get("issued_on")
        before = reading.decisions.get(key)
        if before is not None and told is not None and told != before.issued_on:
            reading.run.refuse(row.row, "日期", f"同一份文件前面写的是 {before.issued_on}。")
            return None
        if before is None and told is None:
            reading.run.refuse(row.row, "日期", "是新的决策部署，要写发文日期。")
            return None
        if told is not None and told > clock.today():
            reading.run.refuse(row.row, "日期", "发文日期不能晚于今天。")
            return None
        reading.decisions.setdefault(key, facts)
        return key

    def lay(self, reading: Reading, draft: Draft) -> None:
        """Put a draft where it belongs: new, changed or the same."""
        there = self.points.get(draft.key)
        if there is None:
            reading.new.append(draft)
        elif _same(there, draft):
            reading.same += 1
        else:
            reading.changed.append((there, draft))


def _facts(row: AcceptedRow) -> DecisionFacts:
    values = row.values
    return DecisionFacts(
        level=values["level"], title=values["title"], number=values.get("number") or "",
        issuer=values.get("issuer") or "", issued_on=values.get("issued_on") or dt.date.min,
    )  # fmt: skip


def _same(point: Checkpoint, draft: Draft) -> bool:
    return (
        point.decision.key == draft.decision
        and point.leaf_id == draft.leaf_id
        and sorted(one.kind for one in point.kinds.all()) == sorted(draft.kinds)
        and point.signs == draft.signs
        and point.ways == draft.ways
        and point.is_key == draft.is_key
    )
