"""Institutions: reported by the unit or the office, kept by another person of the office."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import OFFICE, PARTNER, READERS, UNIT
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.results.enums import InstitutionState
from xuncha.cycle.results.models import Institution, InstitutionFile, InstitutionFinding
from xuncha.cycle.results.policies.common import ALL, RECUSED, of_unit, unshut
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, Decision, RolePolicy, no

_SEES = ALL | {PARTNER: "已收录的"} | dict.fromkeys(sorted(UNIT), "本单位的")
_KEPT = (InstitutionState.KEPT, InstitutionState.REPEALED)


def institutions_under(actor: Actor, path: str = "") -> Q:
    """The one rule of sight; ``path`` leads to the institution."""
    if actor.is_system:
        return EVERYTHING
    rows = NOTHING
    if actor.has(*READERS):
        rows = EVERYTHING
    elif actor.has(PARTNER):
        rows = Q(**{f"{path}state__in": _KEPT})
    elif actor.has(*UNIT) and actor.unit_id:
        rows = Q(**{f"{path}organisation_id": actor.unit_id})
    return unshut(actor, rows, f"{path}organisation")


def _own(actor: Actor, row: Institution) -> str:
    return "" if actor.has(*OFFICE) else of_unit(actor, row)


def _other(actor: Actor, row: Institution) -> str:
    own = actor.user_id is not None and actor.user_id == row.reported_by_id
    return "这一件是您登记的，由另一个人核对。" if own else ""


@access.register(Institution)
class InstitutionPolicy(RolePolicy):
    sees = _SEES
    acts = {
        "create": Act("登记制度", OFFICE | UNIT, (_own,)),
        "keep": Act("核对收录制度", OFFICE, (_other,)),
        "repeal": Act("登记制度废止", OFFICE | UNIT, (_own,)),
        "withdraw": Act("撤回制度登记", OFFICE | UNIT, (_own,)),
        "export": Act("导出制度", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        return institutions_under(actor)

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        """Recusal first, then role and guards."""
        if obj.organisation_id in actor.shut_units:
            return no(RECUSED)
        return super().can(actor, action, obj)


@access.register(InstitutionFile)
class InstitutionFilePolicy(RolePolicy):
    """Goes with its institution."""

    sees = _SEES

    def scope(self, actor: Actor) -> Q:
        return institutions_under(actor, "institution__")


@access.register(InstitutionFinding)
class InstitutionFindingPolicy(RolePolicy):
    """Seen by whoever sees the institution and the finding."""

    sees = _SEES

    def scope(self, actor: Actor) -> Q:
        rows = institutions_under(actor, "institution__")
        if actor.is_system:
            return rows
        return rows & Q(finding__in=access.visible(actor, Finding))
