"""What a decision about a signal means for questions and escalations, and returning its item."""

from __future__ import annotations

from xuncha.cycle.questions.enums import EscalationState, QuestionState
from xuncha.cycle.questions.models import Escalation, Question
from xuncha.cycle.questions.policies import DIRECTOR
from xuncha.cycle.questions.services.asking import end_question
from xuncha.cycle.questions.services.escalating import drop_escalation, end_escalation
from xuncha.cycle.rectification.enums import SignalState
from xuncha.cycle.rectification.models import Signal
from xuncha.cycle.rectification.services import signals, steps
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.kernel.actor import SYSTEM, Actor
from xuncha.kernel.errors import Conflict

GONE = "台账改过以后重新核对，这个问题已经没有了。"
HELD = "这个疑点已经呈报主任，等主任批示或者收回呈报以后再处理。"


@signals.before_deciding
def _before_the_director(actor: Actor, signal: Signal) -> str:
    waits = Escalation.objects.filter(signal=signal, state=EscalationState.WAITING)
    return HELD if not actor.has(*DIRECTOR) and waits.exists() else ""


@signals.after_deciding
def _end_what_waits(actor: Actor, signal: Signal) -> None:
    """Nobody goes on answering what was decided."""
    words = f"疑点{signal.get_state_display()}：{signal.decision}"
    for question in Question.objects.filter(signal=signal, state=QuestionState.ASKED):
        end_question(actor, question, None, "巡察办已经有了结论，不用再答复。")
    for row in Escalation.objects.filter(signal=signal, state=EscalationState.WAITING):
        end_escalation(actor, row, None, words)


@signals.after_vanishing
def _end_what_is_gone(signal: Signal) -> None:
    """Neither a unit nor the director is kept waiting about words that were mended."""
    for question in Question.objects.filter(signal=signal, state=QuestionState.ASKED):
        end_question(SYSTEM, question, None, GONE)
    for row in Escalation.objects.filter(signal=signal, state=EscalationState.WAITING):
        drop_escalation(SYSTEM, row, None, GONE)


@service
def return_for(actor: Actor, *, signal_id: int, version: int, reason: str) -> Signal:
    """It is so: uphold the signal and send its item back to the unit with the same sentence.
    Refuses an item that was not claimed."""
    signal = access.get_or_404(actor, Signal, related=("item",), pk=signal_id)
    if signal.item is None:
        raise Conflict("这个疑点说的是整次巡察，没有可以退回的事项；可以认定或者问单位。")
    if signal.version != version:
        raise Conflict
    if signal.state == SignalState.OPEN:
        signal = signals.uphold_signal(
            actor, signal_id=signal.pk, version=version, reason=reason
        )  # fmt: skip
    item = signal.item
    assert item is not None
    item.refresh_from_db()
    steps.return_item(actor, item_id=item.pk, version=item.version, reason=reason)
    return signal
