"""How an item's deadline came to be another one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.rectification.enums import MoveReason
from xuncha.cycle.rectification.models.items import Item
from xuncha.foundation.accounts.columns import person


class DueMove(models.Model):
    """An item's deadline moved on a day, and why: an extension was granted, the item was opened
    again, or the table of a year came. Never changed. ``late_days`` is how late the item was
    before it was opened again: a new deadline takes none of it away."""

    item = models.ForeignKey(
        Item, models.PROTECT, related_name="due_moves", verbose_name="整改事项"
    )
    why = models.CharField("缘由", max_length=10, choices=MoveReason.choices)
    from_on = models.DateField("先前的时限", null=True, blank=True)
    to_on = models.DateField("新的时限")
    was_long_term = models.BooleanField("先前长期坚持", default=False)
    late_days = models.PositiveIntegerField("先前已逾期天数", default=0)
    rule = models.CharField("时限的来历", max_length=120, blank=True)
    tables = models.JSONField("所用工作日表", default=list, blank=True)
    is_provisional = models.BooleanField("暂定", default=False)
    rules_number = models.PositiveSmallIntegerField("规则版本", default=0)
    by = person("办理人")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "时限变动"
        constraints = [
            models.CheckConstraint(
                condition=Q(why=MoveReason.REOPENED)
                | (Q(from_on__isnull=False) & Q(to_on__gt=F("from_on"))),
                name="due_move_later",
                violation_error_message="延期和工作日表只能把时限推后。",
            )
        ]
        indexes = [
            models.Index(fields=["item", "id"], name="due_move_item"),
            models.Index(fields=["item", "at"], name="due_move_at"),
        ]

    def __str__(self) -> str:
        return f"{self.get_why_display()}：{self.to_on}"
