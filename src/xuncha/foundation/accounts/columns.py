"""Whoever acted, as a column; and what he did, as a line of a room's history."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


def person(label: str, *, null: bool = True) -> models.ForeignKey[Any, Any]:
    """Somebody who acted. Nobody who did is ever deleted; empty stands for the system."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, blank=null, related_name="+",
        verbose_name=label,
    )  # fmt: skip


class StepLine(models.Model):
    """One step in the life of one record: who did what when and why. Never changed. A room's own
    history adds a column for each kind of record that has one."""

    action = models.CharField("动作", max_length=20)
    label = models.CharField("动作名称", max_length=20)
    before = models.CharField("原状态", max_length=14, blank=True)
    after = models.CharField("新状态", max_length=14)
    reason = models.TextField("说明", blank=True)
    by = person("经办人")
    by_name = models.CharField("经办人姓名", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.label} {self.at:%Y-%m-%d}"
