"""Lists of points brought in as workbooks."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from xuncha.cycle.checkpoints.enums import PointImportState
from xuncha.cycle.checkpoints.models.sets import PointSet
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


class PointImport(Stated):
    """One workbook of points for one drafted version: read first (dry run), then taken as a whole
    or dropped. Written by the office."""

    set = models.ForeignKey(
        PointSet, models.PROTECT, related_name="imports", verbose_name="监督清单版本"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    summary = models.JSONField("结果", default=dict)
    state = models.CharField(
        "状态", max_length=10, choices=PointImportState.choices, default=PointImportState.READ
    )
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="导入人"
    )
    brought_at = models.DateTimeField("上传时间")
    done_at = models.DateTimeField("导入时间", null=True, blank=True)

    class Meta:
        verbose_name = "监督要点导入批次"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False),
                name="point_import_done_at",
                violation_error_message="已导入的清单必须有导入时间。",
            )
        ]

    def __str__(self) -> str:
        return f"要点导入 {self.brought_at:%Y-%m-%d}"
