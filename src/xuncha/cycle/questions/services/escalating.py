"""Putting a signal before the director, and what he says to it."""

from __future__ import annotations

from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.questions.models import Escalation
from xuncha.cycle.questions.policies import DIRECTOR
from xuncha.cycle.questions.states import ESCALATION_STATES
from xuncha.cycle.rectification.enums import SignalState
from xuncha.cycle.rectification.models import Signal
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.notices.services import tell
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add

LONGEST = 2000
WAITS = "这个疑点已经呈报，正在等主任批示。"


@service
def escalate(actor: Actor, *, signal_id: int, version: int, words: str) -> Escalation:
    """Put a signal before the director with a proposal. Until he has spoken nobody else decides
    it."""
    signal = access.get_or_404(actor, Signal, pk=signal_id)
    row = Escalation(
        signal=signal, inspection_id=signal.inspection_id, words=words.strip(),
        made_by_id=actor.user_id or 0, made_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "escalate", row)
    if signal.version != version:
        raise Conflict
    if signal.state not in {SignalState.OPEN, SignalState.UPHELD}:
        raise Conflict(f"疑点{signal.get_state_display()}，不用再呈报。")
    if not 0 < len(row.words) <= LONGEST:
        raise Invalid(f"请写明拟办意见，最多 {LONGEST} 个字。", field="words")
    add(row, WAITS)
    record(actor, "questions.escalation.made", row, signal=signal.pk)
    told = {"kind": "questions.escalated", "topic": topic_of(signal.inspection_id)}
    tell(
        actor, users=with_roles(DIRECTOR), text="有一个疑点呈报您批示。",
        url=f"/signals/{signal.pk}/?box=escalated", **told,
    )  # fmt: skip
    return row


@service
def instruct(actor: Actor, *, escalation_id: int, version: int, words: str) -> Escalation:
    """The director says what is to be done and hands the signal back."""
    row = access.get_or_404(actor, Escalation, pk=escalation_id)
    access.require(actor, "instruct", row)
    end_escalation(actor, row, version, words)
    return row


@service
def drop(actor: Actor, *, escalation_id: int, version: int, reason: str) -> Escalation:
    """Take it back before the director has spoken."""
    row = access.get_or_404(actor, Escalation, pk=escalation_id)
    access.require(actor, "drop", row)
    drop_escalation(actor, row, version, reason)
    return row


def drop_escalation(actor: Actor, row: Escalation, version: int | None, reason: str) -> None:
    """Inside a service."""
    ESCALATION_STATES.move(row, "drop", version=version, reason=reason, answer=reason.strip())
    record(actor, "questions.escalation.dropped", row, reason=reason)


def end_escalation(actor: Actor, row: Escalation, version: int | None, words: str) -> None:
    """Inside a service: the director has spoken, and whoever asked hears of it."""
    ESCALATION_STATES.move(
        row, "instruct", version=version, reason=words, answer=words.strip()[:LONGEST],
        answered_by_id=actor.user_id, answered_at=clock.now(),
    )  # fmt: skip
    record(actor, "questions.escalation.answered", row)
    tell(
        actor, users=[row.made_by_id], kind="questions.instructed", text="主任批示了您呈报的疑点。",
        url=f"/signals/{row.signal_id}/", topic=topic_of(row.inspection_id),
    )  # fmt: skip
