"""Who sees and does what with letters. Whoever edited does not approve; the gravest two are the
leading group's; a unit knows of a letter once it was issued."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import (
    LEADER,
    OFFICE,
    OFFICE_DIRECTOR,
    READERS,
    UNIT,
    UNIT_HEAD,
)
from xuncha.cycle.oversight.enums import BY_HEAD, BY_LEADER
from xuncha.cycle.oversight.models import (
    Letter,
    LetterAnswer,
    LetterFile,
    LetterItem,
    OversightStep,
)
from xuncha.cycle.oversight.policies.checks import checks_under
from xuncha.cycle.oversight.policies.common import ALL, DIRECTOR
from xuncha.cycle.planning.sight import RecusedPolicy, unshut
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

APPROVERS = frozenset({OFFICE_DIRECTOR, LEADER})
_SEES = ALL | dict.fromkeys(sorted(UNIT), "发给本单位的")


def letters_under(actor: Actor, path: str = "") -> Q:
    """The one rule of sight for letters and what hangs on them; ``path`` leads to the letter."""
    if actor.is_system:
        return EVERYTHING
    rows = NOTHING
    if actor.has(*READERS):
        rows = EVERYTHING
    elif actor.has(*UNIT) and actor.unit_id:
        rows = Q(
            **{
                f"{path}inspection__organisation_id": actor.unit_id,
                f"{path}issued_on__isnull": False,
            }
        )
    return unshut(actor, rows, f"{path}inspection_id")


def _not_own(actor: Actor, row: Letter) -> str:
    own = actor.user_id in {row.edited_by_id, row.submitted_by_id}
    return "文书是您修改或者送审的，由另一个人审批。" if own else ""


def _grave(actor: Actor, row: Letter) -> str:
    if row.kind not in BY_LEADER or actor.has(LEADER):
        return ""
    return f"{row.get_kind_display()}由领导小组成员审批。"


def _own_unit(actor: Actor, row: Letter) -> str:
    own = actor.is_of(row.inspection.organisation_id)
    return "" if own else "由收到文书的单位办理。"


def _in_person(actor: Actor, row: Letter) -> str:
    if row.kind not in BY_HEAD or actor.has(UNIT_HEAD):
        return ""
    return f"{row.get_kind_display()}由单位主要负责人本人签收。"


@access.register(Letter)
class LetterPolicy(RecusedPolicy):
    sees = _SEES
    acts = {
        "create": Act("拟督办文书", OFFICE),
        "change": Act("修改督办文书", OFFICE),
        "submit": Act("送审督办文书", OFFICE),
        "return": Act("退回督办文书", APPROVERS),
        "approve": Act("批准督办文书", APPROVERS, (_not_own, _grave)),
        "issue": Act("发出督办文书", OFFICE),
        "receive": Act("签收督办文书", UNIT, (_own_unit, _in_person)),
        "answer": Act("答复督办文书", UNIT, (_own_unit,)),
        "send_back": Act("退回文书答复", OFFICE),
        "close": Act("办结督办文书", OFFICE),
        "withdraw": Act("撤回督办文书", DIRECTOR),
        "print": Act("打印督办文书", READERS | UNIT),
        "export": Act("导出督办文书", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        return letters_under(actor)


@access.register(LetterItem)
class LetterItemPolicy(RolePolicy):
    """Goes with its letter."""

    sees = _SEES

    def scope(self, actor: Actor) -> Q:
        return letters_under(actor, "letter__")


@access.register(LetterAnswer)
class LetterAnswerPolicy(LetterItemPolicy):
    """Goes with its letter."""


@access.register(LetterFile)
class LetterFilePolicy(RolePolicy):
    """Goes with its letter."""

    sees = _SEES

    def scope(self, actor: Actor) -> Q:
        return letters_under(actor, "answer__letter__")


_OUTSIDE = ("issue", "receive", "answer", "send_back", "close", "withdraw")
"""Steps of a letter that the unit knows of."""


@access.register(OversightStep)
class OversightStepPolicy(RolePolicy):
    """Goes with its record; of a letter the unit sees what happened since it was issued."""

    sees = _SEES

    def scope(self, actor: Actor) -> Q:
        letters = letters_under(actor, "letter__")
        if not actor.is_system and not actor.has(*READERS):
            letters &= Q(action__in=_OUTSIDE)
        of_checks = Q(check_row__isnull=False) & checks_under(actor, "check_row__")
        return of_checks | (Q(letter__isnull=False) & letters)
