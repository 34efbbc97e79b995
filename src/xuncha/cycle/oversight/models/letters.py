"""The five letters of supervision, what they are about, and what the unit answers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from xuncha.cycle.oversight.enums import IN_THE_HOUSE, Ground, LetterKind, LetterState
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.models import Item
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.states import Stated

_OUT = ~Q(state__in=sorted({*IN_THE_HOUSE, LetterState.WITHDRAWN}))


def _apart(name: str, one: str, other: str, sentence: str) -> models.CheckConstraint:
    empty = Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True})
    return models.CheckConstraint(
        condition=empty | ~Q(**{one: F(other)}), name=name, violation_error_message=sentence
    )


class Letter(Stated):
    """One letter to a unit (督办文书). Proposed by the system, edited by a person, approved by
    another, numbered when it is issued; received, answered and closed. Words are fixed once it was
    handed in; ``approved_digest`` ties the approval to them. Withdrawn with its reason, never
    deleted. ``answered_on`` is the day of the first answer: what was late stays late."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    kind = models.CharField("文书", max_length=10, choices=LetterKind.choices)
    ground = models.CharField("缘由", max_length=10, choices=Ground.choices)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followers",
        verbose_name="上一份文书",
    )  # fmt: skip
    year = models.PositiveSmallIntegerField("年份", null=True, blank=True)
    number = models.PositiveSmallIntegerField("文号", null=True, blank=True)
    facts = models.TextField("存在的情况")
    demand = models.TextField("要求")
    state = models.CharField(
        "状态", max_length=10, choices=LetterState.choices, default=LetterState.DRAFT
    )
    rules_version = models.PositiveSmallIntegerField("规则版本", default=0)
    receive_by = models.DateField("签收截止", null=True, blank=True)
    answer_by = models.DateField("答复截止", null=True, blank=True)
    due_rule = models.CharField("期限的来历", max_length=120, blank=True)
    is_provisional = models.BooleanField("暂定", default=False)
    drafted_by = person("拟稿人")
    drafted_at = models.DateTimeField("拟稿时间")
    edited_by = person("修改人")
    submitted_by = person("送审人")
    approved_by = person("批准人")
    approved_on = models.DateField("批准日期", null=True, blank=True)
    approved_digest = models.CharField("批准时的摘要", max_length=64, blank=True)
    issued_by = person("发出人")
    issued_on = models.DateField("发出日期", null=True, blank=True)
    received_by = person("签收人")
    received_as = models.CharField("以什么职务签收", max_length=20, blank=True)
    received_on = models.DateField("签收日期", null=True, blank=True)
    answered_on = models.DateField("首次答复日期", null=True, blank=True)
    closed_by = person("办结人")
    closed_on = models.DateField("办结日期", null=True, blank=True)
    close_note = models.CharField("办结意见", max_length=500, blank=True)
    end_reason = models.CharField("撤回理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "督办文书"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"], name="letter_number",
                violation_error_message="刚才有人用了同一个文号，请再发一次。",
            ),
            models.UniqueConstraint(
                fields=["previous"], condition=~Q(state="withdrawn"), name="letter_one_follower",
                violation_error_message="上一份文书已经有下一步的文书了。",
            ),
            models.CheckConstraint(
                condition=~_OUT
                | Q(year__isnull=False, number__isnull=False, issued_on__isnull=False,
                    receive_by__isnull=False, answer_by__isnull=False),
                name="letter_issued",
                violation_error_message="发出的督办文书必须有文号、发出日期和期限。",
            ),
            models.CheckConstraint(
                condition=~(_OUT | Q(state="approved"))
                | (Q(approved_by__isnull=False, approved_on__isnull=False)
                   & ~Q(approved_digest="")),
                name="letter_approved",
                violation_error_message="督办文书批准以后才能发出。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["received", "answered", "closed"])
                | (Q(received_on__isnull=False) & ~Q(received_as="")),
                name="letter_received",
                violation_error_message="签收必须有日期和职务。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "closed"]) | Q(answered_on__isnull=False),
                name="letter_answered", violation_error_message="答复必须有日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(close_note=""), name="letter_closed",
                violation_error_message="办结必须写明意见。",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(end_reason=""), name="letter_withdrawn",
                violation_error_message="撤回必须写明理由。",
            ),
            _apart("letter_two_people", "approved_by", "submitted_by", "送审人不能自己批准。"),
            _apart("letter_not_editor", "approved_by", "edited_by", "修改的人不能自己批准。"),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["inspection", "state"], name="letter_inspection"),
            models.Index(fields=["state", "answer_by"], name="letter_due"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.code}"

    @property
    def code(self) -> str:
        """Its number as papers write it; before it is issued it has none."""
        return f"巡督〔{self.year}〕{self.number}号" if self.number else "（未编号）"


class LetterItem(models.Model):
    """An item that a letter is about."""

    letter = models.ForeignKey(
        Letter, models.CASCADE, related_name="about", verbose_name="督办文书"
    )
    item = models.ForeignKey(Item, models.PROTECT, related_name="letters", verbose_name="整改事项")

    class Meta:
        verbose_name = "文书事项"
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "item"], name="letter_item_once",
                violation_error_message="同一事项在一份文书里只列一次。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.letter_id}→{self.item_id}"


class LetterAnswer(models.Model):
    """What the unit answered. A further answer is a further row; one that was sent back keeps the
    reason."""

    letter = models.ForeignKey(
        Letter, models.PROTECT, related_name="answers", verbose_name="督办文书"
    )
    number = models.PositiveSmallIntegerField("第几次")
    text = models.TextField("答复")
    by = person("答复人")
    at = models.DateTimeField("答复时间")
    returned_reason = models.CharField("退回理由", max_length=500, blank=True)
    returned_by = person("退回人")
    returned_at = models.DateTimeField("退回时间", null=True, blank=True)

    class Meta:
        verbose_name = "文书答复"
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "number"], name="letter_answer_number",
                violation_error_message="刚才已经有人提交了答复。",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"第{self.number}次答复"


class LetterFile(models.Model):
    """What was handed in with an answer."""

    answer = models.ForeignKey(
        LetterAnswer, models.PROTECT, related_name="files", verbose_name="文书答复"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    added_by = person("上传人")
    added_at = models.DateTimeField("上传时间")

    class Meta:
        verbose_name = "答复材料"

    def __str__(self) -> str:
        return f"答复材料 {self.pk}"
