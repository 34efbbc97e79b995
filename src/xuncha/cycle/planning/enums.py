"""Choices of planning: kinds of inspection and the stages of one."""

from django.db import models


class InspectionKind(models.TextChoices):
    REGULAR = "regular", "常规巡察"
    SPECIAL = "special", "专项巡察"
    MOBILE = "mobile", "机动巡察"
    REVISIT = "revisit", "回头看"
    RAISED = "raised", "提级巡察"
    EXTENDED = "extended", "延伸巡察"
    WITH_VILLAGES = "with_villages", "巡乡带村"


PLANNABLE = (
    InspectionKind.REGULAR, InspectionKind.WITH_VILLAGES, InspectionKind.RAISED,
    InspectionKind.EXTENDED,
)  # fmt: skip
"""Ways that a coverage plan puts an organisation down for."""

COVERING = frozenset({*PLANNABLE, InspectionKind.SPECIAL})
"""Ways that count as the inspection of the term. A second look follows one that counted already; a
mobile inspection looks into one matter."""


class Stage(models.TextChoices):
    """Stages of an inspection in their order; what follows may never come before."""

    PLANNED = "planned", "规划中"
    PREPARING = "preparing", "方案编制"
    FOR_APPROVAL = "for_approval", "待审批"
    AUTHORISED = "authorised", "已授权"
    BEFORE_ENTRY = "before_entry", "巡前准备"
    ENTERED = "entered", "已进驻"
    LEARNING = "learning", "了解"
    DEEPENING = "deepening", "深入了解"
    LEFT = "left", "撤点"
    REPORTING = "reporting", "报告会商"
    HEARD_BY_GROUP = "heard_by_group", "领导小组听取"
    HEARD_BY_SECRETARY = "heard_by_secretary", "书记专题会听取"
    FOR_FEEDBACK = "for_feedback", "待反馈"
    FED_BACK = "fed_back", "已反馈"
    PLAN_REVIEW = "plan_review", "方案审核"
    RECTIFYING = "rectifying", "集中整改"
    REPORT_REVIEW = "report_review", "报告审核"
    PUBLISHED = "published", "已公开"
    EVALUATED = "evaluated", "已评估"
    CONTINUING = "continuing", "持续整改"
    REVISITING = "revisiting", "回头看/回访"
    ARCHIVED = "archived", "已归档"


ORDER = list(Stage)
AFTER_FEEDBACK = frozenset(ORDER[ORDER.index(Stage.FED_BACK) :])
BEFORE_AUTHORISED = frozenset(ORDER[: ORDER.index(Stage.AUTHORISED)])
AFTER_ENTRY = frozenset(ORDER[ORDER.index(Stage.ENTERED) :])
