"""Reading the desk through the doors: its boxes, what waits for a unit, what waits for the
director."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from xuncha.cycle.questions.enums import Box, EscalationState, QuestionState
from xuncha.cycle.questions.models import Escalation, Question, QuestionFile, SignalRules
from xuncha.cycle.rectification.enums import SignalState
from xuncha.cycle.rectification.models import Signal
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

OPEN = Q(state=SignalState.OPEN)


def _asked(state: QuestionState) -> Exists:
    return Exists(Question.objects.filter(signal=OuterRef("pk"), state=state))


def _waits() -> Exists:
    rows = Escalation.objects.filter(signal=OuterRef("pk"), state=EscalationState.WAITING)
    return Exists(rows)


def in_box(actor: Actor, box: str) -> Q:
    """Condition on signals: one part of the queue. What waits for the director is his to do."""
    waiting, answered = _asked(QuestionState.ASKED), _asked(QuestionState.ANSWERED)
    if box == Box.ASKED:
        return OPEN & Q(waiting)
    if box == Box.ANSWERED:
        return OPEN & Q(answered) & ~Q(waiting)
    if box == Box.ESCALATED:
        return OPEN & Q(_waits())
    if box == Box.MINE:
        return Q(decided_by=actor.user_id)
    if access.can(actor, "instruct", Escalation()):
        return OPEN & ~Q(waiting)
    return OPEN & ~Q(waiting) & ~Q(_waits())


def desk_rows(actor: Actor) -> QuerySet[Signal]:
    """Signals in sight with what the queue shows."""
    rows = Signal.objects.select_related("item", "inspection__organisation", "inspection__round")
    return access.visible(actor, rows)


def questions_about(actor: Actor, signal: Signal) -> QuerySet[Question]:
    """What the unit was asked about a signal, newest first, with its answers."""
    rows = Question.objects.filter(signal=signal).select_related("asked_by", "answered_by")
    return access.visible(actor, rows).prefetch_related("files__file").order_by("-pk")


def waiting_about(actor: Actor, item_id: int) -> QuerySet[Question]:
    """What a unit was asked about one of its items and has not answered."""
    rows = Question.objects.filter(item=item_id, state=QuestionState.ASKED)
    return access.visible(actor, rows).order_by("pk")


def escalations_of(actor: Actor, signal: Signal) -> QuerySet[Escalation]:
    """How often it was put before the director, newest first."""
    rows = Escalation.objects.filter(signal=signal).select_related("made_by", "answered_by")
    return access.visible(actor, rows).order_by("-pk")


def list_questions(actor: Actor) -> QuerySet[Question]:
    """Questions in sight."""
    rows = Question.objects.select_related("item", "organisation", "inspection__round")
    return access.visible(actor, rows)


def get_question(actor: Actor, question_id: int) -> Question:
    """One question."""
    rows = Question.objects.select_related(
        "item__finding", "organisation", "inspection__round", "asked_by", "answered_by"
    )
    return access.get_or_404(actor, rows, pk=question_id)


def files_of(actor: Actor, question: Question) -> QuerySet[QuestionFile]:
    rows = QuestionFile.objects.filter(question=question).select_related("file")
    return access.visible(actor, rows).order_by("pk")


def list_rules(actor: Actor) -> QuerySet[SignalRules]:
    """Versions, newest first."""
    return access.visible(actor, SignalRules).select_related("made_by").order_by("-number")
