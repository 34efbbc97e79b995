"""The worker: takes jobs from the queue until it is told to stop; takes up what a dead one left."""

from __future__ import annotations

import datetime as dt
import os
import signal
import socket
import threading
import time
from types import FrameType

from django.db import close_old_connections

from xuncha.foundation.jobs import companions, runner
from xuncha.foundation.jobs.daily import keep_house
from xuncha.foundation.jobs.models import Job, JobState
from xuncha.foundation.jobs.states import JOB_STATES
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict

POLL_SECONDS = 0.5
SILENT_SECONDS = 120
MOST_ATTEMPTS = 3
_REVIVE_EVERY = 60.0


def main() -> None:
    """Run until SIGTERM or Ctrl-C; the job at hand is finished first."""
    stop = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    with companions.beside(stop):
        run_worker(stop)


def run_worker(stop: threading.Event) -> None:
    """Take waiting jobs one after the other. A job whose worker fell silent is queued again at
    the start and once a minute."""
    revive_stale()
    revived, kept = time.monotonic(), None
    while not stop.is_set():
        kept = keep_house(kept)
        if time.monotonic() - revived > _REVIVE_EVERY:
            revive_stale()
            revived = time.monotonic()
        if not run_next():
            close_old_connections()
            stop.wait(POLL_SECONDS)


def run_next() -> bool:
    """Run the oldest waiting job; False if none waits."""
    job = Job.objects.filter(state=JobState.WAITING).order_by("pk").first()
    if job is None:
        return False
    runner.run(job.pk)
    return True


def run_pending() -> int:
    """Run all that waits, here and now. Gives the number."""
    count = 0
    while run_next():
        count += 1
    return count


def revive_stale() -> int:
    """Queue jobs again whose worker is gone or fell silent; give up on those that were broken off
    three times. Gives how many were queued."""
    silent = clock.now() - dt.timedelta(seconds=SILENT_SECONDS)
    count = 0
    for job in Job.objects.filter(state=JobState.RUNNING).order_by("pk"):
        if not _is_gone(job.worker) and job.heartbeat_at and job.heartbeat_at > silent:
            continue
        try:
            if job.attempts >= MOST_ATTEMPTS:
                words = "任务多次中断，已经停止。"
                JOB_STATES.move(job, "fail", error=words, finished_at=clock.now())
            else:
                JOB_STATES.move(job, "revive")
                count += 1
        except Conflict:
            continue
    return count


def _is_gone(worker: str) -> bool:
    """Whether a worker of this machine no longer runs; of another machine nobody knows."""
    host, _, pid = worker.rpartition(":")
    if host != socket.gethostname()[:80] or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
