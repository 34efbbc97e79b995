"""Decisions and deployments of each level."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from xuncha.cycle.checkpoints.enums import DecisionLevel, DecisionState
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


class Decision(Stated):
    """One decision or deployment from which points to check are drawn. Written by the office;
    retired, never deleted: points and lists of earlier years point at it."""

    level = models.CharField("级别", max_length=10, choices=DecisionLevel.choices)
    title = models.CharField("文件名称", max_length=200)
    number = models.CharField("文号", max_length=60, blank=True)
    issuer = models.CharField("发文机关", max_length=80, blank=True)
    issued_on = models.DateField("发文日期")
    excerpt = models.TextField("要求摘录", blank=True)
    valid_from_on = models.DateField("执行自", null=True, blank=True)
    valid_until_on = models.DateField("执行至", null=True, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="文件"
    )
    key = models.CharField("内容摘要", max_length=64, unique=True, editable=False)
    state = models.CharField(
        "状态", max_length=10, choices=DecisionState.choices, default=DecisionState.IN_FORCE
    )
    retired_reason = models.CharField("停用理由", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "决策部署"
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""),
                name="decision_title",
                violation_error_message="文件名称不能为空。",
            ),
            models.CheckConstraint(
                condition=Q(valid_until_on__isnull=True)
                | Q(valid_from_on__isnull=True)
                | Q(valid_until_on__gte=F("valid_from_on")),
                name="decision_dates",
                violation_error_message="执行至的日期不能早于执行自的日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state="retired") | ~Q(retired_reason=""),
                name="decision_retired_reason",
                violation_error_message="停用必须写明理由。",
            ),
        ]
        indexes = [models.Index(fields=["issued_on", "id"], name="decision_issued")]

    def __str__(self) -> str:
        return f"《{self.title}》"

    def holds_on(self, day: dt.date) -> bool:
        """Whether points drawn from it go into lists given out on a day."""
        return (
            self.state == DecisionState.IN_FORCE
            and (self.valid_from_on is None or self.valid_from_on <= day)
            and (self.valid_until_on is None or self.valid_until_on >= day)
        )
