"""The public notice with which a team enters."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.fieldwork.enums import NoticeState
from xuncha.cycle.fieldwork.models.base import FieldRecord, once, person, reasoned


class EntryNotice(FieldRecord):
    """The notice (进驻公告) of one inspection; ``number`` counts its editions. Drafted by the team
    or the office, approved by the director, who did not hand it in, published on a day. From
    then on nothing of it changes: what was wrong is put right by a further edition, which replaces
    it. ``close_rule`` keeps how the last day for petitions was counted."""

    MARK = "告"

    team_name = models.CharField("巡察组", max_length=60)
    organisation_name = models.CharField("被巡察党组织", max_length=120)
    starts_on = models.DateField("进驻日期", null=True, blank=True)
    ends_on = models.DateField("结束日期", null=True, blank=True)
    phone = models.CharField("值班电话", max_length=60, blank=True)
    hours = models.CharField("受理电话时间", max_length=80, blank=True)
    post_box = models.CharField("邮政信箱", max_length=80, blank=True)
    letter_box = models.CharField("意见箱", max_length=120, blank=True)
    email = models.CharField("电子邮箱", max_length=80, blank=True)
    closes_on = models.DateField("信访截止日期", null=True, blank=True)
    close_rule = models.CharField("截止日期的来历", max_length=80, blank=True)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    scope = models.TextField("受理范围")
    text = models.TextField("公告正文")
    is_edited = models.BooleanField("正文是否改过", default=False)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="更正哪一版"
    )
    correct_reason = models.CharField("更正理由", max_length=300, blank=True)
    state = models.CharField(
        "状态", max_length=14, choices=NoticeState.choices, default=NoticeState.DRAFT
    )
    submitted_by = person("送审人")
    submitted_at = models.DateTimeField("送审时间", null=True, blank=True)
    approved_by = person("批准人")
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    published_on = models.DateField("发布日期", null=True, blank=True)
    published_by = person("发布人")

    class Meta:
        verbose_name = "进驻公告"
        constraints = [
            once("entry_notice_number"),
            reasoned("entry_notice_withdrawn"),
            models.UniqueConstraint(
                fields=["inspection"], condition=Q(state="published"), name="entry_notice_one",
                violation_error_message="这次巡察已经有一份发布的公告。",
            ),
            models.UniqueConstraint(
                fields=["inspection"],
                condition=Q(state__in=["draft", "for_approval", "approved"]),
                name="entry_notice_one_draft",
                violation_error_message="这次巡察已经有一份没有发布的公告，请先办完那一份。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "replaced"])
                | Q(published_on__isnull=False, approved_at__isnull=False),
                name="entry_notice_published",
                violation_error_message="已发布的公告必须经过批准，并有发布日期。",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="entry_notice_dates",
                violation_error_message="结束日期不能早于进驻日期。",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(submitted_by__isnull=True)
                | ~Q(approved_by=F("submitted_by")),
                name="entry_notice_two_people",
                violation_error_message="公告的批准人不能是送审人。",
            ),
        ]  # fmt: skip
