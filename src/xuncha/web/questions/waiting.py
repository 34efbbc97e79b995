"""What waits on the workbench of a unit: questions without an answer."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.text import Truncator

from xuncha.cycle.directory.roles import UNIT
from xuncha.cycle.questions import selectors
from xuncha.cycle.questions.enums import QuestionState
from xuncha.cycle.questions.models import Question
from xuncha.kernel.actor import Actor
from xuncha.web.home.todos import SHOWN, Section, Todo, source


@source(UNIT, 15)
def waiting(actor: Actor) -> Iterable[Section]:
    """The next one first."""
    rows = selectors.list_questions(actor).filter(state=QuestionState.ASKED)
    todos = [
        Todo(
            f"{_about(one)}：{Truncator(one.text).chars(48)}",
            reverse("questions_question", args=[one.pk]), one.due_on, late=one.late,
        )
        for one in rows.order_by("due_on", "pk")[:SHOWN]
    ]  # fmt: skip
    yield Section("巡察办的问询", todos, reverse("questions_list") + "?state=asked")


def _about(row: Question) -> str:
    return f"事项 {row.item.number}" if row.item else "整改总体情况"
