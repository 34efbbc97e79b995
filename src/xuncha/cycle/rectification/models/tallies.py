"""How many items stand how: derived from the items, so that a page need not count them all."""

from __future__ import annotations

from django.db import models

from xuncha.cycle.planning.models import Round
from xuncha.cycle.rectification.enums import ItemState


class ItemTally(models.Model):
    """So many items of a round came into a cell (or left it: a negative number); a cell's rows add
    up to its items. Written by ``tallying`` only, beside each change of an item and in the same
    transaction: rows are added and never changed, so nobody waits for anybody. Ends when a night's
    ``fold`` adds a round's rows up.

    Its columns are called as the item's, so that one condition counts both."""

    round = models.ForeignKey(
        Round, models.CASCADE, related_name="+", db_index=False, verbose_name="轮次"
    )
    state = models.CharField("状态", max_length=10, choices=ItemState.choices)
    open_signals = models.PositiveSmallIntegerField("有待处理疑点")
    owed_on = models.DateField("尚欠的时限", null=True)
    number = models.IntegerField("件数")

    class Meta:
        verbose_name = "整改小计"
        indexes = [
            models.Index(
                fields=["round", "state", "open_signals", "owed_on", "number"], name="tally_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.number:+}"
