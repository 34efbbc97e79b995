"""Common problems of a round, and what units not yet inspected find when they look."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Round
from xuncha.cycle.results.enums import CommonState, SelfCheckState
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class CommonProblem(Stated):
    """What several units of a round have in common (共性问题): proposed by the words, named by a
    person, published by another. Units read name and description, never whose findings they are."""

    round = models.ForeignKey(
        Round, models.PROTECT, related_name="common_problems", verbose_name="轮次"
    )
    leaf = models.ForeignKey(
        TaxonomyNode, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="问题分类项",
    )  # fmt: skip
    title = models.CharField("名称", max_length=80)
    text = models.TextField("表现和自查要点")
    state = models.CharField(
        "状态", max_length=10, choices=CommonState.choices, default=CommonState.DRAFT
    )
    named_by = person("命名人")
    named_at = models.DateTimeField("命名时间")
    published_by = person("发布人")
    published_on = models.DateField("发布日期", null=True, blank=True)
    end_reason = models.CharField("撤回理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "共性问题"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "title"], condition=~Q(state="withdrawn"), name="common_title",
                violation_error_message="这一轮已经有同名的共性问题。",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_on__isnull=False),
                name="common_published", violation_error_message="发布必须有日期。",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | Q(named_by__isnull=True)
                | ~Q(published_by=F("named_by")),
                name="common_two_people", violation_error_message="命名的人不能自己发布。",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(end_reason=""), name="common_withdrawn",
                violation_error_message="撤回必须写明理由。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class CommonTie(models.Model):
    """A finding that belongs to it, and where its words are those of the others."""

    common = models.ForeignKey(
        CommonProblem, models.CASCADE, related_name="ties", verbose_name="共性问题"
    )
    finding = models.ForeignKey(
        Finding, models.PROTECT, related_name="commons", verbose_name="问题"
    )
    spans = models.JSONField("相同的词句", default=list)

    class Meta:
        verbose_name = "共性问题的依据"
        constraints = [
            models.UniqueConstraint(
                fields=["common", "finding"], name="common_tie_once",
                violation_error_message="同一个问题只列一次。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.common_id}→{self.finding_id}"


class SelfCheck(Stated):
    """One unit asked to look for one common problem before anybody inspects it (未巡先改)."""

    common = models.ForeignKey(
        CommonProblem, models.PROTECT, related_name="selfchecks", verbose_name="共性问题"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="selfchecks", verbose_name="自查单位"
    )
    state = models.CharField(
        "状态", max_length=10, choices=SelfCheckState.choices, default=SelfCheckState.ASKED
    )
    asked_on = models.DateField("布置日期")
    due_on = models.DateField("报送期限")
    due_rule = models.CharField("期限的来历", max_length=120)
    is_provisional = models.BooleanField("暂定", default=False)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    found = models.BooleanField("查到同类问题", null=True, blank=True)
    text = models.TextField("自查情况", blank=True)
    put_right = models.TextField("先改的情况", blank=True)
    answered_by = person("报送人")
    answered_on = models.DateField("首次报送日期", null=True, blank=True)
    closed_by = person("核对人")
    closed_on = models.DateField("核对日期", null=True, blank=True)
    end_reason = models.CharField("理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "未巡先改"
        constraints = [
            models.UniqueConstraint(
                fields=["common", "organisation"], name="selfcheck_once",
                violation_error_message="这个单位已经布置过这项自查。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "closed"])
                | (Q(answered_on__isnull=False, found__isnull=False) & ~Q(text="")),
                name="selfcheck_answered", violation_error_message="自查必须写明情况和日期。",
            ),
            models.CheckConstraint(
                condition=Q(found__isnull=True) | Q(found=False) | ~Q(put_right=""),
                name="selfcheck_put_right",
                violation_error_message="查到同类问题的，必须写明怎样先改。",
            ),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | Q(answered_by__isnull=True)
                | ~Q(closed_by=F("answered_by")),
                name="selfcheck_two_people", violation_error_message="报送的人不能自己核对。",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["organisation", "state"], name="selfcheck_unit"),
            models.Index(fields=["state", "due_on"], name="selfcheck_due"),
        ]

    def __str__(self) -> str:
        return f"未巡先改：{self.common}"
