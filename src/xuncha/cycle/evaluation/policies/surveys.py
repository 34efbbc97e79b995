"""The office surveys; single sheets are its own, the unit sees what came out."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import BUSINESS, OFFICE
from xuncha.cycle.evaluation.enums import SurveyState
from xuncha.cycle.evaluation.models import Survey, SurveySheet
from xuncha.cycle.evaluation.policies.common import ALL_AND_TOLD, DIRECTOR, RoomPolicy, rows_under
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import NOTHING, Act


@access.register(Survey)
class SurveyPolicy(RoomPolicy):
    sees = ALL_AND_TOLD
    to_unit = Q(state=SurveyState.CLOSED)
    acts = {
        "create": Act("组织满意度测评", OFFICE),
        "enter": Act("录入测评表", OFFICE),
        "close": Act("统计满意度测评", OFFICE),
        "withdraw": Act("撤回满意度测评", DIRECTOR),
        "print": Act("打印空白测评表", BUSINESS),
    }


@access.register(SurveySheet)
class SurveySheetPolicy(RoomPolicy):
    """What one person answered is for those who type it in, and for nobody else."""

    path = "survey__"
    sees = dict.fromkeys(sorted(OFFICE), "全部")

    def scope(self, actor: Actor) -> Q:
        if not actor.is_system and not actor.has(*OFFICE):
            return NOTHING
        return rows_under(actor, self.path)
