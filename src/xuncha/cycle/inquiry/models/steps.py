"""What happened to talks, visits and questionnaires."""

from __future__ import annotations

from django.db import models

from xuncha.cycle.fieldwork.models.base import person
from xuncha.cycle.inquiry.models.questionnaires import Questionnaire
from xuncha.cycle.inquiry.models.talks import Talk
from xuncha.cycle.inquiry.models.visits import Visit
from xuncha.cycle.planning.models import Inspection


class InquiryStep(models.Model):
    """One step in the life of one record: who did what when and why. Never changed."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    talk = models.ForeignKey(
        Talk, models.PROTECT, null=True, blank=True, related_name="steps", verbose_name="谈话"
    )
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="steps", verbose_name="走访"
    )
    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="问卷",
    )  # fmt: skip
    action = models.CharField("动作", max_length=20)
    label = models.CharField("动作名称", max_length=20)
    before = models.CharField("原状态", max_length=14, blank=True)
    after = models.CharField("新状态", max_length=14)
    reason = models.TextField("说明", blank=True)
    by = person("经办人")
    by_name = models.CharField("经办人姓名", max_length=40)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "谈话走访经过"

    def __str__(self) -> str:
        return f"{self.label} {self.at:%Y-%m-%d}"
