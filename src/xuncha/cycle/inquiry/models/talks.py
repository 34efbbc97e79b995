"""Talks with people of the inspected side."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.fieldwork.models.base import FieldRecord, once, person, reasoned
from xuncha.cycle.inquiry.enums import PostKind, ReadBack, Signature, TalkGrade, TalkState
from xuncha.cycle.inquiry.models.outlines import TalkOutline

_SIGNED = Q(state__in=["signed", "closed"])


class Talk(FieldRecord):
    """One talk of two inspectors with one person, who is known by post. Recorded by the team,
    signed by both inspectors, then closed; each saved wording stays as a version. Clue matter does
    not belong here: ``clue_apart`` says that there was some, and that it was handed in apart."""

    MARK = "谈"

    talked_on = models.DateField("谈话日期")
    starts_at = models.TimeField("开始时间")
    ends_at = models.TimeField("结束时间", null=True, blank=True)
    place = models.CharField("地点", max_length=80)
    post_kind = models.CharField("对象类别", max_length=10, choices=PostKind.choices)
    post = models.CharField("职务", max_length=60)
    first = person("谈话人")
    second = person("另一谈话人")
    recorder = person("记录人")
    outline = models.ForeignKey(
        TalkOutline, models.PROTECT, null=True, blank=True, related_name="talks",
        verbose_name="谈话提纲",
    )  # fmt: skip
    rights_told = models.BooleanField("已告知事项", default=False)
    text = models.TextField("谈话记录", blank=True)
    read_back = models.CharField("核对", max_length=10, choices=ReadBack.choices, blank=True)
    signature = models.CharField("签字", max_length=10, choices=Signature.choices, blank=True)
    signature_note = models.CharField("签字说明", max_length=200, blank=True)
    grade = models.CharField(
        "密级", max_length=10, choices=TalkGrade.choices, default=TalkGrade.INNER
    )
    clue_apart = models.BooleanField("有线索类情况，已另行单独移交", default=False)
    doubt_note = models.CharField("对系统所问的说明", max_length=200, blank=True)
    state = models.CharField(
        "状态", max_length=14, choices=TalkState.choices, default=TalkState.DRAFT
    )
    signed_by = person("先签人")
    signed_at = models.DateTimeField("先签时间", null=True, blank=True)
    countersigned_by = person("后签人")
    countersigned_at = models.DateTimeField("后签时间", null=True, blank=True)
    closed_at = models.DateTimeField("归存时间", null=True, blank=True)

    class Meta:
        verbose_name = "谈话"
        constraints = [
            once("talk_number"),
            reasoned("talk_withdrawn"),
            models.CheckConstraint(
                condition=Q(first__isnull=False, second__isnull=False) & ~Q(first=F("second")),
                name="talk_two_people",
                violation_error_message="谈话必须由两名不同的巡察人员进行。",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="talk_times",
                violation_error_message="谈话的结束时间必须晚于开始时间。",
            ),
            models.CheckConstraint(
                condition=~Q(post=""),
                name="talk_post",
                violation_error_message="谈话对象的职务不能为空。",
            ),
            models.CheckConstraint(
                condition=~_SIGNED
                | Q(
                    signed_at__isnull=False, countersigned_at__isnull=False,
                    signed_by__isnull=False, countersigned_by__isnull=False,
                )
                & ~Q(signed_by=F("countersigned_by")),
                name="talk_signed_by_two",
                violation_error_message="签字的谈话必须有两名谈话人各自的签字。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["half", "signed", "closed"])
                | (
                    Q(rights_told=True, ends_at__isnull=False)
                    & ~Q(text="") & ~Q(read_back="") & ~Q(signature="")
                ),
                name="talk_whole",
                violation_error_message="签字的谈话必须告知事项，有记录、结束时间、核对和签字情况。",
            ),
            models.CheckConstraint(
                condition=~Q(signature="refused") | ~Q(signature_note=""),
                name="talk_refused",
                violation_error_message="本人拒绝签字的，必须写明情况。",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
                name="talk_closed",
                violation_error_message="已归存的谈话必须有归存时间。",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["inspection", "post_kind"], name="talk_coverage"),
            models.Index(fields=["talked_on", "id"], name="talk_day"),
        ]


class TalkName(models.Model):
    """The name of somebody talked to, where it was needed at all. Apart from the talk, so that who
    reads talks does not read names: those see it who may see the team's own papers."""

    talk = models.OneToOneField(
        Talk, models.PROTECT, related_name="person_name", verbose_name="谈话"
    )
    name = models.CharField("姓名", max_length=40)

    class Meta:
        verbose_name = "谈话对象姓名"

    def __str__(self) -> str:
        return f"谈话 {self.talk_id}"


class TalkVersion(models.Model):
    """One saved wording of a talk. Never changed; the last one is what the talk says."""

    talk = models.ForeignKey(Talk, models.PROTECT, related_name="versions", verbose_name="谈话")
    number = models.PositiveIntegerField("第几版")
    text = models.TextField("谈话记录", blank=True)
    facts = models.JSONField("内容", default=dict)
    by = person("保存人")
    by_name = models.CharField("保存人姓名", max_length=40)
    at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "谈话记录版本"
        constraints = [
            models.UniqueConstraint(
                fields=["talk", "number"],
                name="talk_version_number",
                violation_error_message="刚才有人保存了这份谈话，请刷新后再改。",
            )
        ]

    def __str__(self) -> str:
        return f"第{self.number}版"
