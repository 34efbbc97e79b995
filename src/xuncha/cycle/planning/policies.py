"""Who sees terms, rounds and inspections."""

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, PARTNER, READERS, UNIT
from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection, Round, Term
from xuncha.cycle.planning.sight import in_sight
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

_ALL = dict.fromkeys(sorted(READERS), "全部")


@access.register(Term)
class TermPolicy(RolePolicy):
    """The plan of a term is the office's and the leaders'."""

    sees = _ALL
    acts = {"create": Act("建立一届", OFFICE)}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING


@access.register(Round)
class RoundPolicy(RolePolicy):
    """Rounds are the office's and the leaders'; partners see those they review, a team its own."""

    sees = _ALL | {PARTNER: "全部", INSPECTOR: "获授权巡察的"}
    acts = {
        "create": Act("建立轮次", OFFICE),
        "change": Act("修改轮次", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(*READERS, PARTNER):
            return EVERYTHING
        if not actor.grants:
            return NOTHING
        opened = Inspection.objects.filter(pk__in=actor.grants - actor.recusals)
        return Q(pk__in=opened.values("round"))


@access.register(Inspection)
class InspectionPolicy(RolePolicy):
    """A unit sees its own inspection once the feedback was given, a team member those that he is
    authorised for, while he is; a recusal shuts it at once."""

    sees = (
        _ALL
        | {PARTNER: "已反馈的", INSPECTOR: "获授权的，在授权期内"}
        | dict.fromkeys(sorted(UNIT), "本单位已反馈的")
    )
    acts = {
        "create": Act("安排巡察任务", OFFICE),
        "advance": Act("推进阶段", OFFICE),
        "import": Act("导入台账和问题清单", OFFICE),
        "recheck": Act("重新核对疑点", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        rows = NOTHING
        if actor.has(*READERS):
            rows = EVERYTHING
        elif actor.has(PARTNER):
            rows = Q(state__in=AFTER_FEEDBACK)
        elif actor.has(*UNIT) and actor.unit_id:
            rows = Q(organisation_id=actor.unit_id, state__in=AFTER_FEEDBACK)
        return in_sight(actor, rows, "")
