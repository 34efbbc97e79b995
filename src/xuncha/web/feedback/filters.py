"""What the lists of this room can be narrowed to."""

from __future__ import annotations

import django_filters as filters
from django import forms
from django.db.models import Model, Q, QuerySet

from xuncha.cycle.feedback.enums import (
    TASK_UNDONE,
    CopyKind,
    CopyState,
    FeedbackState,
    TaskState,
)
from xuncha.cycle.feedback.models import CopyLetter, Feedback, Task
from xuncha.kernel import clock
from xuncha.web.narrowing import pointed, visible_inspections, visible_rounds


def _words(path: str) -> filters.CharFilter:
    """In the unit's name."""

    def by_words(rows: QuerySet[Model], _name: str, words: str) -> QuerySet[Model]:
        return rows.filter(
            Q(**{f"{path}organisation__name__icontains": words})
            | Q(**{f"{path}organisation__short_name__icontains": words})
        )

    return filters.CharFilter(
        method=by_words, label="单位",
        widget=forms.TextInput(attrs={"placeholder": "单位名称", "type": "search"}),
    )  # fmt: skip


def _rounds(path: str) -> filters.ModelChoiceFilter:
    return filters.ModelChoiceFilter(
        field_name=f"{path}round", queryset=visible_rounds, label="轮次", empty_label="全部轮次"
    )


class FeedbackFilter(filters.FilterSet):
    """Narrows the feedbacks."""

    q = _words("inspection__")
    round = _rounds("inspection__")
    state = filters.ChoiceFilter(
        choices=FeedbackState.choices, label="状态", empty_label="全部状态"
    )

    class Meta:
        model = Feedback
        fields: tuple[str, ...] = ()


class TaskFilter(filters.FilterSet):
    """Narrows the tasks."""

    q = _words("inspection__")
    round = _rounds("inspection__")
    state = filters.ChoiceFilter(choices=TaskState.choices, label="状态", empty_label="全部状态")
    mine = filters.ChoiceFilter(
        choices=[("yes", "我办的、没有办完的")], method="by_mine", label="谁的",
        empty_label="所有人的",
    )  # fmt: skip
    late = filters.ChoiceFilter(
        choices=[("yes", "逾期的")], method="by_late", label="期限", empty_label="不限"
    )
    inspection = pointed(visible_inspections, "巡察任务")

    class Meta:
        model = Task
        fields: tuple[str, ...] = ()

    def by_mine(self, rows: QuerySet[Task], _name: str, _value: str) -> QuerySet[Task]:
        """What the reader himself has to do."""
        actor = self.request.actor
        return rows.filter(owner=actor.user_id or 0, state__in=sorted(TASK_UNDONE))

    def by_late(self, rows: QuerySet[Task], _name: str, _value: str) -> QuerySet[Task]:
        """Past the day and not reported."""
        return rows.filter(state=TaskState.OPEN, due_on__lt=clock.today())


class LetterFilter(filters.FilterSet):
    """Narrows the notices."""

    q = _words("feedback__inspection__")
    round = _rounds("feedback__inspection__")
    kind = filters.ChoiceFilter(choices=CopyKind.choices, label="抄告对象", empty_label="全部对象")
    state = filters.ChoiceFilter(choices=CopyState.choices, label="状态", empty_label="全部状态")

    class Meta:
        model = CopyLetter
        fields: tuple[str, ...] = ()
