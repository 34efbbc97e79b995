"""What happened to the records of this room."""

from __future__ import annotations

from typing import Any

from django.db import models

from xuncha.cycle.evaluation.models.evaluations import Evaluation
from xuncha.cycle.evaluation.models.meetings import LifeMeeting
from xuncha.cycle.evaluation.models.publicity import Publicity
from xuncha.cycle.evaluation.models.reports import Report
from xuncha.cycle.evaluation.models.surveys import Survey
from xuncha.foundation.accounts.columns import person


def _of(model: type[models.Model], label: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        model, models.PROTECT, null=True, blank=True, related_name="steps", verbose_name=label
    )


class EvaluationStep(models.Model):
    """One step in the life of one record: who did what when and why. Never changed."""

    report = _of(Report, "整改报告")
    publicity = _of(Publicity, "整改公开")
    meeting = _of(LifeMeeting, "专题民主生活会")
    survey = _of(Survey, "满意度测评")
    evaluation = _of(Evaluation, "整改评估")
    action = models.CharField("动作", max_length=20)
    label = models.CharField("动作名称", max_length=20)
    before = models.CharField("原状态", max_length=10, blank=True)
    after = models.CharField("新状态", max_length=10)
    reason = models.TextField("说明", blank=True)
    by = person("经办人")
    by_name = models.CharField("经办人姓名", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "评估经过"

    def __str__(self) -> str:
        return f"{self.label} {self.at:%Y-%m-%d}"
