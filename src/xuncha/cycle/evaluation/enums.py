"""Choices of evaluation."""

from django.db import models


class ReportKind(models.TextChoices):
    """The two reports that end the months of rectification."""

    UNIT = "unit", "集中整改进展情况报告"
    HEAD = "head", "主要负责人组织落实情况报告"


class ReportState(models.TextChoices):
    SENT = "sent", "待审核"
    RETURNED = "returned", "已退回"
    ACCEPTED = "accepted", "已接受"


class ReadState(models.TextChoices):
    """How far the reading of a report's file has come."""

    WAITING = "waiting", "正在核对"
    READ = "read", "已核对"
    FAILED = "failed", "读不出文字"


class Scope(models.TextChoices):
    """Before whom the result is laid open (双公开)."""

    INSIDE = "inside", "党内公开"
    PUBLIC = "public", "社会公开"


class PublicityState(models.TextChoices):
    DRAFT = "draft", "拟稿"
    SUBMITTED = "submitted", "待审批"
    APPROVED = "approved", "已批准"
    PUBLISHED = "published", "公开中"
    CLOSED = "closed", "公开期满"
    WITHDRAWN = "withdrawn", "已撤回"


SHOWN = frozenset({PublicityState.PUBLISHED, PublicityState.CLOSED})
"""States in which the text is before people."""


class MeetingState(models.TextChoices):
    PREPARING = "preparing", "准备中"
    RECORDED = "recorded", "待督导确认"
    CONFIRMED = "confirmed", "已确认"


class Respondents(models.TextChoices):
    STAFF = "staff", "本单位干部职工"
    MEMBERS = "members", "党员代表"
    SERVED = "served", "服务对象"
    RESIDENTS = "residents", "群众代表"
    SUPERVISORS = "supervisors", "派驻（乡镇）纪检监察人员"


class SurveyState(models.TextChoices):
    OPEN = "open", "收表中"
    CLOSED = "closed", "已统计"
    WITHDRAWN = "withdrawn", "已撤回"


class EvaluationState(models.TextChoices):
    DRAFT = "draft", "评分中"
    SUBMITTED = "submitted", "待另一人确认"
    CONFIRMED = "confirmed", "听取单位意见"
    ANSWERED = "answered", "单位已回复"
    FINAL = "final", "已定等次"
    WITHDRAWN = "withdrawn", "已撤回"


TOLD = frozenset({EvaluationState.CONFIRMED, EvaluationState.ANSWERED, EvaluationState.FINAL})
"""States in which the unit knows of its evaluation."""
