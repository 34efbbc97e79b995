"""Questionnaires are read by office and leaders with what may be shown; sheets only by the team."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, READERS
from xuncha.cycle.fieldwork.policies.common import FieldPolicy
from xuncha.cycle.inquiry.models import Question, Questionnaire, Sheet, SheetImport
from xuncha.cycle.inquiry.policies.common import own_act
from xuncha.cycle.planning.sight import in_sight
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import NOTHING, Act, RolePolicy


@access.register(Questionnaire)
class QuestionnairePolicy(FieldPolicy):
    acts = {
        "create": own_act("拟问卷"),
        "change": own_act("修改问卷"),
        "open": own_act("发放问卷"),
        "enter": own_act("录入答卷"),
        "close": own_act("收齐问卷"),
        "withdraw": own_act("撤回问卷"),
        "print": own_act("打印问卷"),
        "export": Act("导出问卷统计", READERS | {INSPECTOR}),
    }


@access.register(Question)
class QuestionPolicy(FieldPolicy):
    """Goes with its questionnaire."""

    path = "questionnaire__inspection"


class _TeamOnly(RolePolicy):
    """Sheets say what single people wrote: nobody but the team, while it is authorised."""

    sees = {INSPECTOR: "获授权巡察的，在授权期内"}

    def scope(self, actor: Actor) -> Q:
        return in_sight(actor, NOTHING, "questionnaire__inspection")


@access.register(Sheet)
class SheetPolicy(_TeamOnly):
    """What came back."""


@access.register(SheetImport)
class SheetImportPolicy(_TeamOnly):
    """Goes with the sheets."""
