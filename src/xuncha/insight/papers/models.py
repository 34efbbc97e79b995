"""What was printed, and the templates that an office put in place of the house's own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.planning.models import Round
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.files.models import StoredFile


class PaperTemplate(models.Model):
    """One version of one paper's template, in force from its day until the next one's; without a
    file the house's own template holds again. ``number`` runs through all papers. What was printed
    keeps the number of the version it went by."""

    number = models.PositiveIntegerField("版本", unique=True)
    kind = models.SlugField("文书", max_length=40)
    effective_on = models.DateField("启用日期")
    note = models.CharField("为什么更换", max_length=200)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="模板"
    )
    made_by = person("更换人")
    made_at = models.DateTimeField("更换时间")

    class Meta:
        verbose_name = "文书模板"
        indexes = [models.Index(fields=["kind", "effective_on"], name="paper_template_kind")]

    def __str__(self) -> str:
        return f"文书模板第{self.number}版"


class PrintedPaper(models.Model):
    """One paper as it went out: of which record, who printed it when, behind which line of the log.
    ``thing`` and ``record_id`` name the record; whoever sees that one sees this. The files stay for
    a few days, so that nobody keeps a copy of what is shut later; number and hash stay for good."""

    code = models.CharField("文书编号", max_length=20, unique=True)
    kind = models.SlugField("文书", max_length=40)
    title = models.CharField("名称", max_length=200)
    thing = models.CharField("记录种类", max_length=60)
    record_id = models.BigIntegerField("记录")
    template_number = models.PositiveIntegerField("模板版本", default=0)
    audit_number = models.BigIntegerField("打印时的审计行号")
    audit_digest = models.CharField("打印时的审计链头", max_length=64, blank=True)
    sha256 = models.CharField("Word 文件摘要", max_length=64)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Word 文件",
    )  # fmt: skip
    pdf = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="PDF 文件",
    )  # fmt: skip
    printed_by = person("打印人")
    printed_at = models.DateTimeField("打印时间")

    class Meta:
        verbose_name = "打印的文书"
        constraints = [
            models.CheckConstraint(
                condition=Q(audit_number=0) | ~Q(audit_digest=""), name="printed_paper_head",
                violation_error_message="打印的文书必须带着打印时的审计链头。",
            )
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["thing", "record_id"], name="printed_paper_record"),
            models.Index(fields=["printed_by", "printed_at"], name="printed_paper_by"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.code}"


class ArchiveRules(models.Model):
    """One version of how long each head of the catalogue is kept, in force from its day until the
    next one's."""

    number = models.PositiveSmallIntegerField("版本", unique=True)
    effective_on = models.DateField("启用日期")
    note = models.CharField("为什么调整", max_length=200)
    settings = models.JSONField("保管期限", default=dict)
    made_by = person("制定人")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "归档规则"

    def __str__(self) -> str:
        return f"归档规则第{self.number}版"


class Dossier(models.Model):
    """A round's papers packed for the archive (案卷): asked for by a person, made as he may read
    the round. The package stays for some weeks; its number, hashes and counts for good."""

    code = models.CharField("案卷编号", max_length=20, unique=True)
    round = models.ForeignKey(
        Round, models.PROTECT, related_name="+", verbose_name="轮次"
    )  # fmt: skip
    asked_by = person("生成人")
    asked_at = models.DateTimeField("生成时间")
    rules_number = models.PositiveSmallIntegerField("归档规则版本", default=0)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="案卷包"
    )
    sha256 = models.CharField("案卷包摘要", max_length=64, blank=True)
    manifest_sha256 = models.CharField("清单摘要", max_length=64, blank=True)
    pieces = models.PositiveIntegerField("件数", default=0)
    pages = models.PositiveIntegerField("已数页数", default=0)
    missing = models.PositiveIntegerField("缺件", default=0)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "案卷"
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | (~Q(sha256="") & ~Q(manifest_sha256="")),
                name="dossier_done", violation_error_message="生成好的案卷必须有摘要。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"案卷 {self.code}"
