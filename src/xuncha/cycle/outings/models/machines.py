"""A machine of a team, and each package that went out to it or came back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xuncha.cycle.outings.enums import Way
from xuncha.cycle.teams.models import Team
from xuncha.foundation.accounts.columns import person
from xuncha.foundation.files.models import StoredFile


class Machine(models.Model):
    """One machine of one team in one round, from the first package until it is wiped: one line of
    the hand-over list. ``receipts`` is the secret, sealed, from which receipts are reckoned."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="+", verbose_name="使用组")
    code = models.CharField("设备编号", max_length=40)
    holder = models.CharField("领用人", max_length=40)
    purpose = models.CharField("用途", max_length=100, blank=True)
    receipts = models.CharField("回执密钥", max_length=300)
    configured_by = person("配置人")
    configured_at = models.DateTimeField("配置时间")
    reviewer = models.CharField("审核人", max_length=40, blank=True)
    handed_on = models.DateField("移交时间", null=True, blank=True)
    receiver = models.CharField("接收人", max_length=40, blank=True)
    wiped_on = models.DateField("清理时间", null=True, blank=True)
    wipe_way = models.CharField("清理方式", max_length=60, blank=True)
    witnesses = models.CharField("见证人", max_length=100, blank=True)
    certificate = models.CharField("清理证明摘要", max_length=64, blank=True)

    class Meta:
        verbose_name = "外出设备"
        constraints = [
            models.UniqueConstraint(
                fields=["team", "code"], name="outing_machine_once",
                violation_error_message="这个组已经登记过这台设备。",
            ),
            models.CheckConstraint(
                condition=Q(wiped_on__isnull=True) | ~Q(wipe_way=""), name="outing_machine_wiped",
                violation_error_message="清理必须写明方式。",
            ),
            models.CheckConstraint(
                condition=Q(handed_on__isnull=True) | ~Q(receiver=""),
                name="outing_machine_handed",
                violation_error_message="移交必须写明接收人。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.code


class Exchange(models.Model):
    """One package, out or back, with its slip. ``number`` runs by machine and way. ``follows`` is
    the last one of the other way that the sender had taken in. ``key_range`` is the range of
    numbers that was given out with it, ``public`` the office's half of the key that went along:
    with the other half the machine signs from then on. Never changed."""

    machine = models.ForeignKey(
        Machine, models.PROTECT, related_name="exchanges", verbose_name="设备"
    )
    way = models.CharField("方向", max_length=4, choices=Way.choices)
    number = models.PositiveIntegerField("序号")
    follows = models.PositiveIntegerField("上一次交换", default=0)
    answers = models.PositiveIntegerField("所依据的发出包", default=0)
    key_range = models.PositiveIntegerField("编号段", null=True, unique=True)
    public = models.CharField("公钥", max_length=64, blank=True)
    sha256 = models.CharField("文件摘要", max_length=64, unique=True)
    content = models.CharField("内容摘要", max_length=64)
    counts = models.JSONField("件数", default=dict)
    head = models.CharField("审计链头", max_length=90)
    made_at = models.DateTimeField("制作时间")
    at = models.DateTimeField("登记时间")
    by = person("经办人")
    valid_until = models.DateField("有效期至", null=True, blank=True)
    payload = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="带回的内容",
    )  # fmt: skip
    log = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="外出期间的审计",
    )  # fmt: skip
    notes = models.JSONField("并入经过", default=list)
    receipt = models.CharField("回执", max_length=20, blank=True)

    class Meta:
        verbose_name = "数据包交换"
        constraints = [
            models.UniqueConstraint(
                fields=["machine", "way", "number"], name="outing_exchange_number",
                violation_error_message="这个数据包已经登记过。",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_way_display()}第 {self.number} 包"


class KeptFile(models.Model):
    """A file that came back with a package: kept even where a clash still holds its record."""

    exchange = models.ForeignKey(
        Exchange, models.PROTECT, related_name="files", verbose_name="数据包"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = "带回的文件"

    def __str__(self) -> str:
        return f"{self.exchange_id} {self.file_id}"
