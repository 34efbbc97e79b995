"""Who may look at an item on the spot."""

from __future__ import annotations

from collections.abc import Sequence, Set

from xuncha.cycle.directory.models import Membership
from xuncha.cycle.oversight.models import SpotCheck
from xuncha.cycle.oversight.policies.common import CHECKERS
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.rectification.models import ItemStep
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.kernel.actor import Actor

NAMED = 10
_ACTED = ("claim", "claim_by_ledger", "verify")


def candidates() -> list[User]:
    """Accounts out of which checkers are chosen, by name."""
    return list(User.objects.filter(pk__in=with_roles(CHECKERS)).order_by("name", "pk"))


def unfit(user: User, rows: Sequence[SpotCheck]) -> dict[int, str]:
    """Of some checks those that he may not look at, each with the sentence that says why not. The
    same number of queries however many they are."""
    actor = build_actor(user)
    seats = Membership.objects.filter(user=user).values_list("organisation_id", flat=True)
    homes = Inspector.objects.filter(user=user).values_list("home_id", flat=True)
    acted = ItemStep.objects.filter(
        item__in=[row.item_id for row in rows], by=user, action__in=_ACTED
    ).values_list("item_id", flat=True)
    been, did = {*seats, *homes}, set(acted)
    told = {row.pk: _why_not(user, actor, row, been, did) for row in rows}
    return {pk: sentence for pk, sentence in told.items() if sentence}


def _why_not(user: User, actor: Actor, row: SpotCheck, been: Set[int | None], did: Set[int]) -> str:
    name, unit, item = user.name, row.inspection.organisation, row.item
    if not actor.has(*CHECKERS):
        return f"{name}的岗位不参加实地核查。"
    if user.pk == row.drawn_by_id:
        return f"{name}抽取了这批事项，不能再去核查。"
    if row.inspection_id in actor.recusals or unit.pk in actor.shut_units:
        return f"{name}对{unit}的巡察已经回避，不能核查。"
    if unit.pk in been:
        return f"{name}在{unit}任职或者任过职，不能核查。"
    if user.pk in {item.claimed_by_id, item.verified_by_id} or item.pk in did:
        return f"{name}申报或者核实过{unit}的事项 {item.number}，不能再去核查。"
    return ""


def sentence_of(barred: dict[int, str], rows: Sequence[SpotCheck]) -> str:
    """All refusals of one person in one sentence: the first one's reason, and which the others are,
    so that nobody has to be refused once for each."""
    first, *others = [row for row in rows if row.pk in barred]
    if not others:
        return barred[first.pk]
    numbers = "、".join(f"{row.number} 号" for row in others[:NAMED])
    more = f"等 {len(others)} 件" if len(others) > NAMED else ""
    return f"{barred[first.pk]}同样不能派的还有 {numbers}{more}。"
