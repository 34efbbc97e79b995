"""Choices of talks, visits and questionnaires."""

from django.db import models


class PostKind(models.TextChoices):
    HEAD = "head", "领导班子主要负责人"
    BODY = "body", "领导班子成员"
    MIDDLE = "middle", "中层干部"
    STAFF = "staff", "一般干部职工"
    BELOW = "below", "下属单位负责人"
    VILLAGE = "village", "村（社区）干部"
    MASSES = "masses", "党员群众代表"
    SERVED = "served", "服务对象"
    RETIRED = "retired", "离退休干部"
    OTHER = "other", "其他人员"


class TalkState(models.TextChoices):
    DRAFT = "draft", "记录中"
    HALF = "half", "待另一人签"
    SIGNED = "signed", "两人已签"
    CLOSED = "closed", "已归存"
    WITHDRAWN = "withdrawn", "已撤回"


class TalkGrade(models.TextChoices):
    INNER = "inner", "内部"
    WORK = "work", "工作秘密"


class ReadBack(models.TextChoices):
    OWN = "own", "本人看过"
    ALOUD = "aloud", "向本人宣读过"


class Signature(models.TextChoices):
    SIGNED = "signed", "本人已签字"
    REFUSED = "refused", "本人拒绝签字"


class VisitKind(models.TextChoices):
    UNIT = "unit", "走访单位"
    SITE = "site", "现场察看"
    HOUSEHOLD = "household", "入户走访"
    NIGHT = "night", "夜访"
    YARD = "yard", "院坝夜话"
    QUIET = "quiet", "明察暗访"


class AskedKind(models.TextChoices):
    VILLAGER = "villager", "村（居）民"
    CADRE = "cadre", "干部"
    STAFF = "staff", "职工"
    SERVED = "served", "办事群众"
    TRADE = "trade", "商户、企业"
    HARDSHIP = "hardship", "困难群众"
    OTHER = "other", "其他人"


class VisitState(models.TextChoices):
    KEPT = "kept", "已记录"
    WITHDRAWN = "withdrawn", "已撤回"


class QuestionKind(models.TextChoices):
    SINGLE = "single", "单选"
    MULTIPLE = "multiple", "多选"
    SCALE = "scale", "打分"
    TEXT = "text", "填空"


class QuestionnaireState(models.TextChoices):
    DRAFT = "draft", "拟卷"
    OPEN = "open", "发放中"
    CLOSED = "closed", "已收齐"
    WITHDRAWN = "withdrawn", "已撤回"


class SheetImportState(models.TextChoices):
    READ = "read", "待确认"
    DONE = "done", "已导入"
    DROPPED = "dropped", "已放弃"
