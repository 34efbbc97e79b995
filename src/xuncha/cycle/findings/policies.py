"""Who sees findings: the office and leaders all, a unit its own once they were fed back."""

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, PARTNER, READERS, UNIT
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding, FindingFrame, FindingPoint
from xuncha.cycle.planning.sight import in_sight
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy


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
        "create": Act("登记问题", OFFICE),
        "read_in": Act("从文件读入问题", OFFICE | {INSPECTOR}, (_only_authorised,)),
        "change": Act("修改问题", OFFICE),
        "settle": Act("问题定稿", OFFICE),
        "reopen": Act("问题退回修改", OFFICE),
        "feed_back": Act("问题反馈", OFFICE),
        "withdraw": Act("问题不采用", OFFICE),
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
