"""The public text of a rectification, inside the Party and to everybody, and what came back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.evaluation.enums import PublicityState, Scope
from xuncha.cycle.evaluation.models.common import apart, needed
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated

_OUT = ["published", "closed"]


class Publicity(Stated):
    """One laying open of a rectification. Written out of the data, edited by one person, approved
    by another, published for some working days; objections are answered before it is closed.
    ``approved_digest`` ties the approval to the words. Withdrawn with its reason, never deleted."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="publicities", verbose_name="巡察任务"
    )
    scope = models.CharField("范围", max_length=10, choices=Scope.choices)
    text = models.TextField("公开稿")
    contact = models.CharField("意见反映方式", max_length=200, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=PublicityState.choices, default=PublicityState.DRAFT
    )
    as_of = models.DateField("数据截至")
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    drafted_by = person("拟稿人")
    drafted_at = models.DateTimeField("拟稿时间")
    edited_by = person("修改人")
    submitted_by = person("送审人")
    approved_by = person("批准人")
    approved_on = models.DateField("批准日期", null=True, blank=True)
    approved_digest = models.CharField("批准时的摘要", max_length=64, blank=True)
    published_on = models.DateField("公开日期", null=True, blank=True)
    until_on = models.DateField("公开到", null=True, blank=True)
    due_rule = models.CharField("公开期的来历", max_length=120, blank=True)
    is_provisional = models.BooleanField("暂定", default=False)
    place = models.CharField("公开在哪里", max_length=200, blank=True)
    proof = models.CharField("公开的凭据", max_length=300, blank=True)
    closed_on = models.DateField("结束日期", null=True, blank=True)
    close_note = models.CharField("结果", max_length=500, blank=True)
    end_reason = models.CharField("撤回理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "整改公开"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "scope"], condition=~Q(state="withdrawn"),
                name="publicity_one", violation_error_message="这一范围的公开稿已经有了。",
            ),
            needed(
                "publicity_approved", ["approved", *_OUT],
                Q(approved_by__isnull=False, approved_on__isnull=False) & ~Q(approved_digest=""),
                "公开稿批准以后才能公开。",
            ),
            needed(
                "publicity_published", _OUT,
                Q(published_on__isnull=False, until_on__isnull=False)
                & ~Q(place="") & ~Q(proof=""),
                "公开必须有日期、地点和凭据。",
            ),
            needed(
                "publicity_closed", ["closed"], Q(closed_on__isnull=False) & ~Q(close_note=""),
                "公开期满必须写明结果。",
            ),
            needed("publicity_withdrawn", ["withdrawn"], ~Q(end_reason=""), "撤回必须写明理由。"),
            apart("publicity_two_people", "approved_by", "submitted_by", "送审人不能自己批准。"),
            apart("publicity_not_editor", "approved_by", "edited_by", "修改的人不能自己批准。"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"整改情况{self.get_scope_display()}"


class Objection(models.Model):
    """What somebody said against it while it was public, without his name, and the answer."""

    publicity = models.ForeignKey(
        Publicity, models.PROTECT, related_name="objections", verbose_name="整改公开"
    )
    number = models.PositiveSmallIntegerField("序号")
    received_on = models.DateField("收到日期")
    gist = models.CharField("意见要点", max_length=500)
    answer = models.CharField("怎样处理", max_length=500, blank=True)
    answered_on = models.DateField("处理日期", null=True, blank=True)
    noted_by = person("登记人")
    answered_by = person("处理人")

    class Meta:
        verbose_name = "公开意见"
        constraints = [
            models.UniqueConstraint(
                fields=["publicity", "number"], name="objection_number",
                violation_error_message="刚才有人也登记了一条，请再保存一次。",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="objection_answered",
                violation_error_message="处理公开意见必须写明怎样处理、哪天处理。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"公开意见{self.number}"
