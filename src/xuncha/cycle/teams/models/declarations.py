"""What members say about themselves when they are authorised."""

from __future__ import annotations

from django.db import models

from xuncha.cycle.teams.models.teams import Seat
from xuncha.foundation.accounts.columns import person


class Declaration(models.Model):
    """A member's word at authorisation on whether anything ties him to what his team inspects.
    What ties him is entered as ties of the pool in the same step. Made once for each seat, by
    himself, or put down by the office from a signed paper (``paper``); without it the door stays
    shut. ``compared`` keeps what the data knew on that day and he did not say."""

    seat = models.OneToOneField(
        Seat, models.CASCADE, related_name="declaration", verbose_name="席位"
    )
    has_none = models.BooleanField("没有需要回避的情形")
    words = models.CharField("说明", max_length=300, blank=True)
    compared = models.JSONField("对照结果", default=list)
    paper = models.CharField("纸质申报", max_length=120, blank=True)
    made_by = person("申报人")
    made_at = models.DateTimeField("申报时间")

    class Meta:
        verbose_name = "回避申报"

    def __str__(self) -> str:
        return f"席位 {self.seat_id} 的申报"
