"""Notices."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """One word to one person. Written by ``tell`` inside the service that it is about; ends unread
    or read. Its text never holds sealed content: it says that something is there, not what.
    ``topic`` names the record that it speaks of, in the words of the room that wrote it: who may no
    longer know of that record sees no notice of it either."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="收件人"
    )
    kind = models.CharField("种类", max_length=80)
    text = models.CharField("内容", max_length=300)
    url = models.CharField("地址", max_length=300, blank=True)
    topic = models.CharField("关于", max_length=40, blank=True)
    created_at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    class Meta:
        verbose_name = "消息"
        indexes = [models.Index(fields=["user", "read_at", "id"], name="notice_unread")]

    def __str__(self) -> str:
        return self.text
