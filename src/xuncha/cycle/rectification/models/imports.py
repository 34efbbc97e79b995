"""Files brought in from units."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import ImportKind, ImportState
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


class LedgerImport(Stated):
    """One file brought in for an inspection: first read (dry run), then taken as a whole or
    dropped. The same content is taken once only."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="imports", verbose_name="巡察任务"
    )
    kind = models.CharField("种类", max_length=10, choices=ImportKind.choices)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    layout = models.JSONField("列对应", null=True, blank=True)
    summary = models.JSONField("结果", default=dict)
    state = models.CharField(
        "状态", max_length=10, choices=ImportState.choices, default=ImportState.READ
    )
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="导入人"
    )
    brought_at = models.DateTimeField("上传时间")
    done_at = models.DateTimeField("导入时间", null=True, blank=True)

    class Meta:
        verbose_name = "导入批次"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False),
                name="import_done_at",
                violation_error_message="已导入的批次必须有导入时间。",
            )
        ]
        indexes = [models.Index(fields=["inspection", "id"], name="import_inspection")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.brought_at:%Y-%m-%d}"
