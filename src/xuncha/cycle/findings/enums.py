"""Choices of findings."""

from django.db import models


class FindingState(models.TextChoices):
    DRAFT = "draft", "草拟"
    SETTLED = "settled", "已定"
    FED_BACK = "fed_back", "已反馈"
    WITHDRAWN = "withdrawn", "不采用"
    MERGED = "merged", "已归并"


OPEN_STATES = frozenset({FindingState.DRAFT, FindingState.SETTLED})
"""Not yet told to the unit, still used."""
GONE = frozenset({FindingState.WITHDRAWN, FindingState.MERGED})
"""No finding of its own any more."""


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


class Recurrence(models.TextChoices):
    """Whether it was found before; said by a person, proposed by nobody but the words."""

    OLD = "old", "老问题"
    NEW_FORM = "new_form", "新表现"
    NEW = "new", "新问题"


class Duty(models.TextChoices):
    """How somebody answers for a finding."""

    MAIN = "main", "主要责任"
    LEAD = "lead", "领导责任"
    DIRECT = "direct", "直接责任"
