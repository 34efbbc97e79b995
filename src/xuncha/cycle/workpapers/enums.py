"""Choices of working papers, fact confirmation and meetings."""

from django.db import models


class PaperState(models.TextChoices):
    DRAFT = "draft", "草拟"
    REVIEWING = "reviewing", "待复核"
    APPROVING = "approving", "待审签"
    SIGNED = "signed", "已审签"
    WITHDRAWN = "withdrawn", "已撤回"
    HANDED = "handed", "已移交专柜"


IN_CHAIN = frozenset({PaperState.REVIEWING, PaperState.APPROVING})
"""On its way through the signatures."""
ALIVE = frozenset({PaperState.DRAFT, *IN_CHAIN, PaperState.SIGNED})


class Origin(models.TextChoices):
    """Where a paper comes from (问题来源); the same keys as a finding's source."""

    TALK = "talk", "谈话"
    PETITION = "petition", "信访"
    DOCUMENTS = "documents", "调阅"
    VISIT = "visit", "走访"
    SURVEY = "survey", "问卷"
    AUDIT = "audit", "审计移交"
    CODE = "code", "码上巡察"


class SignRole(models.TextChoices):
    """The three places of the chain, in their order."""

    AUTHOR = "author", "承办人"
    DEPUTY = "deputy", "副组长复核"
    LEADER = "leader", "组长审签"


class SheetState(models.TextChoices):
    DRAFT = "draft", "草拟"
    SENT = "sent", "待答复"
    ANSWERED = "answered", "已答复"
    SETTLED = "settled", "已核定"
    WITHDRAWN = "withdrawn", "已撤回"


SHOWN_TO_UNIT = frozenset({SheetState.SENT, SheetState.ANSWERED, SheetState.SETTLED})


class Answer(models.TextChoices):
    CONFIRMED = "confirmed", "属实"
    DIFFERS = "differs", "有不同意见"


class Outcome(models.TextChoices):
    """How the team settles a fact on which the unit differs."""

    KEPT = "kept", "维持原事实"
    CORRECTED = "corrected", "修正事实"
    DROPPED = "dropped", "不再采用"


class Standing(models.TextChoices):
    """How a fact stands with the unit; derived."""

    NONE = "none", "未送确认"
    SENT = "sent", "等单位答复"
    CONFIRMED = "confirmed", "单位已确认"
    DIFFERS = "differs", "有异议，待核定"
    SETTLED = "settled", "有异议，已核定"


ANSWERED_FACT = frozenset({Standing.CONFIRMED, Standing.SETTLED})


class MeetingKind(models.TextChoices):
    TEAM = "team", "组务会"
    OFFICE = "office", "组办会商"


class MeetingState(models.TextChoices):
    DRAFT = "draft", "草拟"
    SIGNING = "signing", "待签字"
    CLOSED = "closed", "已定"
    WITHDRAWN = "withdrawn", "已撤回"


class Destination(models.TextChoices):
    """Where a matter goes (去向)."""

    FEEDBACK = "feedback", "反馈"
    FIX = "fix", "立行立改"
    CLUE = "clue", "线索"
    ADVICE = "advice", "建议"
    UNUSED = "unused", "不采用"
