"""Who reads papers in: the office for all inspections, a team for its own while authorised."""

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE
from xuncha.cycle.intake.models import IntakeFinding, PaperIntake
from xuncha.cycle.planning.sight import in_sight
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

READERS_IN = OFFICE | {INSPECTOR}
_SEES = dict.fromkeys(sorted(OFFICE), "全部") | {INSPECTOR: "自己读入的，和获授权巡察的"}


def _only_authorised(actor: Actor, intake: PaperIntake) -> str:
    if actor.has(*OFFICE) or intake.inspection_id is None:
        return ""
    if intake.inspection_id in actor.grants - actor.recusals:
        return ""
    return "只能为自己获授权巡察的任务读入文件。"


@access.register(PaperIntake)
class PaperIntakePolicy(RolePolicy):
    """A paper that belongs to no inspection yet is its reader's own, and the office's."""

    sees = _SEES
    acts = {
        "bring": Act("读入文件", READERS_IN, (_only_authorised,)),
        "correct": Act("更正识别结果", READERS_IN, (_only_authorised,)),
        "take": Act("导入为草拟问题", READERS_IN, (_only_authorised,)),
        "drop": Act("放弃导入", READERS_IN, (_only_authorised,)),
        "download": Act("下载原文件", READERS_IN, (_only_authorised,)),
    }

    def scope(self, actor: Actor) -> Q:
        if not actor.is_system and not actor.has(*READERS_IN):
            return NOTHING
        rows = Q(inspection__isnull=True, brought_by_id=actor.user_id)
        return in_sight(actor, EVERYTHING if actor.has(*OFFICE) else rows)


@access.register(IntakeFinding)
class IntakeFindingPolicy(RolePolicy):
    """Goes with the paper."""

    sees = _SEES

    def scope(self, actor: Actor) -> Q:
        if not actor.has(*READERS_IN) and not actor.is_system:
            return NOTHING
        rows = EVERYTHING if actor.has(*OFFICE) else NOTHING
        return in_sight(actor, rows, "intake__inspection")
