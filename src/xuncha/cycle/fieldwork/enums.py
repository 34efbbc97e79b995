"""Choices of the field: states of notices, briefings, requests and fixes, and who informs."""

from django.db import models


class NoticeState(models.TextChoices):
    DRAFT = "draft", "拟稿"
    FOR_APPROVAL = "for_approval", "待批准"
    APPROVED = "approved", "已批准"
    PUBLISHED = "published", "已发布"
    REPLACED = "replaced", "已更正"
    WITHDRAWN = "withdrawn", "已撤回"


class BriefingSource(models.TextChoices):
    """Who informs before the entry, and on what."""

    DISCIPLINE = "discipline", "纪检监察"
    ORGANISATION = "organisation", "组织"
    PUBLICITY = "publicity", "宣传网信"
    LEGAL = "legal", "政法"
    AUDIT = "audit", "审计"
    PETITIONS = "petitions", "信访"
    FINANCE = "finance", "财政"
    OFFICES = "offices", "两办督查"
    HOTLINE = "hotline", "12345热线"
    CONGRESS = "congress", "人大政协"
    STATISTICS = "statistics", "统计"
    OTHER = "other", "其他"


BRIEFING_ASKS = {
    BriefingSource.DISCIPLINE: "政治生态和廉政情况、信访举报和问题线索处置情况、主要负责人廉洁情况",
    BriefingSource.ORGANISATION: "领导班子和干部队伍情况、选人用人检查情况、基层党组织建设情况",
    BriefingSource.PUBLICITY: "意识形态工作责任制检查情况、网络舆情",
    BriefingSource.LEGAL: "平安建设、涉法涉诉情况",
    BriefingSource.AUDIT: "近年审计发现的问题和整改情况",
    BriefingSource.PETITIONS: "信访总量、重点信访事项和办理情况",
    BriefingSource.FINANCE: "预算执行、资金使用、资产管理和财务检查情况",
    BriefingSource.OFFICES: "督查通报和重点工作落实情况",
    BriefingSource.HOTLINE: "12345 热线反映集中的问题和办理情况",
    BriefingSource.CONGRESS: "建议提案办理和视察调研中反映的问题",
    BriefingSource.STATISTICS: "主要指标和统计执法检查情况",
    BriefingSource.OTHER: "",
}
"""What each is usually asked for: the words that a new request starts with."""


class BriefingState(models.TextChoices):
    ASKED = "asked", "待回复"
    ANSWERED = "answered", "已回复"
    RETURNED = "returned", "请补充"
    ACCEPTED = "accepted", "已收讫"
    WITHDRAWN = "withdrawn", "已撤回"


class RequestState(models.TextChoices):
    DRAFT = "draft", "拟单"
    SENT = "sent", "已送达"
    CLOSED = "closed", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"


class LineState(models.TextChoices):
    WAITING = "waiting", "待交"
    HANDED = "handed", "已交待签收"
    PARTLY = "partly", "部分收到"
    RECEIVED = "received", "已收到"
    RETURNED = "returned", "已退还"
    NONE = "none", "单位称没有"
    WITHDRAWN = "withdrawn", "不再需要"


class MoveKind(models.TextChoices):
    """Which way a paper went."""

    IN = "in", "收到"
    OUT = "out", "退还"


class Timeliness(models.TextChoices):
    """How the unit answered to one line."""

    ON_TIME = "on_time", "按时"
    LATE = "late", "逾期交"
    OVERDUE = "overdue", "逾期未交"
    NONE = "none", "称没有"
    WAITING = "waiting", "未到期"


class FixState(models.TextChoices):
    DRAFT = "draft", "拟稿"
    ISSUED = "issued", "待签收"
    SIGNED = "signed", "整改中"
    REPORTED = "reported", "待确认"
    RETURNED = "returned", "退回再改"
    CONFIRMED = "confirmed", "已确认"
    WITHDRAWN = "withdrawn", "已撤回"


class SupervisionState(models.TextChoices):
    DRAFT = "draft", "拟稿"
    ISSUED = "issued", "待答复"
    ANSWERED = "answered", "已答复"
    WITHDRAWN = "withdrawn", "已撤回"


UNDELIVERED = frozenset({LineState.WAITING, LineState.PARTLY})
"""Lines for which the unit still owes something."""
HELD = frozenset({LineState.PARTLY, LineState.RECEIVED})
"""Lines of which the team may hold papers."""
FIX_OPEN = frozenset({FixState.ISSUED, FixState.SIGNED, FixState.RETURNED})
"""Fixes in which the unit has to do something."""
FIX_UNDONE = FIX_OPEN | {FixState.REPORTED}
UNPUBLISHED = frozenset({NoticeState.DRAFT, NoticeState.FOR_APPROVAL, NoticeState.APPROVED})
"""Notices that are on their way."""
