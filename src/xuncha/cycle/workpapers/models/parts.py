"""What a version of a paper is made of: facts, sources, files."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.workpapers.models.papers import PaperVersion
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.files.models import StoredFile


class Fact(models.Model):
    """One fact of a version: what happened when, where, by whom (by post), how much, how many.
    ``key`` is of its words, so that the same fact is known again in the next version."""

    version = models.ForeignKey(
        PaperVersion, models.PROTECT, related_name="facts", verbose_name="底稿版本"
    )
    number = models.PositiveSmallIntegerField("序号")
    what = models.TextField("事实")
    when = models.CharField("时间", max_length=60, blank=True)
    where = models.CharField("地点", max_length=80, blank=True)
    who = models.CharField("责任主体（职务）", max_length=80, blank=True)
    amount_yuan = models.DecimalField(
        "金额（元）", max_digits=16, decimal_places=2, null=True, blank=True
    )
    quantity = models.DecimalField("数量", max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField("单位", max_length=10, blank=True)
    key = models.CharField("内容摘要", max_length=64, editable=False)

    class Meta:
        verbose_name = "底稿事实"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "key"],
                name="fact_once",
                violation_error_message="同一份底稿里有两条相同的事实，请合并。",
            ),
            models.CheckConstraint(
                condition=~Q(what=""),
                name="fact_words",
                violation_error_message="事实不能为空。",
            ),
            models.CheckConstraint(
                condition=Q(amount_yuan__isnull=True) | Q(amount_yuan__gte=0),
                name="fact_amount",
                violation_error_message="金额不能是负数。",
            ),
        ]

    def __str__(self) -> str:
        return f"事实 {self.number}"

    @property
    def sentence(self) -> str:
        """The fact as one sentence, for sheets and prints."""
        circumstances = "，".join(one for one in (self.when, self.where, self.who) if one)
        told = [circumstances, self.what.strip().rstrip("。")]
        numbers = []
        if self.quantity is not None:
            numbers.append(f"{self.quantity.normalize():,f}{self.unit}")
        if self.amount_yuan is not None:
            numbers.append(f"{self.amount_yuan.normalize():,f}元")
        more = f"（{'，'.join(numbers)}）" if numbers else ""
        return "，".join(one for one in told if one) + more + "。"


class PaperSource(models.Model):
    """What a version rests on: a record of an earlier room by its kind and id, or (``other``) what
    somebody wrote. Number and title are kept as they were when it was cited."""

    version = models.ForeignKey(
        PaperVersion, models.PROTECT, related_name="sources", verbose_name="底稿版本"
    )
    kind = models.CharField("来源种类", max_length=20)
    record_id = models.PositiveBigIntegerField("记录", null=True, blank=True)
    number = models.CharField("编号", max_length=30, blank=True)
    title = models.CharField("名称", max_length=200)

    class Meta:
        verbose_name = "底稿来源"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "record_id"],
                condition=Q(record_id__isnull=False),
                name="paper_source_once",
                violation_error_message="这份材料已经列在支撑材料里。",
            )
        ]
        indexes = [models.Index(fields=["kind", "record_id"], name="paper_source_record")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class PaperFile(models.Model):
    """A file that a version rests on, with its hash. The file itself is kept once."""

    version = models.ForeignKey(
        PaperVersion, models.PROTECT, related_name="files", verbose_name="底稿版本"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    note = models.CharField("说明", max_length=200, blank=True)
    added_by = person("添加人")
    added_at = models.DateTimeField("添加时间")

    class Meta:
        verbose_name = "底稿附件"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "file"],
                name="paper_file_once",
                violation_error_message="这个文件已经附在底稿上。",
            )
        ]

    def __str__(self) -> str:
        return f"附件 {self.file_id}"
