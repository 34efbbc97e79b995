"""Questionnaires, their questions and the sheets that came back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.fieldwork.models.base import FieldRecord, once, person, reasoned
from xuncha.cycle.inquiry.enums import QuestionKind, QuestionnaireState, SheetImportState
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


class Questionnaire(FieldRecord):
    """One form of one edition. Drafted by the team, handed out, its sheets typed or imported, then
    closed: from then on ``results`` hold what may be shown, counted once, with small numbers
    already left out. Another wording is another edition (``based_on``)."""

    MARK = "卷"

    title = models.CharField("名称", max_length=80)
    audience = models.CharField("发给谁", max_length=80)
    intro = models.CharField("卷首语", max_length=400, blank=True)
    edition = models.PositiveSmallIntegerField("版次", default=1)
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="由哪份改来"
    )
    handed_out = models.PositiveIntegerField("发出份数", default=0)
    state = models.CharField(
        "状态", max_length=14, choices=QuestionnaireState.choices,
        default=QuestionnaireState.DRAFT,
    )  # fmt: skip
    opened_at = models.DateTimeField("开始发放", null=True, blank=True)
    closed_at = models.DateTimeField("收齐时间", null=True, blank=True)
    sheets_counted = models.PositiveIntegerField("计入份数", default=0)
    results = models.JSONField("统计", null=True, blank=True)
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)

    class Meta:
        verbose_name = "问卷"
        constraints = [
            once("questionnaire_number"),
            reasoned("questionnaire_withdrawn"),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(opened_at__isnull=False),
                name="questionnaire_opened",
                violation_error_message="发放中的问卷必须有开始发放的时间。",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False, results__isnull=False),
                name="questionnaire_closed",
                violation_error_message="收齐的问卷必须有收齐时间和统计。",
            ),
            models.CheckConstraint(
                condition=~Q(title=""),
                name="questionnaire_title",
                violation_error_message="问卷的名称不能为空。",
            ),
        ]


class Question(models.Model):
    """One question of a questionnaire. Written while it is drafted, never afterwards."""

    questionnaire = models.ForeignKey(
        Questionnaire, models.CASCADE, related_name="questions", verbose_name="问卷"
    )
    number = models.PositiveSmallIntegerField("题号")
    kind = models.CharField("题型", max_length=10, choices=QuestionKind.choices)
    text = models.CharField("题目", max_length=300)
    options = models.JSONField("选项", default=list)

    class Meta:
        verbose_name = "问卷题目"
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"],
                name="question_number",
                violation_error_message="同一份问卷里题号不能重复。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class SheetImport(Stated):
    """One workbook of sheets: read first (dry run), then taken as a whole or dropped."""

    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="imports", verbose_name="问卷"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    summary = models.JSONField("结果", default=dict)
    state = models.CharField(
        "状态", max_length=10, choices=SheetImportState.choices, default=SheetImportState.READ
    )
    brought_by = person("导入人")
    brought_at = models.DateTimeField("上传时间")
    done_at = models.DateTimeField("导入时间", null=True, blank=True)

    class Meta:
        verbose_name = "答卷导入批次"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False),
                name="sheet_import_done_at",
                violation_error_message="已导入的答卷必须有导入时间。",
            )
        ]

    def __str__(self) -> str:
        return f"答卷导入 {self.brought_at:%Y-%m-%d}"


class Sheet(models.Model):
    """One sheet that came back, without a name: ``answers`` in the order of the questions, each a
    number, some numbers, a text, or nothing. Only the team sees it; typed wrongly, it is voided
    with a reason and another one typed."""

    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="sheets", verbose_name="问卷"
    )
    number = models.PositiveIntegerField("卷号")
    answers = models.JSONField("答案")
    brought = models.ForeignKey(
        SheetImport, models.PROTECT, null=True, blank=True, related_name="sheets",
        verbose_name="导入批次",
    )  # fmt: skip
    void_reason = models.CharField("作废理由", max_length=200, blank=True)
    entered_by = person("录入人")
    entered_at = models.DateTimeField("录入时间")

    class Meta:
        verbose_name = "答卷"
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"],
                name="questionnaire_sheet_number",
                violation_error_message="刚才有人用了同一个卷号，请再保存一次。",
            )
        ]

    def __str__(self) -> str:
        return f"答卷{self.number:03}"
