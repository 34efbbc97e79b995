"""What happened to the records of this room."""

from __future__ import annotations

from django.db import models

from xuncha.cycle.results.models.commons import CommonProblem, SelfCheck
from xuncha.cycle.results.models.institutions import Institution
from xuncha.cycle.results.models.results import Result
from xuncha.foundation.accounts.columns import StepLine


class ResultStep(StepLine):
    """One step in the life of one record: who did what when and why. Never changed."""

    result = models.ForeignKey(
        Result, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="成果运用事项",
    )  # fmt: skip
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="制度",
    )  # fmt: skip
    common = models.ForeignKey(
        CommonProblem, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="共性问题",
    )  # fmt: skip
    selfcheck = models.ForeignKey(
        SelfCheck, models.PROTECT, null=True, blank=True, related_name="steps",
        verbose_name="未巡先改",
    )  # fmt: skip

    class Meta:
        verbose_name = "成果运用经过"
