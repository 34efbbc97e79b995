"""Running one job: claimed by conditional update, so that of two workers one gets it."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import time
from typing import Any

from xuncha.foundation.jobs import registry
from xuncha.foundation.jobs.models import Job, JobState
from xuncha.foundation.jobs.states import JOB_STATES
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict, XunchaError

log = logging.getLogger(__name__)

_UNTOLD = "后台任务出了问题，没有完成；已有内容没有改动。请把任务编号告诉系统管理员。"
_TELL_EVERY = 1.0


def worker_name() -> str:
    """Machine and process, so that a dead worker's job is known for one."""
    return f"{socket.gethostname()[:80]}:{os.getpid()}"


class JobProgress:
    """Writes progress at most once a second, which is also the sign of life."""

    def __init__(self, job: Job) -> None:
        self._job_id = job.pk
        self._told = 0.0

    def step(self, done: int, total: int, message: str = "") -> None:
        """See ``registry.Progress``."""
        if time.monotonic() - self._told < _TELL_EVERY and done < total:
            return
        self._told = time.monotonic()
        told = Job.objects.filter(pk=self._job_id, state=JobState.RUNNING).update(
            done=done, total=total, message=message[:200], heartbeat_at=clock.now()
        )
        if not told:
            raise registry.CancelledError


def run(job_id: int) -> None:
    """Run a waiting job to its end. Does nothing if another worker has it or it was cancelled."""
    job = Job.objects.filter(pk=job_id).first()
    if job is None or job.state != JobState.WAITING:
        return
    try:
        JOB_STATES.move(
            job, "claim", attempts=job.attempts + 1, heartbeat_at=clock.now(), worker=worker_name()
        )
    except Conflict:
        return
    _finish(job, *_outcome(job))


def _outcome(job: Job) -> tuple[str, dict[str, Any]]:
    """The step that ends the job, with its fields."""
    try:
        result = registry.kind(job.kind).function(JobProgress(job), **job.arguments)
    except registry.CancelledError:
        return "cancel", {}
    except XunchaError as problem:
        return "fail", {"error": problem.sentence[:300]}
    except Exception as problem:
        log.error("job %s (%s) failed: %s", job.pk, job.kind, type(problem).__name__)
        log.debug("job %s", job.pk, exc_info=True)
        return "fail", {"error": _UNTOLD}
    return "finish", {"result": result or {}}


def _finish(job: Job, action: str, fields: dict[str, Any]) -> None:
    with contextlib.suppress(Conflict):
        JOB_STATES.move(job, action, finished_at=clock.now(), **fields)
