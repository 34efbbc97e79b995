"""Asking for long work, and calling it off."""

from __future__ import annotations

from typing import Any

from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.jobs import registry
from xuncha.foundation.jobs.models import Job
from xuncha.foundation.jobs.states import JOB_STATES
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


@service
def start(
    actor: Actor, *, kind: str, arguments: dict[str, Any], title: str = "", topic: str = ""
) -> Job:
    """Ask for a job; it starts once the transaction that asks has been committed. ``arguments`` are
    ids and numbers, ``topic`` the record that it is about. Raises ``LookupError`` for an unknown
    kind."""
    return Job.objects.create(
        kind=kind, title=(title or registry.kind(kind).label)[:120], arguments=arguments,
        topic=topic, created_by_id=actor.user_id, created_at=clock.now(),
    )  # fmt: skip


@service
def cancel(actor: Actor, *, job_id: int, version: int) -> Job:
    """Call a job off: at once if it waits, at its next step if it runs."""
    job = access.get_or_404(actor, Job, pk=job_id)
    JOB_STATES.move(job, "cancel", version=version, finished_at=clock.now())
    record(actor, "jobs.job.cancelled", job, kind=job.kind)
    return job
