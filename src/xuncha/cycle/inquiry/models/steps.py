"""What happened to talks, visits and questionnaires."""

from __future__ import annotations

from django.db import models

from xuncha.cycle.inquiry.models.questionnaires import Questionnaire
from xuncha.cycle.inquiry.models.talks import Talk
from xuncha.cycle.inquiry.models.visits import Visit
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import StepLine


class InquiryStep(StepLine):
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

    class Meta:
        verbose_name = "谈话走访经过"
