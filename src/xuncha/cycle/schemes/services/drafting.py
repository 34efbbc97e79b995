"""The unit begins its scheme and writes its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields

from django.db.models import Max

from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.schemes.coverage import findings_of
from xuncha.cycle.schemes.enums import EDITABLE
from xuncha.cycle.schemes.filling import fill
from xuncha.cycle.schemes.models import Scheme, SchemeRow, SchemeTie, SchemeVersion
from xuncha.cycle.schemes.rules import rules_on
from xuncha.cycle.schemes.services.common import note_step, scheme_for
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import add_days
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.keys import exact_key
from xuncha.kernel.records import add
from xuncha.kernel.texts import words

LONGEST = 4000
MOST_ROWS = 1000


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row says, before it is kept. ``measures``: one a line."""

    finding_id: int
    task: str
    parts: Sequence[str] = ()
    measures: str = ""
    lead: str = ""
    department: str = ""
    due_on: dt.date | None = None
    is_long_term: bool = False
    proof: str = ""


@service
def begin_scheme(actor: Actor, *, inspection_id: int) -> Scheme:
    """Begin the scheme, filled from what was fed back. Refused before the feedback, without
    findings, and where there is one already."""
    inspection = access.get_or_404(
        actor, Inspection, related=("organisation", "round"), pk=inspection_id
    )
    now = clock.now()
    scheme = Scheme(inspection=inspection, made_by_id=actor.user_id, made_at=now)
    access.require(actor, "create", scheme)
    if inspection.state not in AFTER_FEEDBACK or inspection.feedback_on is None:
        raise Conflict("反馈以后才能起草整改方案。")
    if not findings_of(inspection.pk):
        raise Conflict("还没有反馈问题，请先让巡察办导入反馈问题清单。")
    in_force = rules_on(clock.today())
    deadline = add_days(inspection.feedback_on, in_force.settings.plan_days, tables())
    scheme.due_on = scheme.original_due_on = deadline.on
    scheme.due_rule = f"反馈之后{deadline.rule}"
    scheme.rules_number = in_force.number
    add(scheme, "这次巡察已经有整改方案了，请刷新后再看。")
    version = SchemeVersion.objects.create(scheme=scheme, number=1, made_at=now)
    count = fill(scheme, version)
    note_step(actor, scheme, "create", "起草", 1)
    record(actor, "schemes.scheme.created", scheme, rows=count)
    return scheme


@service
def add_row(actor: Actor, *, scheme_id: int, told: RowWords) -> SchemeRow:
    """Add a task."""
    scheme = _writable(actor, scheme_id)
    version = scheme.versions.get(number=scheme.revision)
    if version.rows.count() >= MOST_ROWS:
        raise Invalid(f"一份方案最多 {MOST_ROWS} 条。")
    row = SchemeRow(version=version, line=next_line(scheme), **_kept(scheme, told))
    add(row, "刚才有人用了同一个条目号，请再保存一次。")
    record(actor, "schemes.row.created", row, line=row.line, revision=scheme.revision)
    return row


@service
def change_row(
    actor: Actor, *, row_id: int, told: RowWords, seen: str | None = None
) -> SchemeRow:  # fmt: skip
    """Change a task of the version that is being written. ``seen``: the mark of the row as the
    person saw it: of two who write the same row, the second hears of the first's words."""
    row, scheme = _row(actor, row_id)
    if seen is not None and seen != mark_of(row):
        raise Conflict("您打开以后，别人改过这一条。请另开一页看过现在的内容，再把您的话填进去。")
    kept = _kept(scheme, told)
    before = {name: str(getattr(row, name)) for name in kept if getattr(row, name) != kept[name]}
    if not before:
        return row
    SchemeRow.objects.filter(pk=row.pk).update(**kept)
    row.refresh_from_db()
    after = {name: str(kept[name]) for name in before}
    record(actor, "schemes.row.changed", row, line=row.line, before=before, after=after)
    return row


def mark_of(row: SchemeRow) -> str:
    """Changes with any of the row's words."""
    return exact_key(*(str(getattr(row, one.name)) for one in fields(RowWords)))


@service
def remove_row(actor: Actor, *, row_id: int) -> Scheme:
    """Take a task out. One that is a rectification item already stays."""
    row, scheme = _row(actor, row_id)
    if SchemeTie.objects.filter(scheme=scheme, line=row.line).exists():
        raise Conflict("这一条已经是整改事项，不能从方案里去掉；可以改措施和责任。")
    record(actor, "schemes.row.removed", row, line=row.line, task=row.task)
    row.delete()
    return scheme


def next_line(scheme: Scheme) -> int:
    """The number after the last one that any version of the scheme ever used."""
    most = SchemeRow.objects.filter(version__scheme=scheme).aggregate(most=Max("line"))["most"]
    return (most or 0) + 1


def hold(scheme: Scheme) -> None:
    """Keep the scheme where it is until this transaction ends: a row that is being written and the
    sending of the version can't pass each other. ``Conflict`` where it was sent meanwhile."""
    rows = Scheme.objects.filter(pk=scheme.pk, state__in=sorted(EDITABLE), version=scheme.version)
    if rows.update(revision=scheme.revision) != 1:
        raise Conflict("方案刚才报送了，不能再改；要改请先撤回。")


def _row(actor: Actor, row_id: int) -> tuple[SchemeRow, Scheme]:
    row = access.get_or_404(actor, SchemeRow, related=("version", "finding"), pk=row_id)
    scheme = _writable(actor, row.version.scheme_id)
    if row.version.number != scheme.revision:
        raise Conflict("这是以前的版次，不能再改。")
    return row, scheme


def _writable(actor: Actor, scheme_id: int) -> Scheme:
    scheme = scheme_for(actor, scheme_id, "write")
    if scheme.state not in EDITABLE:
        raise Conflict(f"当前状态是“{scheme.get_state_display()}”，不能修改。")
    hold(scheme)
    return scheme


def _kept(scheme: Scheme, told: RowWords) -> dict[str, object]:
    """The columns of a row. ``Invalid`` for a finding of another inspection, and for too much."""
    finding = Finding.objects.filter(
        pk=told.finding_id, inspection_id=scheme.inspection_id, state="fed_back"
    ).first()
    if finding is None:
        raise Invalid("请选择这次巡察反馈的问题。", field="finding")
    task = words(told.task, LONGEST, "task", "请写整改任务。")
    for name, longest, label in (
        ("measures", LONGEST, "整改措施"), ("lead", 80, "责任领导"),
        ("department", 120, "责任部门"), ("proof", 300, "拟提供的佐证"),
    ):  # fmt: skip
        if len(getattr(told, name).strip()) > longest:
            raise Invalid(f"{label}最多 {longest} 个字。", field=name)
    since = scheme.inspection.feedback_on
    if told.due_on is not None and since is not None and told.due_on < since:
        raise Invalid(f"整改时限不能早于反馈日期（{since}）。", field="due_on")
    return {
        "finding_id": finding.pk, "task": task, "parts": list(told.parts),
        "measures": told.measures.strip(), "lead": told.lead.strip(),
        "department": told.department.strip(), "due_on": told.due_on,
        "is_long_term": told.is_long_term, "proof": told.proof.strip(),
    }  # fmt: skip
