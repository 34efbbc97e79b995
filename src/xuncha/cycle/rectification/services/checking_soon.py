"""Having the engine asked after a claim, without the claimant waiting for it."""

from __future__ import annotations

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.sight import topic_of
from xuncha.foundation.jobs.models import Job, JobState
from xuncha.foundation.jobs.services import start
from xuncha.kernel.actor import SYSTEM

KIND = "rectification.recheck"


def check_soon(inspection: Inspection) -> None:
    """Inside a service. The job is the system's own, so that the unit sees nothing of it; a unit
    that claims thirty items in a row is checked once."""
    topic = topic_of(inspection.pk)
    if Job.objects.filter(kind=KIND, topic=topic, state=JobState.WAITING).exists():
        return
    start(
        SYSTEM, kind=KIND, arguments={"inspection_id": inspection.pk},
        title=f"核对疑点：{inspection}", topic=topic,
    )  # fmt: skip
