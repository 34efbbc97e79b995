"""What every fact about a person carries: where it comes from, who entered it, and, if it was
wrong, who took it back and why. Facts are never deleted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.foundation.accounts.columns import person


class Entered(models.Model):
    """A fact with its entry and, maybe, its withdrawal."""

    entered_by = person("登记人")
    entered_at = models.DateTimeField("登记时间")
    withdrawn_at = models.DateTimeField("撤销时间", null=True, blank=True)
    withdrawn_by = person("撤销人")
    withdrawn_reason = models.CharField("撤销理由", max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="%(class)s_withdrawn_reason",
                violation_error_message="撤销必须写明理由。",
            )
        ]

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None
