"""The evaluation of one unit's rectification: scores, vetoes, grade, the unit's answer."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.evaluation.enums import EvaluationState
from xuncha.cycle.evaluation.models.common import apart, needed
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated

_TOLD = ["confirmed", "answered", "final"]


class Evaluation(Stated):
    """One evaluation by a copy of the form in force that day (``form``). Computed and filled in by
    one person, confirmed by another, answered by the unit, its grade fixed by the director or a
    leader who did not fill it in. Once handed in no score changes; ``as_of`` is the day of its
    figures. Withdrawn with its reason, never deleted."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="evaluations", verbose_name="巡察任务"
    )
    state = models.CharField(
        "状态", max_length=10, choices=EvaluationState.choices, default=EvaluationState.DRAFT
    )
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    form = models.JSONField("评估表", default=dict)
    as_of = models.DateField("数据截至")
    points = models.DecimalField("得分", max_digits=5, decimal_places=1, null=True, blank=True)
    earned_grade = models.CharField("按得分的等次", max_length=10, blank=True)
    grade = models.CharField("等次", max_length=10, blank=True)
    vetoes = models.JSONField("否决事由", default=list)
    opened_by = person("发起人")
    opened_at = models.DateTimeField("发起时间")
    edited_by = person("修改人")
    filled_by = person("评分人")
    filled_on = models.DateField("评分日期", null=True, blank=True)
    confirmed_by = person("确认人")
    confirmed_on = models.DateField("确认日期", null=True, blank=True)
    answer_by = models.DateField("单位回复期限", null=True, blank=True)
    due_rule = models.CharField("期限来历", max_length=120, blank=True)
    is_provisional = models.BooleanField("暂定", default=False)
    answered_on = models.DateField("首次回复日期", null=True, blank=True)
    final_by = person("定等次的人")
    final_on = models.DateField("定等次日期", null=True, blank=True)
    final_note = models.CharField("意见", max_length=500, blank=True)
    end_reason = models.CharField("撤回理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "整改评估"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection"], condition=~Q(state="withdrawn"), name="evaluation_one",
                violation_error_message="这个单位的评估已经发起了。",
            ),
            needed(
                "evaluation_filled", ["submitted", *_TOLD],
                Q(filled_by__isnull=False, points__isnull=False) & ~Q(grade=""),
                "送交确认的评估必须有评分人、得分和等次。",
            ),
            needed(
                "evaluation_confirmed", _TOLD,
                Q(confirmed_by__isnull=False, confirmed_on__isnull=False,
                  answer_by__isnull=False),
                "确认过的评估必须有确认人和单位回复期限。",
            ),
            needed(
                "evaluation_final", ["final"],
                Q(final_by__isnull=False, final_on__isnull=False) & ~Q(final_note=""),
                "定等次必须写明谁、哪天、什么意见。",
            ),
            needed("evaluation_withdrawn", ["withdrawn"], ~Q(end_reason=""), "撤回必须写明理由。"),
            apart("evaluation_two_people", "confirmed_by", "filled_by", "评分人不能自己确认。"),
            apart("evaluation_not_editor", "confirmed_by", "edited_by", "改过分的人不能确认。"),
            apart("evaluation_not_filler", "final_by", "filled_by", "评分人不能定等次。"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return "整改评估"


class Score(models.Model):
    """The points of one indicator. ``share`` and ``proposed`` are what the system counted, with its
    ``formula`` in words and the rows that it counted; a person who gives other points says why."""

    evaluation = models.ForeignKey(
        Evaluation, models.CASCADE, related_name="scores", verbose_name="整改评估"
    )
    number = models.PositiveSmallIntegerField("序号")
    code = models.CharField("指标", max_length=20)
    weight = models.PositiveSmallIntegerField("满分")
    proposed = models.DecimalField(
        "系统算出", max_digits=5, decimal_places=1, null=True, blank=True
    )
    points = models.DecimalField("得分", max_digits=5, decimal_places=1, null=True, blank=True)
    formula = models.CharField("怎样算的", max_length=200, blank=True)
    rows = models.JSONField("算进去的事项", default=dict)
    reason = models.CharField("理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "指标得分"
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "number"], name="score_number",
                violation_error_message="同一项指标只有一个得分。",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True) | Q(points__gte=0, points__lte=F("weight")),
                name="score_within", violation_error_message="得分应当在 0 到满分之间。",
            ),
            models.CheckConstraint(
                condition=Q(points__isnull=True)
                | Q(proposed__isnull=False, points=F("proposed"))
                | ~Q(reason=""),
                name="score_reason",
                violation_error_message="人给的分必须写明理由。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"指标{self.number}"


class EvaluationAnswer(models.Model):
    """What the unit said about its evaluation. A further word is a further row."""

    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, related_name="answers", verbose_name="整改评估"
    )
    number = models.PositiveSmallIntegerField("第几次")
    agrees = models.BooleanField("同意")
    text = models.CharField("意见", max_length=2000)
    points = models.DecimalField("回复时的得分", max_digits=5, decimal_places=1)
    by = person("回复人")
    at = models.DateTimeField("回复时间")

    class Meta:
        verbose_name = "单位对评估的意见"
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "number"], name="evaluation_answer_number",
                violation_error_message="刚才已经有人回复了。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"第{self.number}次意见"
