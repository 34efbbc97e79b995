"""Choices of the lists: whose decision, and what became of a point."""

from django.db import models

from xuncha.cycle.directory.enums import OrganisationKind


class DecisionLevel(models.TextChoices):
    CENTRE = "centre", "中央"
    PROVINCE = "province", "省"
    CITY = "city", "市"
    DISTRICT = "district", "区"


LEVEL_ORDER = list(DecisionLevel)


class DecisionState(models.TextChoices):
    IN_FORCE = "in_force", "有效"
    RETIRED = "retired", "已停用"


class SetState(models.TextChoices):
    DRAFT = "draft", "起草中"
    ISSUED = "issued", "已发布"
    DROPPED = "dropped", "不采用"


class PointState(models.TextChoices):
    OPEN = "open", "未查"
    CLEAR = "clear", "已查未发现问题"
    FOUND = "found", "发现问题"
    NOT_APPLICABLE = "not_applicable", "不适用"
    LEFT_OUT = "left_out", "不列入"


ANSWERED = frozenset({PointState.CLEAR, PointState.FOUND, PointState.NOT_APPLICABLE})


class PointImportState(models.TextChoices):
    READ = "read", "待确认"
    DONE = "done", "已导入"
    DROPPED = "dropped", "已放弃"


CHECKED_KINDS = [one for one in OrganisationKind if one != OrganisationKind.DISTRICT]
"""Kinds of organisation that points are for; the committee itself is not inspected."""

TOWN_KINDS = frozenset({OrganisationKind.STREET, OrganisationKind.TOWN, OrganisationKind.TOWNSHIP})
VILLAGE_KINDS = frozenset({OrganisationKind.VILLAGE, OrganisationKind.COMMUNITY})
