"""Who may look at an item on the spot."""

from __future__ import annotations

from xuncha.cycle.directory.models import Membership
from xuncha.cycle.oversight.models import SpotCheck
from xuncha.cycle.oversight.policies.common import CHECKERS
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.rectification.models import ItemStep
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User

_ACTED = ("claim", "claim_by_ledger", "verify")


def candidates() -> list[User]:
    """Accounts out of which checkers are chosen, by name."""
    return list(User.objects.filter(pk__in=with_roles(CHECKERS)).order_by("name", "pk"))


def why_not(user: User, row: SpotCheck) -> str:
    """ "" where he may look at the item, else the sentence that says why not."""
    actor = build_actor(user)
    name, unit = user.name, row.inspection.organisation
    if not actor.has(*CHECKERS):
        return f"{name}的岗位不参加实地核查。"
    if user.pk == row.drawn_by_id:
        return f"{name}抽取了这批事项，不能再去核查。"
    if row.inspection_id in actor.recusals or unit.pk in actor.shut_units:
        return f"{name}对{unit}的巡察已经回避，不能核查。"
    seats = Membership.objects.filter(user=user, organisation=unit)
    if seats.exists() or Inspector.objects.filter(user=user, home=unit).exists():
        return f"{name}在{unit}任职或者任过职，不能核查。"
    item = row.item
    acted = ItemStep.objects.filter(item=item, by=user, action__in=_ACTED)
    if user.pk in {item.claimed_by_id, item.verified_by_id} or acted.exists():
        return f"{name}申报或者核实过事项 {item.number}，不能再去核查。"
    return ""
