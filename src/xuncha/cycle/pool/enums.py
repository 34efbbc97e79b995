"""Choices of the talent pool."""

from django.db import models


class InspectorState(models.TextChoices):
    NOMINATED = "nominated", "待资格审查"
    CHECKED = "checked", "待审定"
    ADMITTED = "admitted", "在库"
    PAUSED = "paused", "暂停使用"
    LEFT = "left", "已退出"
    REJECTED = "rejected", "不予入库"


IN_POOL = frozenset({InspectorState.ADMITTED, InspectorState.PAUSED})
APPROVED_ONCE = frozenset({*IN_POOL, InspectorState.LEFT})
WITH_REASON = frozenset({InspectorState.PAUSED, InspectorState.LEFT, InspectorState.REJECTED})


class EntryWay(models.TextChoices):
    UNIT = "unit", "单位推荐"
    SELF = "self", "本人自荐"
    ASSIGNED = "assigned", "组织选调"


class TieKind(models.TextChoices):
    POST = "post", "任职"
    KIN = "kin", "亲属"
    NATIVE = "native", "地域"
    BUSINESS = "business", "公务往来"
    DECLARED = "declared", "本人声明"
    OTHER = "other", "其他"


class Kinship(models.TextChoices):
    """As the recusal rules for civil servants count them."""

    SPOUSE = "spouse", "夫妻"
    DIRECT = "direct", "直系血亲"
    COLLATERAL = "collateral", "三代以内旁系血亲"
    IN_LAW = "in_law", "近姻亲"
    FURTHER = "further", "其他亲属"


class TieSource(models.TextChoices):
    ARCHIVE = "archive", "人事档案"
    DECLARED = "declared", "本人申报"
    UNIT = "unit", "单位提出"
    OFFICE = "office", "巡察办登记"


class TieState(models.TextChoices):
    STANDING = "standing", "有效"
    WITHDRAWN = "withdrawn", "已撤销"


class TeamRole(models.TextChoices):
    LEADER = "leader", "组长"
    DEPUTY = "deputy", "副组长"
    LIAISON = "liaison", "联络员"
    MEMBER = "member", "成员"


class PoolImportKind(models.TextChoices):
    PEOPLE = "people", "人员名单"
    TIES = "ties", "关系登记表"
    TRAININGS = "trainings", "培训签到表"
    SERVICES = "services", "巡察经历表"


class PoolImportState(models.TextChoices):
    READ = "read", "待确认"
    DONE = "done", "已导入"
    DROPPED = "dropped", "已放弃"
