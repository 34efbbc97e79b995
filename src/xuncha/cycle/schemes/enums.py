"""Choices of rectification schemes."""

from django.db import models


class SchemeState(models.TextChoices):
    DRAFT = "draft", "起草中"
    SENT = "sent", "已报送"
    REVIEWING = "reviewing", "联审中"
    RETURNED = "returned", "已退回"
    PASSED = "passed", "待批准"
    APPROVED = "approved", "已批准"
    CHANGING = "changing", "变更中"


EDITABLE = frozenset({SchemeState.DRAFT, SchemeState.RETURNED, SchemeState.CHANGING})
"""States in which the unit writes."""


class Party(models.TextChoices):
    """Who reviews; which of them is a local rule."""

    OFFICE = "office", "巡察办"
    TEAM = "team", "巡察组"
    DISCIPLINE = "discipline", "纪检监察机关"
    ORGANISATION = "organisation", "组织部门"
    PUBLICITY = "publicity", "宣传部门"
    LEADER = "leader", "分管领导"


class Verdict(models.TextChoices):
    AGREE = "agree", "同意"
    AMEND = "amend", "修改后再审"


class Outcome(models.TextChoices):
    PASS = "pass", "通过"
    RETURN = "return", "退回修改"


class ChangeState(models.TextChoices):
    ASKED = "asked", "待答复"
    GRANTED = "granted", "同意变更"
    REFUSED = "refused", "不同意变更"


class SchemeImportState(models.TextChoices):
    READ = "read", "待确认"
    DONE = "done", "已导入"
    DROPPED = "dropped", "已放弃"


class Check(models.TextChoices):
    """What is looked at before a scheme is sent; which of them stop it is a local rule."""

    LEFT_OUT = "left_out", "问题没有任务"
    PART = "part", "问题的方面没有写到"
    NAMED = "named", "方面只勾了，措施没有写"
    MEASURE = "measure", "没有措施"
    LEAD = "lead", "没有责任领导"
    DEPARTMENT = "department", "没有责任部门"
    DUE = "due", "没有时限"
    BEYOND = "beyond", "时限过长"
    ECHO = "echo", "措施照抄问题"
    TIED = "tied", "和整改事项不符"
