"""Fact confirmation: the sheet that goes to the unit, its facts, and what the unit says."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.workpapers.enums import Answer, Outcome, SheetState
from xuncha.cycle.workpapers.models.papers import Paper
from xuncha.cycle.workpapers.models.parts import Fact
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


class FactSheet(Stated):
    """One sheet of facts that the unit confirms (事实确认单). The unit sees it once it was sent and
    nothing of the papers behind it. ``original_due_on`` keeps the rule that it was counted by and
    never moves; ``due_on`` may be put off. It ends as settled or withdrawn."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="fact_sheets", verbose_name="巡察任务"
    )
    number = models.PositiveIntegerField("顺序号")
    note = models.CharField("致单位的话", max_length=500, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=SheetState.choices, default=SheetState.DRAFT
    )
    due_on = models.DateField("答复截止", null=True, blank=True)
    original_due_on = models.DateField("原定答复截止", null=True, blank=True)
    due_rule = models.CharField("期限规则", max_length=60, blank=True)
    due_tables = models.JSONField("所用工作日表", default=list, blank=True)
    is_provisional = models.BooleanField("暂定", default=False)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    made_by = person("拟稿人")
    made_at = models.DateTimeField("拟稿时间")
    sent_by = person("送达人")
    sent_at = models.DateTimeField("送达时间", null=True, blank=True)
    answered_by = person("答复人")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    end_reason = models.CharField("撤回理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "事实确认单"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"],
                name="sheet_number",
                violation_error_message="这个编号刚才已经用了，请再保存一次。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(sent_at__isnull=False, due_on__isnull=False),
                name="sheet_sent",
                violation_error_message="送达的事实确认单必须有送达时间和答复截止日期。",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True)
                | Q(original_due_on__isnull=False, due_on__gte=F("original_due_on")),
                name="sheet_put_off",
                violation_error_message="答复截止只能推后，不能早于原定日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "settled"]) | Q(answered_at__isnull=False),
                name="sheet_answered",
                violation_error_message="已答复的事实确认单必须有答复时间。",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(end_reason=""),
                name="sheet_withdrawn_reason",
                violation_error_message="撤回事实确认单必须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"事实确认单 {self.code}"

    @property
    def code(self) -> str:
        """Its number as people write it."""
        return f"实-{self.number:03}"


class PutOff(models.Model):
    """A later day for the unit's answer, in force from ``made_at``. Rows are only added: a day that
    was missed before it was put off stays missed."""

    sheet = models.ForeignKey(
        FactSheet, models.PROTECT, related_name="put_offs", verbose_name="事实确认单"
    )
    before_on = models.DateField("推后之前")
    due_on = models.DateField("推后到")
    reason = models.CharField("推后理由", max_length=300)
    made_by = person("推后人")
    made_at = models.DateTimeField("推后时间")

    class Meta:
        verbose_name = "答复截止推后"
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gt=F("before_on")),
                name="sheet_put_off_later",
                violation_error_message="答复截止只能往后推。",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="sheet_put_off_reason",
                violation_error_message="推后答复截止必须写明理由。",
            ),
        ]

    def __str__(self) -> str:
        return f"推后到 {self.due_on}"


class FactEntry(models.Model):
    """One fact on a sheet, in the words that the unit reads; its answer; and how the team settled a
    difference. ``fact`` and ``paper`` are the team's, never shown to the unit."""

    sheet = models.ForeignKey(
        FactSheet, models.PROTECT, related_name="entries", verbose_name="事实确认单"
    )
    number = models.PositiveSmallIntegerField("序号")
    paper = models.ForeignKey(
        Paper, models.PROTECT, related_name="fact_entries", verbose_name="底稿"
    )
    fact = models.ForeignKey(
        Fact, models.SET_NULL, null=True, related_name="+", verbose_name="事实"
    )
    key = models.CharField("内容摘要", max_length=64, editable=False)
    text = models.TextField("事实")
    answer = models.CharField("单位答复", max_length=10, choices=Answer.choices, blank=True)
    explanation = models.TextField("说明", blank=True)
    outcome = models.CharField("核定", max_length=10, choices=Outcome.choices, blank=True)
    outcome_text = models.TextField("修正后的事实", blank=True)
    outcome_reason = models.CharField("核定理由", max_length=1000, blank=True)
    decided_by = person("核定人")
    decided_at = models.DateTimeField("核定时间", null=True, blank=True)

    class Meta:
        verbose_name = "确认单事实"
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "paper", "key"],
                name="sheet_fact_once",
                violation_error_message="这条事实已经列在确认单上。",
            ),
            models.CheckConstraint(
                condition=~Q(answer="differs") | ~Q(explanation=""),
                name="sheet_fact_explained",
                violation_error_message="有不同意见的，请写明是什么意见。",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | (Q(answer="differs") & ~Q(outcome_reason="")),
                name="sheet_fact_settled",
                violation_error_message="核定有异议的事实必须写明理由。",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="corrected") | ~Q(outcome_text=""),
                name="sheet_fact_corrected",
                violation_error_message="修正事实必须写出修正后的事实。",
            ),
        ]
        indexes = [models.Index(fields=["paper", "key"], name="sheet_fact_paper")]

    def __str__(self) -> str:
        return f"确认单事实 {self.number}"


class FactFile(models.Model):
    """What the unit handed in with an answer."""

    entry = models.ForeignKey(
        FactEntry, models.PROTECT, related_name="files", verbose_name="确认单事实"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    added_by = person("提交人")
    added_at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "确认单附件"

    def __str__(self) -> str:
        return f"附件 {self.file_id}"
