"""Choices of questions and of what is put before the director."""

from django.db import models


class QuestionState(models.TextChoices):
    ASKED = "asked", "待单位答复"
    ANSWERED = "answered", "单位已答复"
    WITHDRAWN = "withdrawn", "已撤回"


class EscalationState(models.TextChoices):
    WAITING = "waiting", "待主任批示"
    ANSWERED = "answered", "主任已批示"
    DROPPED = "dropped", "已收回"


class Box(models.TextChoices):
    """The parts of the desk's queue."""

    DUE = "due", "要处理的"
    ANSWERED = "answered", "单位已答复"
    ASKED = "asked", "等单位答复"
    ESCALATED = "escalated", "呈报主任的"
    MINE = "mine", "我处理过的"
