"""Whether the engine has asked about what a unit claims: its check runs as a job after the claim,
and nobody verifies on the questions of the day before."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from xuncha.cycle.planning.sight import topic_of
from xuncha.foundation.jobs.models import Job, JobState
from xuncha.foundation.jobs.worker import SILENT_SECONDS
from xuncha.kernel import clock

KIND = "rectification.recheck"
STILL_SECONDS = 60
"""A job that nobody took up for so long, while no other runs, stands still."""
_OPEN = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Checking:
    """How the last check of one inspection stands; ``job`` is None where there never was one."""

    job: Job | None = None
    ahead: int = 0
    """Jobs before it in the queue, the one at work included."""
    is_still: bool = False
    """Nobody works on the queue."""

    @property
    def is_open(self) -> bool:
        """Whether it has not come to its end."""
        return self.job is not None and self.job.state in _OPEN

    @property
    def why_not_yet(self) -> str:
        """ "" or why nothing can be verified before the check has been done."""
        if self.job is None or self.job.state in (JobState.DONE, JobState.FAILED):
            return ""
        if self.job.state == JobState.CANCELLED:
            return "最近一次核对被取消了，疑点可能不全；请先在巡察任务里重新核对，再核实。"
        if self.is_still:
            return "核对还没有做：后台任务没有在走，请先把核对做完，再核实。"
        if self.job.state == JobState.RUNNING:
            return "核对还在进行，一般不到一分钟；做完以后看过疑点，再核实。"
        before = f"，前面还有 {self.ahead} 件任务" if self.ahead else ""
        return f"核对还在排队{before}；做完以后看过疑点，再核实。"

    @property
    def warning(self) -> str:
        """ "" or what the last check lacks: it failed, so that its questions are not all there."""
        if self.job is None or self.job.state != JobState.FAILED:
            return ""
        return (
            f"最近一次核对没有做完（{self.job.error.rstrip('。')}），疑点可能不全："
            "可以在巡察任务里重新核对，也可以凭佐证和现场判断。"
        )


def checking_of(inspection_id: int) -> Checking:
    """The last check of an inspection, the open one first. At most four queries."""
    rows = Job.objects.filter(kind=KIND, topic=topic_of(inspection_id))
    job = rows.filter(state__in=_OPEN).order_by("pk").first() or rows.order_by("-pk").first()
    if job is None or job.state not in _OPEN:
        return Checking(job)
    now = clock.now()
    lately = now - dt.timedelta(seconds=SILENT_SECONDS)
    at_work = Job.objects.filter(state=JobState.RUNNING, heartbeat_at__gt=lately)
    if job.state == JobState.RUNNING:
        return Checking(job, is_still=not at_work.filter(pk=job.pk).exists())
    busy = at_work.count()
    before = Job.objects.filter(state=JobState.WAITING, pk__lt=job.pk).count()
    waited = (now - job.created_at).total_seconds()
    return Checking(job, before + busy, is_still=not busy and waited > STILL_SECONDS)
