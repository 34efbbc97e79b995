"""What imports remember."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.foundation.accounts.models import User


class ColumnMapping(models.Model):
    """How somebody matched a table's headers with our columns, for the next table that looks the
    same. Written by ``remember_mapping`` when an import is done; a newer one replaces it.

    ``kind`` is the import, ``signature`` stands for the row of headers, ``owner`` the key of the
    unit whose tables look so ("" for everybody), ``mapping`` JSON, as a rule column key → header.
    """

    kind = models.CharField("导入种类", max_length=40)
    signature = models.CharField("表头特征", max_length=64)
    owner = models.CharField("单位标识", max_length=80, blank=True)
    mapping = models.JSONField("对应关系")
    used_at = models.DateTimeField("最近使用时间")
    used_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="最近使用人"
    )

    class Meta:
        verbose_name = "表头对应关系"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "signature", "owner"],
                name="column_mapping_once",
                violation_error_message="同一单位同样的表头只记一份对应关系。",
            ),
            models.CheckConstraint(
                condition=~Q(kind="") & ~Q(signature=""),
                name="column_mapping_named",
                violation_error_message="对应关系必须写明导入种类和表头特征。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.signature[:8]}"
