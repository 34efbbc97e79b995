"""Terms, rounds and inspections: set up by the office, led forward stage by stage."""

from __future__ import annotations

import datetime as dt
from typing import Any

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.enums import InspectionKind, Stage
from xuncha.cycle.planning.models import Inspection, Round, Term
from xuncha.cycle.planning.states import DATES, INSPECTION_STATES, advance_to, next_stage
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add


@service
def create_term(
    actor: Actor, *, number: int, name: str, start_on: dt.date, end_on: dt.date
) -> Term:
    """Set up a term. Refuses a number that exists, an end before the start, and days that another
    term has."""
    term = Term(number=number, name=name.strip(), start_on=start_on, end_on=end_on)
    access.require(actor, "create", term)
    if end_on <= start_on:
        raise Invalid("一届的结束日期必须晚于开始日期。", field="end_on")
    other = Term.objects.filter(start_on__lte=end_on, end_on__gte=start_on).first()
    if other is not None and other.number != number:
        raise Invalid(
            f"和{other}（{other.start_on} 至 {other.end_on}）的任期重叠。", field="start_on"
        )
    add(term, f"第{number}届已经有了。")
    record(actor, "planning.term.created", term, number=number)
    return term


@service
def create_round(
    actor: Actor, *, term_id: int, number: int, name: str, start_on: dt.date, end_on: dt.date
) -> Round:
    """Set up a round within its term."""
    term = access.get_or_404(actor, Term, pk=term_id)
    row = Round(term=term, number=number, name=name.strip(), start_on=start_on, end_on=end_on)
    access.require(actor, "create", row)
    if end_on < start_on:
        raise Invalid("轮次的结束日期不能早于开始日期。", field="end_on")
    if start_on < term.start_on or end_on > term.end_on:
        raise Invalid(
            f"轮次应当在{term}之内（{term.start_on} 至 {term.end_on}）。", field="start_on"
        )
    add(row, f"{term}已经有第{number}轮。")
    record(actor, "planning.round.created", row, number=number)
    return row


@service
def create_inspection(
    actor: Actor,
    *,
    round_id: int,
    organisation_id: int,
    kind: InspectionKind,
    team_name: str = "",
) -> Inspection:
    """Put an organisation into a round. Refuses the same kind twice in one round."""
    row = access.get_or_404(actor, Round, pk=round_id)
    organisation = access.get_or_404(actor, Organisation, pk=organisation_id)
    inspection = Inspection(
        round=row, organisation=organisation, kind=kind, team_name=team_name.strip()
    )
    access.require(actor, "create", inspection)
    add(inspection, f"{row}已经安排了对{organisation}的{kind.label}。")
    record(actor, "planning.inspection.created", inspection, kind=kind)
    return inspection


@service
def advance_inspection(
    actor: Actor, *, inspection_id: int, version: int, on: dt.date | None = None
) -> Inspection:
    """Lead an inspection into its next stage. ``on`` is the day of entry, leaving or feedback where
    the stage needs one: not in the future, not before the day that came before it."""
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id)
    access.require(actor, "advance", inspection)
    stage = next_stage(inspection)
    if stage is None:
        raise Conflict("已经归档，没有下一阶段。")
    fields: dict[str, Any] = {}
    if name := DATES.get(stage):
        fields[name] = _day(inspection, stage, on)
    change = INSPECTION_STATES.move(inspection, advance_to(stage), version=version, **fields)
    record(
        actor, "planning.inspection.advanced", inspection, before=change.before,
        after=change.after, **{key: str(value) for key, value in fields.items()},
    )  # fmt: skip
    return inspection


def _day(inspection: Inspection, stage: Stage, on: dt.date | None) -> dt.date:
    if on is None:
        raise Invalid(f"进入“{stage.label}”要填写日期。", field="on")
    if on > clock.today():
        raise Invalid("日期不能晚于今天。", field="on")
    before = {Stage.LEFT: inspection.entered_on, Stage.FED_BACK: inspection.left_on}.get(stage)
    if before and on < before:
        raise Invalid(f"日期不能早于上一阶段的日期（{before}）。", field="on")
    return on
