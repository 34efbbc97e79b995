"""Lists of organisations brought in as files."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from xuncha.cycle.directory.enums import DirectoryImportState
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


class DirectoryImport(Stated):
    """One list of organisations brought in: first read (dry run), then taken as a whole or
    dropped. ``layout`` tells sheet, header row and columns. Written by the office."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    layout = models.JSONField("列对应", default=dict)
    summary = models.JSONField("结果", default=dict)
    state = models.CharField(
        "状态", max_length=10, choices=DirectoryImportState.choices,
        default=DirectoryImportState.READ,
    )  # fmt: skip
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="导入人"
    )
    brought_at = models.DateTimeField("上传时间")
    done_at = models.DateTimeField("导入时间", null=True, blank=True)

    class Meta:
        verbose_name = "名录导入批次"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False),
                name="directory_import_done_at",
                violation_error_message="已导入的名录必须有导入时间。",
            )
        ]

    def __str__(self) -> str:
        return f"名录导入 {self.brought_at:%Y-%m-%d}"
