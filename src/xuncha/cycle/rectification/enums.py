"""Choices of rectification."""

from django.db import models


class ItemState(models.TextChoices):
    OPEN = "open", "待整改"
    WORKING = "working", "整改中"
    CLAIMED = "claimed", "已申报"
    RETURNED = "returned", "已退回"
    VERIFIED = "verified", "已核实"
    SUSTAINED = "sustained", "已巩固"
    REOPENED = "reopened", "重新整改"


SENT_BACK = frozenset({ItemState.RETURNED, ItemState.REOPENED})
"""States in which it lies with the unit once more."""

UNDONE = frozenset({ItemState.OPEN, ItemState.WORKING, ItemState.RETURNED, ItemState.REOPENED})
"""States in which the unit has work to do."""


class Level(models.TextChoices):
    """The three facts about an item. They are counted apart and never mixed."""

    CLAIMED = "claimed", "自称"
    VERIFIED = "verified", "核实"
    SUSTAINED = "sustained", "巩固"


REACHED = {
    Level.CLAIMED: frozenset({ItemState.CLAIMED, ItemState.VERIFIED, ItemState.SUSTAINED}),
    Level.VERIFIED: frozenset({ItemState.VERIFIED, ItemState.SUSTAINED}),
    Level.SUSTAINED: frozenset({ItemState.SUSTAINED}),
}
"""States in which a level is reached; constraints tie each to its time and person."""


class ExtensionState(models.TextChoices):
    ASKED = "asked", "待审批"
    GRANTED = "granted", "已同意"
    REFUSED = "refused", "未同意"


class ExtensionLevel(models.TextChoices):
    """Who decides, from the lowest on."""

    STAFF = "staff", "巡察办工作人员"
    DIRECTOR = "director", "巡察办主任"
    LEADER = "leader", "领导小组成员"


class MoveReason(models.TextChoices):
    """Why an item's deadline is another one."""

    EXTENDED = "extended", "批准延期"
    REOPENED = "reopened", "重新整改"
    SETTLED = "settled", "工作日表装入"


class SignalState(models.TextChoices):
    OPEN = "open", "待处理"
    CLEARED = "cleared", "已排除"
    UPHELD = "upheld", "已认定"
    GONE = "gone", "已消失"


class Severity(models.TextChoices):
    HIGH = "high", "程度高"
    MEDIUM = "medium", "程度中"
    LOW = "low", "程度低"


class ImportKind(models.TextChoices):
    LEDGER = "ledger", "整改台账"
    FINDINGS = "findings", "反馈问题清单"


class ImportState(models.TextChoices):
    READ = "read", "待确认"
    DONE = "done", "已导入"
    DROPPED = "dropped", "已放弃"
