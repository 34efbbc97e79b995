"""Choices of the teams' room."""

from django.db import models


class SeatRole(models.TextChoices):
    LEADER = "leader", "组长"
    DEPUTY = "deputy", "副组长"
    SECOND_DEPUTY = "second_deputy", "第二副组长"
    LIAISON = "liaison", "联络员"
    MEMBER = "member", "成员"


DEPUTIES = frozenset({SeatRole.DEPUTY, SeatRole.SECOND_DEPUTY})


class SeatWay(models.TextChoices):
    PROPOSED = "proposed", "系统提出"
    DRAWN = "drawn", "随机抽取"
    HAND = "hand", "人工安排"
    EARLIER = "earlier", "以往轮次"


class AuthorisationState(models.TextChoices):
    DRAFT = "draft", "拟稿"
    SUBMITTED = "submitted", "待审批"
    APPROVED = "approved", "已批准"
    ANNOUNCED = "announced", "已宣布"
    REVOKED = "revoked", "已撤销"


class Door(models.TextChoices):
    """How an authorisation stands on a day: derived from its state and its dates."""

    SHUT = "shut", "未授权"
    WAITING = "waiting", "未到启用日"
    OPEN = "open", "授权期内"
    OVER = "over", "已到期"
    REVOKED = "revoked", "已撤销"


class Origin(models.TextChoices):
    ENGINE = "engine", "系统发现"
    OWN = "own", "本人申请"
    UNIT = "unit", "被巡察单位提出"
    OFFICE = "office", "巡察办认定"


class GroundKind(models.TextChoices):
    """As the recusal engine names them."""

    HOME = "home", "本单位回避"
    POST = "post", "任职回避"
    KIN = "kin", "亲属回避"
    NATIVE = "native", "地域回避"
    BUSINESS = "business", "公务回避"
    DECLARED = "declared", "声明回避"
    EARLIER = "earlier", "曾经巡察"
    LED = "led", "组长不重复"
    OTHER = "other", "其他回避"


class RecusalState(models.TextChoices):
    OPEN = "open", "待核实"
    CONFIRMED = "confirmed", "已认定"
    WAIVING = "waiving", "豁免待批"
    WAIVED = "waived", "已豁免"
    DISMISSED = "dismissed", "不成立"


SHUTS = frozenset({RecusalState.OPEN, RecusalState.CONFIRMED, RecusalState.WAIVING})
"""A recusal in one of these shuts the door; the others have let go."""


class ObjectionState(models.TextChoices):
    ASKED = "asked", "待核实"
    VERIFIED = "verified", "待决定"
    UPHELD = "upheld", "同意回避"
    REFUSED = "refused", "不同意"


class Grade(models.TextChoices):
    EXCELLENT = "excellent", "优秀"
    GOOD = "good", "良好"
    FAIR = "fair", "一般"
    POOR = "poor", "较差"


class Part(models.TextChoices):
    """The six parts of the appraisal."""

    FINDINGS = "findings", "发现问题"
    CLUES = "clues", "移交线索"
    REPORTS = "reports", "专题报告"
    FIXES = "fixes", "立行立改"
    PUBLICITY = "publicity", "信息宣传"
    BASICS = "basics", "基础工作"


class AppraisalState(models.TextChoices):
    WRITTEN = "written", "已评定"
    SEEN = "seen", "本人已阅"
