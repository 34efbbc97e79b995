"""Choices of findings."""

from django.db import models


class FindingState(models.TextChoices):
    DRAFT = "draft", "草拟"
    SETTLED = "settled", "已定"
    FED_BACK = "fed_back", "已反馈"
    WITHDRAWN = "withdrawn", "不采用"


class Nature(models.TextChoices):
    SINGLE = "single", "个性"
    COMMON = "common", "共性"
    SYSTEMIC = "systemic", "系统性"


class Source(models.TextChoices):
    TALK = "talk", "谈话"
    PETITION = "petition", "信访"
    DOCUMENTS = "documents", "调阅"
    VISIT = "visit", "走访"
    SURVEY = "survey", "问卷"
    AUDIT = "audit", "审计移交"
    CODE = "code", "码上巡察"
    LEDGER = "ledger", "台账导入"
