"""What the services of this room share: the inspection, records, steps, words told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models

from xuncha.cycle.evaluation.models import (
    Evaluation,
    EvaluationStep,
    LifeMeeting,
    Publicity,
    Report,
    Survey,
)
from xuncha.cycle.evaluation.states import (
    EVALUATION_STATES,
    MEETING_STATES,
    PUBLICITY_STATES,
    REPORT_STATES,
    SURVEY_STATES,
)
from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.sight import topic_of
from xuncha.foundation import access
from xuncha.foundation.access.steps import History
from xuncha.foundation.notices.services import tell
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict
from xuncha.kernel.states import Change, StateTable

R = TypeVar("R", bound=models.Model)

LONG, SHORT = 20_000, 500
_HISTORY = History(EvaluationStep)
_TABLES: dict[type[models.Model], tuple[StateTable, str]] = {
    Report: (REPORT_STATES, "report"),
    Publicity: (PUBLICITY_STATES, "publicity"),
    LifeMeeting: (MEETING_STATES, "meeting"),
    Survey: (SURVEY_STATES, "survey"),
    Evaluation: (EVALUATION_STATES, "evaluation"),
}


def inspection_of(actor: Actor, inspection_id: int) -> Inspection:
    """The inspection under the actor's scope, once its feedback was given."""
    rows = Inspection.objects.select_related("organisation", "round__term")
    row = access.get_or_404(actor, rows, pk=inspection_id)
    if row.state not in AFTER_FEEDBACK or row.feedback_on is None:
        raise Conflict("这次巡察还没有反馈，反馈以后才有整改报告、公开、民主生活会和评估。")
    return row


def find(actor: Actor, model: type[R], pk: int) -> R:
    """A record that hangs on an inspection, under the actor's scope."""
    related = ("inspection__organisation", "inspection__round__term")
    return access.get_or_404(actor, model, related=related, pk=pk)


def step(
    actor: Actor, row: Any, action: str, *, version: int | None = None, reason: str = "",
    note: str = "", **fields: Any,
) -> Change:  # fmt: skip
    """Policy, state and a line of history; the record itself tells which table and column."""
    table, target = _TABLES[type(row)]
    return _HISTORY.step(
        actor, table, row, action, target=target, version=version, reason=reason, note=note,
        **fields,
    )  # fmt: skip


def note_step(
    actor: Actor, row: Any, action: str, label: str, before: str, after: str, reason: str = ""
) -> None:
    """A line of history."""
    target = _TABLES[type(row)][1]
    _HISTORY.note(actor, row, action, label, before, after, reason, target=target)


def say(actor: Actor, users: Iterable[int], row: Any, kind: str, words: str, url: str) -> None:
    """A word into inboxes, under the inspection that it is about; it names no unit."""
    tell(
        actor, users=list(users), kind=f"evaluation.{kind}", text=words, url=url,
        topic=topic_of(row.inspection_id),
    )  # fmt: skip
