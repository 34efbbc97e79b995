"""One item looked at on the spot by two persons."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.oversight.enums import OPEN_CHECKS, SEEN, CheckState, Found, Knew, Outcome
from xuncha.cycle.oversight.models.draws import Draw
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.models import Item
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


def _apart(name: str, one: str, other: str, sentence: str) -> models.CheckConstraint:
    """Two people, not one."""
    empty = Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True})
    return models.CheckConstraint(
        condition=empty | ~Q(**{one: F(other)}), name=name, violation_error_message=sentence
    )


class SpotCheck(Stated):
    """One drawn item. Given to two checkers, written down by one, confirmed by the other, concluded
    by a third: the item is sustained or opened again by what was found. Dropped only with its
    reason, never deleted."""

    draw = models.ForeignKey(Draw, models.PROTECT, related_name="checks", verbose_name="抽查")
    number = models.PositiveSmallIntegerField("序号")
    item = models.ForeignKey(Item, models.PROTECT, related_name="checks", verbose_name="整改事项")
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    is_risky = models.BooleanField("风险事项")
    why = models.JSONField("为什么抽中", default=list)
    state = models.CharField(
        "状态", max_length=10, choices=CheckState.choices, default=CheckState.PENDING
    )
    drawn_by = person("抽取人")
    first = person("核查人")
    second = person("核查人（二）")
    assigned_by = person("派人的人")
    assigned_at = models.DateTimeField("派人时间", null=True, blank=True)
    checked_on = models.DateField("核查日期", null=True, blank=True)
    place = models.CharField("核查地点", max_length=120, blank=True)
    looked_at = models.TextField("看了什么", blank=True)
    found = models.CharField("核查结论", max_length=10, choices=Found.choices, blank=True)
    found_words = models.TextField("查到的情况", blank=True)
    recorded_by = person("填写人")
    recorded_at = models.DateTimeField("填写时间", null=True, blank=True)
    confirmed_by = person("确认人")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    outcome = models.CharField("处理", max_length=10, choices=Outcome.choices, blank=True)
    outcome_reason = models.CharField("处理理由", max_length=500, blank=True)
    concluded_by = person("处理人")
    concluded_at = models.DateTimeField("处理时间", null=True, blank=True)
    drop_reason = models.CharField("不再核查的理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "实地核查"
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "number"], name="spot_check_number",
                violation_error_message="同一次抽查里序号不能重复。",
            ),
            models.UniqueConstraint(
                fields=["item"], condition=Q(state__in=sorted(OPEN_CHECKS)),
                name="spot_check_one_open",
                violation_error_message="这一事项已经抽中、正在核查。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "dropped"])
                | Q(first__isnull=False, second__isnull=False, assigned_at__isnull=False),
                name="spot_check_assigned",
                violation_error_message="实地核查必须有两名核查人。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(SEEN))
                | (Q(checked_on__isnull=False, recorded_by__isnull=False)
                   & ~Q(place="") & ~Q(looked_at="") & ~Q(found="") & ~Q(found_words="")),
                name="spot_check_recorded",
                violation_error_message="核查记录必须有日期、地点、看了什么、查到的情况和结论。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "concluded"]) | Q(confirmed_by__isnull=False),
                name="spot_check_confirmed",
                violation_error_message="核查记录必须由另一名核查人确认。",
            ),
            models.CheckConstraint(
                condition=~Q(state="concluded")
                | (Q(concluded_by__isnull=False) & ~Q(outcome="") & ~Q(outcome_reason="")),
                name="spot_check_concluded",
                violation_error_message="处理核查结果必须写明理由。",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(drop_reason=""), name="spot_check_dropped",
                violation_error_message="不再核查必须写明理由。",
            ),
            _apart("spot_check_two", "first", "second", "两名核查人不能是同一个人。"),
            _apart("spot_check_not_drawer", "first", "drawn_by", "抽取人不能核查自己抽中的事项。"),
            _apart("spot_check_not_drawer_2", "second", "drawn_by",
                   "抽取人不能核查自己抽中的事项。"),
            _apart("spot_check_other", "confirmed_by", "recorded_by", "填写人不能自己确认。"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["state", "id"], name="spot_check_state"),
            models.Index(fields=["first", "state"], name="spot_check_first"),
            models.Index(fields=["second", "state"], name="spot_check_second"),
            models.Index(fields=["inspection", "state"], name="spot_check_inspection"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """How people name it; the draw must be read along."""
        return f"{self.draw.code}-{self.number}"


class CheckAsked(models.Model):
    """Who was asked on the spot, by post or part, how many, and what they knew. No names."""

    check_row = models.ForeignKey(
        SpotCheck, models.CASCADE, related_name="asked", verbose_name="实地核查"
    )
    post = models.CharField("问了谁（职务、身份）", max_length=60)
    number = models.PositiveSmallIntegerField("人数", default=1)
    knew = models.CharField("知不知道", max_length=10, choices=Knew.choices)
    said = models.CharField("说了什么", max_length=500, blank=True)

    class Meta:
        verbose_name = "核查询问"
        constraints = [
            models.CheckConstraint(
                condition=~Q(post="") & Q(number__gt=0), name="check_asked_whom",
                violation_error_message="写明问了哪一类人、几个人。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.post} {self.number}人"


class CheckFile(models.Model):
    """A photo or paper from the spot. Added, never changed."""

    check_row = models.ForeignKey(
        SpotCheck, models.PROTECT, related_name="files", verbose_name="实地核查"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    added_by = person("上传人")
    added_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "核查文件"

    def __str__(self) -> str:
        return f"核查文件 {self.pk}"
