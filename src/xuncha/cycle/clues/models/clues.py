"""Clues: what stands in clear is a number, a state and days; every word is sealed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.clues.enums import ClueState
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.accounts.columns import person
from xuncha.kernel.states import Stated


class Clue(Stated):
    """One clue. Registered by the head of the team after its meeting, handed over in numbered
    copies, ends concluded or withdrawn; never deleted. ``generation`` rises with each new data key.
    ``reads`` and ``reads_head`` are the end of its own chain of reads."""

    seal_word = "clue"

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="+", verbose_name="巡察任务"
    )
    number = models.PositiveSmallIntegerField("序号")
    state = models.CharField(
        "状态", max_length=12, choices=ClueState.choices, default=ClueState.REGISTERED
    )
    met_on = models.DateField("组务会日期")
    generation = models.PositiveIntegerField("密钥代次", default=1)
    reads = models.PositiveIntegerField("阅读次数", default=0)
    reads_head = models.CharField("阅读链头", max_length=64, blank=True)
    registered_by = person("登记人")
    registered_at = models.DateTimeField("登记时间")
    concluded_on = models.DateField("办结日期", null=True, blank=True)

    class Meta:
        verbose_name = "线索"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "number"],
                name="clue_number",
                violation_error_message="这次巡察已经有同一编号的线索。",
            ),
            models.CheckConstraint(
                condition=~Q(state="concluded") | Q(concluded_on__isnull=False),
                name="clue_concluded_on",
                violation_error_message="办结的线索必须有办结日期。",
            ),
        ]

    def __str__(self) -> str:
        """For log and error pages too: that something is sealed, and nothing of it."""
        return f"封存记录 {self.pk}"

    @property
    def code(self) -> str:
        """Its number within the inspection."""
        return f"线-{self.number:03}"


class ClueText(models.Model):
    """One sealed text of a clue. ``place`` says what it is; the body opens with the clue's data key
    for this place only. Rewritten when the key changes, else never."""

    clue = models.ForeignKey(Clue, models.PROTECT, related_name="texts", verbose_name="线索")
    place = models.CharField("栏目", max_length=40)
    body = models.TextField("密文")

    class Meta:
        verbose_name = "线索密文"
        constraints = [
            models.UniqueConstraint(
                fields=["clue", "place"],
                name="clue_text_place",
                violation_error_message="这一栏已经填过。",
            ),
            models.CheckConstraint(
                condition=Q(body__startswith="d1."),
                name="clue_text_sealed",
                violation_error_message="线索的文字必须封存。",
            ),
        ]

    def __str__(self) -> str:
        return f"封存栏目 {self.pk}"
