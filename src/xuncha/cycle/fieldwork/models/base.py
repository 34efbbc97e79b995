"""What every record of the field has: its inspection and its number there."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.records import next_number
from xuncha.kernel.states import Stated

__all__ = ["FieldRecord", "once", "person", "reasoned"]


class FieldRecord(Stated):
    """A numbered record of one inspection. Never deleted: withdrawn with its reason."""

    MARK = ""
    """The character before its number, such as 调 for 调-001."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    number = models.PositiveIntegerField("编号")
    withdrawn_reason = models.CharField("撤回理由", max_length=300, blank=True)
    made_by = person("经办人")
    made_at = models.DateTimeField("登记时间")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """How papers and people name it."""
        return f"{self.MARK}-{self.number:03}"

    @classmethod
    def next_number(cls, inspection_id: int) -> int:
        """The number after the last one of the inspection."""
        rows: Any = cls._base_manager
        return next_number(rows.filter(inspection_id=inspection_id))


def once(name: str) -> models.UniqueConstraint:
    """No number twice in an inspection."""
    return models.UniqueConstraint(
        fields=["inspection", "number"], name=name,
        violation_error_message="刚才有人用了同一个编号，请再保存一次。",
    )  # fmt: skip


def reasoned(name: str) -> models.CheckConstraint:
    """What is withdrawn says why."""
    return models.CheckConstraint(
        condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""), name=name,
        violation_error_message="撤回必须写明理由。",
    )  # fmt: skip
