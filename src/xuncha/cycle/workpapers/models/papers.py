"""Working papers, their versions, signatures and history."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.workpapers.enums import Destination, Origin, PaperState, SignRole
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class Paper(Stated):
    """One matter on one paper (一事一底稿). Written by a member of the team, signed by three people
    in order, never deleted. What it says stands in its versions; ``destination`` is what a closed
    meeting decided of it. It ends as signed, withdrawn, or handed to the sealed room."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="papers", verbose_name="巡察任务"
    )
    number = models.PositiveIntegerField("顺序号")
    author = person("承办人")
    state = models.CharField(
        "状态", max_length=10, choices=PaperState.choices, default=PaperState.DRAFT
    )
    revision = models.PositiveSmallIntegerField("现行版次", default=1)
    title = models.CharField("名称", max_length=120)
    destination = models.CharField("去向", max_length=10, choices=Destination.choices, blank=True)
    end_reason = models.CharField("撤回理由", max_length=500, blank=True)
    created_at = models.DateTimeField("编制时间")
    signed_at = models.DateTimeField("审签时间", null=True, blank=True)

    class Meta:
        verbose_name = "底稿"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"],
                name="paper_number",
                violation_error_message="这个底稿编号刚才已经用了，请再保存一次。",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(end_reason=""),
                name="paper_withdrawn_reason",
                violation_error_message="撤回底稿必须写明理由。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "handed"]) | Q(signed_at__isnull=False),
                name="paper_signed_at",
                violation_error_message="已审签的底稿必须有审签时间。",
            ),
            models.CheckConstraint(
                condition=~Q(state="handed") | Q(destination="clue"),
                name="paper_handed_clue",
                violation_error_message="只有会议定为线索的底稿才移交线索专柜。",
            ),
        ]
        indexes = [
            models.Index(fields=["inspection", "state", "id"], name="paper_inspection"),
            models.Index(fields=["author", "state"], name="paper_author"),
        ]

    def __str__(self) -> str:
        return f"底稿 {self.code}"

    @property
    def code(self) -> str:
        """Its number as people write it."""
        return f"底-{self.number:03}"


class PaperVersion(models.Model):
    """What a paper says, once. Editable while nobody has signed it; from the first signature on
    (``digest``) it never changes: a return or a revision copies it into the next one."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions", verbose_name="底稿")
    number = models.PositiveSmallIntegerField("版次")
    title = models.CharField("名称", max_length=120)
    origin = models.CharField("问题来源", max_length=10, choices=Origin.choices, blank=True)
    summary = models.TextField("问题概述", blank=True)
    discovery = models.TextField("发现过程", blank=True)
    support = models.TextField("支撑材料说明", blank=True)
    basis = models.TextField("政策依据", blank=True)
    digest = models.CharField("内容摘要", max_length=64, blank=True)
    why = models.CharField("改版理由", max_length=500, blank=True)
    made_by = person("编制人")
    made_at = models.DateTimeField("编制时间")

    class Meta:
        verbose_name = "底稿版本"
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "number"],
                name="paper_version_once",
                violation_error_message="这一版刚才已经有人做了，请刷新后再看。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper} 第{self.number}版"


class Signature(models.Model):
    """One of the three signatures under one version: by whom, as what, and under which content.
    ``stood_in`` says by which rule somebody else signed for the seat."""

    version = models.ForeignKey(
        PaperVersion, models.PROTECT, related_name="signatures", verbose_name="底稿版本"
    )
    role = models.CharField("签名人", max_length=10, choices=SignRole.choices)
    signed_by: Any = person("签名")
    signed_name = models.CharField("姓名", max_length=60)
    seat_label = models.CharField("职务", max_length=40)
    stood_in = models.CharField("代签规则", max_length=80, blank=True)
    opinion = models.CharField("意见", max_length=500, blank=True)
    digest = models.CharField("签名时的内容摘要", max_length=64)
    signed_at = models.DateTimeField("签名时间")

    class Meta:
        verbose_name = "底稿签名"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "role"],
                name="signature_role_once",
                violation_error_message="这一格已经签过了。",
            ),
            models.UniqueConstraint(
                fields=["version", "signed_by"],
                name="signature_person_once",
                violation_error_message="同一份底稿一个人只能签一次。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.signed_name}"


class PaperStep(models.Model):
    """One change of a paper's state: who, when, why. Only ever added."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="steps", verbose_name="底稿")
    action = models.CharField("动作", max_length=20)
    label = models.CharField("做了什么", max_length=40)
    revision = models.PositiveSmallIntegerField("版次")
    reason = models.CharField("理由", max_length=500, blank=True)
    by = person("办理人")
    by_name = models.CharField("姓名", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "底稿经过"

    def __str__(self) -> str:
        return f"{self.label} {self.paper_id}"
