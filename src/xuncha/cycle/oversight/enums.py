"""Choices of oversight."""

from django.db import models


class CheckState(models.TextChoices):
    PENDING = "pending", "待派人"
    ASSIGNED = "assigned", "待核查"
    RECORDED = "recorded", "待另一人确认"
    CONFIRMED = "confirmed", "待定处理"
    CONCLUDED = "concluded", "已处理"
    DROPPED = "dropped", "不再核查"


OPEN_CHECKS = frozenset(
    {CheckState.PENDING, CheckState.ASSIGNED, CheckState.RECORDED, CheckState.CONFIRMED}
)
"""States in which a check still waits for somebody."""

SEEN = frozenset({CheckState.RECORDED, CheckState.CONFIRMED, CheckState.CONCLUDED})
"""States in which somebody was on the spot."""


class Found(models.TextChoices):
    TRUE = "true", "属实"
    PARTLY = "partly", "部分属实"
    NOT = "not", "不属实"


class Knew(models.TextChoices):
    AGREES = "agrees", "知道，说法一致"
    DIFFERS = "differs", "知道，说法不一致"
    UNAWARE = "unaware", "不知道这件事"


class Outcome(models.TextChoices):
    VERIFIED = "verified", "核实"
    SUSTAINED = "sustained", "确认巩固"
    RETURNED = "returned", "退回"
    REOPENED = "reopened", "重新整改"
    NONE = "none", "事项不变"


class AlertLevel(models.IntegerChoices):
    """Steps of alert, each to a wider circle of persons. The last is red as well."""

    GREEN = 1, "绿色提醒"
    YELLOW = 2, "黄色预警"
    RED = 3, "红色预警"
    GROUP = 4, "红色预警，报领导小组"


COLOURS = {
    AlertLevel.GREEN: "green",
    AlertLevel.YELLOW: "yellow",
    AlertLevel.RED: "red",
    AlertLevel.GROUP: "red",
}


class LetterKind(models.TextChoices):
    """The five letters, each a step graver than the one before."""

    SUPERVISE = "supervise", "整改督查督办通知书"
    GUIDE = "guide", "整改阶段督查指导书"
    REMIND = "remind", "整改情况提醒书"
    WARN = "warn", "整改情况告诫书"
    ACCOUNT = "account", "巡察整改问责书"


LADDER = list(LetterKind)
"""From the lightest to the gravest."""

BY_LEADER = frozenset({LetterKind.WARN, LetterKind.ACCOUNT})
"""What only a member of the leading group approves."""

BY_HEAD = frozenset({LetterKind.GUIDE, LetterKind.WARN, LetterKind.ACCOUNT})
"""What only the unit's head receives, in person."""


class LetterState(models.TextChoices):
    DRAFT = "draft", "拟稿"
    SUBMITTED = "submitted", "待审批"
    APPROVED = "approved", "已批准"
    ISSUED = "issued", "待签收"
    RECEIVED = "received", "待答复"
    ANSWERED = "answered", "已答复"
    CLOSED = "closed", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"


OWED = frozenset({LetterState.ISSUED, LetterState.RECEIVED})
"""States in which the unit owes an answer."""

IN_THE_HOUSE = frozenset({LetterState.DRAFT, LetterState.SUBMITTED, LetterState.APPROVED})
"""States in which nobody outside knows of it."""


class Ground(models.TextChoices):
    OVERDUE = "overdue", "事项逾期"
    SIGNAL = "signal", "认定的疑点"
    CHECK = "check", "实地核查不属实"
    UNANSWERED = "unanswered", "上一份文书没有答复"
    OTHER = "other", "巡察办提出"
