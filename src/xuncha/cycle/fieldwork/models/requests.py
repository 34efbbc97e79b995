"""Documents that the team asks the unit for, and the way of each paper."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.fieldwork.enums import LineState, MoveKind, RequestState
from xuncha.cycle.fieldwork.models.base import FieldRecord, once, person, reasoned
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


class DocumentRequest(FieldRecord):
    """One list of documents (调阅清单) sent to the unit, with one due date. The date may be put
    off, never back before what was told; the first one stays."""

    MARK = "调"

    subject = models.CharField("事由", max_length=120)
    due_on = models.DateField("交件期限")
    original_due_on = models.DateField("原定期限")
    due_rule = models.CharField("期限的来历", max_length=80)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    put_off_reason = models.CharField("推后理由", max_length=300, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=RequestState.choices, default=RequestState.DRAFT
    )
    sent_by = person("送达人")
    sent_at = models.DateTimeField("送达时间", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)

    class Meta:
        verbose_name = "调阅清单"
        constraints = [
            once("document_request_number"),
            reasoned("document_request_withdrawn"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(sent_at__isnull=False),
                name="document_request_sent",
                violation_error_message="送达的清单必须有送达时间。",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("original_due_on")),
                name="document_request_due",
                violation_error_message="交件期限只能推后，不能早于原定期限。",
            ),
        ]


class RequestLine(Stated):
    """One document on a list. ``first_on`` is the day on which the unit first handed something in
    or said that it has none; with the due date it tells for ever how punctual it was. Pages are
    counted by what was received and returned; ``pages_told`` is what the unit said."""

    request = models.ForeignKey(
        DocumentRequest, models.PROTECT, related_name="lines", verbose_name="调阅清单"
    )
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    number = models.PositiveSmallIntegerField("序号")
    title = models.CharField("材料名称", max_length=200)
    period = models.CharField("所属期间", max_length=60, blank=True)
    is_original = models.BooleanField("借阅原件", default=False)
    note = models.CharField("要求", max_length=200, blank=True)
    due_on = models.DateField("交件期限", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=LineState.choices, default=LineState.WAITING
    )
    first_on = models.DateField("首次回应日期", null=True, blank=True)
    pages_told = models.PositiveIntegerField("单位所报页数", null=True, blank=True)
    pages_in = models.PositiveIntegerField("收到页数", default=0)
    pages_out = models.PositiveIntegerField("退还页数", default=0)
    is_short = models.BooleanField("页数是否不符", default=False)
    why = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "调阅材料"
        constraints = [
            models.UniqueConstraint(
                fields=["request", "number"], name="request_line_number",
                violation_error_message="同一份清单里序号不能重复。",
            ),
            models.CheckConstraint(
                condition=~Q(title=""), name="request_line_title",
                violation_error_message="材料名称不能为空。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["none", "withdrawn"]) | ~Q(why=""),
                name="request_line_reason",
                violation_error_message="没有这件材料，或者不再需要，都必须写明理由。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["handed", "partly", "received", "returned", "none"])
                | Q(first_on__isnull=False),
                name="request_line_first",
                violation_error_message="已经回应的材料必须有日期。",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["inspection", "state"], name="request_line_state"),
            models.Index(fields=["state", "due_on"], name="request_line_due"),
        ]

    def __str__(self) -> str:
        return f"{self.title}"

    @property
    def pages_held(self) -> int:
        """Pages that the team has just now."""
        return max(0, self.pages_in - self.pages_out)


class PaperMove(models.Model):
    """Papers of one line changing hands: who gave, who took, how many pages, on which day. Never
    changed."""

    line = models.ForeignKey(
        RequestLine, models.PROTECT, related_name="moves", verbose_name="调阅材料"
    )
    kind = models.CharField("收退", max_length=4, choices=MoveKind.choices)
    on = models.DateField("日期")
    pages = models.PositiveIntegerField("页数")
    gave = models.CharField("交件人", max_length=40)
    took = models.CharField("接件人", max_length=40)
    note = models.CharField("说明", max_length=200, blank=True)
    by = person("登记人")
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "材料收退"
        constraints = [
            models.CheckConstraint(
                condition=~Q(gave="") & ~Q(took=""), name="paper_move_people",
                violation_error_message="收退材料必须写明交件人和接件人。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.pages}页"


class LineFile(models.Model):
    """An electronic copy that the unit handed in for a line. Added, never changed."""

    line = models.ForeignKey(
        RequestLine, models.PROTECT, related_name="files", verbose_name="调阅材料"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    added_by = person("上传人")
    added_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "材料电子件"

    def __str__(self) -> str:
        return f"材料电子件 {self.pk}"
