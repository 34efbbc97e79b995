"""What happened to the records of the field."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.fieldwork.models.briefings import Briefing
from xuncha.cycle.fieldwork.models.fixes import ImmediateFix
from xuncha.cycle.fieldwork.models.notices import EntryNotice
from xuncha.cycle.fieldwork.models.requests import DocumentRequest, RequestLine
from xuncha.cycle.fieldwork.models.supervision import Supervision
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import StepLine


class FieldStep(StepLine):
    """One step in the life of one record: who did what when and why. Never changed."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    notice = models.ForeignKey(
        EntryNotice, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="进驻公告",
    )  # fmt: skip
    briefing = models.ForeignKey(
        Briefing, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="巡前通报",
    )  # fmt: skip
    request = models.ForeignKey(
        DocumentRequest, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="调阅清单",
    )  # fmt: skip
    line = models.ForeignKey(
        RequestLine, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="调阅材料",
    )  # fmt: skip
    fix = models.ForeignKey(
        ImmediateFix, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="立行立改",
    )  # fmt: skip
    supervision = models.ForeignKey(
        Supervision, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="督导",
    )  # fmt: skip

    class Meta:
        verbose_name = "巡中经过"
        constraints = [
            models.CheckConstraint(
                condition=Q(notice__isnull=False) | Q(briefing__isnull=False)
                | Q(request__isnull=False) | Q(fix__isnull=False)
                | Q(supervision__isnull=False),
                name="field_step_of_something",
                violation_error_message="经过必须属于一条记录。",
            ),
        ]  # fmt: skip
