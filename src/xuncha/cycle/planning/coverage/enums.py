"""Choices of the coverage plan."""

from django.db import models


class PlanState(models.TextChoices):
    """Where a version of the plan stands."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审批"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已批准"
    SUPERSEDED = "superseded", "已被新版代替"
    DROPPED = "dropped", "不采用"


EDITABLE = frozenset({PlanState.DRAFT, PlanState.RETURNED})
"""Versions that may still be changed; all others are frozen."""


class Outcome(models.TextChoices):
    """What the optimiser said of a version."""

    NONE = "", "没有求解"
    OPTIMAL = "optimal", "已证明最优"
    FEASIBLE = "feasible", "可行"
    INFEASIBLE = "infeasible", "排不下"
    UNKNOWN = "unknown", "时间内没有排出"


class Standing(models.TextChoices):
    """How an organisation stands in the term on a day."""

    COVERED = "covered", "已巡察"
    BY_LINE = "by_line", "经前身覆盖"
    OWED = "owed", "尚欠"
    DEFERRED = "deferred", "缓巡"
    EXCLUDED = "excluded", "不列入"
    PASSED = "passed", "已撤并"
    ENDED = "ended", "已撤销"


class DemandImportState(models.TextChoices):
    """Where a list of needs that was brought in stands."""

    READ = "read", "待确认"
    DONE = "done", "已导入"
    DROPPED = "dropped", "已放弃"


COUNTED = frozenset({Standing.COVERED, Standing.BY_LINE})
TO_COVER = COUNTED | {Standing.OWED, Standing.DEFERRED}
"""What makes up the number of organisations that a term has to cover."""
