"""A draw: which items are looked at on the spot, and how they were chosen."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.planning.models import Inspection, Round
from xuncha.foundation.accounts.columns import person


class Draw(models.Model):
    """One draw by the system out of the items of a round, or of one inspection. Never changed and
    never deleted. It keeps the population as it was, so that anybody draws the same again; the same
    population is drawn from once, so that nobody draws until he likes the result."""

    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveSmallIntegerField("编号")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+", verbose_name="轮次")
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="巡察任务",
    )  # fmt: skip
    scope_key = models.CharField("范围标识", max_length=40, editable=False)
    seed = models.PositiveIntegerField("种子")
    share_percent = models.PositiveSmallIntegerField("随机比例（%）")
    sustained_percent = models.PositiveSmallIntegerField("已巩固事项的随机比例（%）", default=0)
    risky_most = models.PositiveSmallIntegerField("风险事项最多几件")
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    population = models.JSONField("总体", default=list)
    population_hash = models.CharField("总体摘要", max_length=64)
    size = models.PositiveIntegerField("总体件数")
    picked = models.PositiveIntegerField("抽出件数")
    drawn_by = person("抽取人")
    drawn_at = models.DateTimeField("抽取时间")

    class Meta:
        verbose_name = "抽查"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"], name="draw_number",
                violation_error_message="刚才有人用了同一个编号，请再抽一次。",
            ),
            models.UniqueConstraint(
                fields=["scope_key", "population_hash"], name="draw_once",
                violation_error_message="同一批事项已经抽过了，不能重抽。",
            ),
            models.CheckConstraint(
                condition=Q(picked__gt=0) & Q(size__gte=models.F("picked")), name="draw_some",
                violation_error_message="抽出的件数必须在一件和总体件数之间。",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["round", "id"], name="draw_of_round")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """How people name it."""
        return f"抽〔{self.year}〕{self.number}号"
