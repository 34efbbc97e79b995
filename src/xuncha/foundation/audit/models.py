"""The chain's rows and its head."""

from __future__ import annotations

from django.db import models


class AuditRow(models.Model):
    """One thing that somebody did or was refused. Written by ``record`` only; never changed, never
    pruned. ``number`` runs without a gap; ``digest`` seals the row and the one before it."""

    number = models.BigIntegerField("编号", primary_key=True)
    at = models.DateTimeField("时间", db_index=True)
    actor_id = models.BigIntegerField("人员编号", null=True, db_index=True)
    actor_name = models.CharField("人员", max_length=60)
    actor_roles = models.CharField("岗位", max_length=200, blank=True)
    verb = models.CharField("事项", max_length=80, db_index=True)
    object_kind = models.CharField("对象种类", max_length=60, blank=True)
    object_id = models.CharField("对象编号", max_length=40, blank=True)
    object_name = models.CharField("对象", max_length=200, blank=True)
    details = models.JSONField("内容", default=dict)
    reason = models.TextField("理由", blank=True)
    request_id = models.CharField("请求编号", max_length=40, blank=True)
    address = models.CharField("地址", max_length=60, blank=True)
    previous = models.CharField("上一条摘要", max_length=64)
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "审计记录"
        indexes = [models.Index(fields=["object_kind", "object_id"], name="audit_object")]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"


class AuditHead(models.Model):
    """The chain's last number and digest: one row, moved on by conditional update."""

    number = models.BigIntegerField("编号", default=0)
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "审计链头"

    def __str__(self) -> str:
        return f"{self.number}:{self.digest[:16]}"
