"""The joint review of a version: who was asked, what each said, and the one answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.schemes.enums import Outcome, Party, Verdict
from xuncha.cycle.schemes.models.schemes import Scheme, SchemeRow, SchemeVersion
from xuncha.foundation.accounts.columns import person


class SchemeReview(models.Model):
    """One joint review of one version. The parties are those of the rules in force when it was
    opened; each has until ``due_on``. Ends when the office merges what they said into one
    answer."""

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="reviews", verbose_name="整改方案"
    )
    version = models.OneToOneField(
        SchemeVersion, models.PROTECT, related_name="review", verbose_name="整改方案版本"
    )
    rules_number = models.PositiveSmallIntegerField("规则版本")
    approver = models.CharField("由谁批准", max_length=10)
    opened_by = person("组织联审的人")
    opened_at = models.DateTimeField("开始时间")
    due_on = models.DateField("提出意见期限")
    due_rule = models.CharField("期限来历", max_length=80)
    outcome = models.CharField("结论", max_length=10, choices=Outcome.choices, blank=True)
    summary = models.TextField("汇总意见", blank=True)
    merged_by = person("汇总人")
    merged_at = models.DateTimeField("汇总时间", null=True, blank=True)

    class Meta:
        verbose_name = "方案联审"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", merged_at__isnull=True)
                | (~Q(outcome="") & Q(merged_at__isnull=False)),
                name="scheme_review_merged",
                violation_error_message="联审有结论当且仅当意见已经汇总。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version}联审"


class ReviewSeat(models.Model):
    """One party of a review, the person who speaks for it, and what he said. He may say it anew
    until the opinions are merged."""

    review = models.ForeignKey(
        SchemeReview, models.PROTECT, related_name="seats", verbose_name="方案联审"
    )
    party = models.CharField("审核方", max_length=14, choices=Party.choices)
    user = person("审核人")
    verdict = models.CharField("意见", max_length=10, choices=Verdict.choices, blank=True)
    opinion = models.TextField("总的意见", blank=True)
    given_at = models.DateTimeField("提出时间", null=True, blank=True)

    class Meta:
        verbose_name = "审核席位"
        constraints = [
            models.UniqueConstraint(
                fields=["review", "party"], name="review_seat_party",
                violation_error_message="一方只有一个审核席位。",
            ),
            models.UniqueConstraint(
                fields=["review", "user"], name="review_seat_person",
                violation_error_message="一个人不能同时代表两方审核。",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", given_at__isnull=True)
                | (~Q(verdict="") & Q(given_at__isnull=False)),
                name="review_seat_given",
                violation_error_message="审核意见必须有提出时间。",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["user", "given_at"], name="review_seat_user")]

    def __str__(self) -> str:
        return str(self.get_party_display())


class RowOpinion(models.Model):
    """What a party said of one row. ``adopted`` is empty until the office merges; the unit reads
    only what was adopted, in the words of ``merged``."""

    seat = models.ForeignKey(
        ReviewSeat, models.CASCADE, related_name="rows", verbose_name="审核席位"
    )
    row = models.ForeignKey(
        SchemeRow, models.PROTECT, related_name="opinions", verbose_name="方案条目"
    )
    text = models.TextField("意见")
    adopted = models.BooleanField("采纳", null=True)
    merged = models.TextField("汇总后的意见", blank=True)

    class Meta:
        verbose_name = "条目意见"
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "row"], name="row_opinion_once",
                violation_error_message="一方对一个条目只有一条意见。",
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="row_opinion_text",
                violation_error_message="条目意见不能为空。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text[:20]
