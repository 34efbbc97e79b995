"""What the inspected unit says of the team after the feedback (后评估)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.feedback.enums import ReviewState, Score
from xuncha.cycle.feedback.models.feedbacks import Feedback
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class TeamReview(Stated):
    """The short form that a unit fills in once after its feedback. Read by the office and the
    leaders, never by whoever sat in the team."""

    feedback = models.OneToOneField(
        Feedback, models.PROTECT, related_name="review", verbose_name="反馈"
    )
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    state = models.CharField(
        "状态", max_length=10, choices=ReviewState.choices, default=ReviewState.OPEN
    )
    due_on = models.DateField("填写期限")
    due_rule = models.CharField("期限的来历", max_length=120)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    remark = models.TextField("意见建议", blank=True)
    answered_by = person("填写人")
    answered_on = models.DateField("填写日期", null=True, blank=True)

    class Meta:
        verbose_name = "后评估"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_on__isnull=False),
                name="team_review_answered", violation_error_message="填写必须有日期。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"后评估（{self.inspection}）"


class ReviewAnswer(models.Model):
    """The score of one question, with the question as it was asked."""

    review = models.ForeignKey(
        TeamReview, models.PROTECT, related_name="answers", verbose_name="后评估"
    )
    number = models.PositiveSmallIntegerField("序号")
    question = models.CharField("评价内容", max_length=120)
    score = models.PositiveSmallIntegerField("评价", choices=Score.choices)

    class Meta:
        verbose_name = "后评估答案"
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"], name="review_answer_number",
                violation_error_message="每一项只评价一次。",
            ),
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=5), name="review_answer_score",
                violation_error_message="评价在一到五之间。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.number}. {self.question}"
