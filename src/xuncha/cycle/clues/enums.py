"""Choices of the sealed store."""

from django.db import models


class ClueState(models.TextChoices):
    REGISTERED = "registered", "已登记"
    HANDED_OVER = "handed_over", "已移交"
    CONCLUDED = "concluded", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"


class Mode(models.TextChoices):
    SINGLE = "single", "单移交"
    DOUBLE = "double", "双移交"


class Receiver(models.TextChoices):
    DISCIPLINE = "discipline", "纪检监察机关"
    ORGANISATION = "organisation", "组织部门"


class CopyState(models.TextChoices):
    SENT = "sent", "待签收"
    RECEIVED = "received", "已签收"
    ACCEPTED = "accepted", "已受理"
    DONE = "done", "已反馈结果"


class Disposal(models.TextChoices):
    """How the receiver disposes of it: the four kinds, and filing a case."""

    INQUIRY = "inquiry", "谈话函询"
    VERIFY = "verify", "初步核实"
    SHELVED = "shelved", "暂存待查"
    CLOSED = "closed", "予以了结"
    FILED = "filed", "立案"


class Sanction(models.TextChoices):
    NONE = "none", "未处分"
    TALK = "talk", "谈话提醒、批评教育"
    PARTY = "party", "党纪处分"
    STATE = "state", "政务处分"
    BOTH = "both", "党纪政务处分"
    POST = "post", "组织处理"
    JUDICIAL = "judicial", "移送司法"


class Discipline(models.TextChoices):
    POLITICAL = "political", "政治纪律"
    ORGANISATION = "organisation", "组织纪律"
    INTEGRITY = "integrity", "廉洁纪律"
    MASSES = "masses", "群众纪律"
    WORK = "work", "工作纪律"
    LIFE = "life", "生活纪律"


class Basis(models.TextChoices):
    DUTY = "duty", "职责"
    GIVEN = "given", "授予"


class Way(models.TextChoices):
    SHOWN = "shown", "在页面打开"
    PRINTED = "printed", "打印移交单"


SUBJECT, UNIT, POST, LEVEL = "subject", "unit", "post", "level"
MATTER, DISCIPLINES, SUM, ORIGIN, OPINION = "matter", "disciplines", "sum", "origin", "opinion"

FIELDS = {
    UNIT: "单位", POST: "职务", LEVEL: "级别", SUBJECT: "被反映人", MATTER: "具体问题",
    DISCIPLINES: "六项纪律", SUM: "涉及金额（元）", ORIGIN: "来源", OPINION: "组务会意见",
}  # fmt: skip
"""The sealed fields of a clue, in the order of its page."""
