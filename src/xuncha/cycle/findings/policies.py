"""Who sees findings: the office and leaders all, a unit its own once they were fed back."""

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, PARTNER, READERS, UNIT
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import (
    Finding,
    FindingCount,
    FindingFrame,
    FindingPaper,
    FindingPerson,
    FindingPoint,
)
from xuncha.cycle.planning.sight import in_sight
from xuncha.cycle.workpapers.seats import may_settle
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

WRITERS = OFFICE | {INSPECTOR}


def _works_on_it(actor: Actor, finding: Any) -> str:
    """The office, or a member of the authorised team."""
    if finding.inspection_id in actor.recusals:
        return "您对这次巡察已经回避，不能办理。"
    if actor.has(*OFFICE) or finding.inspection_id in actor.grants:
        return ""
    return "只有巡察办和这次巡察组里获授权的同志能办理。"


def _decides(actor: Actor, finding: Any) -> str:
    """The office, or leader and deputies of the team."""
    if finding.inspection_id in actor.recusals:
        return "您对这次巡察已经回避，不能办理。"
    if actor.has(*OFFICE) or may_settle(actor, finding.inspection_id):
        return ""
    return "由巡察办或者本组组长、副组长办理。"


def _only_authorised(actor: Actor, finding: Finding) -> str:
    """Office staff read papers in for any inspection, a team member for those he is let in to."""
    if actor.has(*OFFICE) or finding.inspection_id in actor.grants - actor.recusals:
        return ""
    return "只能为自己获授权巡察的任务读入问题。"


@access.register(Finding)
class FindingPolicy(RolePolicy):
    """Before feedback the inspected unit knows nothing of a finding, not even that it exists."""

    sees = (
        dict.fromkeys(sorted(READERS), "全部")
        | {PARTNER: "已反馈的", INSPECTOR: "获授权巡察的，在授权期内"}
        | dict.fromkeys(sorted(UNIT), "本单位已反馈的")
    )
    acts = {
        "read_in": Act("从文件读入问题", OFFICE | {INSPECTOR}, (_only_authorised,)),
        "create": Act("登记问题", WRITERS, (_works_on_it,)),
        "change": Act("修改问题", WRITERS, (_works_on_it,)),
        "settle": Act("问题定稿", WRITERS, (_decides,)),
        "reopen": Act("问题退回修改", WRITERS, (_decides,)),
        "feed_back": Act("问题反馈", OFFICE),
        "withdraw": Act("问题不采用", WRITERS, (_decides,)),
        "dispose": Act("问题定去向", WRITERS, (_decides,)),
        "merge": Act("归并问题", WRITERS, (_decides,)),
        "judge": Act("判断老问题、新表现", WRITERS, (_works_on_it,)),
        "link": Act("关联监督要点", OFFICE),
        "place": Act("按对照框架归类", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        rows = NOTHING
        if actor.has(*READERS):
            rows = EVERYTHING
        elif actor.has(PARTNER):
            rows = Q(state=FindingState.FED_BACK)
        elif actor.has(*UNIT) and actor.unit_id:
            rows = Q(organisation_id=actor.unit_id, state=FindingState.FED_BACK)
        return in_sight(actor, rows)


class _InsidePolicy(RolePolicy):
    """What the office notes about a finding: inspected units and partners see none of it."""

    sees = dict.fromkeys(sorted(READERS), "全部") | {INSPECTOR: "获授权巡察的"}

    def scope(self, actor: Actor) -> Q:
        rows = EVERYTHING if actor.has(*READERS) else NOTHING
        return in_sight(actor, rows, "finding__inspection")


@access.register(FindingPoint)
class FindingPointPolicy(_InsidePolicy):
    """Goes with the list of points."""


@access.register(FindingFrame)
class FindingFramePolicy(_InsidePolicy):
    """Goes with the finding."""


@access.register(FindingPaper)
class FindingPaperPolicy(_InsidePolicy):
    """Goes with the paper: the unit never learns on what a finding rests."""


@access.register(FindingPerson)
class FindingPersonPolicy(_InsidePolicy):
    """Who answers for it, by post."""


@access.register(FindingCount)
class FindingCountPolicy(_InsidePolicy):
    """Goes with the finding."""
