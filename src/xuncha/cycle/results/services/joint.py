"""Plans of the supervising bodies: typed or pasted, withdrawn with the reason."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from xuncha.cycle.fieldwork.enums import BriefingSource
from xuncha.cycle.results.joining import read_plans
from xuncha.cycle.results.models import JointPlan
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words


@service
def add_plans(actor: Actor, *, area: BriefingSource, year: int, text: str) -> int:
    """Take a pasted or typed table of visits, all or nothing; what is there already is not added
    again. Gives how many were new."""
    access.require(actor, "create", JointPlan())
    if not 2000 <= year <= 2100:
        raise Invalid("年份写得不对。", field="year")
    lines = read_plans(actor, text)
    wanted = {(one.organisation.pk, one.month, one.what): one for one in lines}
    there = JointPlan.objects.filter(area=area, year=year, withdrawn_at__isnull=True)
    known = set(there.values_list("organisation_id", "month", "what"))
    fresh = [one for key, one in wanted.items() if key not in known]
    if not fresh:
        raise Invalid("这些监督计划都已经登记了。", field="text")
    try:
        with transaction.atomic():
            JointPlan.objects.bulk_create(
                [
                    JointPlan(
                        area=area, organisation=one.organisation, year=year, month=one.month,
                        what=one.what, added_by_id=actor.user_id, added_at=clock.now(),
                    )
                    for one in fresh
                ],
                batch_size=200,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict("刚才有人登记了同样的计划，请再保存一次。") from None
    record(actor, "results.joint.imported", None, area=area, year=year, added=len(fresh))
    return len(fresh)


@service
def withdraw_plan(actor: Actor, *, joint_id: int, reason: str) -> JointPlan:
    """It will not be. That it was planned stays."""
    row = access.get_or_404(actor, JointPlan, related=("organisation",), pk=joint_id)
    access.require(actor, "withdraw", row)
    reason = words(reason, 200, "reason", "请写明为什么撤回。")
    changed = JointPlan.objects.filter(pk=row.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=clock.now(), withdrawn_reason=reason
    )
    if changed != 1:
        raise Conflict("这条监督计划已经撤回了。")
    row.refresh_from_db()
    record(actor, "results.joint.withdrawn", row, reason=reason)
    return row
