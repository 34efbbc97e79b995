"""Jobs."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from xuncha.kernel.states import Stated


class JobState(models.TextChoices):
    WAITING = "waiting", "等待中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "没有完成"
    CANCELLED = "cancelled", "已取消"


class Job(Stated):
    """One piece of long work. Asked for by ``start``, done by a worker, ends done, failed or
    cancelled. ``arguments`` and ``result`` hold ids and counts, never business texts. ``topic``
    names the record that it is about, as a notice's does."""

    kind = models.CharField("种类", max_length=60)
    title = models.CharField("名称", max_length=120)
    topic = models.CharField("关于", max_length=40, blank=True)
    arguments = models.JSONField("参数", default=dict)
    state = models.CharField(
        "状态", max_length=10, choices=JobState.choices, default=JobState.WAITING
    )
    done = models.PositiveIntegerField("已完成量", default=0)
    total = models.PositiveIntegerField("总量", default=0)
    message = models.CharField("进度说明", max_length=200, blank=True)
    result = models.JSONField("结果", default=dict)
    error = models.CharField("错误", max_length=300, blank=True)
    worker = models.CharField("工作进程", max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="发起人",
    )  # fmt: skip
    created_at = models.DateTimeField("发起时间")
    heartbeat_at = models.DateTimeField("最近心跳", null=True, blank=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "后台任务"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["done", "failed", "cancelled"])
                | Q(finished_at__isnull=False),
                name="job_finished",
                violation_error_message="已结束的后台任务必须有结束时间。",
            )
        ]
        indexes = [models.Index(fields=["state", "id"], name="job_state")]

    def __str__(self) -> str:
        return self.title
