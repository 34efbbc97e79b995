"""Choices of papers read in."""

from django.db import models


class IntakeState(models.TextChoices):
    READ = "read", "待确认"
    DONE = "done", "已导入"
    DROPPED = "dropped", "已放弃"


class PaperKind(models.TextChoices):
    """As ``xuncha read`` tells them apart."""

    NOTICE_RECTIFICATION = "notice_rectification", "整改进展通报"
    FEEDBACK = "feedback", "反馈"
    ENTRY_NOTICE = "entry_notice", "进驻公告"
    SUMMARY = "summary", "工作总结"
    LEDGER = "ledger", "整改台账"
    OTHER = "other", "其他"
