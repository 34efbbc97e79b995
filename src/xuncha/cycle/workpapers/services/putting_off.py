"""A later day for the unit's answer to a sheet of facts, in the open."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.workpapers.enums import SheetState
from xuncha.cycle.workpapers.models import FactSheet, PutOff
from xuncha.cycle.workpapers.telling import tell_put_off
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


@service
def put_off_sheet(
    actor: Actor, *, sheet_id: int, version: int, due_on: dt.date, reason: str
) -> FactSheet:
    """Put the deadline of a sheet that is with the unit off, with the reason, which the unit reads
    too. The original day stays; an answer that was overdue already stays late."""
    sheet = access.get_or_404(actor, FactSheet, related=("inspection",), pk=sheet_id)
    access.require(actor, "put_off", sheet)
    if sheet.state != SheetState.SENT or sheet.due_on is None:
        raise Conflict("只有送达单位、还没有答复的确认单可以推后答复截止。")
    reason = reason.strip()[:300]
    if not reason:
        raise Invalid("请写明为什么推后，单位看得到。", field="reason")
    if due_on <= sheet.due_on or due_on < clock.today():
        earliest = max(sheet.due_on + dt.timedelta(days=1), clock.today())
        raise Invalid(f"答复截止只能往后推，最早 {earliest}。", field="due_on")
    before = sheet.due_on
    rows = FactSheet.objects.filter(pk=sheet.pk, version=version, state=SheetState.SENT)
    if rows.update(due_on=due_on, version=version + 1) != 1:
        raise Conflict
    PutOff.objects.create(
        sheet=sheet, before_on=before, due_on=due_on, reason=reason, made_by_id=actor.user_id,
        made_at=clock.now(),
    )  # fmt: skip
    sheet.due_on, sheet.version = due_on, version + 1
    record(
        actor, "workpapers.sheet.put_off", sheet, before=str(before), after=str(due_on),
        reason=reason,
    )  # fmt: skip
    tell_put_off(actor, sheet)
    return sheet
