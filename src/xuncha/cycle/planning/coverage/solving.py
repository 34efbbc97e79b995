"""Asking the optimiser as long work, and writing what it found into the draft."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.planning.coverage import optimiser
from xuncha.cycle.planning.coverage.board import load_board
from xuncha.cycle.planning.coverage.drafting import digest, draft_plan
from xuncha.cycle.planning.coverage.enums import EDITABLE, Outcome
from xuncha.cycle.planning.coverage.moving import refuse_while_solving
from xuncha.cycle.planning.coverage.problem import Put, problem_of, puts_of
from xuncha.cycle.planning.coverage.states import PLAN_STATES
from xuncha.cycle.planning.models import PlanEntry, PlanRound, PlanVersion
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.jobs.registry import Progress, job
from xuncha.foundation.jobs.services import start
from xuncha.kernel.actor import SYSTEM, Actor
from xuncha.kernel.errors import Conflict, Invalid

JOB = "planning.cover"
SECONDS = (10, 30, 60, 120, 300)
_BATCH = 500
_CHANGED = "编排期间有人改过这一版，结果没有写入；请重新编排。"


@service
def ask_solution(actor: Actor, *, plan_id: int, seconds: int) -> PlanVersion:
    """Have a draft filled by the optimiser, as long work. What is done or pinned stays. Refuses a
    frozen version, a second request while one runs, and a problem that can't be put (overlapping
    rounds, no round left), each with its sentence."""
    plan = access.get_or_404(actor, PlanVersion, related=("term", "job"), pk=plan_id)
    access.require(actor, "change", plan)
    if plan.state not in EDITABLE:
        raise Conflict(f"当前状态是“{PLAN_STATES.label(plan.state)}”，不能再编排；请另起一版。")
    refuse_while_solving(plan)
    if seconds not in SECONDS:
        raise Invalid("请从列出的时长里选一个。", field="seconds")
    problem_of(load_board(plan), plan.term.start_on, plan.term.end_on)
    arguments = {"plan_id": plan.pk, "seconds": seconds, "basis": digest(plan)}
    work = start(actor, kind=JOB, arguments=arguments, title=f"自动编排：{plan}")
    seen = PlanVersion.objects.filter(pk=plan.pk, version=plan.version)
    seen = seen.filter(job=plan.job) if plan.job else seen.filter(job__isnull=True)
    if seen.update(job_id=work.pk) != 1:
        raise Conflict
    plan.job = work
    record(actor, "planning.plan.asked", plan, seconds=seconds)
    return plan


@service
def vary_plan(
    actor: Actor,
    *,
    plan_id: int,
    title: str,
    fewer_teams: int = 0,
    effort_percent: int = 100,
    early: dict[int, str] | None = None,
    seconds: int = 30,
) -> PlanVersion:
    """What if: a further draft on changed assumptions, solved at once. ``fewer_teams`` in every
    round that has not begun, ``effort_percent`` of each organisation's effort, ``early``:
    organisation → latest day. Refuses to leave no team at all and a share outside 10 to 300."""
    plan = access.get_or_404(actor, PlanVersion, related=("term",), pk=plan_id)
    access.require(actor, "create", plan)
    if fewer_teams < 0:
        raise Invalid("少几个组，请填 0 或者正数。", field="fewer_teams")
    if not 10 <= effort_percent <= 300:
        raise Invalid("工作量的比例在 10% 到 300% 之间。", field="effort_percent")
    open_rounds = {one.id for one in load_board(plan).slots if one.is_open}
    known = dict(PlanRound.objects.filter(plan=plan).values_list("round", "teams"))
    teams = {pk: max(0, known[pk] - fewer_teams) for pk in open_rounds}
    if teams and not any(teams.values()):
        raise Invalid("这样就一个组也没有了。", field="fewer_teams")
    due = plan.assumptions.get("due", {}) | {str(pk): on for pk, on in (early or {}).items()}
    made = draft_plan(
        actor, term_id=plan.term_id, title=title, teams=teams, based_on_id=plan.pk,
        assumptions={"effort_percent": effort_percent, "due": due},
    )  # fmt: skip
    return ask_solution(actor, plan_id=made.pk, seconds=seconds)


@job(JOB, "覆盖规划自动编排")
def cover_job(progress: Progress, *, plan_id: int, seconds: int, basis: str) -> dict[str, Any]:
    """Solve and write. Nothing is written before the answer stands; run again after a power cut it
    starts anew from the same draft, and a draft that was changed meanwhile is left as it is."""
    plan = PlanVersion.objects.select_related("term").get(pk=plan_id)
    if digest(plan) != basis:
        raise Conflict(_CHANGED)
    board = load_board(plan)
    problem = problem_of(board, plan.term.start_on, plan.term.end_on)
    progress.step(0, seconds, "正在准备")
    answer = optimiser.cover(problem, seconds=seconds, told=progress)
    progress.step(seconds, seconds, "正在写入")
    return write_solution(
        SYSTEM, plan_id=plan_id, basis=basis, answer=answer,
        puts=puts_of(board, answer.assignments),
    )  # fmt: skip


@service
def write_solution(
    actor: Actor, *, plan_id: int, basis: str, answer: optimiser.Answer, puts: list[Put]
) -> dict[str, Any]:
    """Write the optimiser's answer into the draft: places where there are any, else the reasons.
    Refuses a draft that is no longer what was asked about."""
    plan = PlanVersion.objects.get(pk=plan_id)
    if plan.state not in EDITABLE or digest(plan) != basis:
        raise Conflict(_CHANGED)
    if puts:
        rows = {one.organisation_id: one for one in PlanEntry.objects.filter(plan=plan, done=False)}
        for put in puts:
            entry = rows[put.organisation]
            entry.round_id, entry.team_number = put.round, put.team
            entry.note = entry.note if entry.locked else ""
            entry.version += 1
        PlanEntry.objects.bulk_update(
            list(rows.values()), ["round", "team_number", "note", "version"], batch_size=_BATCH
        )
    PlanVersion.objects.filter(pk=plan.pk).update(
        outcome=Outcome(answer.status), objective=answer.objective, bound=answer.bound,
        conflicts=answer.conflicts,
    )  # fmt: skip
    record(
        actor, "planning.plan.solved", plan, status=answer.status, organisations=len(puts),
        objective=answer.objective, bound=answer.bound,
    )  # fmt: skip
    return {"placed": len(puts)}
