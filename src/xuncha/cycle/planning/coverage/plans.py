"""A version of the plan through its life: handed in, sent back, approved, dropped."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.planning.coverage.applying import apply_plan
from xuncha.cycle.planning.coverage.board import load_board
from xuncha.cycle.planning.coverage.checks import faults
from xuncha.cycle.planning.coverage.drafting import digest
from xuncha.cycle.planning.coverage.enums import PlanState
from xuncha.cycle.planning.coverage.moving import refuse_while_solving
from xuncha.cycle.planning.coverage.states import PLAN_STATES
from xuncha.cycle.planning.models import PlanVersion
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


@service
def submit_plan(actor: Actor, *, plan_id: int, version: int) -> PlanVersion:
    """Hand a version in. Refuses it while it is being solved, while an organisation has no round,
    and while a rule is broken; the sentence names the first."""
    plan = _get(actor, plan_id)
    access.require(actor, "submit", plan)
    refuse_while_solving(plan)
    found = faults(load_board(plan))
    if found:
        more = f"（共 {len(found)} 处）" if len(found) > 1 else ""
        raise Conflict(f"还不能送审：{found[0].sentence}{more}")
    change = PLAN_STATES.move(
        plan, "submit", version=version, submitted_by_id=actor.user_id,
        submitted_at=clock.now(), basis=digest(plan),
    )  # fmt: skip
    record(
        actor, "planning.plan.submitted", plan, before=change.before, after=change.after,
        basis=plan.basis,
    )  # fmt: skip
    return plan


@service
def return_plan(actor: Actor, *, plan_id: int, version: int, reason: str) -> PlanVersion:
    """Send a version back with a reason; from then on it can be changed again."""
    plan = _get(actor, plan_id)
    access.require(actor, "return", plan)
    change = PLAN_STATES.move(
        plan, "return", version=version, reason=reason, returned_reason=reason.strip()[:300]
    )
    record(
        actor, "planning.plan.returned", plan, before=change.before, after=change.after,
        reason=change.reason,
    )  # fmt: skip
    return plan


@service
def approve_plan(
    actor: Actor, *, plan_id: int, version: int, approved_on: dt.date, paper_number: str
) -> PlanVersion:
    """Record the approval: the version freezes, the one in force before gives way, and the rounds
    that have not begun get their inspections. Refuses a day in the future or before it was handed
    in, no paper number, and rows that are no longer those that were handed in."""
    plan = _get(actor, plan_id)
    access.require(actor, "approve", plan)
    paper_number = paper_number.strip()
    if not paper_number:
        raise Invalid("请填写批准文号。", field="paper_number")
    if approved_on > clock.today():
        raise Invalid("批准日期不能晚于今天。", field="approved_on")
    if plan.submitted_at and approved_on < plan.submitted_at.astimezone(clock.CHINA).date():
        raise Invalid("批准日期不能早于送审日期。", field="approved_on")
    if plan.state == PlanState.SUBMITTED and digest(plan) != plan.basis:
        raise Conflict("这一版的内容和送审时不一致，请退回后重新送审。")
    old = _supersede(actor, plan)
    change = PLAN_STATES.move(
        plan, "approve", version=version, approved_by_id=actor.user_id, approved_on=approved_on,
        paper_number=paper_number[:60],
    )  # fmt: skip
    told = apply_plan(plan, old)
    record(
        actor, "planning.plan.approved", plan, before=change.before, after=change.after,
        paper_number=paper_number, inspections=told,
    )  # fmt: skip
    return plan


def _supersede(actor: Actor, plan: PlanVersion) -> PlanVersion | None:
    """The version in force gives way; the new one is still to be approved in the same breath."""
    if plan.state != PlanState.SUBMITTED:
        return None
    old = PlanVersion.objects.filter(term=plan.term, state=PlanState.APPROVED).first()
    if old is not None:
        PLAN_STATES.move(old, "supersede")
        record(actor, "planning.plan.superseded", old, by=plan.number)
    return old


@service
def drop_plan(actor: Actor, *, plan_id: int, version: int) -> PlanVersion:
    """Lay a draft aside; it stays to be read."""
    plan = _get(actor, plan_id)
    access.require(actor, "drop", plan)
    refuse_while_solving(plan)
    change = PLAN_STATES.move(plan, "drop", version=version)
    record(actor, "planning.plan.dropped", plan, before=change.before, after=change.after)
    return plan


def _get(actor: Actor, plan_id: int) -> PlanVersion:
    return access.get_or_404(actor, PlanVersion, related=("term", "job"), pk=plan_id)
