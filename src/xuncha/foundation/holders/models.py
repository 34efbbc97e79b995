"""Keys of persons, of the escrow whose halves lie on paper, and of records for each of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.foundation.accounts.columns import person
from xuncha.foundation.holders.enums import EscrowState
from xuncha.kernel.states import Stated


class Keyholder(models.Model):
    """Somebody's own key pair, the private half under his passphrase. Made by himself; a new
    one retires the old, and what was wrapped for the old opens no more."""

    user = person("持有人", null=False)
    public = models.CharField("公钥", max_length=60)
    locked = models.TextField("加锁的私钥")
    failures = models.PositiveSmallIntegerField("连续输错次数", default=0)
    locked_until = models.DateTimeField("暂停到", null=True, blank=True)
    made_at = models.DateTimeField("设立时间")
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        verbose_name = "封存口令"
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(retired_at__isnull=True),
                name="keyholder_one",
                violation_error_message="一个人只能有一个使用中的封存口令。",
            )
        ]

    def __str__(self) -> str:
        return f"封存口令 {self.pk}"


class Escrow(Stated):
    """One key of the escrow. Its private half was split into shares at the ceremony and is nowhere:
    ``need`` of the papers together open what was wrapped for ``public``."""

    public = models.CharField("公钥", max_length=60)
    need = models.PositiveSmallIntegerField("合上须几份")
    state = models.CharField(
        "状态", max_length=10, choices=EscrowState.choices, default=EscrowState.PENDING
    )
    words = models.CharField("核对词", max_length=20)
    convened_by = person("主持人")
    convened_at = models.DateTimeField("仪式时间")
    active_at = models.DateTimeField("启用时间", null=True, blank=True)

    class Meta:
        verbose_name = "托管密钥"
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="active"),
                name="escrow_one_active",
                violation_error_message="只能有一把使用中的托管密钥。",
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(active_at__isnull=False),
                name="escrow_active_at",
                violation_error_message="使用中的托管密钥必须有启用时间。",
            ),
        ]

    def __str__(self) -> str:
        return f"托管密钥 {self.pk}"


class EscrowShare(models.Model):
    """One officer's share of an escrow key, wrapped for him until he has printed and confirmed it;
    then it is on paper only."""

    escrow = models.ForeignKey(
        Escrow, models.PROTECT, related_name="shares", verbose_name="托管密钥"
    )
    number = models.PositiveSmallIntegerField("份额序号")
    officer = person("保管人", null=False)
    wrapped = models.TextField("封好的份额", blank=True)
    shown_at = models.DateTimeField("打开时间", null=True, blank=True)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)

    class Meta:
        verbose_name = "托管份额"
        constraints = [
            models.UniqueConstraint(
                fields=["escrow", "officer"],
                name="escrow_share_officer",
                violation_error_message="一个人只能保管一份。",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(wrapped=""),
                name="escrow_share_on_paper",
                violation_error_message="确认以后，份额只能在纸上。",
            ),
        ]

    def __str__(self) -> str:
        return f"托管份额 {self.pk}"


class WrappedKey(models.Model):
    """A record's data key, wrapped for one holder or for the escrow. Made with the record or with
    leave to read it; deleted when that ends or the key changes: a key that must not be used is
    gone. Subclasses add the record, as ``keys`` from its side."""

    holder = models.ForeignKey(
        Keyholder, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="持有人口令",
    )  # fmt: skip
    escrow = models.ForeignKey(
        Escrow, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="托管密钥"
    )
    generation = models.PositiveIntegerField("密钥代次")
    wrapped = models.TextField("封好的密钥")

    class Meta:
        abstract = True


def for_one(name: str) -> models.CheckConstraint:
    """A copy is a person's or the escrow's."""
    return models.CheckConstraint(
        condition=Q(holder__isnull=False, escrow__isnull=True)
        | Q(holder__isnull=True, escrow__isnull=False),
        name=name,
        violation_error_message="钥匙要么给人，要么给托管。",
    )
