"""What happened to the records of this room."""

from __future__ import annotations

from typing import Any

from django.db import models

from xuncha.cycle.evaluation.models.evaluations import Evaluation
from xuncha.cycle.evaluation.models.meetings import LifeMeeting
from xuncha.cycle.evaluation.models.publicity import Publicity
from xuncha.cycle.evaluation.models.reports import Report
from xuncha.cycle.evaluation.models.surveys import Survey
from xuncha.foundation.accounts.columns import StepLine


def _of(model: type[models.Model], label: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        model, models.PROTECT, null=True, blank=True, related_name="steps", verbose_name=label
    )


class EvaluationStep(StepLine):
    """One step in the life of one record: who did what when and why. Never changed."""

    report = _of(Report, "整改报告")
    publicity = _of(Publicity, "整改公开")
    meeting = _of(LifeMeeting, "专题民主生活会")
    survey = _of(Survey, "满意度测评")
    evaluation = _of(Evaluation, "整改评估")

    class Meta:
        verbose_name = "评估经过"
