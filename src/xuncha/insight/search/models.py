"""What files say."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class FileText(models.Model):
    """The words of one stored content, read once whatever how often it was handed in, and sealed as
    the file itself is. ``blob`` is the content's name in the vault. Unreadable ones are noted too,
    so that nobody tries again. Written by the job that reads; gone when no file has that content
    any more."""

    class State(models.TextChoices):
        READ = "read", "已读出文字"
        EMPTY = "empty", "没有文字"
        UNREADABLE = "unreadable", "读不出来"

    blob = models.CharField("密文名", max_length=64, unique=True)
    state = models.CharField("读出情况", max_length=10, choices=State.choices)
    sealed = models.TextField("封存的文字", blank=True)
    read_at = models.DateTimeField("读出时间")

    class Meta:
        verbose_name = "附件文字"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="read") & ~Q(sealed="") | ~Q(state="read") & Q(sealed=""),
                name="file_text_sealed",
                violation_error_message="读出文字的附件才有封存的文字。",
            )
        ]

    def __str__(self) -> str:
        return f"附件文字 {self.pk}"
