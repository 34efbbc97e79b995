"""The office's own list of what each organisation needs, taken in whole or not at all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.coverage.demands import (
    apply_fields,
    check,
    model_in_force,
    prepare_demands,
    reckon,
    write,
)
from xuncha.cycle.planning.enums import PLANNABLE
from xuncha.cycle.planning.models import Demand, Term
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.exchange.columns import Column, Problem
from xuncha.foundation.exchange.importing import AcceptedRow, DryRun, Table, dry_run
from xuncha.foundation.exchange.parsers import choice, date, plain, text, whole_number, yes_no
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

_TYPED = "typed:"
_SPLIT = re.compile(r"[、，,;；\s]+")


def _skills(value: object) -> list[str]:
    words = [one for one in _SPLIT.split(plain(value)) if one]
    if any(len(one) > 20 for one in words):
        raise Problem("每项专长最多 20 个字，用顿号分开。")
    return sorted(set(words))


def _number(value: object) -> float:
    try:
        found = float(plain(value).replace(",", ""))
    except ValueError:
        raise Problem(f"“{plain(value)[:20]}”不是数字。") from None
    if not 0 <= found <= 1_000_000:
        raise Problem("应当是 0 到 1,000,000 之间的数字。")
    return found


def columns() -> list[Column]:
    """The columns that the import knows: fixed ones, and one for each indicator that is typed in
    under the model in force."""
    kinds = {str(one.label): one for one in PLANNABLE}
    known = [
        Column("unit", "单位", ("单位名称", "党组织", "党组织名称", "名称", "代码", "单位代码",
               "被巡察党组织"), required=True, parse=text(80), help="名录里的全称、简称或者代码"),
        Column("effort", "工作量", ("工作日", "预计工作日", "巡察天数"),
               parse=whole_number(1, 1000), help="一个组需要的工作日"),
        Column("kind", "方式", ("巡察方式", "巡察类型"), parse=choice(kinds),
               help="、".join(kinds)),
        Column("with_parent", "随上级", ("随上级一并巡察", "带村", "巡乡带村"), parse=yes_no(),
               help="填“是”或者“否”"),
        Column("skills", "专长", ("需要的专长", "专业要求"), parse=_skills, help="用顿号分开"),
        Column("not_before", "不早于", ("最早", "最早开始"), parse=date(), help="日期"),
        Column("due", "最迟", ("最迟完成", "必须完成"), parse=date(), help="日期"),
        Column("set_risk", "会商风险", ("会商确定的风险", "确定风险"), parse=whole_number(0, 100),
               help="0 到 100，要同时写会商理由"),
        Column("set_reason", "会商理由", (), parse=text(200), help="为什么不用算出来的风险"),
        Column("excluded_reason", "不列入理由", ("不列入本届",), parse=text(200),
               help="写了就不列入本届"),
        Column("deferred_reason", "缓巡理由", ("缓巡",), parse=text(200), help="新设立的单位"),
    ]  # fmt: skip
    _, indicators = model_in_force(clock.today())
    return known + [
        Column(f"{_TYPED}{one.code}", one.label, parse=_number, help=one.help or "数字")
        for one in indicators
        if one.how == "typed" and one.weight
    ]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one row would change: (column, before, after), in words."""

    row: int
    unit: str
    fields: list[tuple[str, str, str]]


@dataclass(slots=True)
class Reading:
    """A dry run with what it would change."""

    run: DryRun
    known: list[Column] = field(default_factory=list)
    changed: list[Demand] = field(default_factory=list)
    changes: list[RowChange] = field(default_factory=list)
    same: int = 0

    @property
    def refused(self) -> int:
        """How many rows can't be taken."""
        return len({row for row, _ in self.run.errors})


def read_demands(actor: Actor, *, term: Term, table: Table) -> Reading:
    """What a table would change. A blank cell leaves what stands; an unknown or doubtful unit, a
    unit named twice, and values that can't be together are refused with their row."""
    known = columns()
    run = dry_run(table, known)
    reading = Reading(run, known)
    demands = {
        one.organisation_id: one
        for one in access.visible(actor, Demand)
        .filter(term=term)
        .select_related("organisation", "term")
    }
    units = _units(actor)
    seen: dict[int, int] = {}
    for row in list(run.accepted):
        unit = _unit(run, row, units)
        if unit is None:
            continue
        if unit in seen:
            run.refuse(row.row, "单位", f"和第 {seen[unit]} 行是同一个单位。")
            continue
        seen[unit] = row.row
        if unit not in demands:
            run.refuse(row.row, "单位", "不在这一届的需求清单里（可能已经撤销）。")
            continue
        _lay(reading, row, demands[unit])
    return reading


def _units(actor: Actor) -> dict[str, list[int]]:
    """Organisations by code, name and short name."""
    known: dict[str, list[int]] = defaultdict(list)
    rows = access.visible(actor, Organisation).values_list("pk", "code", "name", "short_name")
    for pk, *names in rows:
        for name in set(names) - {""}:
            known[name].append(pk)
    return known


def _unit(run: DryRun, row: AcceptedRow, units: dict[str, list[int]]) -> int | None:
    name = row.values["unit"]
    found = units.get(name, [])
    if len(found) == 1:
        return found[0]
    words = "名录里没有这个单位。" if not found else "名录里有几个单位叫这个名字，请填代码。"
    run.refuse(row.row, "单位", f"“{name}”：{words}")
    return None


def _lay(reading: Reading, row: AcceptedRow, demand: Demand) -> None:
    before = told_values(demand, reading.known)
    fields: dict[str, Any] = {
        key: value
        for key, value in row.values.items()
        if value is not None and key != "unit" and not key.startswith(_TYPED)
    }
    fields["typed"] = {
        key.removeprefix(_TYPED): value
        for key, value in row.values.items()
        if key.startswith(_TYPED) and value is not None
    }
    apply_fields(demand, fields)
    try:
        check(demand)
    except Invalid as problem:
        reading.run.refuse(row.row, "", problem.sentence)
        return
    after = told_values(demand, reading.known)
    if after == before:
        reading.same += 1
        return
    reading.changed.append(demand)
    both = [(key, before.get(key, ""), after.get(key, "")) for key in {**before, **after}]
    changed = [one for one in both if one[1] != one[2]]
    reading.changes.append(RowChange(row.row, demand.organisation.name, changed))


def told_values(demand: Demand, known: Iterable[Column]) -> dict[str, str]:
    """A demand in the words of the list, by the labels of its columns; without what is empty."""
    values = {one.label: value_of(demand, one.key) for one in known if one.key != "unit"}
    return {label: plain(value) for label, value in values.items() if value not in (None, "")}


def value_of(demand: Demand, key: str) -> Any:
    """What stands in one column of the list for a demand: the import reads it back."""
    if key == "kind":
        return demand.get_kind_display()
    if key == "skills":
        return "、".join(demand.skills)
    if key.startswith(_TYPED):
        return demand.typed.get(key.removeprefix(_TYPED))
    return getattr(demand, key)


@service
def take_demands(
    actor: Actor, *, term_id: int, table: Table, leave_refused: bool = False
) -> dict[str, int]:
    """Take a list in. With rows that can't be taken it is refused as a whole, unless
    ``leave_refused`` says to take the others. Organisations of the term without a demand get one
    first. Gives how many ``changed``, stayed the ``same`` and were ``refused``; the same table a
    second time changes none."""
    term = access.get_or_404(actor, Term, pk=term_id)
    access.require(actor, "import", Demand(term=term))
    prepare_demands(actor, term_id=term.pk)
    reading = read_demands(actor, term=term, table=table)
    run = reading.run
    if run.missing_columns or (run.errors and not leave_refused):
        raise Invalid(run.sentences()[0], field="file")
    reckon(reading.changed, clock.today())
    for one in reading.changed:
        if not write(one):
            raise Conflict(f"{one.organisation}的需求刚才有人改过，请重新试读。")
    told = {"changed": len(reading.changed), "same": reading.same, "refused": reading.refused}
    record(
        actor, "planning.demand.imported", term, changed=told["changed"], same=told["same"],
        refused=told["refused"],
    )  # fmt: skip
    return told
