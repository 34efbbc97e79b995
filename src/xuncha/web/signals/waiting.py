"""What waits on the workbench: matters before the director, answers of units."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.questions import selectors
from xuncha.cycle.questions.enums import Box, EscalationState
from xuncha.cycle.questions.models import Escalation
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.web.home.todos import SHOWN, Section, Todo, source


@source(OFFICE, 35)
def waiting(actor: Actor) -> Iterable[Section]:
    """Escalations for the director; for whoever asked, what the units answered."""
    desk = reverse("signals_desk")
    if access.can(actor, "instruct", Escalation()):
        rows = access.visible(actor, Escalation).filter(state=EscalationState.WAITING)
        rows = rows.select_related("signal__inspection__organisation").order_by("pk")[:SHOWN]
        todos = [_todo(one.signal, Box.ESCALATED) for one in rows]
        yield Section("呈报您批示的疑点", todos, f"{desk}?box=escalated")
    answered = selectors.desk_rows(actor).filter(
        selectors.in_box(actor, Box.ANSWERED), questions__asked_by=actor.user_id
    )
    todos = [_todo(one, Box.ANSWERED) for one in answered.distinct().order_by("pk")[:SHOWN]]
    yield Section("单位已答复的疑点", todos, f"{desk}?box=answered")


def _todo(signal: object, box: Box) -> Todo:
    row: Any = signal
    url = reverse("signals_one", args=[row.pk]) + f"?box={box}"
    return Todo(f"{row.inspection.organisation} {row.name}", url)
