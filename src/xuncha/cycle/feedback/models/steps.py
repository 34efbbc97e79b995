"""What happened to the records of this room."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.feedback.models.copies import CopyLetter
from xuncha.cycle.feedback.models.feedbacks import Feedback
from xuncha.cycle.feedback.models.hearings import Hearing, Task
from xuncha.cycle.feedback.models.reports import Report
from xuncha.foundation.accounts.columns import StepLine


class FeedbackStep(StepLine):
    """One step in the life of one record: who did what when and why. Never changed."""

    report = models.ForeignKey(
        Report, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="巡察报告",
    )  # fmt: skip
    hearing = models.ForeignKey(
        Hearing, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="听取会议",
    )  # fmt: skip
    task = models.ForeignKey(
        Task, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="交办事项",
    )  # fmt: skip
    feedback = models.ForeignKey(
        Feedback, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="反馈",
    )  # fmt: skip
    letter = models.ForeignKey(
        CopyLetter, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="抄告",
    )  # fmt: skip

    class Meta:
        verbose_name = "反馈经过"
        constraints = [
            models.CheckConstraint(
                condition=Q(report__isnull=False) | Q(hearing__isnull=False)
                | Q(task__isnull=False) | Q(feedback__isnull=False) | Q(letter__isnull=False),
                name="feedback_step_of_something",
                violation_error_message="经过必须属于一条记录。",
            ),
        ]  # fmt: skip
