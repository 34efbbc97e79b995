"""What the office and the field changed differently."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from xuncha.cycle.outings.enums import ClashState
from xuncha.cycle.outings.models.machines import Exchange
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class Clash(Stated):
    """One difference that a person decides: of one column, or (``column`` empty) of a whole record
    with all that hangs on it, of which ``group`` keeps what came back. The office's own stays in
    force until then."""

    exchange = models.ForeignKey(
        Exchange, models.PROTECT, related_name="clashes", verbose_name="数据包"
    )
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    kind = models.CharField("种类", max_length=60)
    record_id = models.BigIntegerField("记录编号")
    root_kind = models.CharField("所属种类", max_length=60)
    root_id = models.BigIntegerField("所属记录编号")
    column = models.CharField("栏目", max_length=60, blank=True)
    title = models.CharField("记录", max_length=200)
    why = models.CharField("原因", max_length=200, blank=True)
    base: Any = models.JSONField("发出时", null=True, blank=True)
    office: Any = models.JSONField("办公室现在", null=True, blank=True)
    brought: Any = models.JSONField("外出站点", null=True, blank=True)
    group: Any = models.JSONField("带回的整份内容", default=list)
    office_who = models.CharField("办公室谁改的", max_length=60, blank=True)
    office_at = models.CharField("办公室何时改的", max_length=40, blank=True)
    field_who = models.CharField("外出站点谁改的", max_length=60, blank=True)
    field_at = models.CharField("外出站点何时改的", max_length=40, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=ClashState.choices, default=ClashState.OPEN
    )
    found_at = models.DateTimeField("发现时间")
    settled_by = person("裁定人")
    settled_at = models.DateTimeField("裁定时间", null=True, blank=True)
    note = models.CharField("裁定说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "并入冲突"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(settled_at__isnull=False),
                name="outing_clash_settled",
                violation_error_message="裁定必须有时间。",
            ),
        ]
        indexes = [models.Index(fields=["state", "inspection"], name="outing_clash_open")]

    def __str__(self) -> str:
        return self.title
