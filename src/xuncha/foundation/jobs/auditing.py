"""The check of the audit chain as long work: asked for by the auditor, walked by the worker, its
verdict noted in the chain itself."""

from __future__ import annotations

from typing import Any

from xuncha.foundation import access
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.chain import Verdict
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.audit.selectors import verify_chain
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.jobs.models import Job, JobState
from xuncha.foundation.jobs.registry import Progress, job
from xuncha.foundation.jobs.services import start
from xuncha.kernel.actor import Actor

VERIFY = "audit.verify"
VERIFIED = "audit.chain.verified"


@service
def ask_verification(actor: Actor) -> Job:
    """Have the whole chain checked; the auditor's alone. While one's own check waits or runs, that
    one is given and none is added."""
    access.require(actor, "verify", AuditRow())
    waiting = open_verification(actor)
    return waiting or start(actor, kind=VERIFY, arguments={"user_id": actor.user_id})


def open_verification(actor: Actor) -> Job | None:
    """One's own check that has not ended."""
    rows = access.visible(actor, Job).filter(
        kind=VERIFY, state__in=[JobState.WAITING, JobState.RUNNING]
    )
    return rows.order_by("-pk").first()


@job(VERIFY, "核验审计链")
def verify(progress: Progress, *, user_id: int) -> dict[str, Any]:
    """Walk the chain from its first row. Reads only, until the verdict is noted; nobody waits for
    it, and after a break it is walked anew."""
    actor = build_actor(User.objects.get(pk=user_id))
    access.require(actor, "verify", AuditRow())

    def told(done: int, total: int) -> None:
        progress.step(min(done, total - 1), total, "逐条重算摘要")

    verdict = verify_chain(told=told)
    note_verdict(actor, verdict=verdict)
    return {"rows": verdict.rows, "sound": verdict.sound, "sentence": verdict.sentence}


@service
def note_verdict(actor: Actor, *, verdict: Verdict) -> None:
    """Put into the log that the chain was checked and what was found."""
    access.require(actor, "verify", AuditRow())
    record(
        actor, VERIFIED, name="审计链", sound=verdict.sound, rows=verdict.rows,
        bad_row=verdict.bad_row, head=verdict.head, sentence=verdict.sentence,
    )  # fmt: skip
