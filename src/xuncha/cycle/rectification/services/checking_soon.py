"""Having the engine asked after a claim, without the claimant waiting for it."""

from __future__ import annotations

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.rectification.under_way import KIND
from xuncha.foundation.jobs.models import Job, JobState
from xuncha.foundation.jobs.services import start
from xuncha.kernel.actor import SYSTEM


def check_soon(inspection: Inspection) -> None:
    """Inside a service. The job is the system's own, so that the unit sees nothing of it and nobody
    calls it off; a unit that claims thirty items in a row is checked once."""
    topic = topic_of(inspection.pk)
    waiting = Job.objects.filter(kind=KIND, topic=topic, state=JobState.WAITING)
    if waiting.filter(created_by=None).exists():
        return
    start(
        SYSTEM, kind=KIND, arguments={"inspection_id": inspection.pk},
        title=f"核对疑点：{inspection}", topic=topic,
    )  # fmt: skip
