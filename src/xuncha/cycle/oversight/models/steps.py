"""What happened to the records of oversight."""

from __future__ import annotations

from django.db import models

from xuncha.cycle.oversight.models.checks import SpotCheck
from xuncha.cycle.oversight.models.letters import Letter
from xuncha.foundation.accounts.columns import StepLine


class OversightStep(StepLine):
    """One step in the life of one record: who did what when and why. Never changed."""

    check_row = models.ForeignKey(
        SpotCheck, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="实地核查",
    )  # fmt: skip
    letter = models.ForeignKey(
        Letter, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="督办文书",
    )  # fmt: skip

    class Meta:
        verbose_name = "督办经过"
