"""Files as they were handed in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from xuncha.foundation.accounts.models import User


class StoredFile(models.Model):
    """One file as somebody handed it in. Written by ``keep_file`` only and never changed; it ends
    when no record points at it any more (``discard_orphans``). Owners point at it by a foreign key
    with ``PROTECT``. Several rows may share one blob: the same content, handed in again.

    ``sha256`` is of the content as handed in; ``blob`` names the encrypted copy on the disk and
    tells nothing about the content to whoever lacks the key.
    """

    name = models.CharField("文件名", max_length=200)
    size = models.BigIntegerField("字节数")
    sha256 = models.CharField("内容摘要", max_length=64, db_index=True)
    kind = models.CharField("内容类型", max_length=20)
    blob = models.CharField("密文名", max_length=64, db_index=True)
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="上传人"
    )
    uploaded_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "文件"
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gt=0),
                name="stored_file_not_empty",
                violation_error_message="文件不能是空的。",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="stored_file_named",
                violation_error_message="文件必须有名称。",
            ),
            models.CheckConstraint(
                condition=Q(Exact(Length("sha256"), 64), Exact(Length("blob"), 64)),
                name="stored_file_digests",
                violation_error_message="文件的内容摘要不完整。",
            ),
        ]

    def __str__(self) -> str:
        return self.name
