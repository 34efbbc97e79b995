"""Keys of clues for each holder and for the escrow."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.clues.models.clues import Clue
from xuncha.foundation.holders.models import WrappedKey, for_one


class ClueKey(WrappedKey):
    """A clue's data key for one holder or for the escrow."""

    clue = models.ForeignKey(Clue, models.PROTECT, related_name="keys", verbose_name="线索")

    class Meta:
        verbose_name = "线索钥匙"
        constraints = [
            models.UniqueConstraint(
                fields=["clue", "holder"],
                condition=Q(holder__isnull=False),
                name="clue_key_holder",
                violation_error_message="这个人已经有这条线索的钥匙。",
            ),
            models.UniqueConstraint(
                fields=["clue"],
                condition=Q(escrow__isnull=False),
                name="clue_key_escrow",
                violation_error_message="一条线索只托管一把钥匙。",
            ),
            for_one("clue_key_for_one"),
        ]

    def __str__(self) -> str:
        return f"线索钥匙 {self.pk}"
