"""One deed from listening to the residents' word, its photos, its call-backs."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.deeds.enums import DeedKind, DeedState, Heard, When
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import StepLine, person
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel import clock
from xuncha.kernel.states import Stated

_CLAIMED = Q(state__in=["claimed", "doing", "done", "satisfied", "unsatisfied"])
_DONE = Q(state__in=["done", "satisfied", "unsatisfied"])


def _apart(name: str, one: str, other: str, sentence: str) -> models.CheckConstraint:
    empty = Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True})
    return models.CheckConstraint(
        condition=empty | ~Q(**{one: F(other)}), name=name, violation_error_message=sentence
    )


class Deed(Stated):
    """One deed (实事) of one village, heard by a team. ``heard_text`` is the team's and the
    office's: who owes it and the public never read it. ``promise_due_on`` is what the owner
    promised and never moves; people and money are those of the finished deed. Dropped with its
    reason, never deleted."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="deeds", verbose_name="巡察任务"
    )
    village = models.ForeignKey(
        Organisation, models.PROTECT, related_name="deeds", verbose_name="所在村（社区）"
    )
    owner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="owned_deeds",
        verbose_name="责任单位",
    )  # fmt: skip
    number = models.PositiveSmallIntegerField("序号")
    kind = models.CharField("类别", max_length=10, choices=DeedKind.choices)
    heard = models.CharField("来源", max_length=10, choices=Heard.choices)
    heard_on = models.DateField("听到的日期")
    heard_text = models.TextField("听到的情况", blank=True)
    title = models.CharField("实事", max_length=80)
    place = models.CharField("地点", max_length=80, blank=True)
    state = models.CharField(
        "状态", max_length=12, choices=DeedState.choices, default=DeedState.REGISTERED
    )
    registered_by = person("登记人")
    registered_at = models.DateTimeField("登记时间")
    verified_by = person("核实人")
    verified_on = models.DateField("核实日期", null=True, blank=True)
    verified_text = models.TextField("核实的情况", blank=True)
    promise = models.TextField("承诺", blank=True)
    promise_due_on = models.DateField("承诺时限", null=True, blank=True)
    due_rule = models.CharField("时限的来历", max_length=120, blank=True)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    claimed_by = person("认领人")
    claimed_on = models.DateField("认领日期", null=True, blank=True)
    done_by = person("办结人")
    done_on = models.DateField("首次办结日期", null=True, blank=True)
    done_text = models.TextField("办理结果", blank=True)
    people_served = models.PositiveIntegerField("受益人数", null=True, blank=True)
    money_yuan = models.DecimalField(
        "投入（元）", max_digits=14, decimal_places=2, null=True, blank=True
    )
    redone = models.PositiveSmallIntegerField("重办次数", default=0)
    called_by = person("回访人")
    called_on = models.DateField("回访日期", null=True, blank=True)
    end_reason = models.CharField("不列理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "民生实事"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"], name="deed_number",
                violation_error_message="刚才有人用了同一个序号，请再保存一次。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["registered", "dropped"])
                | (Q(verified_on__isnull=False, owner__isnull=False) & ~Q(verified_text="")),
                name="deed_verified",
                violation_error_message="核实必须有日期、情况和责任单位。",
            ),
            models.CheckConstraint(
                condition=~_CLAIMED | (Q(promise_due_on__isnull=False) & ~Q(promise="")),
                name="deed_claimed", violation_error_message="认领必须写明承诺和时限。",
            ),
            models.CheckConstraint(
                condition=~_DONE
                | (Q(done_on__isnull=False, people_served__isnull=False,
                     money_yuan__isnull=False) & ~Q(done_text="")),
                name="deed_done",
                violation_error_message="办结必须写明结果、受益人数和投入。",
            ),
            models.CheckConstraint(
                condition=Q(money_yuan__isnull=True) | Q(money_yuan__gte=0), name="deed_money",
                violation_error_message="投入不能是负数。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["satisfied", "unsatisfied"])
                | Q(called_on__isnull=False),
                name="deed_called", violation_error_message="回访必须有日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(end_reason=""), name="deed_dropped",
                violation_error_message="不列实事必须写明理由。",
            ),
            _apart("deed_two_people", "verified_by", "registered_by", "登记的人不能自己核实。"),
            _apart("deed_other_calls", "called_by", "done_by", "办结的人不能自己回访。"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["village", "state"], name="deed_village"),
            models.Index(fields=["owner", "state"], name="deed_owner"),
            models.Index(fields=["state", "promise_due_on"], name="deed_due"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def code(self) -> str:
        """Its number within the inspection."""
        return f"实-{self.number:02}"


class DeedPhoto(models.Model):
    """A photo, before or after. Added, never changed."""

    deed = models.ForeignKey(Deed, models.PROTECT, related_name="photos", verbose_name="民生实事")
    when = models.CharField("前后", max_length=6, choices=When.choices)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    added_by = person("上传人")
    added_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "实事照片"

    def __str__(self) -> str:
        return f"实事照片 {self.pk}"

    @property
    def told(self) -> str:
        """Before or after, and the day: after a deed is done anew there are several."""
        day = self.added_at.astimezone(clock.CHINA).date()
        return f"{self.get_when_display()}，{day} 上传"


class DeedCall(models.Model):
    """One call-back: which households the seed drew out of the village's list (by their numbers,
    nobody's name), and what they said. A deed that is done anew is called back anew."""

    deed = models.ForeignKey(Deed, models.PROTECT, related_name="calls", verbose_name="民生实事")
    turn = models.PositiveSmallIntegerField("第几次")
    households = models.PositiveIntegerField("名册户数")
    seed = models.PositiveIntegerField("种子")
    share_percent = models.PositiveSmallIntegerField("抽取比例")
    least = models.PositiveSmallIntegerField("最少户数")
    picks = models.JSONField("抽中的户号", default=list)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    satisfied_percent = models.PositiveSmallIntegerField("满意比例门槛")
    drawn_by = person("抽取人")
    drawn_at = models.DateTimeField("抽取时间")
    satisfied = models.PositiveSmallIntegerField("满意户数", null=True, blank=True)
    unsatisfied = models.PositiveSmallIntegerField("不满意户数", null=True, blank=True)
    unreached = models.PositiveSmallIntegerField("没有访到户数", null=True, blank=True)
    said = models.TextField("住户怎么说", blank=True)
    by = person("回访人")
    on = models.DateField("回访日期", null=True, blank=True)

    class Meta:
        verbose_name = "住户回访"
        constraints = [
            models.UniqueConstraint(
                fields=["deed", "turn"], name="deed_call_turn",
                violation_error_message="这次办结已经抽过回访住户，不能重抽。",
            ),
            models.CheckConstraint(
                condition=Q(on__isnull=True)
                | Q(satisfied__isnull=False, unsatisfied__isnull=False,
                    unreached__isnull=False),
                name="deed_call_counted",
                violation_error_message="回访必须写明满意、不满意、没有访到各几户。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"第{self.turn}次回访"


class DeedStep(StepLine):
    """One step in the life of a deed: who did what when and why. Never changed."""

    deed = models.ForeignKey(Deed, models.PROTECT, related_name="steps", verbose_name="民生实事")

    class Meta:
        verbose_name = "实事经过"


class DeedRules(models.Model):
    """One version of the room's name, the longest promise and the call-back, in force from its day
    until the next one's."""

    number = models.PositiveSmallIntegerField("版本", unique=True)
    effective_on = models.DateField("启用日期")
    note = models.CharField("为什么调整", max_length=200)
    name = models.CharField("名称", max_length=20)
    values = models.JSONField("内容", default=dict)
    made_by = person("制定人")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "实事规则"

    def __str__(self) -> str:
        return f"实事规则第{self.number}版"
