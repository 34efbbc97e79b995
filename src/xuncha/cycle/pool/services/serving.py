"""Earlier inspections of a person, typed in."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.pool.enums import TeamRole, TieSource
from xuncha.cycle.pool.models import Inspector, PastService
from xuncha.cycle.pool.services.details import organisation_of
from xuncha.cycle.pool.services.qualifying import withdraw
from xuncha.cycle.pool.watching import tell_changed
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.kernel.records import add


@service
def add_past_service(
    actor: Actor, *, inspector_id: int, role: TeamRole, on: dt.date,
    organisation_id: int | None = None, organisation_words: str = "", round_words: str = "",
    source: TieSource = TieSource.OFFICE,
) -> PastService:  # fmt: skip
    """Enter an earlier inspection. Refuses one without a place, in the future, or entered
    already."""
    organisation = None
    if organisation_id is not None:
        organisation = organisation_of(actor, organisation_id, field="organisation", ended_too=True)
    row = PastService(
        inspector=access.get_or_404(actor, Inspector, pk=inspector_id), role=role, on=on,
        organisation=organisation, source=source, round_words=round_words.strip()[:60],
        organisation_words="" if organisation else organisation_words.strip()[:80],
        entered_by_id=actor.user_id, entered_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "add", row)
    check_past_service(row)
    add(row, "这次巡察经历已经登记过了。")
    record(
        actor, "pool.service.added", row, inspector=row.inspector_id,
        organisation=row.organisation_id,
    )  # fmt: skip
    tell_changed(actor, [row.inspector_id])
    return row


def check_past_service(row: PastService) -> None:
    """``Invalid`` with the field for what can't be."""
    if row.organisation is None and not row.organisation_words:
        raise Invalid("请选择被巡察的单位；名录里没有的写名称。", field="organisation")
    if row.on > clock.today():
        raise Invalid("进驻日期不能晚于今天。", field="on")


@service
def withdraw_past_service(actor: Actor, *, service_id: int, reason: str) -> PastService:
    """Take back an earlier inspection that was entered wrongly, with a reason."""
    row = access.get_or_404(
        actor, PastService, related=("inspector", "organisation"), pk=service_id
    )
    withdraw(actor, row, "pool.service.withdrawn", reason)
    return row
