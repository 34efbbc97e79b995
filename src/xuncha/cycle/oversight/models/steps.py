"""What happened to the records of oversight."""

from __future__ import annotations

from django.db import models

from xuncha.cycle.oversight.models.checks import SpotCheck
from xuncha.cycle.oversight.models.letters import Letter
from xuncha.foundation.accounts.columns import person


class OversightStep(models.Model):
    """One step in the life of one record: who did what when and why. Never changed."""

    check_row = models.ForeignKey(
        SpotCheck, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="实地核查",
    )  # fmt: skip
    letter = models.ForeignKey(
        Letter, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="督办文书",
    )  # fmt: skip
    action = models.CharField("动作", max_length=20)
    label = models.CharField("动作名称", max_length=20)
    before = models.CharField("原状态", max_length=10, blank=True)
    after = models.CharField("新状态", max_length=10)
    reason = models.TextField("说明", blank=True)
    by = person("经办人")
    by_name = models.CharField("经办人姓名", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "督办经过"

    def __str__(self) -> str:
        return f"{self.label} {self.at:%Y-%m-%d}"
