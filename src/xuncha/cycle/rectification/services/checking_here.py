"""Having a check done at once, in the place of a queue that stands still."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.rectification.under_way import Checking, checking_of
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.jobs import runner
from xuncha.foundation.jobs.models import Job, JobState
from xuncha.foundation.jobs.states import JOB_STATES
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict

MOST_ITEMS = 2_000
"""So many items, a district's round, are compared in some five seconds while somebody waits for the
page; more is the worker's."""
CALL = "请系统管理员看一看后台任务进程（xuncha worker）有没有在运行。"


def is_small(inspection: Inspection) -> bool:
    """Whether the check, with all that it compares, is done in a few seconds."""
    within = Q(round=inspection.round_id) | Q(organisation=inspection.organisation_id)
    return Item.objects.filter(within)[: MOST_ITEMS + 1].count() <= MOST_ITEMS


def check_here(actor: Actor, *, item_id: int) -> Checking:
    """Do the check that an item waits for, now. Refuses while somebody works on the queue, and what
    is too large to be waited for. The job ends as a worker would have ended it."""
    job = _taken(actor, item_id=item_id)
    runner.run(job.pk)
    item = access.get_or_404(actor, Item, pk=item_id)
    return checking_of(item.inspection_id)


@service
def _taken(actor: Actor, *, item_id: int) -> Job:
    item = access.get_or_404(actor, Item, related=("inspection",), pk=item_id)
    access.require(actor, "verify", item)
    under_way = checking_of(item.inspection_id)
    job = under_way.job
    if job is None or not under_way.is_open:
        raise Conflict("核对已经做完了，请刷新后看疑点。")
    if not under_way.is_still:
        raise Conflict("后台已经在做了，请稍等再看。")
    if not is_small(item.inspection):
        raise Conflict(f"这一轮的事项太多，不能在这里等着做完；{CALL}")
    if job.state == JobState.RUNNING:
        JOB_STATES.move(job, "revive")
    record(actor, "rectification.signals.checked_here", item.inspection, job=job.pk)
    return job
