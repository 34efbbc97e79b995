"""Questions to units, what is put before the director, and the rules of checking by version."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.petitions.clocks import Clock
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.questions.enums import EscalationState, QuestionState
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated


class Question(Stated, Clock):
    """What the office asks a unit about a signal, in words of its own: the unit sees these words
    and never the signal. Answered by its liaison with words, files or both; the clock runs in
    working days and lateness stays."""

    signal = models.ForeignKey(
        Signal, models.PROTECT, related_name="questions", verbose_name="疑点"
    )
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="questions",
        verbose_name="整改事项",
    )  # fmt: skip
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="questions", verbose_name="巡察任务"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="被问单位"
    )
    text = models.TextField("问什么")
    asked_by = person("问询人")
    asked_at = models.DateTimeField("问询时间")
    state = models.CharField(
        "状态", max_length=10, choices=QuestionState.choices, default=QuestionState.ASKED
    )
    answer = models.TextField("答复", blank=True)
    answered_by = person("答复人")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    withdrawn = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "问询"
        constraints = [
            models.UniqueConstraint(
                fields=["signal"],
                condition=Q(state="asked"),
                name="question_one_waiting",
                violation_error_message="这个疑点已经有一份问询在等单位答复。",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="question_text",
                violation_error_message="问询必须写明问什么。",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_at__isnull=False),
                name="question_answered",
                violation_error_message="答复必须有时间。",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn=""),
                name="question_withdrawn",
                violation_error_message="撤回问询必须写明理由。",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "id"], name="question_unit"),
            models.Index(fields=["signal", "state"], name="question_signal"),
        ]

    def __str__(self) -> str:
        return f"问询 {self.pk}"


class QuestionFile(models.Model):
    """A file that a unit handed in with its answer."""

    question = models.ForeignKey(
        Question, models.PROTECT, related_name="files", verbose_name="问询"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = "答复文件"

    def __str__(self) -> str:
        return f"答复文件 {self.pk}"


class Escalation(Stated):
    """A signal put before the director by somebody of the office, with a proposal. While it waits
    only the director decides the signal."""

    signal = models.ForeignKey(
        Signal, models.PROTECT, related_name="escalations", verbose_name="疑点"
    )
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    words = models.TextField("拟办意见")
    made_by = person("呈报人", null=False)
    made_at = models.DateTimeField("呈报时间")
    state = models.CharField(
        "状态", max_length=10, choices=EscalationState.choices, default=EscalationState.WAITING
    )
    answer = models.TextField("批示", blank=True)
    answered_by = person("批示人")
    answered_at = models.DateTimeField("批示时间", null=True, blank=True)

    class Meta:
        verbose_name = "呈报"
        constraints = [
            models.UniqueConstraint(
                fields=["signal"],
                condition=Q(state="waiting"),
                name="escalation_one_waiting",
                violation_error_message="这个疑点已经呈报，正在等主任批示。",
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="escalation_words",
                violation_error_message="呈报必须写明拟办意见。",
            ),
        ]

    def __str__(self) -> str:
        return f"呈报 {self.pk}"


class SignalRules(models.Model):
    """One version of what the engine is asked with: thresholds, rules switched off, severities
    turned down, days for an answer. Made by the director; never changed, only followed by the
    next. A signal keeps the version it was found with."""

    number = models.PositiveSmallIntegerField("版本号", unique=True)
    effective_on = models.DateField("启用日期")
    note = models.CharField("说明", max_length=200)
    settings = models.JSONField("设置")
    made_by = person("制定人")
    made_at = models.DateTimeField("制定时间")

    class Meta:
        verbose_name = "疑点规则"

    def __str__(self) -> str:
        return f"第{self.number}版"
