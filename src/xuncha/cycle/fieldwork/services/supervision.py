"""The office looks in on a team: put down, sent as guidance, answered by the team."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from xuncha.cycle.fieldwork.enums import SupervisionState
from xuncha.cycle.fieldwork.models import Supervision
from xuncha.cycle.fieldwork.rules import due_after_workdays, rules_on
from xuncha.cycle.fieldwork.services.common import add, inspection_of, note_step, step, told
from xuncha.cycle.fieldwork.states import SUPERVISION_STATES
from xuncha.cycle.fieldwork.stay import team_users
from xuncha.cycle.fieldwork.weeks import monday_of
from xuncha.cycle.planning.enums import AFTER_ENTRY
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words

_TARGET = "supervision"
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class SupervisionFacts:
    """What was looked at on which day by whom, and what is advised, an opinion to a line."""

    visited_on: dt.date
    visitors: str
    looked_at: str
    opinions: str


@service
def draft_supervision(
    actor: Actor, *, inspection_id: int, facts: SupervisionFacts
) -> Supervision:  # fmt: skip
    """Put down one visit to the team of an inspection. Refuses before the entry and a day to
    come."""
    inspection = inspection_of(actor, inspection_id)
    row = Supervision(inspection=inspection, made_by_id=actor.user_id)
    access.require(actor, "create", row)
    if inspection.state not in AFTER_ENTRY:
        raise Conflict("还没有进驻，进驻以后再登记督导。")
    _fill(row, facts)
    add(row)
    note_step(actor, row, "draft", "登记", "", row.state, target=_TARGET)
    record(actor, "fieldwork.supervision.drafted", row, week=str(row.week_on))
    return row


@service
def change_supervision(
    actor: Actor, *, supervision_id: int, version: int, facts: SupervisionFacts
) -> Supervision:
    """Change what was not sent yet."""
    row = _row(actor, supervision_id)
    access.require(actor, "change", row)
    if row.state != SupervisionState.DRAFT:
        raise Conflict(f"现在是“{row.get_state_display()}”，督导记录不能再改。")
    if version != row.version:
        raise Conflict
    _fill(row, facts)
    row.version += 1
    row.save()
    record(actor, "fieldwork.supervision.changed", row, week=str(row.week_on))
    return row


def _fill(row: Supervision, facts: SupervisionFacts) -> None:
    if facts.visited_on > clock.today():
        raise Invalid("督导日期不能晚于今天。", field="visited_on")
    entered = row.inspection.entered_on
    if entered and facts.visited_on < entered:
        raise Invalid(f"督导日期不能早于进驻的 {entered}。", field="visited_on")
    row.visited_on, row.week_on = facts.visited_on, monday_of(facts.visited_on)
    row.visitors = words(facts.visitors, 120, "visitors", "请写明谁去督导的。")
    row.looked_at = words(facts.looked_at, LONGEST, "looked_at", "请写明看了什么。")
    row.opinions = words(facts.opinions, LONGEST, "opinions", "请写督导意见，一行一条。")


@service
def issue_supervision(actor: Actor, *, supervision_id: int, version: int) -> Supervision:
    """Send it to the team, who has to answer in the time that the rules give."""
    row = _row(actor, supervision_id)
    days = rules_on(clock.today()).settings.answer_workdays
    counted = due_after_workdays(clock.today(), days)
    due = counted.on
    step(
        actor, SUPERVISION_STATES, row, "issue", version=version, target=_TARGET,
        note=f"请于 {due} 前答复", issued_by_id=actor.user_id, issued_on=clock.today(), due_on=due,
    )  # fmt: skip
    note_provisional(row, "due_on", counted)
    record(actor, "fieldwork.supervision.issued", row, due=str(due))
    told(
        actor, team_users(row.inspection_id), "fieldwork.supervision.issued",
        f"{row.inspection.organisation}：巡察办发来督导意见，请于 {due} 前答复。", _url(row),
        row.inspection_id,
    )  # fmt: skip
    return row


@service
def answer_supervision(
    actor: Actor, *, supervision_id: int, version: int, answer: str
) -> Supervision:  # fmt: skip
    """What the team did about it."""
    row = _row(actor, supervision_id)
    answer = words(answer, LONGEST, "answer", "请逐条答复。")
    step(
        actor, SUPERVISION_STATES, row, "answer", version=version, target=_TARGET, answer=answer,
        answered_by_id=actor.user_id, answered_on=clock.today(),
    )  # fmt: skip
    record(actor, "fieldwork.supervision.answered", row)
    users = [one for one in (row.issued_by_id, row.made_by_id) if one]
    told(
        actor, sorted(set(users)), "fieldwork.supervision.answered",
        f"{row.inspection.organisation}：巡察组已答复督导意见。", _url(row), row.inspection_id,
    )  # fmt: skip
    return row


@service
def withdraw_supervision(
    actor: Actor, *, supervision_id: int, version: int, reason: str
) -> Supervision:
    """Take it back, with the reason."""
    row = _row(actor, supervision_id)
    step(
        actor, SUPERVISION_STATES, row, "withdraw", version=version, reason=reason,
        target=_TARGET, withdrawn_reason=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "fieldwork.supervision.withdrawn", row, reason=reason.strip())
    return row


@service
def note_print(actor: Actor, *, supervision_id: int) -> Supervision:
    """The letter leaves the system on paper: note it."""
    row = _row(actor, supervision_id)
    access.require(actor, "print", row)
    record(actor, "fieldwork.supervision.printed", row)
    return row


def _row(actor: Actor, supervision_id: int) -> Supervision:
    rows = Supervision.objects.select_related("inspection__organisation", "inspection__round")
    return access.get_or_404(actor, rows, pk=supervision_id)


def _url(row: Supervision) -> str:
    return f"/supervision/{row.pk}/"
