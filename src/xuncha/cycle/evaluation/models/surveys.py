"""Satisfaction by paper sheets: who was asked, the sheets as typed, what came out once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.evaluation.enums import Respondents, SurveyState
from xuncha.cycle.evaluation.models.common import needed
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class Survey(Stated):
    """Sheets handed out to one kind of people, without names. Counted once when it is closed; under
    the minimum of sheets nothing comes out. Withdrawn with its reason, never deleted."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="surveys", verbose_name="巡察任务"
    )
    number = models.PositiveSmallIntegerField("序号")
    respondents = models.CharField("测评对象", max_length=12, choices=Respondents.choices)
    handed_out = models.PositiveIntegerField("发出份数")
    questions = models.JSONField("题目", default=list)
    state = models.CharField(
        "状态", max_length=10, choices=SurveyState.choices, default=SurveyState.OPEN
    )
    made_by = person("组织人")
    made_at = models.DateTimeField("建立时间")
    closed_by = person("统计人")
    closed_on = models.DateField("统计日期", null=True, blank=True)
    sheets_counted = models.PositiveIntegerField("统计份数", null=True, blank=True)
    results = models.JSONField("结果", null=True, blank=True)
    satisfied_percent = models.PositiveSmallIntegerField("满意率（%）", null=True, blank=True)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    end_reason = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "满意度测评"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"], name="survey_number",
                violation_error_message="刚才有人也建了一次测评，请再保存一次。",
            ),
            needed(
                "survey_closed", ["closed"],
                Q(closed_on__isnull=False, sheets_counted__isnull=False, results__isnull=False),
                "统计过的测评必须有日期、份数和结果。",
            ),
            needed("survey_withdrawn", ["withdrawn"], ~Q(end_reason=""), "撤回必须写明理由。"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"满意度测评{self.number}"


class SurveySheet(models.Model):
    """One paper sheet as typed: for each question the number of its answer or nothing."""

    survey = models.ForeignKey(
        Survey, models.PROTECT, related_name="sheets", verbose_name="满意度测评"
    )
    number = models.PositiveIntegerField("卷号")
    answers = models.JSONField("答案")
    void_reason = models.CharField("作废理由", max_length=200, blank=True)
    entered_by = person("录入人")
    entered_at = models.DateTimeField("录入时间")

    class Meta:
        verbose_name = "测评表"
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "number"], name="survey_sheet_number",
                violation_error_message="刚才有人用了同一个卷号，请再保存一次。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number} 号测评表"
