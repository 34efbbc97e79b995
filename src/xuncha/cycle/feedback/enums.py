"""Choices of reports, hearings, feedback, notices to others and the unit's word on the team."""

from django.db import models


class ReportKind(models.TextChoices):
    MAIN = "main", "巡察报告"
    SPECIAL = "special", "专题报告"


class ReportState(models.TextChoices):
    DRAFT = "draft", "起草"
    SIGNED = "signed", "组长已签"
    REVIEWED = "reviewed", "巡察办已审"
    HEARD_BY_GROUP = "group", "领导小组已听取"
    HEARD_BY_SECRETARY = "secretary", "书记专题会已听取"
    FINAL = "final", "已定稿"
    WITHDRAWN = "withdrawn", "已撤回"


REPORT_ORDER = (
    ReportState.DRAFT, ReportState.SIGNED, ReportState.REVIEWED, ReportState.HEARD_BY_GROUP,
    ReportState.HEARD_BY_SECRETARY, ReportState.FINAL,
)  # fmt: skip
"""The life of a report, in its order."""
ON_THE_WAY = frozenset({*REPORT_ORDER[1:5]})
"""Out of the team's hands, not settled yet."""


class HearingKind(models.TextChoices):
    GROUP = "group", "领导小组会议"
    SECRETARY = "secretary", "书记专题会"


HEARS_FROM = {
    HearingKind.GROUP: ReportState.REVIEWED, HearingKind.SECRETARY: ReportState.HEARD_BY_GROUP
}  # fmt: skip
"""In which state a meeting takes a report up."""


class HearingState(models.TextChoices):
    DRAFT = "draft", "记录中"
    CLOSED = "closed", "已定稿"
    WITHDRAWN = "withdrawn", "已撤回"


class Aim(models.TextChoices):
    """What an opinion of a meeting is about (点人、点事)."""

    PERSON = "person", "点人"
    MATTER = "matter", "点事"


class TaskState(models.TextChoices):
    DRAFT = "draft", "待会议定稿"
    OPEN = "open", "办理中"
    REPORTED = "reported", "待确认"
    DONE = "done", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"


TASK_UNDONE = frozenset({TaskState.OPEN, TaskState.REPORTED})


class FilingState(models.TextChoices):
    DUE = "due", "待报备"
    FILED = "filed", "已报备"
    RECEIVED = "received", "已收到回执"


class FeedbackState(models.TextChoices):
    DRAFT = "draft", "拟稿"
    APPROVED = "approved", "待反馈"
    DELIVERED = "delivered", "已反馈"
    WITHDRAWN = "withdrawn", "已撤回"


class Audience(models.TextChoices):
    """To whom feedback is given, each in a conversation of its own."""

    HEAD = "head", "主要负责人"
    BODY = "body", "领导班子"
    VILLAGE = "village", "村（社区）党组织"


class DeliveryState(models.TextChoices):
    PLANNED = "planned", "待反馈"
    HELD = "held", "待签收"
    SIGNED = "signed", "已签收"


class CopyKind(models.TextChoices):
    """The four who are told of a feedback (四抄告)."""

    LEADER = "leader", "分管领导"
    DEPARTMENT = "department", "主责部门"
    DISCIPLINE = "discipline", "纪检监察机关"
    ORGANISATION = "organisation", "组织部门"


class CopyState(models.TextChoices):
    DRAFT = "draft", "拟稿"
    FOR_APPROVAL = "for_approval", "待批准"
    ISSUED = "issued", "待签收"
    RECEIVED = "received", "已签收"
    WITHDRAWN = "withdrawn", "已撤回"


COPY_OUT = frozenset({CopyState.ISSUED, CopyState.RECEIVED})


class ReviewState(models.TextChoices):
    OPEN = "open", "待填写"
    ANSWERED = "answered", "已填写"


class Score(models.IntegerChoices):
    GOOD = 5, "好"
    FAIR = 4, "较好"
    MIDDLING = 3, "一般"
    POOR = 2, "较差"
    BAD = 1, "差"
