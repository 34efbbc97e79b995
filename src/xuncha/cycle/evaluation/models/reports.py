"""The two reports of a unit, their editions, and where they disagree with the ledger."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.evaluation.enums import ReadState, ReportKind, ReportState
from xuncha.cycle.evaluation.models.common import needed
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


class Report(Stated):
    """One of the two reports that an inspected unit owes at the end of its months. Sent by the
    unit, returned or accepted by the office. ``first_sent_on`` never changes: late stays late."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="reports", verbose_name="巡察任务"
    )
    kind = models.CharField("哪份报告", max_length=10, choices=ReportKind.choices)
    state = models.CharField(
        "状态", max_length=10, choices=ReportState.choices, default=ReportState.SENT
    )
    due_on = models.DateField("报送期限")
    due_rule = models.CharField("期限来历", max_length=120)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    first_sent_on = models.DateField("首次报送日期")
    return_reason = models.CharField("退回理由", max_length=500, blank=True)
    accepted_by = person("接受人")
    accepted_on = models.DateField("接受日期", null=True, blank=True)
    accept_note = models.CharField("审核意见", max_length=500, blank=True)

    class Meta:
        verbose_name = "整改报告"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "kind"], name="report_once",
                violation_error_message="这份报告刚才已经报送了。",
            ),
            needed(
                "report_accepted", ["accepted"],
                Q(accepted_on__isnull=False) & ~Q(accept_note=""),
                "接受报告必须有日期和审核意见。",
            ),
            needed(
                "report_returned", ["returned"], ~Q(return_reason=""), "退回报告必须写明理由。"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_late(self) -> bool:
        """Whether it first came after its day."""
        return self.first_sent_on > self.due_on


class ReportEdition(models.Model):
    """One file of a report as it was sent. A better one is a further row; both stay."""

    report = models.ForeignKey(
        Report, models.PROTECT, related_name="editions", verbose_name="整改报告"
    )
    number = models.PositiveSmallIntegerField("第几稿")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    note = models.CharField("说明", max_length=300, blank=True)
    sent_by = person("报送人")
    sent_at = models.DateTimeField("报送时间")
    read_state = models.CharField(
        "核对", max_length=10, choices=ReadState.choices, default=ReadState.WAITING
    )
    read_on = models.DateField("核对日期", null=True, blank=True)

    class Meta:
        verbose_name = "报告稿次"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="report_edition_number",
                violation_error_message="刚才有人也报送了一稿，请刷新后再看。",
            ),
            models.CheckConstraint(
                condition=Q(read_state="waiting") | Q(read_on__isnull=False),
                name="report_edition_read", violation_error_message="核对过的报告必须有核对日期。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"第{self.number}稿"


class ReportDifference(models.Model):
    """A figure in a report that the ledger does not bear out: the line, the words marked in it,
    what the ledger comes to. A question; the unit explains it or sends a corrected edition."""

    edition = models.ForeignKey(
        ReportEdition, models.PROTECT, related_name="differences", verbose_name="报告稿次"
    )
    number = models.PositiveSmallIntegerField("序号")
    line = models.TextField("报告原句")
    start = models.PositiveIntegerField("从")
    end = models.PositiveIntegerField("到")
    counted = models.CharField("台账实有", max_length=60)
    explanation = models.CharField("单位说明", max_length=500, blank=True)
    explained_by = person("说明人")
    explained_at = models.DateTimeField("说明时间", null=True, blank=True)

    class Meta:
        verbose_name = "报告差异"
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="report_difference_number"),
            models.CheckConstraint(
                condition=Q(explanation="") | Q(explained_at__isnull=False),
                name="report_difference_explained",
                violation_error_message="说明必须有时间。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"差异{self.number}"
