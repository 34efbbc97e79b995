"""Choices of the escrow."""

from django.db import models


class EscrowState(models.TextChoices):
    PENDING = "pending", "等待份额确认"
    ACTIVE = "active", "使用中"
    RETIRED = "retired", "已更换"
    DROPPED = "dropped", "已作废"
