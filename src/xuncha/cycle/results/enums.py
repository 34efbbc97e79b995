"""Choices of the use of results."""

from django.db import models


class ResultKind(models.TextChoices):
    RECOMMENDATION = "recommend", "巡察建议书"
    SPECIAL = "special", "专题报告"
    CAMPAIGN = "campaign", "专项治理"
    ACCOUNT = "account", "追责问责"
    APPRAISAL = "appraisal", "考核运用"


class ResultState(models.TextChoices):
    DRAFT = "draft", "成果拟稿"
    ISSUED = "issued", "待接收"
    RECEIVED = "received", "待反馈结果"
    ANSWERED = "answered", "已反馈结果"
    CLOSED = "closed", "成果已办结"
    WITHDRAWN = "withdrawn", "成果已撤回"


OWED = frozenset({ResultState.ISSUED, ResultState.RECEIVED})
"""States in which the receiver owes something."""

OUT = frozenset(
    {ResultState.ISSUED, ResultState.RECEIVED, ResultState.ANSWERED, ResultState.CLOSED}
)
"""States in which it is with the receiver."""


class Outcome(models.TextChoices):
    ADOPTED = "adopted", "采纳并办结"
    PARTLY = "partly", "部分采纳"
    DECLINED = "declined", "未采纳，说明理由"


class CountCode(models.TextChoices):
    """What came of it, as codes: persons are counted by post and never named."""

    CASE = "case", "立案"
    DISCIPLINE = "discipline", "党纪政务处分"
    ORGANISATION = "organisation", "组织处理"
    ADMONISH = "admonish", "诫勉"
    FIRST_FORM = "first_form", "第一种形态"
    EXAMINE = "examine", "责令检查"
    CRITICISE = "criticise", "批评教育"
    REMIND = "remind", "提醒谈话"
    TRANSFER = "transfer", "移送司法"
    ADJUST = "adjust", "干部岗位调整"
    GRADE = "grade", "年度考核降低等次"
    EDUCATION = "education", "警示教育"
    CAMPAIGN = "campaign", "专项治理整改问题"
    INSTITUTION = "institution", "制定修改制度"
    RECOVERED = "recovered", "追缴资金"
    REFUNDED = "refunded", "清退违规资金"
    SAVED = "saved", "挽回经济损失"


PERSONS = frozenset(
    {
        CountCode.CASE, CountCode.DISCIPLINE, CountCode.ORGANISATION, CountCode.ADMONISH,
        CountCode.FIRST_FORM, CountCode.EXAMINE, CountCode.CRITICISE, CountCode.REMIND,
        CountCode.TRANSFER, CountCode.ADJUST, CountCode.GRADE,
    }
)  # fmt: skip
"""Counted in persons: each line says the post."""

MONEY = frozenset({CountCode.RECOVERED, CountCode.REFUNDED, CountCode.SAVED})
"""Sums in yuan."""


def unit_of(code: str) -> str:
    """What a count is measured in."""
    if code in PERSONS:
        return "人"
    return "元" if code in MONEY else "项"


class InstitutionState(models.TextChoices):
    REPORTED = "reported", "制度待核对"
    KEPT = "kept", "制度已收录"
    REPEALED = "repealed", "制度已废止"
    WITHDRAWN = "withdrawn", "制度已撤回"


class CommonState(models.TextChoices):
    DRAFT = "draft", "共性问题待发布"
    PUBLISHED = "published", "共性问题已发布"
    WITHDRAWN = "withdrawn", "共性问题已撤回"


class SelfCheckState(models.TextChoices):
    ASKED = "asked", "待自查"
    ANSWERED = "answered", "已报自查"
    CLOSED = "closed", "自查已核"
    WITHDRAWN = "withdrawn", "自查已取消"
