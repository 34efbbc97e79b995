"""Handing over: numbered copies, each with its receiver, receipt, clocks and results as codes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.clues.enums import CopyState, Disposal, Mode, Receiver, Sanction
from xuncha.cycle.clues.models.clues import Clue
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.petitions.clocks import Clock
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class Handover(models.Model):
    """The hand-over of one clue: to one receiver or to both. ``number`` runs within the year, as on
    the slip."""

    clue = models.OneToOneField(Clue, models.PROTECT, related_name="handover", verbose_name="线索")
    mode = models.CharField("移交方式", max_length=10, choices=Mode.choices)
    year = models.PositiveSmallIntegerField("年份")
    number = models.PositiveSmallIntegerField("移交序号")
    on = models.DateField("移交日期")
    by = person("移交人")
    at = models.DateTimeField("办理时间")

    class Meta:
        verbose_name = "线索移交"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"],
                name="handover_number",
                violation_error_message="这一年已经有同一序号的移交。",
            )
        ]

    def __str__(self) -> str:
        return f"封存移交 {self.pk}"

    @property
    def code(self) -> str:
        """The slip's number."""
        return f"移〔{self.year}〕{self.number}号"


class Copy(Stated):
    """One numbered copy of a handed-over clue and what its receiver made of it. ``disposal`` is the
    latest one told; the words and sums of a result are sealed with the clue."""

    handover = models.ForeignKey(
        Handover, models.PROTECT, related_name="copies", verbose_name="线索移交"
    )
    clue = models.ForeignKey(Clue, models.PROTECT, related_name="copies", verbose_name="线索")
    number = models.PositiveSmallIntegerField("份号")
    receiver = models.CharField("接收机关", max_length=14, choices=Receiver.choices)
    to = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="接收单位",
    )  # fmt: skip
    state = models.CharField(
        "状态", max_length=10, choices=CopyState.choices, default=CopyState.SENT
    )
    received_on = models.DateField("签收日期", null=True, blank=True)
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    disposal = models.CharField("处置方式", max_length=10, choices=Disposal.choices, blank=True)
    done_on = models.DateField("反馈结果日期", null=True, blank=True)
    printed = models.PositiveSmallIntegerField("打印次数", default=0)

    class Meta:
        verbose_name = "线索移交份"
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "number"],
                name="copy_number",
                violation_error_message="份号重复。",
            ),
            models.UniqueConstraint(
                fields=["handover", "receiver"],
                name="copy_receiver",
                violation_error_message="一个机关只移交一份。",
            ),
            models.CheckConstraint(
                condition=Q(state="sent") | Q(received_on__isnull=False),
                name="copy_received",
                violation_error_message="签收以后必须有签收日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "done"])
                | (Q(accepted_on__isnull=False) & ~Q(disposal="")),
                name="copy_accepted",
                violation_error_message="受理必须有日期和处置方式。",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_on__isnull=False),
                name="copy_done",
                violation_error_message="反馈结果必须有日期。",
            ),
        ]

    @property
    def receiver_name(self) -> str:
        """The body by its own name where the rules of the day name one, else by its kind."""
        return self.to.name if self.to else self.get_receiver_display()

    def __str__(self) -> str:
        return f"封存移交份 {self.pk}"


class CopyClock(Clock):
    """By when a copy is to be accepted, and by when its result is to be told."""

    class Kind(models.TextChoices):
        ACCEPT = "accept", "受理"
        RESULT = "result", "反馈结果"

    copy = models.ForeignKey(Copy, models.PROTECT, related_name="clocks", verbose_name="移交份")
    kind = models.CharField("事项", max_length=10, choices=Kind.choices)

    class Meta:
        verbose_name = "线索时限"
        constraints = [
            models.UniqueConstraint(
                fields=["copy", "kind"],
                name="copy_clock_once",
                violation_error_message="同一时限只计一次。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on}"


class Outcome(models.Model):
    """One result as its receiver told it: codes here, sums and words sealed with the clue. The last
    one is final."""

    copy = models.ForeignKey(Copy, models.PROTECT, related_name="outcomes", verbose_name="移交份")
    on = models.DateField("反馈日期")
    disposal = models.CharField("处置方式", max_length=10, choices=Disposal.choices)
    sanction = models.CharField("处理结果", max_length=10, choices=Sanction.choices)
    is_final = models.BooleanField("最终结果")
    by = person("登记人")
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "线索办理结果"

    def __str__(self) -> str:
        return f"封存结果 {self.pk}"
