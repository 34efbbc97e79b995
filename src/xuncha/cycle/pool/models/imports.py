"""Lists about people brought in as files."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.pool.enums import PoolImportKind, PoolImportState
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


class PoolImport(Stated):
    """One list brought in: first read (dry run), then taken as a whole or dropped. ``layout`` tells
    sheet, header rows and columns. Written by the office."""

    kind = models.CharField("种类", max_length=10, choices=PoolImportKind.choices)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    layout = models.JSONField("列对应", default=dict)
    summary = models.JSONField("结果", default=dict)
    state = models.CharField(
        "状态", max_length=10, choices=PoolImportState.choices, default=PoolImportState.READ
    )
    brought_by = person("导入人")
    brought_at = models.DateTimeField("上传时间")
    done_at = models.DateTimeField("导入时间", null=True, blank=True)

    class Meta:
        verbose_name = "人才库导入批次"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False),
                name="pool_import_done_at",
                violation_error_message="已导入的名单必须有导入时间。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.brought_at:%Y-%m-%d}"
