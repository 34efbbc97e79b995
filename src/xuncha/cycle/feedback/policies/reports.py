"""Who sees and does what with reports: the team's and the office's; the unit knows of none."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, READERS
from xuncha.cycle.feedback.models import FeedbackRules, Report, ReportSentence, ReportVersion
from xuncha.cycle.feedback.policies.common import DIRECTOR
from xuncha.cycle.fieldwork.policies.common import FieldPolicy, of_team, team_act
from xuncha.cycle.teams.heads import LEADERS, leads
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy


@access.register(FeedbackRules)
class FeedbackRulesPolicy(RolePolicy):
    """Whoever works with reports may know the periods; the director sets them."""

    sees = dict.fromkeys(sorted(READERS | {INSPECTOR}), "全部")
    acts = {"create": Act("调整反馈规则", DIRECTOR)}

    def scope(self, actor: Actor) -> Q:
        known = actor.is_system or actor.has(*READERS) or bool(actor.grants)
        return EVERYTHING if known else NOTHING


def _leads(actor: Actor, row: Report) -> str:
    return "" if leads(actor, row.inspection_id, LEADERS) else "报告由这次巡察的组长本人签发。"


def _not_signer(actor: Actor, row: Report) -> str:
    own = actor.user_id is not None and actor.user_id == row.signed_by_id
    return "报告是您签发的，由巡察办另一位同志审核。" if own else ""


@access.register(Report)
class ReportPolicy(FieldPolicy):
    acts = {
        "create": team_act("起草巡察报告"),
        "change": team_act("修改巡察报告"),
        "sign": Act("签发巡察报告", frozenset({INSPECTOR}), (_leads,)),
        "review": Act("审核巡察报告", OFFICE, (_not_signer,)),
        "return": Act("退回巡察报告", OFFICE),
        "amend_group": Act("确认按领导小组意见改好", OFFICE),
        "amend_secretary": Act("确认按书记专题会意见改好", OFFICE),
        "finalise": Act("巡察报告定稿", DIRECTOR),
        "withdraw": team_act("撤回巡察报告"),
        "print": Act("打印巡察报告", OFFICE | {INSPECTOR}, (of_team,)),
    }


@access.register(ReportVersion)
class ReportVersionPolicy(FieldPolicy):
    """Goes with its report."""

    path = "report__inspection"


@access.register(ReportSentence)
class ReportSentencePolicy(FieldPolicy):
    """Goes with its report."""

    path = "version__report__inspection"
