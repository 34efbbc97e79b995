"""What is handed to somebody so that a result is used, and what comes of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.fieldwork.enums import BriefingSource
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Round
from xuncha.cycle.results.enums import (
    OUT,
    CountCode,
    Outcome,
    ResultKind,
    ResultState,
    unit_of,
)
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated

_OUT = Q(state__in=sorted(OUT))


def _apart(name: str, one: str, other: str, sentence: str) -> models.CheckConstraint:
    empty = Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True})
    return models.CheckConstraint(
        condition=empty | ~Q(**{one: F(other)}), name=name, violation_error_message=sentence
    )


class Result(Stated):
    """One use of results (成果运用事项): a recommendation, a special report, a campaign, a matter
    of accountability or of appraisal. It goes to one receiver, a unit or a partner's account;
    drafted by one person, handed over by another, closed by another than who answered.
    ``original_due_on`` never changes: what is put off stays late by the first day. Withdrawn with
    its reason, never deleted."""

    kind = models.CharField("类型", max_length=10, choices=ResultKind.choices)
    round = models.ForeignKey(Round, models.PROTECT, related_name="results", verbose_name="轮次")
    title = models.CharField("标题", max_length=120)
    text = models.TextField("内容和建议")
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="results",
        verbose_name="接收单位",
    )  # fmt: skip
    addressee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="协作单位接收人",
    )  # fmt: skip
    area = models.CharField("协作方面", max_length=14, choices=BriefingSource.choices, blank=True)
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    number = models.PositiveSmallIntegerField("文号", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=ResultState.choices, default=ResultState.DRAFT
    )
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    receive_by = models.DateField("接收截止", null=True, blank=True)
    due_on = models.DateField("反馈截止", null=True, blank=True)
    original_due_on = models.DateField("原定反馈截止", null=True, blank=True)
    due_rule = models.CharField("期限的来历", max_length=120, blank=True)
    is_provisional = models.BooleanField("暂定", default=False)
    drafted_by = person("拟稿人")
    drafted_at = models.DateTimeField("拟稿时间")
    issued_by = person("移交人")
    issued_on = models.DateField("移交日期", null=True, blank=True)
    received_by = person("接收人")
    received_as = models.CharField("以什么身份接收", max_length=20, blank=True)
    received_on = models.DateField("接收日期", null=True, blank=True)
    answered_by = person("反馈人")
    answered_on = models.DateField("首次反馈日期", null=True, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices, blank=True)
    closed_by = person("办结人")
    closed_on = models.DateField("办结日期", null=True, blank=True)
    close_note = models.CharField("办结意见", max_length=500, blank=True)
    end_reason = models.CharField("撤回理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "成果运用事项"
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, addressee__isnull=True, area="")
                | (Q(unit__isnull=True, addressee__isnull=False) & ~Q(area="")),
                name="result_one_receiver",
                violation_error_message="接收方只能是一个单位，或者一个协作单位。",
            ),
            models.UniqueConstraint(
                fields=["year", "number"], name="result_number",
                violation_error_message="刚才有人用了同一个文号，请再移交一次。",
            ),
            models.CheckConstraint(
                condition=~_OUT
                | Q(year__isnull=False, number__isnull=False, issued_on__isnull=False,
                    receive_by__isnull=False, due_on__isnull=False,
                    original_due_on__isnull=False),
                name="result_issued",
                violation_error_message="移交的事项必须有文号、移交日期和期限。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["received", "answered", "closed"])
                | (Q(received_on__isnull=False) & ~Q(received_as="")),
                name="result_received", violation_error_message="接收必须有日期和身份。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "closed"])
                | (Q(answered_on__isnull=False) & ~Q(outcome="")),
                name="result_answered", violation_error_message="反馈必须有日期和结果。",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(close_note=""), name="result_closed",
                violation_error_message="办结必须写明意见。",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(end_reason=""), name="result_withdrawn",
                violation_error_message="撤回必须写明理由。",
            ),
            _apart("result_two_hands", "issued_by", "drafted_by", "拟稿的人不能自己移交。"),
            _apart("result_other_closes", "closed_by", "answered_by", "反馈的人不能自己办结。"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["unit", "state"], name="result_unit"),
            models.Index(fields=["addressee", "state"], name="result_addressee"),
            models.Index(fields=["state", "due_on"], name="result_due"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.code}"

    @property
    def code(self) -> str:
        """Its number as papers write it; before it is handed over it has none."""
        return f"巡果〔{self.year}〕{self.number}号" if self.number else "（未编号）"

    @property
    def receiver(self) -> str:
        """Who has it, by unit or by the partner's area."""
        return str(self.unit) if self.unit_id else self.get_area_display()


class ResultBasis(models.Model):
    """A finding that it rests on."""

    result = models.ForeignKey(
        Result, models.CASCADE, related_name="basis", verbose_name="成果运用事项"
    )
    finding = models.ForeignKey(
        Finding, models.PROTECT, related_name="results", verbose_name="问题"
    )

    class Meta:
        verbose_name = "成果依据"
        constraints = [
            models.UniqueConstraint(
                fields=["result", "finding"], name="result_basis_once",
                violation_error_message="同一个问题只列一次。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.result_id}→{self.finding_id}"


class ResultAnswer(models.Model):
    """What the receiver answered. A further answer is a further row; one that was sent back keeps
    the reason."""

    result = models.ForeignKey(
        Result, models.PROTECT, related_name="answers", verbose_name="成果运用事项"
    )
    number = models.PositiveSmallIntegerField("第几次")
    outcome = models.CharField("结果", max_length=10, choices=Outcome.choices)
    text = models.TextField("办理情况")
    by = person("反馈人")
    at = models.DateTimeField("反馈时间")
    returned_reason = models.CharField("退回理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "成果反馈"
        constraints = [
            models.UniqueConstraint(
                fields=["result", "number"], name="result_answer_number",
                violation_error_message="刚才已经有人反馈了。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"第{self.number}次反馈"


class ResultCount(models.Model):
    """One number of an answer, by code; of persons by post, never by name."""

    answer = models.ForeignKey(
        ResultAnswer, models.PROTECT, related_name="counts", verbose_name="成果反馈"
    )
    code = models.CharField("项目", max_length=12, choices=CountCode.choices)
    post = models.CharField("职务", max_length=40, blank=True)
    number = models.DecimalField("数量", max_digits=16, decimal_places=2)

    class Meta:
        verbose_name = "成果数量"
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gt=0), name="result_count_positive",
                violation_error_message="数量应当大于零。",
            ),
            models.UniqueConstraint(
                fields=["answer", "code", "post"], name="result_count_once",
                violation_error_message="同一项目、同一职务只写一行。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_code_display()} {self.number}"

    @property
    def measure(self) -> str:
        """What it is measured in."""
        return unit_of(self.code)


class ResultFile(models.Model):
    """What was handed in with an answer."""

    answer = models.ForeignKey(
        ResultAnswer, models.PROTECT, related_name="files", verbose_name="成果反馈"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    added_by = person("上传人")
    added_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "成果材料"

    def __str__(self) -> str:
        return f"成果材料 {self.pk}"
